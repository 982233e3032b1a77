"""The six equations of the LSTM, once; and those of the GRU and the plain RNN.

Hochreiter & Schmidhuber (1997) with the forget gate of Gers, Schmidhuber & Cummins
(2000), as `torch.nn.LSTM` computes it: no peepholes, gates stacked in the order i f g o.
In NumPy: on vectors this short one NumPy operation costs a third of one of torch's. A last axis
of B readings side by side may follow H everywhere.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lstm_viz.core.trace import GATES, Activation, Array, Flags
from lstm_viz.core.weights import CellWeights, Matrix, Vector

HELD = (*GATES, "c", "h")  # what can be held by hand
N_GATES = len(GATES)


@dataclass(frozen=True, slots=True)
class LstmRows:
    """The record while it is written: row t is the state after token t."""

    pre: Matrix  # (T, 4H) before squashing, stacked i f g o; W x + b until step t
    gates: Matrix  # (T, 4H) after sigma and tanh, stacked i f g o
    c: Matrix  # (T, H)
    tanh_c: Matrix  # (T, H)
    h: Matrix  # (T, P), P = H without a projection

    @classmethod
    def before(cls, shares: Matrix, n_out: int) -> "LstmRows":
        """Make room for a record; `shares` is W x + b of every step, (T, 4H) or (T, 4H, B)."""
        n_steps, n_stacked, *side_by_side = shares.shape
        c, tanh_c = np.empty((2, n_steps, n_stacked // N_GATES, *side_by_side), shares.dtype)
        h = np.empty((n_steps, n_out, *side_by_side), shares.dtype)
        return cls(pre=shares, gates=np.empty_like(shares), c=c, tanh_c=tanh_c, h=h)


@dataclass(frozen=True, slots=True)
class Held:
    """What is held by hand, at every step, in the order of `HELD`."""

    mask: Flags  # (T, 6, H)
    values: Array  # (T, 6, H)

    def over(self, computed: Vector, t: int, rows: int | slice) -> None:
        """Write what is held at step t over what was computed."""
        np.copyto(computed, self.values[t, rows], where=self.mask[t, rows])


_GATES, _C, _H = slice(N_GATES), HELD.index("c"), HELD.index("h")


def lstm_step(
    rows: LstmRows,
    t: int,
    h_prev: Vector,
    c_prev: Vector,
    weights: CellWeights,
    held: Held | None = None,
) -> tuple[Vector, Vector]:
    """Read token t: the six equations, each result written into row t.

    Args:
        rows: the record; `rows.pre[t]` holds W x + b of this token.
        t: the token, 0...T-1.
        h_prev: hidden state before the token, (P,), -1...1.
        c_prev: cell state before the token, (H,).
        weights: the layer's weights.
        held: what is held by hand instead of what the equations give; nothing if absent. The
            numbers before squashing stay as computed.

    Returns:
        Hidden and cell state after the token, (P,) and (H,).
    """
    pre = rows.pre[t]
    pre += weights.u @ h_prev
    gates = squash(pre, rows.gates[t])
    if held is not None:
        held.over(gates, t, _GATES)
    i, f, g, o = gates
    c = np.add(f * c_prev, i * g, out=rows.c[t])
    if held is not None:
        held.over(c, t, _C)
    tanh_c = np.tanh(c, out=rows.tanh_c[t])
    h = rows.h[t]
    h[:] = o * tanh_c if weights.projection is None else weights.projection @ (o * tanh_c)
    if held is not None:
        held.over(h, t, _H)
    return h, c


def squash(pre: Vector, gates: Vector) -> NDArray[np.floating]:
    """Apply sigma to i, f, o and tanh to the candidate g.

    Args:
        pre: pre-activations stacked i f g o, (4H,).
        gates: takes the result, 0...1 (the candidate -1...1), (4H,).

    Returns:
        The same numbers as four rows i, f, g, o, (4, H).
    """
    sigma(pre, gates)
    shape = (N_GATES, -1, *pre.shape[1:])
    rows = gates.reshape(shape)
    np.tanh(pre.reshape(shape)[2], out=rows[2])
    return rows


def sigma(z: Vector, out: Vector) -> Vector:
    """Write 1 / (1 + exp(-z)), 0...1, of z's shape; exp may overflow to inf, which gives 0."""
    np.exp(np.negative(z, out=out), out=out)
    out += 1
    return np.reciprocal(out, out=out)


def rnn_step(
    pre: Vector, h: Vector, h_prev: Vector, weights: CellWeights, activation: Activation
) -> Vector:
    """Read one token with a plain RNN: h = a(W x + b + U h_prev) (Elman 1990).

    Args:
        pre: holds W x + b of this token, takes the pre-activation, (H,).
        h: takes the hidden state, (H,), for tanh -1...1.
        h_prev: hidden state before the token, (H,).
        weights: the layer's weights.
        activation: a.

    Returns:
        The hidden state after the token, (H,).
    """
    pre += weights.u @ h_prev
    if activation == "tanh":
        return np.tanh(pre, out=h)
    h[:] = pre if activation == "identity" else np.maximum(pre, 0)
    return h


@dataclass(frozen=True, slots=True)
class GruRows:
    """The record of a GRU while it is written: row t is the state after token t."""

    pre: Matrix  # (T, 3H) before squashing, stacked r z n; W x + b_ih until step t
    gates: Matrix  # (T, 3H) after sigma and tanh, stacked r z n
    n_h: Matrix  # (T, H) U h_prev + b_hh of the candidate
    h: Matrix  # (T, H)

    @classmethod
    def before(cls, shares: Matrix) -> "GruRows":
        """Make room for a record; `shares` is W x + b_ih of every step, (T, 3H)."""
        n_steps, n_stacked = shares.shape
        n_h, h = np.empty((2, n_steps, n_stacked // 3), shares.dtype)
        return cls(pre=shares, gates=np.empty_like(shares), n_h=n_h, h=h)


def gru_step(rows: GruRows, t: int, h_prev: Vector, weights: CellWeights) -> Vector:
    """Read one token with a GRU as torch does (Cho et al. 2014; the reset gate after the product).

    r, z = sigma(W x + b_ih + U h_prev + b_hh), n = tanh(W x + b_ih + r * (U h_prev + b_hh)),
    h = (1 - z) * n + z * h_prev; each with its own rows of W, U and the biases.

    Args:
        rows: the record; `rows.pre[t]` holds W x + b_ih of this token.
        t: the token, 0...T-1.
        h_prev: hidden state before the token, (H,), -1...1.
        weights: the layer's weights, stacked r z n.

    Returns:
        The hidden state after the token, (H,).
    """
    n_hidden = len(h_prev)
    from_h = weights.u @ h_prev + weights.b_hh  # (3H,)
    pre, gates, both = rows.pre[t], rows.gates[t], slice(2 * n_hidden)
    pre[both] += from_h[both]
    r, z = sigma(pre[both], gates[both]).reshape(2, n_hidden)
    rows.n_h[t] = from_h[2 * n_hidden :]
    pre[2 * n_hidden :] += r * rows.n_h[t]
    n = np.tanh(pre[2 * n_hidden :], out=gates[2 * n_hidden :])
    h: Vector = np.add((1 - z) * n, z * h_prev, out=rows.h[t])
    return h
