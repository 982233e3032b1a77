"""How far a scale without a natural end reaches: one limit for a sentence, honest and legible.

A cell state has no bound, and in a large model one unit may run far beyond the others (21.1 where
the rest stays within 3). A scale that ends at the largest value then shows everything else as
nothing. So where a few values run away the scale ends before them, the legend says so, and each
value beyond it is marked where it stands.

The same holds for a scale of changes: each cell beyond it carries a sign, and the legend says how
far they go.
"""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from lstm_viz.core.trace import Array
from lstm_viz.figures.legend import legend_above
from lstm_viz.figures.numbers import signed
from lstm_viz.figures.quantities import MIDDLE, NEGATIVE, ON_COLOUR, POSITIVE

LEAST = 0.1
USUAL = 0.95  # the share of values that a scale shows in any case
RUNAWAY = 2.5  # so many times the usual ones' largest is out of the scale


def open_limit(*arrays: Array) -> float:
    """Return the end of an open scale; its start is the negative of it.

    Args:
        arrays: all that shares the scale, any shape, finite.

    Returns:
        The largest absolute value, rounded up to one digit, at least 0.1. Where that is more
        than `RUNAWAY` times what `USUAL` of the values stay within, the latter instead: then
        some values lie beyond the scale.
    """
    sizes = np.abs(np.concatenate([array.ravel() for array in arrays]))
    if sizes.size == 0:
        return LEAST
    largest, usual = float(sizes.max()), float(np.quantile(sizes, USUAL))
    end = usual if usual > 0 and largest > RUNAWAY * usual else largest
    return max(LEAST, float(np.ceil(end * 10) / 10))


def largest_size(*arrays: Array) -> float:
    """Return the largest absolute value, 0 for none: a legend names it if its scale ends before."""
    return max((float(np.abs(array).max(initial=0.0)) for array in arrays), default=0.0)


UP, DOWN = "▲", "▼"
LITTLE = 0.005  # a smaller change is printed as 0.00
FAINT = "22"
NOTE_HEIGHT = 16  # px, the line that says how far they go


def change_limit(*changes: Array) -> float:
    """Return the end of a scale for changes; its start is the negative of it.

    Before the first change nothing differs, and often for most words: only changes that can be
    seen in two digits have a say in where the scale ends.

    Args:
        changes: all that shares the scale, any shape; NaN where there is nothing to compare.
    """
    return open_limit(*(change[np.abs(change) >= LITTLE] for change in changes))


def sign_beyond(value: float, limit: float) -> str:
    """Return the sign of a value beyond a scale, "" within it and for NaN."""
    if value > limit:
        return UP
    return DOWN if value < -limit else ""


def marks_beyond(
    labels: Sequence[str], rows: Sequence[object], numbers: Array, limit: float
) -> list[go.Scatter]:
    """Return signs for the cells of a map that lie beyond its scale; none where none does.

    Args:
        labels: the map's columns.
        rows: its rows.
        numbers: its cells, (rows, columns), NaN for an empty one.
        limit: the end of its scale.
    """
    found = []
    for symbol, is_beyond in (("up", numbers > limit), ("down", numbers < -limit)):
        cells = np.argwhere(is_beyond).tolist()
        if cells:
            found.append(
                go.Scatter(
                    x=[labels[column] for _, column in cells],
                    y=[rows[row] for row, _ in cells],
                    mode="markers",
                    marker={"symbol": f"triangle-{symbol}", "size": 7, "color": ON_COLOUR},
                    showlegend=False,
                    hoverinfo="skip",
                )
            )
    return found


def note_beyond(numbers: Array, limit: float) -> str:
    """Say how far values go beyond a scale; "" where none does.

    Args:
        numbers: any shape; NaN where there is none.
        limit: the end of the scale.
    """
    there = numbers[~np.isnan(numbers)]
    high, low = float(there.max(initial=0.0)), float(there.min(initial=0.0))
    if high > limit and low < -limit:
        return f"{UP}{DOWN} beyond the scale: up to {signed(high, 1)}, down to {signed(low, 1)}"
    if high > limit:
        return f"{UP} beyond the scale, up to {signed(high, 1)}"
    return f"{DOWN} beyond the scale, down to {signed(low, 1)}" if low < -limit else ""


def note_above(text: str) -> dict[str, object]:
    """Return the note as a line between a map and its legend."""
    return {
        "text": text,
        "x": 0,
        "y": 1,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": 12},
    }


def change_scale(title: str, limit: float) -> dict[str, object]:
    """Return a colour scale for changes, zero in the middle, its legend above the map."""
    return {
        "cmin": -limit,
        "cmax": limit,
        "colorscale": [[0, NEGATIVE[0]], [0.5, MIDDLE + FAINT], [1, POSITIVE[0]]],
        "colorbar": legend_above(title, [-limit, 0, limit]),
    }
