"""One claim of the app, checked; and how many gates hardly move. NumPy only."""

from dataclasses import dataclass

import numpy as np

from lstm_viz.core.trace import LstmTrace

SATURATED = 0.95  # a gate beyond it, or below 1 less it, hardly moves any more


@dataclass(frozen=True, slots=True)
class Check:
    """One claim, checked.

    Attributes:
        code: which claim, e.g. "step".
        gap: the largest difference found, 0 or more; NaN fails.
        limit: the largest that is allowed.
        is_exact: whether more than that is a fault; else it is the method's own error.
    """

    code: str
    gap: float
    limit: float
    is_exact: bool = True

    @property
    def passed(self) -> bool:
        """Whether the claim holds."""
        return self.gap <= self.limit


def saturated(layer: LstmTrace) -> dict[str, float]:
    """Return the share of each gate's values that hardly move: 0...1; 0 for no words.

    Args:
        layer: the record; i, f, o count beyond 0.95 or below 0.05, the candidate beyond +-0.95.
    """
    away = {
        gate: np.abs(2 * getattr(layer, gate) - 1) > 2 * SATURATED - 1 for gate in ("i", "f", "o")
    }
    away["g"] = np.abs(layer.g) > SATURATED
    return {gate: float(part.mean()) if part.size else 0.0 for gate, part in away.items()}


ROUNDING = 1e-6  # for up to N_WORDS words
IN_DOUBLE = 1e-12  # for as many, in 64 bits
BACKWARD = 3  # times as much on the way back, where each step multiplies what the last one rounded
N_WORDS = 20
