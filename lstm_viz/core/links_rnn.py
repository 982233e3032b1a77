"""How a plain RNN's state hangs on the one before: dh_t = (1 - h_t^2) * U dh_(t-1) (Elman 1990).

The same three ways to multiply up as for the LSTM (`links.py`), where the state is h alone.
"""

from dataclasses import dataclass

import numpy as np

from lstm_viz.core.cell import CellWeights, Matrix
from lstm_viz.core.links import Carried, multiply
from lstm_viz.core.trace import RnnTrace


@dataclass(frozen=True, slots=True)
class RnnLinks:
    """The derivatives of every step in the order of reading, float64."""

    mix: Matrix  # (T, H, H) dh_t/dh_(t-1)

    @classmethod
    def of(cls, trace: RnnTrace, weights: CellWeights, *, reverse: bool = False) -> "RnnLinks":
        """Work out the derivatives of a recorded run; a reverse layer's rows are turned round."""
        slope = (1 - trace.h.astype(np.float64) ** 2)[:: -1 if reverse else 1]
        return cls(slope[:, :, None] * weights.u)

    def carry(self, first: int, stop: int, end: int) -> Carried:
        """Carry a change of each h_s as `LstmLinks.carry` does; yields dh_t/dh_s transposed."""
        n_hidden = self.mix.shape[1]
        h, carried = np.empty((2, stop - first, n_hidden, n_hidden))
        for t in range(first, end):
            n = min(t, stop) - first
            multiply(h[:n], self.mix[t].T, out=carried[:n])
            h, carried = carried, h
            if t < stop:
                h[n] = np.eye(n_hidden)
                n += 1
            yield t, h[:n]

    def after(self, middle: int, stop: int) -> Matrix:
        """Return dh_t/dh of the state before token `middle`, (stop - middle, H, H)."""
        found, state = np.empty((stop - middle, *self.mix.shape[1:])), np.eye(self.mix.shape[1])
        for row, t in zip(found, range(middle, stop), strict=True):
            state = np.matmul(self.mix[t], state, out=row)
        return found

    def before(self, first: int, middle: int) -> Matrix:
        """Return dh/dh_s of the state before token `middle`, (middle - first, H, H)."""
        found, back = np.empty((middle - first, *self.mix.shape[1:])), np.eye(self.mix.shape[1])
        for row, s in zip(found[::-1], range(first, middle)[::-1], strict=True):
            row[:] = back
            back = back @ self.mix[s]
        return found
