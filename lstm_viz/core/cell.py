"""The six equations of the LSTM, once; the order of its gates stands in the trace.

Hochreiter & Schmidhuber (1997) with the forget gate of Gers, Schmidhuber & Cummins
(2000), as `torch.nn.LSTM` computes it: no peepholes, gates stacked in the order i f g o.
In NumPy: on vectors this short one NumPy operation costs a third of one of torch's.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from torch import nn

from lstm_viz.core.trace import GATES as GATES

Vector = NDArray[np.floating]
Matrix = NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class CellWeights:
    """The weights of one layer in one direction, the same for every step.

    Attributes:
        w: (n_gates * H, E), multiplies the input; torch's `weight_ih`.
        u: (n_gates * H, P), multiplies the hidden state before; torch's `weight_hh`.
        b: (n_gates * H,), the sum of torch's two biases; zeros where there are none.
        projection: (P, H), torch's `weight_hr`, or None.
    """

    w: Matrix
    u: Matrix
    b: Vector
    projection: Matrix | None

    @classmethod
    def of(cls, module: nn.RNNBase, suffix: str) -> "CellWeights":
        """Read the weights of one layer and direction, e.g. suffix "l0" or "l1_reverse"."""

        def named(name: str) -> Matrix:
            array: Matrix = getattr(module, f"{name}_{suffix}").numpy(force=True)
            return array

        w = named("weight_ih")
        b = named("bias_ih") + named("bias_hh") if module.bias else np.zeros(len(w), w.dtype)
        projection = named("weight_hr") if module.proj_size else None
        return cls(w, named("weight_hh"), b, projection)

    def input_share(self, x: Matrix) -> Matrix:
        """Return W x + b for all steps at once, the part that needs no memory.

        Args:
            x: inputs, (T, E).

        Returns:
            A share of every pre-activation, (T, n_gates * H).
        """
        shares: Matrix = x @ self.w.T + self.b
        return shares


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
        """Make room for a record; `shares` is W x + b of every step, (T, 4H)."""
        n_steps, n_stacked = shares.shape
        c, tanh_c = np.empty((2, n_steps, n_stacked // len(GATES)), shares.dtype)
        h = np.empty((n_steps, n_out), shares.dtype)
        return cls(pre=shares, gates=np.empty_like(shares), c=c, tanh_c=tanh_c, h=h)


def lstm_step(
    rows: LstmRows, t: int, h_prev: Vector, c_prev: Vector, weights: CellWeights
) -> tuple[Vector, Vector]:
    """Read token t: the six equations, each result written into row t.

    Args:
        rows: the record; `rows.pre[t]` holds W x + b of this token.
        t: the token, 0...T-1.
        h_prev: hidden state before the token, (P,), -1...1.
        c_prev: cell state before the token, (H,).
        weights: the layer's weights.

    Returns:
        Hidden and cell state after the token, (P,) and (H,).
    """
    pre = rows.pre[t]
    pre += weights.u @ h_prev
    i, f, g, o = squash(pre, rows.gates[t])
    c = np.add(f * c_prev, i * g, out=rows.c[t])
    tanh_c = np.tanh(c, out=rows.tanh_c[t])
    h = rows.h[t]
    h[:] = o * tanh_c if weights.projection is None else weights.projection @ (o * tanh_c)
    return h, c


def squash(pre: Vector, gates: Vector) -> NDArray[np.floating]:
    """Apply sigma to i, f, o and tanh to the candidate g.

    Args:
        pre: pre-activations stacked i f g o, (4H,).
        gates: takes the result, 0...1 (the candidate -1...1), (4H,).

    Returns:
        The same numbers as four rows i, f, g, o, (4, H).
    """
    np.exp(np.negative(pre, out=gates), out=gates)
    gates += 1
    np.reciprocal(gates, out=gates)
    rows = gates.reshape(4, -1)
    np.tanh(pre.reshape(4, -1)[2], out=rows[2])
    return rows


def rnn_step(pre: Vector, h: Vector, h_prev: Vector, weights: CellWeights) -> Vector:
    """Read one token with a plain RNN: h = tanh(W x + b + U h_prev) (Elman 1990).

    Args:
        pre: holds W x + b of this token, takes the pre-activation, (H,).
        h: takes the hidden state, (H,), -1...1.
        h_prev: hidden state before the token, (H,).
        weights: the layer's weights.

    Returns:
        The hidden state after the token, (H,).
    """
    pre += weights.u @ h_prev
    return np.tanh(pre, out=h)
