"""What is held in a sentence that is read again, and experiments that are ready to run."""

from collections.abc import Mapping
from dataclasses import dataclass

from lstm_viz.core.trace import SentenceTrace
from lstm_viz.figures.word_labels import names, numbered

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


def experiments(trace: SentenceTrace, loudest: int, carrier: int) -> tuple[Experiment, ...]:
    """Return the ready experiments for a sentence; those on a word only where it occurs.

    Args:
        trace: the reading of at least one word.
        loudest: the word to be deaf to if there is no negation, 0...T-1.
        carrier: the unit to silence, counted from 0.
    """
    n_words, turn = len(trace.tokens), _find(trace, TURNS)
    return (
        _deaf(trace, _find(trace, NEGATIONS), loudest),
        *(() if turn is None else (_turned(trace, turn),)),
        Experiment(
            "Goldfish at every word",
            "With a goldfish’s memory",
            Operation("f", 0.0, (), 0, n_words),
        ),
        Experiment("Perfect memory", "With perfect memory", Operation("f", 1.0, (), 0, n_words)),
        Experiment(
            f"Without unit {carrier + 1}, which matters most",
            f"Without unit {carrier + 1}",
            Operation("h", 0.0, (carrier,), 0, n_words),
        ),
    )


def _deaf(trace: SentenceTrace, negation: int | None, loudest: int) -> Experiment:
    """Be deaf to the negation; where there is none, to the word that counts most."""
    t = loudest if negation is None else negation
    label = f"word {t + 1}, which matters most" if negation is None else _quoted(trace, t)
    return Experiment(
        f"Deaf to {label}",
        f"Deaf to {numbered(trace, t)}",
        Operation("i", 0.0, (), t, t + 1),
    )


def _turned(trace: SentenceTrace, t: int) -> Experiment:
    """Forget at every step from a word of `TURNS` on."""
    return Experiment(
        f"Goldfish from {_quoted(trace, t)} on",
        f"With a goldfish’s memory from {numbered(trace, t)} on",
        Operation("f", 0.0, (), t, len(trace.tokens)),
    )


def _find(trace: SentenceTrace, words: frozenset[str]) -> int | None:
    """Return the first word of a kind, 0...T-1."""
    return next((t for t, token in enumerate(trace.tokens) if token.text in words), None)


def _quoted(trace: SentenceTrace, t: int) -> str:
    """Quote a word of this file's lists: no Markdown is in them, and capitals add none."""
    normal, typed = trace.tokens[t].text, names(trace)[t]
    return f"“{typed if typed.lower() == normal else normal}”"
