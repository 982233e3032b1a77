"""How far a gradient reaches back: the frozen result of the laboratory. NumPy only, for figures.

A loss L at the end of T steps is a fixed direction of unit norm in the last hidden state.
The norm of its gradient k steps back, k = 0...T-1, is one number for each network drawn:

| field                    | shape  | meaning                                                |
|--------------------------|--------|--------------------------------------------------------|
| Curve.norms              | (D, T) | column k: norm of dL/dh or dL/dC after step T-k        |
| Line.log10               | (T,)   | a theory's norm k steps back, as a power of ten        |
| weight_norm clipped_norm | (D,)   | norm of dL/d(U, W, b), before and after clipping       |
| early_share              | (D,)   | share that the first half of the steps has in it       |
| state_ends               | (D,)   | step at which h itself overflowed; -1 where it did not |
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from lstm_viz.core.random_nets.setting import Setting

Norms = NDArray[np.float64]

LARGEST, SMALLEST = float(np.finfo("f4").max), float(np.finfo("f4").smallest_subnormal)
_NEAR_THE_LIMIT = 1e-30  # a norm above it does not become 0 by rounding in one step


@dataclass(frozen=True, slots=True)
class End:
    """Where float32 gives out.

    Attributes:
        kind: "inf" too large; "zero" too small; "cut" exactly 0 though nothing was small:
            no way leads back.
        k: the first distance at which it is so, in steps.
        nan_from: the first distance at which the gradient is no number; None if none.
    """

    kind: Literal["inf", "zero", "cut"]
    k: int
    nan_from: int | None


@dataclass(frozen=True, slots=True)
class Curve:
    """Gradient norm against distance for one state, of every network drawn."""

    code: Literal["h", "c"]
    norms: Norms

    def middle(self) -> Norms:
        """Return the median over the networks, (T,); what is no number counts as inf."""
        return np.asarray(np.sort(self._ranked(), axis=0)[len(self.norms) // 2])

    def lowest(self) -> Norms:
        """Return the smallest norm over the networks, (T,)."""
        return np.asarray(self._ranked().min(axis=0))

    def highest(self) -> Norms:
        """Return the largest norm over the networks, (T,); inf where one has none."""
        return np.asarray(self._ranked().max(axis=0))

    def end(self) -> End | None:
        """Say where the median leaves float32; None if it never does."""
        middle = self.middle()
        k = _first((middle == 0) | np.isinf(middle))
        if k is None:
            return None
        if middle[k]:
            return End("inf", k, _first(np.isnan(self.norms).mean(axis=0) > 0.5))
        was_small = k > 0 and middle[k - 1] < _NEAR_THE_LIMIT
        return End("zero" if was_small else "cut", k, None)

    def _ranked(self) -> Norms:
        return np.where(np.isnan(self.norms), np.inf, self.norms)


def _first(flags: NDArray[np.bool_]) -> int | None:
    found = np.flatnonzero(flags)
    return int(found[0]) if found.size else None


@dataclass(frozen=True, slots=True)
class Line:
    """A theory: its name ("radius", "bound" or "belt"), per-step factor and log10, (T,)."""

    code: Literal["radius", "bound", "belt"]
    factor: float
    log10: Norms


@dataclass(frozen=True, slots=True)
class Experiment:
    """What was measured; see the table above. The first curve is the one to speak of."""

    setting: Setting
    curves: tuple[Curve, ...]
    theory: tuple[Line, ...]
    weight_norm: Norms
    clipped_norm: Norms
    early_share: Norms
    state_ends: NDArray[np.int64]
