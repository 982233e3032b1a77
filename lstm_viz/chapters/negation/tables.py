"""The laboratory's outcomes, as a table and as CSV."""

from collections.abc import Iterator, Mapping, Sequence

from lstm_viz.chapters.negation.charts import SIGNS
from lstm_viz.chapters.negation.words import EXPECTED, verdicts
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
