"""The checks as CSV, and of the models' cards what they get right and wrong."""

from collections.abc import Iterable

from lstm_viz.chapters.trust.words import Line
from lstm_viz.figures.cards import mistake_table, score_table, tally, verdict_table
from lstm_viz.figures.tables import csv_bytes

__all__ = ("checks_csv", "mistake_table", "score_table", "tally", "verdict_table")


def checks_csv(lines: Iterable[Line]) -> bytes:
    """Return the lines as CSV: claim, how, figure, holds."""
    rows = ((line.claim, line.how, line.figure, line.passed) for line in lines)
    return csv_bytes(("claim", "how", "figure", "holds"), rows)
