"""Backpropagation through time, by hand and in NumPy, on a recorded run.

Werbos (1990) for the method, Hochreiter & Schmidhuber (1997) and Gers, Schmidhuber & Cummins
(2000) for the cell; the whole gradient, nothing truncated (the 1997 paper cut it at the gates).
"""

from dataclasses import dataclass

import numpy as np

from lstm_viz.core.cell import GATES, CellWeights, Matrix, Vector
from lstm_viz.core.gradient_trace import LstmGradients, RnnGradients
from lstm_viz.core.slopes import exposure, gate_slopes
from lstm_viz.core.trace import LstmTrace, RnnTrace


@dataclass(frozen=True, slots=True)
class _Rows:
    """The record of the backward pass while it is written."""

    grad_h: Matrix  # (T, P); holds what comes from the head until step t
    h_from_next: Matrix  # (T, P)
    grad_c: Matrix  # (T, H)
    c_from_h: Matrix  # (T, H)
    c_from_next: Matrix  # (T, H)
    grad_pre: Matrix  # (T, 4, H); holds the slopes until step t


def lstm_backward(
    trace: LstmTrace, weights: CellWeights, from_head: Matrix, *, reverse: bool = False
) -> LstmGradients:
    """Carry the gradient back through one LSTM layer in one direction.

    At every step, beginning with the one read last, z stacking the pre-activations i f g o:

        dL/dh_t = from the head + U^T dL/dz_next
        dL/dC_t = dL/dh_t * o_t * (1 - tanh(C_t)^2) + f_next * dL/dC_next
        dL/dz_t = dL/dC_t * (g i (1-i), C_prev f (1-f), i (1-g^2)) and dL/dh_t * tanh(C) o (1-o)
        dL/dx_t = W^T dL/dz_t

    A projection R stands between o * tanh(C) and h: lines two and three take R^T dL/dh_t.

    Args:
        trace: the recorded run, T rows.
        weights: the layer's weights.
        from_head: what arrives at each h from outside the layer, (T, P), any range.
        reverse: the layer reads from right to left.

    Returns:
        The gradients, T rows each, in the precision of the trace.
    """
    n_steps, n_hidden = trace.c.shape
    h_from_next = np.empty_like(trace.h)  # (T, P)
    grad_c, c_from_h, c_from_next = np.empty((3, n_steps, n_hidden), trace.c.dtype)
    grad_h, grad_pre = from_head.astype(trace.h.dtype), gate_slopes(trace)  # copies
    rows = _Rows(grad_h, h_from_next, grad_c, c_from_h, c_from_next, grad_pre)
    exposed = exposure(trace)  # (T, H)
    waiting = np.zeros_like(trace.h, shape=trace.h.shape[1]), np.zeros_like(grad_c, shape=n_hidden)
    for t in range(n_steps)[:: 1 if reverse else -1]:
        waiting = lstm_step_back(rows, t, waiting, (exposed[t], trace.f[t]), weights)
    return LstmGradients(
        grad_h=grad_h,
        grad_h_from_head=from_head,
        grad_h_from_next=h_from_next,
        grad_c=grad_c,
        grad_c_from_h=c_from_h,
        grad_c_from_next=c_from_next,
        grad_x=grad_pre.reshape(n_steps, 4 * n_hidden) @ weights.w,
        **{f"grad_{gate}_pre": grad_pre[:, row] for row, gate in enumerate(GATES)},
    )


def lstm_step_back(
    rows: _Rows,
    t: int,
    waiting: tuple[Vector, Vector],
    valves: tuple[Vector, Vector],
    weights: CellWeights,
) -> tuple[Vector, Vector]:
    """Go back over token t; the results are written into row t.

    Args:
        rows: the record.
        t: the token, 0...T-1.
        waiting: what the next step sends to h_t and C_t, (P,) and (H,).
        valves: o * (1 - tanh(C)^2) and f of this step, each (H,), 0...1.
        weights: the layer's weights.

    Returns:
        What this step sends to the h and C before it, (P,) and (H,).
    """
    rows.h_from_next[t], rows.c_from_next[t] = waiting
    shown = rows.grad_h[t]
    shown += waiting[0]
    if weights.projection is not None:
        shown = shown @ weights.projection
    from_h = np.multiply(shown, valves[0], out=rows.c_from_h[t])
    grad_c = np.add(from_h, waiting[1], out=rows.grad_c[t])
    grad_pre = rows.grad_pre[t]
    grad_pre[:3] *= grad_c  # i f g make the memory
    grad_pre[3] *= shown  # o shows it
    return grad_pre.reshape(-1) @ weights.u, valves[1] * grad_c


def rnn_backward(
    trace: RnnTrace, weights: CellWeights, from_head: Matrix, *, reverse: bool = False
) -> RnnGradients:
    """Carry the gradient back through one plain RNN layer (Elman 1990) in one direction.

    dL/dh_t = from the head + U^T dL/dz_next;  dL/dz_t = dL/dh_t * (1 - h_t^2);
    dL/dx_t = W^T dL/dz_t; z is the pre-activation (Werbos 1990).

    Args:
        trace: the recorded run, T rows.
        weights: the layer's weights.
        from_head: what arrives at each h from outside the layer, (T, H), any range.
        reverse: the layer reads from right to left.

    Returns:
        The gradients, T rows each, in the precision of the trace.
    """
    from_next, grad_h = np.empty((2, *trace.h.shape), trace.h.dtype)
    grad_pre = 1 - trace.h * trace.h  # (T, H); the slope until step t
    waiting = np.zeros_like(grad_h, shape=trace.h.shape[1])
    for t in range(len(grad_h))[:: 1 if reverse else -1]:
        from_next[t] = waiting
        grad_pre[t] *= np.add(from_head[t], waiting, out=grad_h[t])
        waiting = grad_pre[t] @ weights.u
    return RnnGradients(grad_h, from_head, from_next, grad_pre @ weights.w, grad_pre)
