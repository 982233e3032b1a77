"""The weights of one layer in one direction, of one gate, of the last layer. NumPy only."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import DTypeLike, NDArray

from lstm_viz.core.trace import GATES
from lstm_viz.errors import InputError

Vector = NDArray[np.floating]
Matrix = NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class GateWeights:
    """The weights of one gate in one layer, the same for every step.

    Attributes:
        gate: "i", "f", "g" or "o"; of a GRU "r", "z" or "n".
        w: (H, E), multiplies the input.
        u: (H, P), multiplies the hidden state before.
        b_ih: (H,), torch's bias beside the input's share.
        b_hh: (H,), torch's bias beside the hidden state's share.
    """

    gate: str
    w: Matrix
    u: Matrix
    b_ih: Vector
    b_hh: Vector


@dataclass(frozen=True, slots=True)
class CellWeights:
    """The weights of one layer in one direction, the same for every step.

    Attributes:
        w: (n_gates * H, E), multiplies the input; torch's `weight_ih`.
        u: (n_gates * H, P), multiplies the hidden state before; torch's `weight_hh`.
        b_ih: (n_gates * H,), torch's first bias; zeros where there is none.
        b_hh: (n_gates * H,), torch's second bias; zeros where there is none.
        projection: (P, H), torch's `weight_hr`, or None.
    """

    w: Matrix
    u: Matrix
    b_ih: Vector
    b_hh: Vector
    projection: Matrix | None = None

    @property
    def b(self) -> Vector:
        """The sum of the two biases, (n_gates * H,)."""
        return self.b_ih + self.b_hh

    def input_share(self, x: Matrix) -> Matrix:
        """Return W x + b for all steps at once, the part that needs no memory.

        Args:
            x: inputs, (T, E).

        Returns:
            A share of every pre-activation, (T, n_gates * H).
        """
        shares: Matrix = x @ self.w.T + self.b
        return shares

    def gate(self, gate: str, stacked: tuple[str, ...] = GATES) -> GateWeights:
        """Cut one gate's rows out of the stack.

        Args:
            gate: one of `stacked`.
            stacked: the gates in torch's order.

        Returns:
            Views, not copies.

        Raises:
            InputError: there is no such gate.
        """
        if gate not in stacked:
            message = f"no gate {gate!r}; there are {', '.join(stacked)}"
            raise InputError(message)
        block = stacked.index(gate)
        parts = (self.w, self.u, self.b_ih, self.b_hh)
        return GateWeights(gate, *(np.split(part, len(stacked))[block] for part in parts))

    def astype(self, dtype: DTypeLike) -> "CellWeights":
        """Return the weights in another precision."""
        w, u, b_ih, b_hh = (part.astype(dtype) for part in (self.w, self.u, self.b_ih, self.b_hh))
        projection = None if self.projection is None else self.projection.astype(dtype)
        return CellWeights(w, u, b_ih, b_hh, projection)


@dataclass(frozen=True, slots=True)
class Head:
    """The last layer: a verdict's logit from what the top layer shows.

    Attributes:
        weight: (P,).
        bias: the logit of an empty memory.
    """

    weight: Vector
    bias: float

    def logits(self, h: Matrix) -> Vector:
        """Return the logits of hidden states: (..., P) to (...,), above 0 for positive."""
        logits: Vector = h @ self.weight + self.weight.dtype.type(self.bias)
        return logits
