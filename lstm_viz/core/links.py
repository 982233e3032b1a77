"""How an LSTM's state after a token hangs on the state before it, and how a change is carried.

With z the stacked pre-activations, dC_t/dz and dh_t/dz their slopes (`gate_slopes`), U the
recurrent weights and e_t = o_t (1 - tanh(C_t)^2):

    dC_t = f_t * dC_(t-1) + A_t dh_(t-1)            A_t = dC_t/dz U, of i f g
    dh_t = e_t * dC_t + B_t dh_(t-1)                B_t = dh_t/dz U, of o

It is the chain rule of Werbos (1990), multiplied up in whichever order is shorter.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from lstm_viz.core.cell import CellWeights, Matrix
from lstm_viz.core.slopes import exposure, gate_slopes
from lstm_viz.core.trace import LstmTrace

Carried = Iterator[tuple[int, Matrix]]


@dataclass(frozen=True, slots=True)
class LstmLinks:
    """The derivatives of every step in the order of reading, float64.

    Attributes:
        keep: f, dC_t/dC_(t-1) at a fixed h before, (T, H).
        show: e, dh_t/dC_t, (T, H).
        pass_on: e f, dh_t/dC_(t-1) at a fixed h before, (T, H).
        mix: A over e A + B, the derivative of C_t over h_t by h_(t-1), (T, 2H, H).
    """

    keep: Matrix
    show: Matrix
    pass_on: Matrix
    mix: Matrix

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
        slopes = gate_slopes(trace)[::order, :, :, None].astype(np.float64)  # (T, 4, H, 1)
        keep, show = (part[::order].astype(np.float64) for part in (trace.f, exposure(trace)))
        u = weights.u.reshape(4, n_hidden, n_hidden)
        mix = np.empty((n_steps, 2 * n_hidden, n_hidden))
        to_c, to_h = mix[:, :n_hidden], mix[:, n_hidden:]
        to_c[:] = slopes[:, 0] * u[0] + slopes[:, 1] * u[1] + slopes[:, 2] * u[2]
        to_h[:] = show[:, :, None] * to_c + slopes[:, 3] * u[3]
        return cls(keep, show, show * keep, mix)

    def carry(self, first: int, stop: int, end: int) -> Carried:
        """Carry a change of each C_s, s from `first` up to `stop`, forwards to before `end`.

        Args:
            first: the earliest s.
            stop: one past the latest s.
            end: one past the latest t.

        Yields:
            t from `first` on, and dC_t/dC_s transposed, (n, H, H): the s read so far, the
            unit changed, the unit that answers. Overwritten at the next step.
        """
        n_hidden = self.keep.shape[1]
        c, h = np.empty((2, stop - first, n_hidden, n_hidden))
        mixed = np.empty((stop - first, n_hidden, 2 * n_hidden))
        for t in range(first, end):
            n = min(t, stop) - first
            if n:
                multiply(h[:n], self.mix[t].T, out=mixed[:n])
                np.multiply(c[:n], self.pass_on[t], out=h[:n])
                h[:n] += mixed[:n, :, n_hidden:]
                c[:n] *= self.keep[t]
                c[:n] += mixed[:n, :, :n_hidden]
            if t < stop:
                c[n], h[n] = np.eye(n_hidden), np.diag(self.show[t])
                n += 1
            yield t, c[:n]

    def after(self, middle: int, stop: int) -> Matrix:
        """Return dC_t/d(C, h) of the state before token `middle`, t from there up to `stop`.

        Args:
            middle: the first t.
            stop: one past the last t.

        Returns:
            (stop - middle, H, 2H), multiplied up forwards.
        """
        n_hidden = self.keep.shape[1]
        found, state = np.empty((stop - middle, n_hidden, 2 * n_hidden)), np.eye(2 * n_hidden)
        for row, t in zip(found, range(middle, stop), strict=True):
            c, state = state[:n_hidden], self.mix[t] @ state[n_hidden:]
            state[:n_hidden] += self.keep[t][:, None] * c
            state[n_hidden:] += self.pass_on[t][:, None] * c
            row[:] = state[:n_hidden]
        return found

    def before(self, first: int, middle: int) -> Matrix:
        """Return d(C, h)/dC_s of the state before token `middle`, s from `first` up to it.

        Args:
            first: the earliest s.
            middle: one past the latest s.

        Returns:
            (middle - first, 2H, H), multiplied up backwards; h_s answers the change of C_s.
        """
        n_hidden = self.keep.shape[1]
        found, back = np.empty((middle - first, 2 * n_hidden, n_hidden)), np.eye(2 * n_hidden)
        for row, s in zip(found[::-1], range(first, middle)[::-1], strict=True):
            c, h = back[:, :n_hidden], back[:, n_hidden:]
            row[:] = c + h * self.show[s]
            back = np.hstack([c * self.keep[s] + h * self.pass_on[s], back @ self.mix[s]])
        return found


def multiply(stack: Matrix, matrix: Matrix, out: Matrix) -> None:
    """Multiply a stack of matrices by one, as one product: (n, H, H) by (H, R) to (n, H, R)."""
    n_hidden = stack.shape[1]
    np.matmul(stack.reshape(-1, n_hidden), matrix, out=out.reshape(-1, matrix.shape[1]))
