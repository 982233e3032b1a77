"""Back-propagation through time over a recorded run, step by step, in the run's precision.

Rumelhart, Hinton & Williams (1986) for the RNN; for the LSTM the full gradient, through
the belt and through every gate, without the truncation of Hochreiter & Schmidhuber (1997).

With it: the gradient of the weights, and what clipping does to it.
"""

import math
from dataclasses import dataclass

import numpy as np

from lstm_viz.core.cell import CellWeights, Matrix, Vector
from lstm_viz.core.gradients.backward import lstm_backward
from lstm_viz.core.random_nets.setting import Activation
from lstm_viz.core.trace import GATES, LstmTrace, RnnTrace


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


def lstm_gradients(trace: LstmTrace, weights: CellWeights, direction: Vector) -> Gradients:
    """Send dL/dh_T back through a recorded LSTM, by the same pass as the trained models'.

    Args:
        trace: from `record`.
        weights: the layer's weights.
        direction: dL/dh after the last step, (H,).

    Returns:
        The gradients, inf or NaN where float32 overflows; no warning is given.
    """
    from_head = np.zeros_like(trace.h)  # (T, H)
    from_head[-1:] = direction
    with np.errstate(all="ignore"):
        found = lstm_backward(trace, weights, from_head)
    pre = np.concatenate([getattr(found, f"grad_{gate}_pre") for gate in GATES], axis=1)
    return Gradients(found.grad_h, found.grad_c, pre)


def weight_gradient(trace: LstmTrace | RnnTrace, gradients: Gradients, steps: slice) -> Matrix:
    """Sum the weight gradient over some of the steps.

    Args:
        trace: the recorded run.
        gradients: its gradients.
        steps: which steps count.

    Returns:
        dL/d[U, W, b] side by side, (n_gates * H, H + E + 1); b counts once. Where float32
        overflows it holds inf and NaN; no warning is given.
    """
    ones = np.ones((len(trace.x), 1), trace.x.dtype)
    read = np.hstack([trace.h_prev, trace.x, ones])[steps]
    with np.errstate(all="ignore"):
        return np.asarray(gradients.pre[steps].T @ read)


def clipped(gradient: Matrix, clip: float) -> Matrix:
    """Scale a gradient down to a norm if it is larger (Pascanu et al. 2013, algorithm 1).

    Args:
        gradient: of any shape.
        clip: the largest norm allowed, above 0; inf leaves the gradient as it is.

    Returns:
        The gradient that training would use. One that holds inf comes out with NaN: it has
        no direction left to keep.
    """
    norm = size(gradient)
    if math.isinf(clip) or norm <= clip:
        return gradient
    with np.errstate(all="ignore"):
        return gradient * gradient.dtype.type(np.divide(clip, norm))


def size(gradient: Matrix) -> float:
    """Return the norm over all entries, summed in float64: inf or NaN where an entry is."""
    return float(np.linalg.norm(gradient.astype(np.float64)))
