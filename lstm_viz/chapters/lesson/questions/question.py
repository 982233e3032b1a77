"""What a question is, and what all templates need: clear margins and words as they were typed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations
from zlib import crc32

import numpy as np

from lstm_viz.chapters.lesson.arithmetic import two
from lstm_viz.core.network import Network
from lstm_viz.core.trace import Array, Flags, LstmTrace, SentenceTrace
from lstm_viz.figures.labels import names, numbered, quoted

APART = 0.05  # numbers among the answers differ at least so much
AHEAD, AHEAD_SHARE = 0.02, 0.1  # the largest is ahead of the second by both


@dataclass(frozen=True, slots=True)
class Question:
    """One question about a run.

    Attributes:
        key: the template's name.
        text: the question.
        right: the right answer.
        wrong: two that are wrong, each from a usual mistake; all three differ as printed.
        because: the explanation, from this run's numbers.
        step: the token, from 0, at which the answer can be seen.
        marks: code names of the quantities that it is about.
    """

    key: str
    text: str
    right: str
    wrong: tuple[str, str]
    because: str
    step: int
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence of at least one token, read by an LSTM of one layer, and the network."""

    trace: SentenceTrace
    network: Network

    @property
    def layer(self) -> LstmTrace:
        """The recorded run."""
        return self.trace.lstm()

    @property
    def n_tokens(self) -> int:
        """T."""
        return len(self.trace.tokens)

    @property
    def verdicts(self) -> Array:
        """The verdict before the first token and after each, (T + 1,)."""
        return np.concatenate([[self.trace.p_before], self.trace.p_positive]).astype(np.float64)

    def word(self, t: int) -> str:
        """Quote a token as it was typed, with its number where it stands twice."""
        spelled = names(self.trace)
        if spelled.count(spelled[t]) > 1:
            return numbered(self.trace, t)
        return quoted(self.trace, [t])


Template = Callable[[Reading], Question | None]


def options(question: Question) -> tuple[str, str, str]:
    """Return the three answers in an order that is always the same for this question."""
    orders = list(permutations((question.right, *question.wrong)))
    a, b, c = orders[crc32(repr((question.key, question.text)).encode()) % len(orders)]
    return a, b, c


def numeric(
    key: str, text: str, values: Sequence[float], because: str, step: int, marks: tuple[str, ...]
) -> Question | None:
    """Return a question whose answers are numbers, or None where two of them are too near.

    Args:
        key: the template's name.
        text: the question.
        values: the right number, then two wrong ones.
        because: the explanation.
        step: where it can be seen.
        marks: the quantities that it is about.
    """
    if any(abs(a - b) < APART for a, b in combinations(map(float, values), 2)):
        return None
    right, first, second = map(two, values)
    return Question(key, text, right, (first, second), because, step, marks)


def chosen(score: Array, allowed: Flags) -> tuple[int, int] | None:
    """Return the token and unit with the highest score among those allowed, or None."""
    if not allowed.any():
        return None
    t, j = np.unravel_index(np.where(allowed, score, -np.inf).argmax(), score.shape)
    return int(t), int(j)


def leader(values: Array) -> tuple[int, int, int] | None:
    """Return the place of the largest and of the two after it; None unless it is clearly ahead."""
    order = np.argsort(-values, kind="stable")
    if len(order) < _THREE:
        return None
    first, second = (float(values[place]) for place in order[:2])
    if first - second < max(AHEAD, AHEAD_SHARE * abs(first)):
        return None
    return int(order[0]), int(order[1]), int(order[2])


_THREE = 3


def unit_question(
    key: str,
    text: str,
    sizes: Array,
    because: Callable[[int], str],
    at: tuple[int, tuple[str, ...]],
) -> Question | None:
    """Return a question whose answers are units, or None where none is clearly ahead.

    Args:
        key: the template's name.
        text: the question.
        sizes: (H,), the largest is right.
        because: says why, of the right unit.
        at: the token where it can be seen, and the quantities that it is about.
    """
    found = leader(sizes)
    if found is None:
        return None
    right, first, second = (f"unit {j + 1}" for j in found)
    step, marks = at
    return Question(key, text, right, (first, second), because(found[0]), step, marks)
