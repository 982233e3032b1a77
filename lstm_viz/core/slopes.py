"""The local derivatives of one LSTM step, of which every gradient and every path is made.

From the six equations of `cell.py` and sigma' = sigma (1 - sigma), tanh' = 1 - tanh^2. NumPy
only.
"""

import numpy as np

from lstm_viz.core.trace import Array, LstmTrace


def gate_slopes(trace: LstmTrace) -> Array:
    """Return how a gate's pre-activation moves what the gate acts on.

    Args:
        trace: the recorded run, T rows.

    Returns:
        dC/dz of i f g at a fixed C before, and d(o * tanh(C))/dz of o at a fixed C, stacked
        in this order, (T, 4, H).
    """
    i, f, g, o = trace.i, trace.f, trace.g, trace.o
    slopes: Array = np.empty((len(i), 4, i.shape[1]), i.dtype)
    slopes[:, 0] = trace.g * i * (1 - i)
    slopes[:, 1] = trace.c_prev * f * (1 - f)
    slopes[:, 2] = i * (1 - g * g)
    slopes[:, 3] = trace.tanh_c * o * (1 - o)
    return slopes


def exposure(trace: LstmTrace) -> Array:
    """Return d(o * tanh(C))/dC = o * (1 - tanh(C)^2), (T, H), 0...1."""
    exposed: Array = trace.o * (1 - trace.tanh_c * trace.tanh_c)
    return exposed
