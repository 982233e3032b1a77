"""Both verdicts on one axis, and the difference between two readings as a map."""

import numpy as np
import plotly.graph_objects as go

from lstm_viz.chapters.compare.view import Comparison, difference_limit, differences, verdicts
from lstm_viz.core.pairs.alignment import Column
from lstm_viz.core.trace import Array
from lstm_viz.figures.labels import plain_labels
from lstm_viz.figures.numbers import signed
from lstm_viz.figures.open_scale import (
    NOTE_HEIGHT,
    change_scale,
    marks_beyond,
    note_above,
    note_beyond,
    sign_beyond,
)
from lstm_viz.figures.quantities import BY_CODE, MIDDLE, SENTENCES
from lstm_viz.figures.word_axis import places, words_below

# Each sentence on both grounds: name, colour, dash, symbol.
FIRST = ("A: the first sentence", SENTENCES[0], "solid", "circle")
SECOND = ("B: the second sentence", SENTENCES[1], "dash", "diamond")
MOST_WRITTEN = 16  # columns up to which numbers fit into cells
FEW_UNITS = 16
LEFT, TOP = 64, 46  # px


def column_labels(view: Comparison) -> list[str]:
    """Name the columns, numbered: the word; "one → other" where it was replaced; whose it is."""
    return [
        f"{number} {'only ' if one_has_it else ''}{' '.join(word)}"
        for number, (word, one_has_it) in enumerate(
            zip(_columns(view), map(_is_alone, view.columns), strict=True), start=1
        )
    ]


def _is_alone(column: Column) -> bool:
    """Tell whether only one sentence has a word in a column."""
    return column.first is None or column.second is None


def below_columns(view: Comparison) -> list[str]:
    """Return what stands below the columns: "A: not" for a word of one; two lines for two words."""
    return ["<br>".join(word) for word in _columns(view)]


def _columns(view: Comparison) -> list[tuple[str, ...]]:
    """Name each column in one or two parts."""
    first, second = plain_labels(view.first), plain_labels(view.second)
    found: list[tuple[str, ...]] = []
    for column in view.columns:
        a = None if column.first is None else first[column.first]
        b = None if column.second is None else second[column.second]
        if a is None or b is None:
            found.append((f"B: {b}" if a is None else f"A: {a}",))
        else:
            found.append((a,) if column.same else (a, f"→ {b}"))
    return found


def verdict_curves(view: Comparison) -> go.Figure:
    """Draw both verdicts over the aligned words, 0...1; a gap where a sentence has no word.

    Args:
        view: two readings, at least one word in one of them.
    """
    labels = column_labels(view)
    p_first, p_second = (p.astype("f4") for p in verdicts(view))
    figure = go.Figure([_curve(labels, p_first, FIRST), _curve(labels, p_second, SECOND)])
    figure.add_hline(y=0.5, line={"color": MIDDLE, "width": 1, "dash": "dot"})
    words = words_below(labels, below_columns(view))
    figure.update_layout(
        height=230 + words.below,
        margin={"l": LEFT, "r": 12, "t": 34, "b": words.below, "autoexpand": words.is_level},
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
    )
    figure.update_xaxes(words.axis)
    figure.update_yaxes(title="verdict", range=[-0.02, 1.02], tickvals=[0, 0.25, 0.5, 0.75, 1])
    return figure


def _curve(labels: list[str], p: Array, look: tuple[str, str, str, str]) -> go.Scatter:
    """Return one sentence's curve; `p` is (K,), NaN for a gap."""
    name, colour, dash, symbol = look
    return go.Scatter(
        x=labels,
        y=p,
        name=name,
        mode="lines+markers",
        line={"color": colour, "width": 3, "dash": dash},
        marker={"symbol": symbol, "size": 9},
        connectgaps=False,
        hovertext=labels,
        hovertemplate="%{hovertext}: %{y:.3f}<extra>%{fullData.name}</extra>",
    )


def difference_map(view: Comparison, code: str = "c") -> go.Figure:
    """Draw a quantity of B minus A, units by aligned words, zero in the middle.

    Args:
        view: two readings by an LSTM.
        code: one of `MAPS`; its scale is `difference_limit`.
    """
    labels, limit = column_labels(view), difference_limit(view, code)
    numbers = differences(view, code).T  # (H, K)
    units, few = [f"unit {j + 1}" for j in range(len(numbers))], len(numbers) <= FEW_UNITS
    is_written = few and len(labels) <= MOST_WRITTEN
    cells = _cells(labels, units, numbers)
    if is_written:
        cells.update(text=_written(numbers, limit), texttemplate="%{text}")
    marks = [] if is_written else marks_beyond(labels, units, numbers, limit)
    words, note = words_below(labels, below_columns(view)), note_beyond(numbers, limit)
    above = TOP + (NOTE_HEIGHT if note else 0)
    figure = go.Figure([cells, *marks])
    figure.update_layout(
        coloraxis=change_scale(f"{BY_CODE[code].label}, B − A", limit),
        annotations=[note_above(note)] if note else [],
        height=above + words.below + len(numbers) * (24 if few else 7),
        margin={"l": LEFT, "r": 12, "t": above, "b": words.below, "autoexpand": words.is_level},
    )
    figure.update_xaxes(words.axis)
    figure.update_yaxes(type="category", categoryorder="array", categoryarray=units)
    figure.update_yaxes(range=[len(units) - 0.5, -0.5], showgrid=False, zeroline=False)
    return figure


def _cells(labels: list[str], units: list[str], numbers: Array) -> go.Heatmap:
    """Return the cells, (H, K), on the map's colour scale."""
    return go.Heatmap(
        z=numbers.astype("f4"),
        x=labels,
        y=units,
        coloraxis="coloraxis",
        xgap=1,
        ygap=1 if len(units) <= FEW_UNITS else 0,
        hoverongaps=False,
        customdata=places(*numbers.shape),
        hovertemplate="%{y}, column %{customdata}<br>B − A: %{z:+.3f}<extra>%{x}</extra>",
    )


def _written(numbers: Array, limit: float) -> list[list[str]]:
    """Write numbers for cells, with a sign beyond the scale; nothing where there is none."""
    return [[_cell(float(value), limit) for value in row] for row in numbers]


def _cell(value: float, limit: float) -> str:
    """Write one cell."""
    return "" if np.isnan(value) else f"{sign_beyond(value, limit)}{signed(value)}"
