"""The gradient of the weights, and what clipping does to it."""

import math

import numpy as np

from lstm_viz.core.backward import Gradients
from lstm_viz.core.cell import Matrix
from lstm_viz.core.trace import LstmTrace, RnnTrace


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
