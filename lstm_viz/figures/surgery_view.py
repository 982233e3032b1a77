"""What the page "What if" shows: one sentence read twice, and what carries its verdict."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from lstm_viz.core.linearise import sigma
from lstm_viz.core.trace import Array, LstmTrace, SentenceTrace
from lstm_viz.figures.operation import Operation

STATES = ("c", "h")
GATES = ("i", "f", "g", "o")  # torch's order


@dataclass(frozen=True, slots=True)
class SurgeryView:
    """One sentence read twice.

    Attributes:
        before: the recorded reading.
        after: the reading with something held.
        operation: what was held.
        n_checked: recorded numbers that were compared with a third reading, in which the same
            places were held at their own recorded values.
        n_same: how many of them were the same bit for bit.
    """

    before: SentenceTrace
    after: SentenceTrace
    operation: Operation
    n_checked: int
    n_same: int

    def states(self, code: str = "c") -> tuple[Array, Array]:
        """Return a state in both readings, (T, H) each.

        Args:
            code: one of `STATES`.
        """
        both: tuple[Array, Array] = tuple(
            getattr(layer_of(trace), code) for trace in (self.before, self.after)
        )
        return both

    def change(self, code: str = "c") -> Array:
        """Return a state with something held, minus the recorded one, (T, H)."""
        before, after = self.states(code)
        return after - before


@dataclass(frozen=True, slots=True)
class CarrierView:
    """What the final logit does at each single intervention.

    Attributes:
        logit: the recorded one.
        units: change with a unit silenced, (H,).
        gates: change with one gate of one unit held at its mean, (4, H), in the order i f g o.
        neutral: those means over the sentence, (4, H).
        loudest: the word without which the logit changes most, 0...T-1; 0 without words.
    """

    logit: float
    units: Array
    gates: Array
    neutral: Array
    loudest: int

    @property
    def carrier(self) -> int:
        """The unit whose silence changes the logit most, counted from 0."""
        return int(np.abs(self.units).argmax())

    def verdict_with(self, change: float) -> float:
        """Return the verdict, 0...1, if the recorded logit changed by so much."""
        return float(sigma(np.asarray(self.logit + change)))


def layer_of(trace: SentenceTrace) -> LstmTrace:
    """Return the layer of an LSTM's reading.

    Raises:
        TypeError: the trace is not an LSTM's.
    """
    if not isinstance(trace.layer, LstmTrace):
        message = "A plain RNN has no gates to hold."
        raise TypeError(message)
    return trace.layer


def shown_unit(view: SurgeryView) -> int:
    """Return the only unit that was touched; of several the one whose C, else h, changed most."""
    if len(view.operation.units) == 1:
        return view.operation.units[0]
    change = next((found for code in STATES if (found := view.change(code)).any()), view.change())
    return int(np.abs(change).max(axis=0).argmax())


def largest_change(view: SurgeryView, code: str = "c") -> tuple[int, int]:
    """Return the word and the unit where a state changed most, both from 0."""
    change = view.change(code)
    t, j = divmod(int(np.abs(change).argmax()), change.shape[1])
    return t, j


def gates_ranked(view: CarrierView, most: int) -> Iterator[tuple[str, int, float, float]]:
    """Yield the gates that change the logit most: gate, unit, held at, change.

    Args:
        view: the interventions.
        most: how many at most.
    """
    n_hidden = view.gates.shape[1]
    for place in np.argsort(-np.abs(view.gates), axis=None, kind="stable")[:most].tolist():
        q, j = divmod(place, n_hidden)
        yield GATES[q], j, float(view.neutral[q, j]), float(view.gates[q, j])
