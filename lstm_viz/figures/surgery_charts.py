"""What if: the verdict, one cell and all cells, as recorded and with something held."""

import numpy as np
import plotly.graph_objects as go

from lstm_viz.core.trace import Array
from lstm_viz.figures.quantities import MEMORY, MIDDLE, NEGATIVE, POSITIVE
from lstm_viz.figures.surgery_view import SurgeryView
from lstm_viz.figures.word_labels import plotly_labels, room

MOST_MARKED = 60  # words up to which every point has a sign of its own
LEFT = 52  # px
FAINT = "22"


def verdict_lines(view: SurgeryView) -> go.Figure:
    """Draw the verdict after every word in both readings, 0...1.

    Args:
        view: the two readings of at least one word.
    """
    figure = _two_lines(view, view.before.p_positive, view.after.p_positive, POSITIVE[0])
    figure.add_hline(y=0.5, line={"color": MIDDLE, "width": 1})
    figure.update_yaxes(title="verdict: 1 is positive", range=[-0.02, 1.02])
    return figure


def cell_lines(view: SurgeryView, unit: int) -> go.Figure:
    """Draw one unit's cell state in both readings; one scale for all units of both.

    Args:
        view: the two readings of at least one word.
        unit: counted from 0.
    """
    before, after = view.cells
    figure = _two_lines(view, before[:, unit], after[:, unit], MEMORY)
    limit = max(1.0, 1.05 * max(float(np.abs(c).max(initial=0)) for c in view.cells))
    figure.add_hline(y=0, line={"color": MIDDLE, "width": 1})
    figure.update_yaxes(title=f"C of unit {unit + 1}", range=[-limit, limit], zeroline=False)
    return figure


def _two_lines(view: SurgeryView, before: Array, after: Array, colour: str) -> go.Figure:
    """Draw a number after every word as recorded and as changed; what was held is shaded."""
    labels = plotly_labels(view.before)
    mode = "lines+markers" if len(labels) <= MOST_MARKED else "lines"
    lines = (
        (before, "as recorded", MIDDLE, "dash", "circle-open"),
        (after, "with something held", colour, "solid", "circle"),
    )
    figure = go.Figure()
    for row, name, ink, dash, sign in lines:
        figure.add_scatter(
            x=labels,
            y=row.astype("f4"),
            name=name,
            mode=mode,
            line={"color": ink, "dash": dash, "width": 2.5},
            marker={"symbol": sign, "size": 8},
            hovertemplate="after %{x}: %{y:.3f}<extra>%{fullData.name}</extra>",
        )
    held = view.operation
    figure.add_vrect(x0=held.start - 0.5, x1=held.end - 0.5, fillcolor=MIDDLE, opacity=0.14)
    figure.update_layout(
        height=300 + room(labels),
        margin={"l": LEFT, "r": 8, "t": 34, "b": 12 + room(labels), "autoexpand": False},
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 1.01, "yanchor": "bottom"},
    )
    figure.update_xaxes(type="category", range=[-0.5, len(labels) - 0.5], showgrid=False)
    figure.update_yaxes(automargin=False)
    return figure


def change_map(view: SurgeryView) -> go.Figure:
    """Draw by how much every cell state changed, units from top to bottom, zero in the middle.

    Args:
        view: the two readings of at least one word.
    """
    labels, change = plotly_labels(view.before), view.change
    n_words, n_hidden = change.shape
    reach = float(np.abs(change).max(initial=0)) or 1.0
    figure = go.Figure(
        go.Heatmap(
            z=change.T.astype("f4"),
            x=labels,
            y=[j + 1 for j in range(n_hidden)],
            zmin=-reach,
            zmax=reach,
            colorscale=[[0, NEGATIVE[0]], [0.5, MIDDLE + FAINT], [1, POSITIVE[0]]],
            colorbar=_legend(reach),
            xgap=1 if n_words <= MOST_MARKED else 0,
            ygap=1,
            hovertemplate="unit %{y} after %{x}: %{z:+.3f}<extra></extra>",
        )
    )
    figure.update_layout(
        height=int(np.clip(22 * n_hidden, 120, 480)) + 62 + room(labels),
        margin={"l": LEFT, "r": 8, "t": 48, "b": 12 + room(labels), "autoexpand": False},
    )
    figure.update_xaxes(type="category", showgrid=False, zeroline=False)
    figure.update_yaxes(title="unit", range=[n_hidden + 0.5, 0.5], automargin=False)
    figure.update_yaxes(showgrid=False, zeroline=False)
    return figure


def _legend(reach: float) -> dict[str, object]:
    """Return a colour bar above the picture, its title beside it."""
    return {
        "title": {"text": "C changed by", "side": "right"},
        "tickvals": [-reach, 0, reach],
        "ticktext": [f"−{reach:.2g}", "0", f"+{reach:.2g}"],
        "ticklabeloverflow": "allow",
        "orientation": "h",
        "thickness": 10,
        "len": 270,
        "lenmode": "pixels",
        "x": 0,
        "xref": "container",
        "xanchor": "left",
        "xpad": 24,  # half of the first number
        "y": 1,
        "yref": "container",
        "yanchor": "top",
    }
