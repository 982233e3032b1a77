"""Two readings laid beside each other, and what is drawn of them."""

from dataclasses import dataclass

import numpy as np

from lstm_viz.core.pairs.alignment import Column, align
from lstm_viz.core.trace import Array, SentenceTrace
from lstm_viz.figures.open_scale import change_limit
from lstm_viz.figures.quantities import MAPS


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sentences read by one model.

    Attributes:
        first: the reading of sentence A.
        second: that of sentence B.
        columns: their words, aligned; K columns.
    """

    first: SentenceTrace
    second: SentenceTrace
    columns: tuple[Column, ...]


def comparison(first: SentenceTrace, second: SentenceTrace) -> Comparison:
    """Align two readings by their tokens' normal forms."""
    forms = ([token.text for token in trace.tokens] for trace in (first, second))
    return Comparison(first, second, align(*forms))


def verdicts(view: Comparison) -> tuple[Array, Array]:
    """Return both verdicts over the columns, (K,) each; NaN where a sentence has no word."""
    return (
        _placed(view.first.p_positive, [column.first for column in view.columns]),
        _placed(view.second.p_positive, [column.second for column in view.columns]),
    )


def differences(view: Comparison, code: str) -> Array:
    """Return a quantity of B minus that of A at the aligned words.

    Args:
        view: two readings by an LSTM.
        code: one of `MAPS`.

    Returns:
        (K, H); NaN in columns where only one sentence has a word.
    """
    first, second = (_plane(trace, code) for trace in (view.first, view.second))
    return _placed(second, [column.second for column in view.columns]) - _placed(
        first, [column.first for column in view.columns]
    )


def difference_limit(view: Comparison, code: str) -> float:
    """Return one end of a quantity's scale, at least 0.1; some differences may lie beyond.

    Args:
        view: two readings by an LSTM.
        code: one of `MAPS`. The cell state, which has no natural end, has a scale of its own;
            all others share one.
    """
    shared = ("c",) if code == "c" else tuple(other for other in MAPS if other != "c")
    return change_limit(*(differences(view, other) for other in shared))


def _plane(trace: SentenceTrace, code: str) -> Array:
    """Return a recorded quantity, (T, H)."""
    return trace.lstm().arrays()[code]


def _placed(rows: Array, places: list[int | None]) -> Array:
    """Return the row of each column, NaN for none; T rows in all."""
    placed = np.full((len(places), *rows.shape[1:]), np.nan)
    for column, place in enumerate(places):
        if place is not None:
            placed[column] = rows[place]
    return placed
