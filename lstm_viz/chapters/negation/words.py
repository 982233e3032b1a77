"""What the negation laboratory says: badges made from numbers, rules in words.

Every word here is the app's own, none the reader's.
"""

from collections.abc import Mapping, Sequence

from lstm_viz.core.pairs.claims import ERASED, Claim
from lstm_viz.core.pairs.family import Reading, Tally
from lstm_viz.core.pairs.negation_pairs import Expectation
from lstm_viz.core.pairs.outcome import LEAST_CHANGE, LEAST_STRONGER, Outcome
from lstm_viz.figures.numbers import percent

SHARES = ("not_forget", "enjoyable_forget")  # claims about a share of the memory

YES, NO = "✓ as expected", "✗ not as expected"
HOLDS, FAILS = "✓ holds in this sentence", "✗ does not hold in this sentence"
MOST = 3  # of the five claims

EXPECTED: Mapping[Expectation, str] = {  # the rule's marks, not what a verdict is called
    "+-": "above 0.5, then below",
    "-+": "below 0.5, then above",
    ">": "lower",
    "<": "higher",
    "stronger": "further from 0.5, same side",
}

RULE = f"""Only the verdicts after the last
word count. From A to B the verdict must move by at least {LEAST_CHANGE} in the expected direction;
where a pair should cross 0.5, each verdict must also be on the expected side of it. An intensifier
need only move the verdict {LEAST_STRONGER} further from 0.5: near the end of the scale there is no
room for {LEAST_CHANGE}. Everything else is a failure, however near. The rule knows only above and
below 0.5; elsewhere in this app a verdict between 0.40 and 0.60 is called undecided."""

CLAIMS: Mapping[str, tuple[str, str, str, str]] = {
    "not_forget": (
        "At “not” the forget gate lowers earlier assumptions.",
        "Rule: the forget gates keep a smaller share of the memory than at the median of the other"
        " words (without the first, which finds memory empty).",
        "kept",
        "median elsewhere",
    ),
    "not_input": (
        "At “not” the input gate marks the word as important.",
        "Rule: the mean of the input gates is higher than its median over the other words.",
        "mean input gate",
        "median elsewhere",
    ),
    "boring_input": (
        "At “boring” the input gate admits something crucial.",
        "Rule: more is written (the mean of |i * C̃| over the units) than at any word before it.",
        "written",
        "most before it",
    ),
    "enjoyable_forget": (
        "At “enjoyable” the forget gate erases the negative.",
        "Rule: of the memory that pushes towards negative (C and its weight in the verdict differ"
        f" in sign), the forget gates keep less than {ERASED:.0%}.",
        "kept",
        "limit",
    ),
    "enjoyable_input": (
        "At “enjoyable” the input gate writes the positive strongly.",
        "Rule: what is written towards positive (i * C̃ times its weight in the verdict, summed over"
        " the units) is above 0 and more than at any other word.",
        "written",
        "most elsewhere",
    ),
}

SHORT: Mapping[str, str] = {  # a claim over sentences with other adjectives, as a column's heading
    "not_forget": "“not”: forget",
    "not_input": "“not”: input",
    "boring_input": "negative word: input",
    "enjoyable_forget": "positive word: forget",
    "enjoyable_input": "positive word: input",
}


def lead(outcomes: Mapping[str, Sequence[Outcome]]) -> str:
    """Say how many pairs come out as expected, for each model by its column's name."""
    n_pairs = len(next(iter(outcomes.values())))
    (name, found), *others = outcomes.items()
    parts = [f"{_holding(found)} come out as expected with {name}"]
    parts += [f"{_holding(found)} with {name}" for name, found in others]
    return f"Of {n_pairs} pairs, {' and '.join(parts)}."


def _holding(outcomes: Sequence[Outcome]) -> int:
    """Count the pairs that come out as expected."""
    return sum(one.holds for one in outcomes)


def grid_alt(outcomes: Mapping[str, Sequence[Outcome]]) -> str:
    """Say what the squares show, for those who hear the page."""
    return "A square for each pair, a tick where it comes out as expected, a cross where not. " + (
        "; ".join(f"{name}: {tally(found)}" for name, found in outcomes.items()) + "."
    )


def tally(outcomes: Sequence[Outcome]) -> str:
    """Write how many of a model's pairs come out as expected."""
    return f"{_holding(outcomes)} of {len(outcomes)}"


def verdicts(outcome: Outcome) -> str:
    """Write both last verdicts of a pair."""
    return f"{outcome.p_first:.2f} → {outcome.p_second:.2f}"


def badge(*, holds: bool) -> str:
    """Name what was found of a pair."""
    return YES if holds else NO


def claim_badge(*, holds: bool) -> str:
    """Name what was found of a claim."""
    return HOLDS if holds else FAILS


def figures(outcome: Outcome) -> str:
    """Write a pair's numbers in one line."""
    line = f"{verdicts(outcome)} (expected: {EXPECTED[outcome.pair.expected]})"
    if not outcome.word:
        return f"{line}."
    return f"{line}. {_at(outcome.word, outcome.at_word)}."


def _at(word: str, moved: float) -> str:
    """Say what the verdict did while a word was read."""
    if f"{abs(moved):.2f}" == "0.00":
        return f"At “{word}” the verdict does not move"
    return f"At “{word}” the verdict {'rises' if moved > 0 else 'falls'} by {abs(moved):.2f}"


def claim_figures(claim: Claim) -> str:
    """Write a claim's numbers in one line."""
    _, _, what, against = CLAIMS[claim.name]
    return f"{what}: {claim_value(claim)}; {against}: {_written(claim, claim.bound)}"


def claim_value(claim: Claim) -> str:
    """Write what was measured for a claim."""
    return _written(claim, claim.value)


def _written(claim: Claim, number: float) -> str:
    """Write a number as its claim has it: a share of the memory in per cent."""
    return percent(number) if claim.name in SHARES else f"{number:.2f}"


def story_text(claims: Sequence[Claim]) -> str:
    """Say how many of the story's claims hold in one model."""
    n_hold = sum(claim.holds for claim in claims)
    hold = "holds" if n_hold == 1 else "hold"
    reading = "this model’s reading of the textbook’s sentence"
    return f"{n_hold} of the {len(claims)} claims {hold} in {reading}."


def tally_text(tally: Tally) -> str:
    """Say in how many sentences of the family a claim holds."""
    return f"holds in {_of(tally.n_held, tally.n_read)} sentences of the same form"


def family_text(readings: Sequence[Reading]) -> str:
    """Say of the whole family how many claims hold together."""
    n_claims, n_read = len(readings[0].claims), len(readings)
    n_all = sum(one.n_held == n_claims for one in readings)
    n_most = sum(one.n_held >= MOST for one in readings)
    said = f"All {n_claims} hold in {_of(n_all, n_read)} other sentences of the same form"
    if n_all == n_read:
        return f"{said}."
    most = "all" if n_most == n_read else n_most or "none"
    return f"{said}; {MOST} or more hold in {most} of them."


def _of(number: int, whole: int) -> str:
    """Write how many of so many: 12 of 200, none of 200, all 200."""
    return f"all {whole}" if number == whole else f"{number or 'none'} of {whole}"
