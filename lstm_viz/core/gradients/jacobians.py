"""How an LSTM's state after a token hangs on the state before it, and how a change is carried.

With z the stacked pre-activations, dC_t/dz and dh_t/dz their slopes (`gate_slopes`), U the
recurrent weights and e_t = o_t (1 - tanh(C_t)^2):

    dC_t = f_t * dC_(t-1) + A_t dh_(t-1)            A_t = dC_t/dz U, of i f g
    dh_t = e_t * dC_t + B_t dh_(t-1)                B_t = dh_t/dz U, of o

It is the chain rule of Werbos (1990), multiplied up in whichever order is shorter.

The norms of all T (T + 1) / 2 Jacobians cost less than multiplying up each of them. For t behind
a middle and s before it dC_t/dC_s = P_t Q_s, with P_t from the middle's state on and Q_s up to it,
and by the cyclic trace

    |P_t Q_s|^2 = trace(P_t Q_s Q_s^T P_t^T) = <P_t^T P_t, Q_s Q_s^T>

so all pairs across the middle cost one product of two tall matrices instead of a product of
Jacobians each. Both parts are cut again in the same way; short stretches are carried step by
step. Where P_t and Q_s nearly cancel, the trace would lose digits: those pairs are multiplied.

Of a plain RNN the state is h alone: dh_t = (1 - h_t^2) * U dh_(t-1) (Elman 1990).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from lstm_viz.core.gradients.backward import exposure, gate_slopes, rnn_slopes
from lstm_viz.core.trace import LstmTrace, RnnTrace
from lstm_viz.core.weights import CellWeights, Matrix
from lstm_viz.errors import InputError

Carried = Iterator[tuple[int, Matrix]]


@dataclass(frozen=True, slots=True)
class LstmJacobians:
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
    def of(cls, trace: LstmTrace, weights: CellWeights) -> "LstmJacobians":
        """Work out the derivatives of a recorded run; one that read backwards is turned round.

        Raises:
            InputError: the layer has a projection.
        """
        if weights.projection is not None:
            message = "Paths through a layer with a projection are not worked out."
            raise InputError(message)
        (n_steps, n_hidden), order = trace.c.shape, trace.order
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


@dataclass(frozen=True, slots=True)
class RnnJacobians:
    """The derivatives of every step in the order of reading, float64."""

    mix: Matrix  # (T, H, H) dh_t/dh_(t-1)

    @classmethod
    def of(cls, trace: RnnTrace, weights: CellWeights) -> "RnnJacobians":
        """Work out the derivatives of a recorded run; one that read backwards is turned round."""
        exact = replace(trace, pre=trace.pre.astype(np.float64), h=trace.h.astype(np.float64))
        slope = rnn_slopes(exact)[:: trace.order]
        return cls(slope[:, :, None] * weights.u)

    def carry(self, first: int, stop: int, end: int) -> Carried:
        """Carry a change of each h_s as `LstmJacobians.carry` does; yields dh_t/dh_s transposed."""
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


Jacobians = LstmJacobians | RnnJacobians
_SHORT = 12  # tokens: below, cutting costs more than it saves
_CANCELS = 1e-6  # share of |P|^2 |Q|^2; above it the error of float64 stays below 1e-9


def frobenius_norms(jacobians: Jacobians, n_steps: int) -> Matrix:
    """Return the Frobenius norm of dC_t/dC_s, for a plain RNN of dh_t/dh_s, for all pairs.

    Args:
        jacobians: the derivatives of every step.
        n_steps: T.

    Returns:
        Row t, column s in the order of reading, (T, T), float64; 0 where s > t.
    """
    squares = np.zeros((n_steps, n_steps))
    stretches = [(0, n_steps)]
    while stretches:
        first, stop = stretches.pop()
        if stop - first <= _SHORT:
            for t, changes in jacobians.carry(first, stop, stop):
                squares[t, first : t + 1] = _squares(changes)
        else:
            middle = (first + stop) // 2
            squares[middle:stop, first:middle] = _across(jacobians, first, middle, stop)
            stretches += [(first, middle), (middle, stop)]
    norms: Matrix = np.sqrt(squares)
    return norms


def _across(jacobians: Jacobians, first: int, middle: int, stop: int) -> Matrix:
    """Return the squared norms of all pairs across the middle, (stop - middle, middle - first)."""
    later, earlier = jacobians.after(middle, stop), jacobians.before(first, middle)
    grams_later = (later.transpose(0, 2, 1) @ later).reshape(len(later), -1)  # (n, S * S)
    grams_earlier = (earlier @ earlier.transpose(0, 2, 1)).reshape(len(earlier), -1)
    squares: Matrix = grams_later @ grams_earlier.T
    largest = np.outer(_squares(later), _squares(earlier))
    for row, one, is_lost in zip(squares, later, squares < _CANCELS * largest, strict=True):
        if is_lost.any():
            row[is_lost] = _squares(one @ earlier[is_lost])
    return squares


def _squares(matrices: Matrix) -> Matrix:
    """Return the squared Frobenius norm of each matrix of a stack, (n, ., .) to (n,)."""
    flat = matrices.reshape(len(matrices), -1)
    squares: Matrix = np.einsum("sk,sk->s", flat, flat)
    return squares
