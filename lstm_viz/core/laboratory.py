"""The laboratory's pairs read by a model, and the rule that judges them."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from lstm_viz.core.alignment import align, changed
from lstm_viz.core.checkpoint import LoadedModel
from lstm_viz.core.pairs import Expectation, Pair
from lstm_viz.core.record import record_sentence
from lstm_viz.core.trace import SentenceTrace

HALF = 0.5
LEAST_CHANGE = 0.1
MOST_CHANGED = 3  # words; of more it makes no sense to name one
LEAST_STRONGER = 0.02  # a verdict near the end of its scale has no 0.1 left to go


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a model made of a pair.

    Attributes:
        pair: the two sentences and what is expected.
        p_first: the last verdict of the first sentence, 0...1.
        p_second: that of the second.
        word: of the words that only the second sentence has, the one that moved the verdict
            most, as typed; "" where more than `MOST_CHANGED` words differ.
        at_word: how far the verdict moved while that word was read, -1...1; else 0.
        holds: whether the model did what is expected.
    """

    pair: Pair
    p_first: float
    p_second: float
    word: str
    at_word: float
    holds: bool


def holds(expected: Expectation, p_first: float, p_second: float) -> bool:
    """Judge a pair's last verdicts by the rule the page states.

    Args:
        expected: see `Pair.expected`.
        p_first: 0...1.
        p_second: 0...1.

    Returns:
        True where the verdict moved by `LEAST_CHANGE` at least in the expected direction
        and, for "+-" and "-+", both verdicts lie on the expected sides of one half; for
        "stronger", where it moved away from one half by `LEAST_STRONGER` at least.
    """
    fell = p_first - p_second
    if expected == "stronger":
        side = 1 if p_first > HALF else -1
        return -fell * side >= LEAST_STRONGER
    if expected in {"-+", "<"}:
        fell = -fell
    sides = {"+-": p_first > HALF > p_second, "-+": p_first < HALF < p_second}
    return fell >= LEAST_CHANGE and sides.get(expected, True)


def outcomes(loaded: LoadedModel, pairs: Iterable[Pair]) -> tuple[Outcome, ...]:
    """Let a model read pairs.

    Args:
        loaded: the model with its vocabulary.
        pairs: their sentences have at least one word each.
    """
    return tuple(_outcome(loaded, pair) for pair in pairs)


def _outcome(loaded: LoadedModel, pair: Pair) -> Outcome:
    """Let a model read one pair."""
    first, second = (record_sentence(loaded, text) for text in (pair.first, pair.second))
    p_first, p_second = float(first.p_positive[-1]), float(second.p_positive[-1])
    verdicts = np.concatenate([[second.p_before], second.p_positive])  # (1 + T,)
    moves = np.diff(verdicts)
    new = _new_words(first, second)
    t = max(new, key=lambda word: abs(moves[word]), default=None)
    token = None if t is None else second.tokens[t]
    return Outcome(
        pair=pair,
        p_first=p_first,
        p_second=p_second,
        word="" if token is None else pair.second[token.start : token.end],
        at_word=0.0 if t is None else float(moves[t]),
        holds=holds(pair.expected, p_first, p_second),
    )


def _new_words(first: SentenceTrace, second: SentenceTrace) -> list[int]:
    """Return the words that only the second sentence has; none where much was moved about."""
    columns = align([token.text for token in first.tokens], [token.text for token in second.tokens])
    differ = changed(columns)
    if len(differ) > MOST_CHANGED:
        return []
    return [column.second for column in differ if column.second is not None]
