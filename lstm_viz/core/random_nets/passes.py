"""Back-propagation through time over a recorded run, step by step, in the run's precision.

Rumelhart, Hinton & Williams (1986) for the RNN; for the LSTM the full gradient, through
the belt and through every gate, without the truncation of Hochreiter & Schmidhuber (1997).

With it: the gradient of the weights, and what clipping does to it.
"""

import math

import numpy as np

from lstm_viz.core.gradients.backward import lstm_backward, rnn_backward
from lstm_viz.core.gradients.trace import LayerGradients, LstmGradients, RnnGradients
from lstm_viz.core.gradients.weights import weight_gradients
from lstm_viz.core.record import run_rnn
from lstm_viz.core.trace import Activation, LayerTrace, LstmTrace, RnnTrace
from lstm_viz.core.weights import CellWeights, Matrix, Vector


def run_random(weights: CellWeights, x: Matrix, activation: Activation) -> RnnTrace:
    """Read inputs with h = a(W x + b + U h_prev), from h = 0.

    Args:
        weights: the RNN's.
        x: inputs, (T, E).
        activation: a, which is tanh, nothing or relu.

    Returns:
        The record. Without tanh it may hold inf and NaN; no warning is given.
    """
    start = np.zeros_like(weights.b)
    with np.errstate(over="ignore", invalid="ignore"):
        return run_rnn(weights, x, start, activation=activation)


def rnn_gradients(trace: RnnTrace, weights: CellWeights, direction: Vector) -> RnnGradients:
    """Send dL/dh_T back through a recorded RNN, by the same pass as the trained models'.

    Args:
        trace: from `run_random`.
        weights: the RNN's.
        direction: dL/dh after the last step, (H,).

    Returns:
        The gradients, inf or NaN where float32 overflows; no warning is given.
    """
    with np.errstate(all="ignore"):
        return rnn_backward(trace, weights, _at_the_end(trace.h, direction))


def _at_the_end(h: Matrix, direction: Vector) -> Matrix:
    """Return a gradient that arrives after the last step alone, (T, H)."""
    from_head = np.zeros_like(h)
    from_head[-1:] = direction
    return from_head


def lstm_gradients(trace: LstmTrace, weights: CellWeights, direction: Vector) -> LstmGradients:
    """Send dL/dh_T back through a recorded LSTM, by the same pass as the trained models'.

    Args:
        trace: from `run_lstm`.
        weights: the layer's weights.
        direction: dL/dh after the last step, (H,).

    Returns:
        The gradients, inf or NaN where float32 overflows; no warning is given.
    """
    with np.errstate(all="ignore"):
        return lstm_backward(trace, weights, _at_the_end(trace.h, direction))


def weight_gradient(trace: LayerTrace, gradients: LayerGradients, steps: slice) -> Matrix:
    """Sum the weight gradient over some of the steps.

    Args:
        trace: the recorded run.
        gradients: its gradients.
        steps: which steps count.

    Returns:
        dL/d[U, W, b] side by side, (n_gates * H, H + E + 1); b counts once. Where float32
        overflows it holds inf and NaN; no warning is given.
    """
    found = weight_gradients(trace, gradients)
    with np.errstate(all="ignore"):
        u, w, b = (found[name].sum(steps) for name in ("weight_hh", "weight_ih", "bias_ih"))
    return np.hstack([u, w, b[:, None]])


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
