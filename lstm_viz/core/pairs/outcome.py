"""What a model made of a pair of sentences, and the rule that judges it. No torch."""

from dataclasses import dataclass

from lstm_viz.core.pairs.negation_pairs import Expectation, Pair

HALF = 0.5
MOST_CHANGED = 3  # words; of more it makes no sense to name one
LEAST_CHANGE = 0.1
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
