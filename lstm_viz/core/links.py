"""How the state after a token hangs on the state before it, and how a change is carried along.

With z the stacked pre-activations, dC_t/dz and dh_t/dz their slopes (`gate_slopes`):

    dC_t = f_t * dC_(t-1) + A_t dh_(t-1)                       A_t = dC_t/dz U, of i f g
    dh_t = o_t (1 - tanh(C_t)^2) * dC_t + B_t dh_(t-1)         B_t = dh_t/dz U, of o

and for a plain RNN dh_t = (1 - h_t^2) * U dh_(t-1). This is forward accumulation of the chain
rule: the same products as in Werbos (1990), in the order of reading.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from lstm_viz.core.cell import CellWeights, Matrix
from lstm_viz.core.slopes import exposure, gate_slopes
from lstm_viz.core.trace import LstmTrace, RnnTrace

Carried = Iterator[tuple[int, Matrix]]


@dataclass(frozen=True, slots=True)
class LstmLinks:
    """The derivatives of every step in the order of reading, float64."""

    keep: Matrix  # (T, H) f
    expose: Matrix  # (T, H) o (1 - tanh(C)^2)
    mix: Matrix  # (T, H, 2H) A and B side by side, each transposed

    @classmethod
    def of(cls, trace: LstmTrace, weights: CellWeights, *, reverse: bool = False) -> "LstmLinks":
        """Work out the derivatives of a recorded run; a reverse layer's rows are turned round.

        Raises:
            ValueError: the layer has a projection.
        """
        if weights.projection is not None:
            message = "Paths through a layer with a projection are not worked out."
            raise ValueError(message)
        (n_steps, n_hidden), order = trace.c.shape, -1 if reverse else 1
        slopes = gate_slopes(trace)[::order].astype(np.float64)  # (T, 4, H)
        u = weights.u.reshape(4, n_hidden, n_hidden).transpose(0, 2, 1)  # each gate's U^T
        mix = np.zeros((n_steps, n_hidden, 2 * n_hidden))
        for gate in range(3):
            mix[:, :, :n_hidden] += slopes[:, gate, None] * u[gate]
        mix[:, :, n_hidden:] = slopes[:, 3, None] * u[3]
        exposed = exposure(trace)[::order].astype(np.float64)
        return cls(trace.f[::order].astype(np.float64), exposed, mix)

    def carry(self, first: int, stop: int) -> Carried:
        """Carry a change of each C_s, s from `first` up to `stop`, through the rest of the text.

        Args:
            first: the earliest s.
            stop: one past the latest s.

        Yields:
            t from `first` on, and dC_t/dC_s transposed, (n, H, H): the s read so far, the
            unit changed, the unit that answers. Overwritten at the next step.
        """
        n_hidden = self.keep.shape[1]
        c, h = np.empty((2, stop - first, n_hidden, n_hidden))
        mixed = np.empty((stop - first, n_hidden, 2 * n_hidden))
        for t in range(first, len(self.keep)):
            n = min(t, stop) - first
            if n:
                _multiply(h[:n], self.mix[t], out=mixed[:n])
                c[:n] *= self.keep[t]
                c[:n] += mixed[:n, :, :n_hidden]
                np.multiply(c[:n], self.expose[t], out=h[:n])
                h[:n] += mixed[:n, :, n_hidden:]
            if t < stop:
                c[n], h[n] = np.eye(n_hidden), np.diag(self.expose[t])
                n += 1
            yield t, c[:n]


@dataclass(frozen=True, slots=True)
class RnnLinks:
    """The derivatives of every step in the order of reading, float64."""

    mix: Matrix  # (T, H, H) dh_t/dh_(t-1), transposed

    @classmethod
    def of(cls, trace: RnnTrace, weights: CellWeights, *, reverse: bool = False) -> "RnnLinks":
        """Work out the derivatives of a recorded run; a reverse layer's rows are turned round."""
        slope = (1 - trace.h.astype(np.float64) ** 2)[:: -1 if reverse else 1]
        return cls(slope[:, None] * weights.u.T)

    def carry(self, first: int, stop: int) -> Carried:
        """Carry a change of each h_s as `LstmLinks.carry` does; yields dh_t/dh_s transposed."""
        n_steps, n_hidden = self.mix.shape[:2]
        h, carried = np.empty((2, stop - first, n_hidden, n_hidden))
        for t in range(first, n_steps):
            n = min(t, stop) - first
            _multiply(h[:n], self.mix[t], out=carried[:n])
            h, carried = carried, h
            if t < stop:
                h[n] = np.eye(n_hidden)
                n += 1
            yield t, h[:n]


def _multiply(stack: Matrix, matrix: Matrix, out: Matrix) -> None:
    """Multiply a stack of matrices by one, as one product: (n, H, H) by (H, R) to (n, H, R)."""
    n_hidden = stack.shape[1]
    np.matmul(stack.reshape(-1, n_hidden), matrix, out=out.reshape(-1, matrix.shape[1]))
