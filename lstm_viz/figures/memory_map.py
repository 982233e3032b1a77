"""Who still lives in memory: a triangle, who wrote by after which word."""

import numpy as np
import plotly.graph_objects as go

from lstm_viz.core.trace import Array
from lstm_viz.figures.legend import legend_above
from lstm_viz.figures.memory_view import MemoryView
from lstm_viz.figures.quantities import MEMORY, MIDDLE, NEGATIVE, POSITIVE
from lstm_viz.figures.word_labels import percent, plotly_labels, room, signed

ROW, LEAST, MOST = 27, 120, 620  # px
TOP, BOTTOM, LEFT, RIGHT = 62, 34, 72, 52  # px, beside the words for legend and headings
MOST_WRITTEN = 24  # words up to which the marked column's numbers stand beside it
MOST_APART = 60  # words up to which cells are so wide that a line between them helps
FAINT = "22"  # a little colour, so that a cell of zero is seen to be one


def memory_map(view: MemoryView, t: int, unit: int | None = None) -> go.Figure:
    """Draw what each word has in memory after each word.

    Args:
        view: the split memory of at least one word.
        t: the word whose column is marked, 0...T-1; its numbers stand at the right.
        unit: draw this unit's deposits with their signs, -1...1, counted from 0; if absent,
            the sum over the units of their sizes, 0...H, and at the right the shares.
    """
    labels = plotly_labels(view.trace)
    figure = go.Figure(_cells(_written_then(view, unit), labels))
    frame = {"line": {"color": MIDDLE, "width": 2}, "y0": -0.5, "y1": t + 0.5}
    figure.add_shape(type="rect", x0=t - 0.5, x1=t + 0.5, **frame)
    figure.update_layout(
        coloraxis=_sizes(view) if unit is None else _signed(unit),
        height=int(np.clip(ROW * len(labels), LEAST, MOST)) + TOP + BOTTOM + room(labels),
        margin={
            "l": max(LEFT, 22 + room(labels)),
            "r": RIGHT,
            "t": TOP,
            "b": BOTTOM + room(labels),
            "autoexpand": False,
        },
    )
    figure.update_xaxes(type="category", title="after the word", showgrid=False, zeroline=False)
    figure.update_yaxes(type="category", showgrid=False, zeroline=False)
    figure.update_yaxes(range=[len(labels) - 0.5, -0.5], automargin=False)
    _head(figure, "written by", x=0, xanchor="right")
    if len(labels) <= MOST_WRITTEN:
        _write_column(figure, view, t, unit)
    return figure


def _cells(numbers: Array, labels: list[str]) -> go.Heatmap:
    """Return the cells of the map; `numbers` is (T, T), row t after word t."""
    gap = 1 if len(labels) <= MOST_APART else 0  # px
    return go.Heatmap(
        z=numbers.T.astype("f4"),
        x=labels,
        y=labels,
        coloraxis="coloraxis",
        xgap=gap,
        ygap=gap,
        hoverongaps=False,
        hovertemplate="written by %{y}<br>after %{x}: %{z:.3f}<extra></extra>",
    )


def _written_then(view: MemoryView, unit: int | None) -> Array:
    """Return the numbers of the map, (T, T); nothing where a word was not read yet."""
    numbers = view.weights if unit is None else view.ledger.deposits[:, :, unit]
    read = np.tri(len(numbers), dtype=bool)
    return np.where(read, numbers, np.nan)


def _head(figure: go.Figure, text: str, **where: object) -> None:
    """Write a heading above the words at one side; a title along the axis would take width."""
    figure.add_annotation(
        text=text,
        xref="paper",
        yref="paper",
        y=1,
        yanchor="bottom",
        showarrow=False,
        font_size=12,
        **where,
    )


def _write_column(figure: go.Figure, view: MemoryView, t: int, unit: int | None) -> None:
    """Write the marked column's numbers at the right, in the page's own colour."""
    if unit is None:
        written, title = [percent(share) for share in view.shares[t, : t + 1]], "share"
    else:
        written = [signed(value) for value in view.ledger.deposits[t, : t + 1, unit]]
        title = "deposit"
    labels = plotly_labels(view.trace)
    figure.add_scatter(  # carries the axis, draws nothing
        x=labels[:1], y=[0], yaxis="y2", mode="markers", opacity=0, hoverinfo="skip"
    )
    figure.update_layout(
        showlegend=False,
        yaxis2={
            "overlaying": "y",
            "side": "right",
            "range": [len(labels) - 0.5, -0.5],
            "tickvals": list(range(t + 1)),
            "ticktext": written,
            "showgrid": False,
            "zeroline": False,
            "automargin": False,
        },
    )
    _head(figure, title, x=1, xanchor="left")


def _sizes(view: MemoryView) -> dict[str, object]:
    """Return the scale of sizes: from nothing to a deposit of 1 in every unit."""
    n_hidden = view.layer.c.shape[1]
    return {
        "cmin": 0,
        "cmax": n_hidden,
        "colorscale": [[0, MEMORY + FAINT], [1, MEMORY]],
        "colorbar": legend_above(f"|deposit|, all {n_hidden} units", [0, n_hidden]),
    }


def _signed(unit: int) -> dict[str, object]:
    """Return the scale of one unit's deposits, zero in the middle."""
    return {
        "cmin": -1,
        "cmax": 1,
        "colorscale": [[0, NEGATIVE[0]], [0.5, MIDDLE + FAINT], [1, POSITIVE[0]]],
        "colorbar": legend_above(f"deposit in unit {unit + 1}", [-1, 0, 1]),
    }
