"""Run a recurrent network step by step on its own weights and keep everything. NumPy only."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from lstm_viz.core.cell import (
    GruRows,
    Held,
    LstmRows,
    gru_step,
    lstm_step,
    rnn_step,
)
from lstm_viz.core.network import Network, RecurrentModule, network_of
from lstm_viz.core.sources import (
    Numbers,
    Start,
    State,
    frozen,
    one_sequence,
    start_states,
    unwrapped,
)
from lstm_viz.core.text import MAX_TOKENS
from lstm_viz.core.trace import (
    GATES,
    GRU_GATES,
    Activation,
    GruTrace,
    LayerTrace,
    LstmTrace,
    Order,
    RnnTrace,
    SentenceTrace,
)
from lstm_viz.core.weights import CellWeights, Matrix, Vector

Interventions = Mapping[tuple[int, Order], Held]


def record(
    source: Network | RecurrentModule, x: Numbers, initial: Numbers | State | None = None
) -> tuple[LayerTrace, ...]:
    """Run one sequence through every layer and direction and keep every intermediate.

    Args:
        source: any `torch.nn.LSTM`, `torch.nn.GRU` or `torch.nn.RNN`, or a network. Read only.
            Dropout between layers does not act, as in `module.eval()`.
        x: one sequence, (T, E), or with the batch of one that a module expects.
        initial: states before the first token as torch takes them: for an LSTM
            (h_0 (L*D, P), c_0 (L*D, H)), for the others h_0 (L*D, H), each also with a batch
            of one, (L*D, 1, .); zeros if absent.

    Returns:
        One trace for each layer and direction in torch's order (forwards, then backwards),
        in the precision of the weights. Its arrays are its own, and nobody can write into them.

    Raises:
        InputError: the module is not one of these, the input is not one sequence of floats of its
            size, or torch would refuse the states.
    """
    network = network_of(source)
    batch_first = bool(getattr(unwrapped(source), "batch_first", False))
    rows = one_sequence(x, network.n_inputs, network.dtype, batch_first=batch_first)
    frozen(rows)
    return run_layers(network, rows, starts_of(network, initial))


def run_layers(
    network: Network, x: Matrix, starts: Iterator[Start], held: Interventions | None = None
) -> tuple[LayerTrace, ...]:
    """Run every layer and direction of a network.

    Args:
        network: the network.
        x: one sequence, (T, E).
        starts: hidden and cell state before the first token read, (P,) and (H,), for each.
        held: of an LSTM, what is held by hand, by layer and order.

    Returns:
        One trace for each layer and direction in torch's order.
    """
    traces: list[LayerTrace] = []
    rows, n_directions = x, network.n_directions
    for layer, order, weights in network.runs():
        if layer and order == 1:
            rows = np.concatenate([trace.h for trace in traces[-n_directions:]], axis=1)
            frozen(rows)
        place, start = (layer, order), next(starts)
        if network.kind == "lstm":
            held_here = None if held is None else held.get(place)
            traces.append(run_lstm(weights, rows, start, place, held_here))
        elif network.kind == "gru":
            traces.append(run_gru(weights, rows, start[0], place))
        else:
            traces.append(run_rnn(weights, rows, start[0], place, network.activation))
    return tuple(traces)


def starts_of(
    source: Network | RecurrentModule, initial: Numbers | State | None
) -> Iterator[Start]:
    """Yield (h_0, c_0) for each layer and direction; where there is no cell, c_0 is h_0, unused.

    Raises:
        InputError: torch would refuse these states.
    """
    network = network_of(source)
    n_states = len(network.layers) * network.n_directions
    if initial is None:
        return (nothing(network) for _ in range(n_states))
    shapes = {"h_0": (n_states, network.n_outputs)}
    if network.kind == "lstm":
        shapes["c_0"] = (n_states, network.n_hidden)
    return start_states(initial, shapes, network.dtype)


def nothing(network: Network) -> Start:
    """Return an empty memory: hidden state (P,) and cell state (H,), zeros."""
    return np.zeros(network.n_outputs, network.dtype), np.zeros(network.n_hidden, network.dtype)


Place = tuple[int, Order]
FIRST: Place = (0, 1)


def run_lstm(
    weights: CellWeights, x: Matrix, start: Start, place: Place = FIRST, held: Held | None = None
) -> LstmTrace:
    """Run an LSTM layer and keep everything.

    Args:
        weights: the layer's weights.
        x: inputs, (T, E).
        start: hidden and cell state before the first token read, (P,) and (H,).
        place: which layer it is, and 1 for reading forwards, -1 for backwards.
        held: what is held by hand; nothing if absent.
    """
    layer, order = place
    rows = LstmRows.before(weights.input_share(x), n_out=len(start[0]))
    h, c = start
    with np.errstate(over="ignore"):  # exp of a huge -z is inf, and sigma then exactly 0
        for t in range(len(x))[::order]:
            h, c = lstm_step(rows, t, h, c, weights, held)
    frozen(rows.pre, rows.gates, rows.c, rows.tanh_c, rows.h)
    return LstmTrace(
        x=x,
        **_cut(rows.pre, [f"{gate}_pre" for gate in GATES]),
        **_cut(rows.gates, GATES),
        c_prev=_before(start[1], rows.c, order),
        c=rows.c,
        tanh_c=rows.tanh_c,
        h_prev=_before(start[0], rows.h, order),
        h=rows.h,
        layer=layer,
        order=order,
    )


def run_gru(weights: CellWeights, x: Matrix, start: Vector, place: Place = FIRST) -> GruTrace:
    """Run a GRU layer and keep everything.

    Args:
        weights: the layer's weights, stacked r z n.
        x: inputs, (T, E).
        start: hidden state before the first token read, (H,).
        place: as for `run_lstm`.
    """
    layer, order = place
    rows, h = GruRows.before(x @ weights.w.T + weights.b_ih), start
    with np.errstate(over="ignore"):  # as for the LSTM
        for t in range(len(x))[::order]:
            h = gru_step(rows, t, h, weights)
    frozen(rows.pre, rows.gates, rows.n_h, rows.h)
    return GruTrace(
        x=x,
        **_cut(rows.pre, [f"{gate}_pre" for gate in GRU_GATES]),
        **_cut(rows.gates, GRU_GATES),
        n_h=rows.n_h,
        h_prev=_before(start, rows.h, order),
        h=rows.h,
        layer=layer,
        order=order,
    )


def run_rnn(
    weights: CellWeights,
    x: Matrix,
    start: Vector,
    place: Place = FIRST,
    activation: Activation = "tanh",
) -> RnnTrace:
    """Run a plain RNN layer and keep everything.

    Args:
        weights: the layer's weights.
        x: inputs, (T, E).
        start: hidden state before the first token read, (H,).
        place: as for `run_lstm`.
        activation: what squashes; without tanh the record may hold inf and NaN.
    """
    layer, order = place
    h_prev, pre = start, weights.input_share(x)  # (T, H)
    h = np.empty_like(pre)
    for t in range(len(x))[::order]:
        h_prev = rnn_step(pre[t], h[t], h_prev, weights, activation)
    frozen(pre, h)
    return RnnTrace(x, pre, _before(start, h, order), h, layer, order, activation)


def _cut(stacked: Matrix, names: Sequence[str]) -> dict[str, NDArray[np.floating]]:
    """Cut what is stacked by gate into one array a gate; views, not copies."""
    return dict(zip(names, np.split(stacked, len(names), axis=1), strict=True))


def _before(first: Vector, rows: Matrix, order: Order) -> Matrix:
    """Shift states by one step: row t becomes the state before token t."""
    parts = (first[None], rows[:-1]) if order == 1 else (rows[1:], first[None])
    shifted: Matrix = np.concatenate(parts)[: len(rows)]
    frozen(shifted)
    return shifted


def record_sentence(network: Network, text: str) -> SentenceTrace:
    """Read a sentence with a trained model and keep everything.

    Args:
        network: the model, which reads words and gives a verdict; not changed.
        text: any text. Beyond `MAX_TOKENS` tokens it is cut and `n_cut` says so.

    Returns:
        The trace, T rows of float32 each; T = 0 for an empty text.

    Raises:
        InputError: the network reads no words, or gives no verdict after each of them.
    """
    tokens = network.tokenizer(text)
    read = tokens[:MAX_TOKENS]
    x, known = network.look_up(network.word_ids(read))
    frozen(x)
    layers = run_layers(network, x, starts_of(network, None))
    logit, p_positive = verdicts(network, layers[-1].h)
    return SentenceTrace(
        text=text,
        model=network.name,
        tokens=read,
        known=known,
        n_cut=len(tokens) - len(read),
        layers=layers,
        logit=logit[1:],
        p_positive=p_positive[1:],
        p_before=float(p_positive[0]),
    )


def verdicts(network: Network, h: Matrix) -> tuple[Vector, Vector]:
    """Give the verdicts along a run, that of the empty memory first.

    Args:
        network: a network that gives a verdict.
        h: what its top layer shows after each token, (T, P), -1...1.

    Returns:
        Logits and p_positive, (1 + T,) each; above 0 and above 0.5 means positive.
    """
    states = np.vstack([np.zeros((1, h.shape[1]), h.dtype), h])
    logit = network.verdict_head().logits(states)
    with np.errstate(over="ignore"):
        return logit, 1 / (1 + np.exp(-logit))
