"""What the negation laboratory says: badges made from numbers, rules in words.

Every word here is the app's own, none the reader's.
"""

from collections.abc import Mapping, Sequence

from lstm_viz.core.claims import ERASED, Claim
from lstm_viz.core.outcome import LEAST_CHANGE, LEAST_STRONGER, Outcome
from lstm_viz.core.pairs import Expectation

YES, NO = "✓ as the textbook says", "✗ this model did not do it"

EXPECTED: Mapping[Expectation, str] = {
    "+-": "expected: positive, then negative",
    "-+": "expected: negative, then positive",
    ">": "expected: less positive",
    "<": "expected: more positive",
    "stronger": "expected: further from one half",
}

RULE = f"""**The rule, fixed before any model read the pairs.** The last verdicts count. From the
first sentence to the second the verdict must move by at least {LEAST_CHANGE} in the expected
direction; where a pair is meant to turn from one side to the other, each verdict must also lie on
its side of 0.5. An intensifier need only move {LEAST_STRONGER} away from 0.5, on the same side:
near the end of the scale there is no {LEAST_CHANGE} left. All else is a failure, near or far."""

CLAIMS: Mapping[str, tuple[str, str, str, str]] = {
    "not_forget": (
        "At “not” the forget gate lowers earlier assumptions.",
        "Rule: of the memory before the word, the gates keep less than at the median of the other"
        " words, the first left out.",
        "kept",
        "median",
    ),
    "not_input": (
        "At “not” the input gate marks the word as important.",
        "Rule: the mean of the input gates is above their median over the other words.",
        "input gate",
        "median",
    ),
    "boring_input": (
        "At “boring” the input gate admits something crucial.",
        "Rule: more is written, mean |i · C̃| over the units, than at any word before it.",
        "written",
        "most before it",
    ),
    "enjoyable_forget": (
        "At “enjoyable” the forget gate erases the negative.",
        "Rule: of what speaks for a negative verdict, C against the sign of its weight, the gates"
        f" keep less than {ERASED}.",
        "kept",
        "bound",
    ),
    "enjoyable_input": (
        "At “enjoyable” the input gate writes the positive strongly.",
        "Rule: what is written for a positive verdict, i · C̃ times its weight, is above zero and"
        " more than at any other word.",
        "written",
        "most elsewhere",
    ),
}


def lead(outcomes: Mapping[str, Sequence[Outcome]]) -> str:
    """Say how many pairs come out as expected, for each model by its column's name."""
    n_pairs = len(next(iter(outcomes.values())))
    parts = [f"{sum(one.holds for one in found)} with {name}" for name, found in outcomes.items()]
    return f"Of {n_pairs} pairs the models do as expected: {' and '.join(parts)}."


def badge(*, holds: bool) -> str:
    """Name what was found."""
    return YES if holds else NO


def figures(outcome: Outcome) -> str:
    """Write a pair's numbers in one line."""
    line = f"{outcome.p_first:.2f} → {outcome.p_second:.2f} ({EXPECTED[outcome.pair.expected]})"
    if not outcome.word:
        return f"{line}."
    return f"{line}. {_at(outcome.word, outcome.at_word)}."


def _at(word: str, moved: float) -> str:
    """Say what the verdict did while a word was read."""
    if f"{abs(moved):.2f}" == "0.00":
        return f"At “{word}” the verdict did not move"
    return f"At “{word}” the verdict {'rose' if moved > 0 else 'fell'} by {abs(moved):.2f}"


def claim_figures(claim: Claim) -> str:
    """Write a claim's numbers in one line."""
    _, _, what, against = CLAIMS[claim.name]
    return f"{what} {claim.value:.2f}, {against} {claim.bound:.2f}"


def story_text(claims: Sequence[Claim]) -> str:
    """Say how many of the story's claims hold in one model."""
    return f"{sum(claim.holds for claim in claims)} of {len(claims)} claims hold in this model."
