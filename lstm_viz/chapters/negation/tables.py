"""The laboratory's outcomes counted by phenomenon, and all of them as CSV."""

from collections.abc import Iterator, Mapping, Sequence

from lstm_viz.core.pairs.negation_pairs import PHENOMENA
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


def counts(outcomes: Outcomes) -> dict[str, list[int] | list[str]]:
    """Count by phenomenon how many pairs come out as expected.

    Args:
        outcomes: by the name of a column, e.g. "8 units".

    Returns:
        Columns of one row a phenomenon and one for all, for a table.
    """
    groups = (*PHENOMENA, "All")
    table: dict[str, list[int] | list[str]] = {"Phenomenon": list(groups)}
    sizes = next(iter(outcomes.values()))
    table["Pairs"] = [len(_of(sizes, group)) for group in groups]
    for name, found in outcomes.items():
        table[name] = [sum(outcome.holds for outcome in _of(found, group)) for group in groups]
    return table


def _of(outcomes: Sequence[Outcome], group: str) -> list[Outcome]:
    """Return the outcomes of one phenomenon, or all."""
    return [outcome for outcome in outcomes if group in {"All", outcome.pair.phenomenon}]


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
