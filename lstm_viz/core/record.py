"""Run a recurrent layer step by step on torch's own weights and keep everything."""

from collections.abc import Callable, Iterator

import numpy as np
import torch
from torch import Tensor, nn

from lstm_viz.core.cell import CellWeights, LstmRows, Matrix, Vector, lstm_step, rnn_step
from lstm_viz.core.models.checkpoint import LoadedModel
from lstm_viz.core.text import MAX_TOKENS, UNK_ID, tokenize
from lstm_viz.core.trace import GATES, LstmTrace, RnnTrace, SentenceTrace

State = tuple[Tensor, Tensor]
Start = tuple[Vector, Vector]
Step = Callable[[LstmRows, int, Vector, Vector, CellWeights], Start]


def record(
    module: nn.LSTM | nn.RNN, x: Tensor, initial: Tensor | State | None = None
) -> tuple[LstmTrace | RnnTrace, ...]:
    """Run one sequence through every layer and direction and keep every intermediate.

    Args:
        module: any `torch.nn.LSTM`, or `torch.nn.RNN` with tanh. Read only. Dropout
            between layers does not act, as in `module.eval()`.
        x: one sequence, (T, E), or with the batch of one that the module expects.
        initial: states before the first token as torch takes them: for an LSTM
            (h_0 (L*D, P), c_0 (L*D, H)), for an RNN h_0 (L*D, H), each also with a batch
            of one, (L*D, 1, .); zeros if absent.

    Returns:
        One trace for each layer and direction in torch's order (forward, then reverse),
        in the precision of the weights.

    Raises:
        ValueError: the input is not one sequence of the module's input size, or the RNN
            does not use tanh.
    """
    rows = _one_sequence(module, x).numpy(force=True)
    starts = _initial_states(module, initial)
    run = run_lstm if isinstance(module, nn.LSTM) else _run_rnn
    traces: list[LstmTrace | RnnTrace] = []
    for layer in range(module.num_layers):
        suffixes = (f"l{layer}", f"l{layer}_reverse")[: 1 + module.bidirectional]
        for suffix, order in zip(suffixes, (1, -1), strict=False):
            traces.append(run(CellWeights.of(module, suffix), rows, next(starts), order))
        rows = np.concatenate([trace.h for trace in traces[-len(suffixes) :]], axis=1)
    return tuple(traces)


def _one_sequence(module: nn.LSTM | nn.RNN, x: Tensor) -> Tensor:
    """Return the input as (T, E), or say what is wrong with it."""
    if isinstance(module, nn.RNN) and module.nonlinearity != "tanh":
        message = "Only an RNN with tanh can be recorded."
        raise ValueError(message)
    batch_axis = 0 if module.batch_first else 1
    rows = x.squeeze(batch_axis) if x.dim() == 3 and x.shape[batch_axis] == 1 else x
    if rows.dim() != 2 or rows.shape[1] != module.input_size:
        message = f"Give one sequence of shape (T, {module.input_size}); this is {tuple(x.shape)}."
        raise ValueError(message)
    return rows


def _initial_states(module: nn.LSTM | nn.RNN, initial: Tensor | State | None) -> Iterator[Start]:
    """Yield (h_0, c_0) for each layer and direction; an RNN's c_0 is its h_0, unused."""
    n_states = module.num_layers * (1 + module.bidirectional)
    if initial is None:
        n_hidden, dtype = module.hidden_size, module.all_weights[0][0].dtype
        h = torch.zeros(n_states, module.proj_size or n_hidden, dtype=dtype)
        initial = h, torch.zeros(n_states, n_hidden, dtype=dtype)
    h, c = (initial, initial) if isinstance(initial, Tensor) else initial
    states = (part.numpy(force=True).reshape(n_states, -1) for part in (h, c))
    return zip(*states, strict=True)


def run_lstm(
    weights: CellWeights, x: Matrix, start: Start, order: int = 1, step: Step = lstm_step
) -> LstmTrace:
    """Run an LSTM layer and keep everything.

    Args:
        weights: the layer's weights.
        x: inputs, (T, E).
        start: hidden and cell state before the first token read, (P,) and (H,).
        order: 1 for reading forwards, -1 for backwards.
        step: what reads one token; surgery puts its own in the place of `lstm_step`.
    """
    rows = LstmRows.before(weights.input_share(x), n_out=len(start[0]))
    h, c = start
    with np.errstate(over="ignore"):  # exp of a huge -z is inf, and sigma then exactly 0
        for t in range(len(x))[::order]:
            h, c = step(rows, t, h, c, weights)
    pre, gates = (np.split(stacked, 4, axis=1) for stacked in (rows.pre, rows.gates))
    return LstmTrace(
        x=x,
        **{f"{gate}_pre": part for gate, part in zip(GATES, pre, strict=True)},
        **dict(zip(GATES, gates, strict=True)),
        c_prev=_before(start[1], rows.c, order),
        c=rows.c,
        tanh_c=rows.tanh_c,
        h_prev=_before(start[0], rows.h, order),
        h=rows.h,
    )


def _run_rnn(weights: CellWeights, x: Matrix, start: Start, order: int) -> RnnTrace:
    """Run a plain RNN layer; `order` is 1 for reading forwards, -1 for backwards."""
    h_prev = start[0]
    pre = weights.input_share(x)  # (T, H)
    h = np.empty_like(pre)
    for t in range(len(x))[::order]:
        h_prev = rnn_step(pre[t], h[t], h_prev, weights)
    return RnnTrace(x=x, pre=pre, h_prev=_before(start[0], h, order), h=h)


def _before(first: Vector, rows: Matrix, order: int) -> Matrix:
    """Shift states by one step: row t becomes the state before token t."""
    parts = (first[None], rows[:-1]) if order == 1 else (rows[1:], first[None])
    return np.concatenate(parts)[: len(rows)]


@torch.no_grad()
def record_sentence(loaded: LoadedModel, text: str) -> SentenceTrace:
    """Read a sentence with a trained model and keep everything.

    Args:
        loaded: the model with its vocabulary; not changed.
        text: any text. Beyond `MAX_TOKENS` tokens it is cut and `n_cut` says so.

    Returns:
        The trace, T rows of float32 each; T = 0 for an empty text.
    """
    tokens = tokenize(text)
    read = tokens[:MAX_TOKENS]
    ids = torch.tensor(loaded.vocabulary.ids(token.text for token in read), dtype=torch.long)
    (layer,) = record(loaded.model.recurrent, loaded.model.embedding(ids))
    logit, p_positive = loaded.model.verdicts(layer.h)  # (1 + T,), the first of an empty memory
    return SentenceTrace(
        text=text,
        model=loaded.name,
        tokens=read,
        known=(ids > UNK_ID).numpy(),
        n_cut=len(tokens) - len(read),
        layer=layer,
        logit=logit[1:],
        p_positive=p_positive[1:],
        p_before=float(p_positive[0]),
    )
