"""The laboratory's outcomes, as a table and as CSV."""

from collections.abc import Iterator, Mapping, Sequence

from lstm_viz.chapters.negation.charts import SIGNS
from lstm_viz.chapters.negation.words import EXPECTED, SHORT, claim_value, verdicts
from lstm_viz.core.pairs.claims import NAMES, Claim
from lstm_viz.core.pairs.family import Reading
from lstm_viz.core.pairs.outcome import Outcome
from lstm_viz.figures.tables import csv_bytes, single

COLUMNS = (
    "model",
    "phenomenon",
    "first",
    "second",
    "expected",
    "p_first",
    "p_second",
    "word",
    "at_word",
    "holds",
)
CLAIM_COLUMNS = ("model", "sentence", "claim", "word", "value", "bound", "holds")

Outcomes = Mapping[str, Sequence[Outcome]]


def pairs_table(outcomes: Outcomes) -> dict[str, list[str]]:
    """List every pair with both models' verdicts and badges.

    Args:
        outcomes: by the name of a column, e.g. "8 units".

    Returns:
        Columns of one row a pair.
    """
    pairs = [outcome.pair for outcome in next(iter(outcomes.values()))]
    table = {
        "Phenomenon": [pair.phenomenon for pair in pairs],
        "A": [pair.first for pair in pairs],
        "B": [pair.second for pair in pairs],
        "Expected": [EXPECTED[pair.expected] for pair in pairs],
    }
    for name, found in outcomes.items():
        table[name] = [f"{SIGNS[one.holds]} {verdicts(one)}" for one in found]
    return table


def outcomes_csv(outcomes: Outcomes) -> bytes:
    """Return a line for each pair and model; verdicts 0...1, `at_word` -1...1, holds 1 or 0."""
    return csv_bytes(COLUMNS, _lines(outcomes))


def _lines(outcomes: Outcomes) -> Iterator[list[object]]:
    """Yield the lines of the CSV."""
    for model, found in outcomes.items():
        for outcome in found:
            pair = outcome.pair
            texts = [model, pair.phenomenon, pair.first, pair.second, pair.expected]
            numbers = [single(outcome.p_first), single(outcome.p_second)]
            at_word = single(outcome.at_word) if outcome.word else ""
            yield [*texts, *numbers, outcome.word, at_word, int(outcome.holds)]


def family_table(readings: Sequence[Reading]) -> dict[str, list[str]]:
    """List the family's sentences with a sign and what was measured for each claim.

    Args:
        readings: one model's.

    Returns:
        Columns of one row a sentence.
    """
    table = {"Sentence": [one.text for one in readings]}
    for place, name in enumerate(NAMES):
        column = [one.claims[place] for one in readings]
        table[SHORT[name]] = [f"{SIGNS[claim.holds]} {claim_value(claim)}" for claim in column]
    return table


def claims_csv(families: Mapping[str, Sequence[Reading]]) -> bytes:
    """Return a line for each model, sentence and claim; holds 1 or 0."""
    rows = (
        [model, one.text, claim.name, claim.word, *_measured(claim)]
        for model, readings in families.items()
        for one in readings
        for claim in one.claims
    )
    return csv_bytes(CLAIM_COLUMNS, rows)


def _measured(claim: Claim) -> list[object]:
    """Return a claim's numbers for the CSV."""
    return [single(claim.value), single(claim.bound), int(claim.holds)]
