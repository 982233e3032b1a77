"""Both verdicts on one axis, and the difference between two readings as a map."""

import numpy as np
import plotly.graph_objects as go

from lstm_viz.core.trace import Array
from lstm_viz.figures.comparison import Comparison, difference_limit, differences, verdicts
from lstm_viz.figures.legend import legend_above
from lstm_viz.figures.quantities import BY_CODE, MIDDLE, NEGATIVE, POSITIVE
from lstm_viz.figures.word_labels import LONGEST_LABEL, escaped, names, room, signed, visible

# Each sentence on both grounds: name, colour, dash, symbol.
FIRST = ("A: the first sentence", "#009E73", "solid", "circle")
SECOND = ("B: the second sentence", "#8A63D2", "dash", "diamond")
MOST_WRITTEN = 16  # columns up to which numbers fit into cells
FEW_UNITS = 16
FAINT = "22"
LEFT, TOP = 64, 60  # px


def column_labels(view: Comparison) -> list[str]:
    """Name the columns: the word; "one → other" where it was replaced; whose it is alone."""
    first, second = names(view.first), names(view.second)
    labels = []
    for number, column in enumerate(view.columns, start=1):
        a = None if column.first is None else visible(first[column.first], LONGEST_LABEL)
        b = None if column.second is None else visible(second[column.second], LONGEST_LABEL)
        if a is None or b is None:
            word = f"only {'A' if b is None else 'B'}: {b if a is None else a}"
        else:
            word = a if column.same else f"{a} → {b}"
        labels.append(f"{number} {escaped(word)}")
    return labels


def verdict_curves(view: Comparison) -> go.Figure:
    """Draw both verdicts over the aligned words, 0...1; a gap where a sentence has no word.

    Args:
        view: two readings, at least one word in one of them.
    """
    labels = column_labels(view)
    p_first, p_second = (p.astype("f4") for p in verdicts(view))
    figure = go.Figure([_curve(labels, p_first, FIRST), _curve(labels, p_second, SECOND)])
    figure.add_hline(y=0.5, line={"color": MIDDLE, "width": 1, "dash": "dot"})
    below = 12 + room(labels)
    figure.update_layout(
        height=300 + below,
        margin={"l": LEFT, "r": 12, "t": TOP, "b": below, "autoexpand": False},
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
    )
    figure.update_xaxes(type="category", categoryorder="array", categoryarray=labels, tickangle=-90)
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
        hovertemplate="%{x}: %{y:.3f}<extra>%{fullData.name}</extra>",
    )


def difference_map(view: Comparison, code: str = "c") -> go.Figure:
    """Draw a quantity of B minus A, units by aligned words, zero in the middle.

    Args:
        view: two readings by an LSTM.
        code: one of `MAPS`; all share one scale, `difference_limit`.
    """
    labels, limit = column_labels(view), difference_limit(view)
    numbers = differences(view, code).T  # (H, K)
    n_hidden = len(numbers)
    is_written = n_hidden <= FEW_UNITS and len(labels) <= MOST_WRITTEN
    figure = go.Figure(
        go.Heatmap(
            z=numbers.astype("f4"),
            x=labels,
            y=[f"unit {j + 1}" for j in range(n_hidden)],
            text=_written(numbers) if is_written else None,
            texttemplate="%{text}" if is_written else None,
            coloraxis="coloraxis",
            xgap=1,
            ygap=1 if n_hidden <= FEW_UNITS else 0,
            hoverongaps=False,
            hovertemplate="%{y}, %{x}<br>B − A: %{z:+.3f}<extra></extra>",
        )
    )
    below = 12 + room(labels)
    figure.update_layout(
        coloraxis=_scale(f"{BY_CODE[code].label}, B − A", limit),
        height=TOP + below + n_hidden * (24 if n_hidden <= FEW_UNITS else 8),
        margin={"l": LEFT, "r": 12, "t": TOP, "b": below, "autoexpand": False},
    )
    figure.update_xaxes(type="category", showgrid=False, zeroline=False, tickangle=-90)
    figure.update_yaxes(type="category", autorange="reversed", showgrid=False, zeroline=False)
    return figure


def _written(numbers: Array) -> list[list[str]]:
    """Write numbers for cells; nothing where there is none."""
    return [["" if np.isnan(value) else signed(float(value)) for value in row] for row in numbers]


def _scale(title: str, limit: float) -> dict[str, object]:
    """Return a scale with zero in the middle and its legend above the map."""
    return {
        "cmin": -limit,
        "cmax": limit,
        "colorscale": [[0, NEGATIVE[0]], [0.5, MIDDLE + FAINT], [1, POSITIVE[0]]],
        "colorbar": legend_above(title, [-limit, 0, limit]),
    }
