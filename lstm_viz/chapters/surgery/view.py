"""What the page "What if" shows: one sentence read twice, and what carries its verdict.

With it: what is held in a sentence that is read again, and experiments that are ready to run.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from lstm_viz.core.attribution.decomposition import sigma
from lstm_viz.core.surgery.operate import Clamp, ablate, deaf_to, goldfish, perfect_memory
from lstm_viz.core.trace import Array, SentenceTrace
from lstm_viz.figures.labels import names, numbered

QUANTITIES = ("f", "i", "o", "g", "c", "h")  # in the order of the reader's choice
LIMITS: Mapping[str, tuple[float, float]] = {  # a gate outside of 0...1 is no gate
    "f": (0.0, 1.0),
    "i": (0.0, 1.0),
    "o": (0.0, 1.0),
    "g": (-1.0, 1.0),
    "c": (-200.0, 200.0),  # it grows by 1 a word at most
    "h": (-1.0, 1.0),
}
NEGATIONS = frozenset(
    ["not", "n't", "no", "never", "nothing", "nobody", "none", "neither", "nor", "nowhere"]
)
TURNS = frozenset(["but", "however", "although", "though", "yet"])


@dataclass(frozen=True, slots=True)
class Operation:
    """One intervention.

    Attributes:
        quantity: one of `QUANTITIES`.
        value: what it is held at, within its `LIMITS`.
        units: which units, counted from 0; () for all.
        start: the first word at which it is held, 0...T-1.
        end: one past the last, start+1...T.
    """

    quantity: str
    value: float
    units: tuple[int, ...]
    start: int
    end: int

    @classmethod
    def of(cls, clamp: Clamp, n_words: int) -> "Operation":
        """Return one of the core's ready interventions as the reader would choose it.

        Args:
            clamp: at one value, at words that follow each other.
            n_words: T.
        """
        at = clamp.tokens
        words = range(n_words)[at or slice(None)] if at is None or isinstance(at, slice) else at
        units = () if clamp.units is None or isinstance(clamp.units, slice) else tuple(clamp.units)
        return cls(clamp.quantity, float(clamp.value), units, words[0], words[-1] + 1)


@dataclass(frozen=True, slots=True)
class Experiment:
    """An operation with a name.

    Attributes:
        label: for a button; of the reader's words only such as stand in this file, for a
            button reads Markdown.
        clause: for the start of a sentence; may hold any word of the reader's: plain text.
        operation: what is done.
    """

    label: str
    clause: str
    operation: Operation


def experiments(trace: SentenceTrace, loudest: int, strongest: int) -> tuple[Experiment, ...]:
    """Return the ready experiments for a sentence; those on a word only where it occurs.

    Args:
        trace: the reading of at least one word.
        loudest: the word to be deaf to if there is no negation, 0...T-1.
        strongest: the unit to silence, counted from 0.
    """
    n_words, turn = len(trace.tokens), _find(trace, TURNS)
    return (
        _deaf(trace, _find(trace, NEGATIONS), loudest),
        *(() if turn is None else (_turned(trace, turn),)),
        Experiment(
            "Goldfish at every word",
            "With a goldfish’s memory",
            Operation.of(goldfish(0), n_words),
        ),
        Experiment(
            "Perfect memory",
            "With perfect memory",
            Operation.of(perfect_memory(0), n_words),
        ),
        Experiment(
            f"Without unit {strongest + 1}, which matters most",
            f"Without unit {strongest + 1}",
            Operation.of(ablate(strongest), n_words),
        ),
    )


def _deaf(trace: SentenceTrace, negation: int | None, loudest: int) -> Experiment:
    """Be deaf to the negation; where there is none, to the word that counts most."""
    t = loudest if negation is None else negation
    label = f"word {t + 1}, which matters most" if negation is None else _quoted(trace, t)
    return Experiment(
        f"Deaf to {label}",
        f"Deaf to {numbered(trace, t)}",
        Operation.of(deaf_to(t), len(trace.tokens)),
    )


def _turned(trace: SentenceTrace, t: int) -> Experiment:
    """Forget at every step from a word of `TURNS` on."""
    return Experiment(
        f"Goldfish from {_quoted(trace, t)} on",
        f"With a goldfish’s memory from {numbered(trace, t)} on",
        Operation.of(goldfish(t), len(trace.tokens)),
    )


def _find(trace: SentenceTrace, words: frozenset[str]) -> int | None:
    """Return the first word of a kind, 0...T-1."""
    return next((t for t, token in enumerate(trace.tokens) if token.text in words), None)


def _quoted(trace: SentenceTrace, t: int) -> str:
    """Quote a word of this file's lists: no Markdown is in them, and capitals add none."""
    normal, typed = trace.tokens[t].text, names(trace)[t]
    return f"“{typed if typed.lower() == normal else normal}”"


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
            getattr(trace.lstm(), code) for trace in (self.before, self.after)
        )
        return both

    def change(self, code: str = "c") -> Array:
        """Return a state with something held, minus the recorded one, (T, H)."""
        before, after = self.states(code)
        return after - before


@dataclass(frozen=True, slots=True)
class SingleUnitsView:
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
    def strongest(self) -> int:
        """The unit whose silence changes the logit most, counted from 0."""
        return int(np.abs(self.units).argmax())

    def verdict_with(self, change: float) -> float:
        """Return the verdict, 0...1, if the recorded logit changed by so much."""
        return float(sigma(np.asarray(self.logit + change)))


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


def gates_ranked(view: SingleUnitsView, most: int) -> Iterator[tuple[str, int, float, float]]:
    """Yield the gates that change the logit most: gate, unit, held at, change.

    Args:
        view: the interventions.
        most: how many at most.
    """
    n_hidden = view.gates.shape[1]
    for place in np.argsort(-np.abs(view.gates), axis=None, kind="stable")[:most].tolist():
        q, j = divmod(place, n_hidden)
        yield GATES[q], j, float(view.neutral[q, j]), float(view.gates[q, j])
