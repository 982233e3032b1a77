"""What a verdict is called, once for the whole app; assets/player/verdict.mjs has the same rule.

The rule is applied to the number as it is printed, with two digits, so that two places that
print the same number never call it by different names.
"""

from typing import Literal

POSITIVE_FROM, NEGATIVE_TO = 0.60, 0.40
EVEN = 0.5

Leaning = Literal["positive", "negative", "undecided"]


def printed(p: float) -> float:
    """Return a number as a reader sees it: with two digits."""
    return float(f"{p:.2f}")


def leaning(p: float) -> Leaning:
    """Name a verdict.

    Args:
        p: probability of positive, 0...1.

    Returns:
        "positive" from 0.60 on, "negative" up to 0.40, both as printed; else "undecided".
    """
    shown = printed(p)
    if shown >= POSITIVE_FROM:
        return "positive"
    return "negative" if shown <= NEGATIVE_TO else "undecided"


def moved(before: float, after: float) -> str:
    """Say how a verdict changed: a change that the printed numbers do not show is none.

    Returns:
        E.g. "rises from 0.40 to 0.89", or "stays at 0.67".
    """
    a, b = printed(before), printed(after)
    if a == b:
        return f"stays at {b:.2f}"
    return f"{'rises' if b > a else 'falls'} from {a:.2f} to {b:.2f}"


def about_half(first: float, second: float) -> str:
    """Say where two verdicts lie as to 0.5, as printed: "both above 0.5", and so on."""
    places = [_place(printed(p)) for p in (first, second)]
    if places[0] == places[1]:
        return f"both {places[0]} 0.5"
    return f"one {places[0]} 0.5, one {places[1]} 0.5"


def _place(p: float) -> str:
    """Say where a printed number lies as to 0.5."""
    if p == EVEN:
        return "at"
    return "above" if p > EVEN else "below"
