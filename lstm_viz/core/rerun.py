"""A layer's run once more, differentiable, in torch: the same equations in the same order.

Written apart from `cell.py` so that the two can check each other.
"""

import torch
from torch import Tensor

from lstm_viz.core.cell import GATES, CellWeights, Matrix
from lstm_viz.core.trace import LstmTrace, RnnTrace

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
