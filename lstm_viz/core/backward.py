"""Back-propagation through time over a recorded run, step by step, in the run's precision.

Rumelhart, Hinton & Williams (1986) for the RNN; for the LSTM the full gradient, through
the belt and through every gate, without the truncation of Hochreiter & Schmidhuber (1997).
"""

from dataclasses import dataclass

import numpy as np

from lstm_viz.core.cell import CellWeights, Matrix, Vector
from lstm_viz.core.laboratory_setting import Activation
from lstm_viz.core.trace import LstmTrace, RnnTrace


@dataclass(frozen=True, slots=True)
class Gradients:
    """dL/d(state) at every step, through all paths, row t after token t.

    Attributes:
        h: dL/dh, (T, H).
        c: dL/dC, (T, H); None for an RNN.
        pre: dL/d(pre-activation), (T, n_gates * H), stacked i f g o for an LSTM.
    """

    h: Matrix
    c: Matrix | None
    pre: Matrix


def run_rnn(weights: CellWeights, x: Matrix, activation: Activation) -> RnnTrace:
    """Read inputs with h = a(W x + U h_prev + b), from h = 0.

    Args:
        weights: the RNN's.
        x: inputs, (T, E).
        activation: a, which is tanh, nothing or relu.

    Returns:
        The record. Without tanh it may hold inf and NaN; no warning is given.
    """
    pre = weights.input_share(x)  # (T, H)
    h = np.zeros((1 + len(pre), pre.shape[1]), pre.dtype)  # the first row is the start
    with np.errstate(over="ignore", invalid="ignore"):
        for t in range(len(pre)):
            pre[t] += weights.u @ h[t]
            h[t + 1] = _activate(pre[t], activation)
    return RnnTrace(x=x, pre=pre, h_prev=h[:-1], h=h[1:])


def _activate(pre: Vector, activation: Activation) -> Vector:
    if activation == "tanh":
        return np.asarray(np.tanh(pre))
    return pre if activation == "identity" else np.maximum(pre, 0)


def rnn_gradients(
    trace: RnnTrace, u: Matrix, activation: Activation, direction: Vector
) -> Gradients:
    """Send dL/dh_T back through a recorded RNN.

    Args:
        trace: from `run_rnn`.
        u: the recurrent matrix, (H, H).
        activation: the one of the run; relu's slope at 0 is 0, at NaN 1, as torch has it.
        direction: dL/dh after the last step, (H,).

    Returns:
        The gradients, inf or NaN where float32 overflows; no warning is given.
    """
    slope = _slope(trace, activation)  # (T, H)
    h, pre = np.empty_like(slope), np.empty_like(slope)
    grad = direction
    with np.errstate(all="ignore"):
        for t in reversed(range(len(slope))):
            h[t] = grad
            pre[t] = grad * slope[t]
            grad = pre[t] @ u
    return Gradients(h, None, pre)


def _slope(trace: RnnTrace, activation: Activation) -> Matrix:
    """Return the derivative of the activation at every step, (T, H)."""
    if activation == "tanh":
        return 1 - trace.h * trace.h
    if activation == "identity":
        return np.ones_like(trace.pre)
    return (~(trace.pre <= 0)).astype(trace.pre.dtype)


def lstm_gradients(trace: LstmTrace, u: Matrix, direction: Vector) -> Gradients:
    """Send dL/dh_T back through a recorded LSTM.

    Args:
        trace: from `record`.
        u: the recurrent weights, (4H, H), stacked i f g o.
        direction: dL/dh after the last step, (H,).

    Returns:
        The gradients, inf or NaN where float32 overflows; no warning is given.
    """
    slopes = _lstm_slopes(trace)  # (T, 4, H)
    to_c = trace.o * (1 - trace.tanh_c**2)  # (T, H) of h by C
    grad_h, grad_c, pre = np.empty_like(trace.h), np.empty_like(trace.c), np.empty_like(slopes)
    h, c = direction, np.zeros_like(direction)
    with np.errstate(all="ignore"):
        for t in reversed(range(len(trace.h))):
            grad_h[t] = h
            grad_c[t] = c + h * to_c[t]
            pre[t, :3] = grad_c[t] * slopes[t, :3]  # i f g act through C
            pre[t, 3] = h * slopes[t, 3]  # o acts on h alone
            h = pre[t].reshape(-1) @ u
            c = grad_c[t] * trace.f[t]
    return Gradients(grad_h, grad_c, pre.reshape(len(pre), -1))


def _lstm_slopes(trace: LstmTrace) -> Matrix:
    """Return dC/dpre of i, f, g and dh/dpre of o, (T, 4, H)."""
    return np.stack(
        [
            trace.g * trace.i * (1 - trace.i),
            trace.c_prev * trace.f * (1 - trace.f),
            trace.i * (1 - trace.g**2),
            trace.tanh_c * trace.o * (1 - trace.o),
        ],
        axis=1,
    )
