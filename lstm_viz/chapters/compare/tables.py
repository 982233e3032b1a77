"""The comparison's numbers as CSV."""

from collections.abc import Iterator

from lstm_viz.chapters.compare.view import Comparison, differences, verdicts
from lstm_viz.core.trace import Array
from lstm_viz.figures.tables import csv_bytes, single

COLUMNS = ("column", "a_word", "a_token", "b_word", "b_token", "p_a", "p_b")


def comparison_csv(view: Comparison) -> bytes:
    """Return a line for each aligned column.

    Columns: numbers of words from 1 and their tokens in normal form, both verdicts, 0...1,
    and c_1...c_H, the cell state of B minus that of A. Empty where there is no word.

    Args:
        view: two readings by an LSTM.
    """
    cells = differences(view, "c")  # (K, H)
    head = [*COLUMNS, *(f"c_{j + 1}" for j in range(cells.shape[1]))]
    return csv_bytes(head, _lines(view, cells))


def _lines(view: Comparison, cells: Array) -> Iterator[list[object]]:
    """Yield a line for each aligned column; `cells` is (K, H)."""
    p_a, p_b = verdicts(view)
    for number, column in enumerate(view.columns):
        a, b = column.first, column.second
        words = [
            *(("", "") if a is None else (a + 1, view.first.tokens[a].text)),
            *(("", "") if b is None else (b + 1, view.second.tokens[b].text)),
        ]
        values = [p_a[number], p_b[number], *cells[number]]
        yield [number + 1, *words, *(single(float(value)) for value in values)]
