"""The same gradients by torch: the run once more, differentiable, and `torch.autograd.grad`.

The reference for the pass written by hand. Wherever a gradient is wanted a zero is added;
the gradient with respect to that zero is the gradient there. Nothing of the model changes.

It is a witness: the run is written in torch, apart from `cell.py`, the same equations in the same
order, so that the two can check each other.
"""

from dataclasses import fields

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits

from lstm_viz.core.cell import CellWeights, Matrix
from lstm_viz.core.gradients.backward import LAST, Gradients, Traces, check_run, directions
from lstm_viz.core.gradients.target import Target
from lstm_viz.core.gradients.trace import LstmGradients, RnnGradients, SentenceGradients
from lstm_viz.core.models.checkpoint import LoadedModel
from lstm_viz.core.trace import GATES, LstmTrace, RnnTrace, SentenceTrace

Zeros = dict[str, Tensor]


def rerun(
    weights: CellWeights,
    trace: LstmTrace | RnnTrace,
    zero: Zeros,
    x: Tensor,
    *,
    reverse: bool = False,
) -> Tensor:
    """Read the inputs once more with one layer in one direction.

    Args:
        weights: the layer's weights; what goes back to them is not followed.
        trace: the record, for the state before the first token and for the kind.
        zero: added where a gradient is wanted, by the gradient's name, (T, .) each.
        x: the inputs, (T, E).
        reverse: the layer reads from right to left.

    Returns:
        h after each token, in the order of the tokens, (T, P).
    """
    if isinstance(trace, LstmTrace):
        output = _rerun_lstm(weights, trace, zero, x, reverse=reverse)
    else:
        output = _rerun_rnn(weights, trace, zero, x, reverse=reverse)
    nothing = torch.from_numpy(trace.h[:0])
    return torch.cat([nothing, *(output[t][None] for t in sorted(output))])


def _rerun_lstm(
    weights: CellWeights, trace: LstmTrace, zero: Zeros, x: Tensor, *, reverse: bool
) -> dict[int, Tensor]:
    """Read the inputs once more, (T, E), and return h after each token, (P,) each."""
    shares, u, projection = _weights(weights, x + zero["grad_x"])
    h_before = _start(trace.h_prev, reverse=reverse)
    c_before = _start(trace.c_prev, reverse=reverse)
    output = {}
    for t in range(len(x))[:: -1 if reverse else 1]:
        pre = (shares[t] + u @ h_before).chunk(len(GATES))
        z = [part + zero[f"grad_{gate}_pre"][t] for gate, part in zip(GATES, pre, strict=True)]
        i, f, g, o = z[0].sigmoid(), z[1].sigmoid(), z[2].tanh(), z[3].sigmoid()
        c = f * c_before + i * g + zero["grad_c"][t]
        shown = o * (c + zero["grad_c_from_h"][t]).tanh()
        h = (shown if projection is None else projection @ shown) + zero["grad_h"][t]
        output[t] = h + zero["grad_h_from_head"][t]
        h_before, c_before = h + zero["grad_h_from_next"][t], c + zero["grad_c_from_next"][t]
    return output


def _rerun_rnn(
    weights: CellWeights, trace: RnnTrace, zero: Zeros, x: Tensor, *, reverse: bool
) -> dict[int, Tensor]:
    """Read the inputs once more, (T, E), and return h after each token, (H,) each."""
    shares, u, _ = _weights(weights, x + zero["grad_x"])
    h_before, output = _start(trace.h_prev, reverse=reverse), {}
    for t in range(len(x))[:: -1 if reverse else 1]:
        h = (shares[t] + u @ h_before + zero["grad_pre"][t]).tanh() + zero["grad_h"][t]
        output[t] = h + zero["grad_h_from_head"][t]
        h_before = h + zero["grad_h_from_next"][t]
    return output


def _weights(weights: CellWeights, x: Tensor) -> tuple[Tensor, Tensor, Tensor | None]:
    """Return W x + b of all steps, U and the projection as tensors."""
    w, u, b = map(torch.from_numpy, (weights.w, weights.u, weights.b))
    projection = weights.projection
    return x @ w.T + b, u, None if projection is None else torch.from_numpy(projection)


def _start(states_before: Matrix, *, reverse: bool) -> Tensor:
    """Return the state before the token that is read first; nothing where there is none."""
    rows = torch.from_numpy(states_before)
    return rows[-1 if reverse else 0] if len(rows) else rows.sum(0)


_LIKE = {"grad_h_from_head": "h", "grad_h_from_next": "h"}
_LIKE |= {"grad_c_from_h": "c", "grad_c_from_next": "c"}


@torch.enable_grad()
def autograd_gradients(module: nn.LSTM | nn.RNN, traces: Traces, from_head: Matrix) -> Gradients:
    """Run the layers again from their recorded input and let autograd go back.

    Args:
        module: the module that was recorded. Read only.
        traces: what `record` returned for it.
        from_head: dL/d(output) of the top layer, (T, D * P).

    Returns:
        As `backpropagate`; all of it, from the forward run to the gradients, is torch's work.

    Raises:
        ValueError: the traces are not of this module, or `from_head` has another shape.
    """
    check_run(module, traces, from_head)
    x, zeros, unread = torch.from_numpy(traces[0].x), list(map(_zeros_for, traces)), iter(traces)
    for layer in range(module.num_layers):
        outputs = []
        for weights, reverse in directions(module, layer):
            here = zeros[layer * (1 + module.bidirectional) + reverse]
            outputs.append(rerun(weights, next(unread), here, x, reverse=reverse))
        x = torch.cat(outputs, dim=1)  # (T, D * P)
    loss = (x * torch.from_numpy(from_head).to(x.dtype)).sum()
    return tuple(_gradients(loss, here) for here in zeros)


def autograd_sentence_gradients(
    loaded: LoadedModel, trace: SentenceTrace, target: Target = LAST
) -> SentenceGradients:
    """Give what `sentence_gradients` gives, by autograd alone.

    Args:
        loaded: the model that read the sentence; not changed.
        trace: its record, T tokens.
        target: what is differentiated.

    Raises:
        ValueError: the sentence has no such token, or the trace is another model's.
    """
    row = target.row(len(trace.tokens))
    from_head = np.zeros_like(trace.layer.h)  # (T, H)
    h = torch.zeros(loaded.model.n_hidden) if row is None else torch.from_numpy(trace.layer.h[row])
    with torch.enable_grad():
        at = h.detach().requires_grad_()
        loss = loaded.model.states_to_logit(at)
        if target.label is not None:
            loss = binary_cross_entropy_with_logits(loss, torch.tensor(float(target.label)))
    if row is not None:
        from_head[row] = torch.autograd.grad(loss, [at])[0].numpy()
    (layer,) = autograd_gradients(loaded.model.recurrent, (trace.layer,), from_head)
    return SentenceGradients(target, loss.item(), layer)


def _zeros_for(trace: LstmTrace | RnnTrace) -> Zeros:
    """Make a zero for every gradient of a record, under its name, (T, .) each."""
    kind = LstmGradients if isinstance(trace, LstmTrace) else RnnGradients
    arrays = trace.arrays()
    like = {f.name: _LIKE.get(f.name, f.name.removeprefix("grad_")) for f in fields(kind)}
    return {
        name: torch.from_numpy(np.zeros_like(arrays[code])).requires_grad_()
        for name, code in like.items()
    }


def _gradients(loss: Tensor, zeros: Zeros) -> LstmGradients | RnnGradients:
    """Ask autograd for the gradient at every zero."""
    if loss.requires_grad:  # else there is no token
        found = torch.autograd.grad(
            loss, list(zeros.values()), retain_graph=True, materialize_grads=True
        )
        zeros = dict(zip(zeros, found, strict=True))
    arrays = {name: part.numpy(force=True) for name, part in zeros.items()}
    return LstmGradients(**arrays) if "grad_c" in arrays else RnnGradients(**arrays)
