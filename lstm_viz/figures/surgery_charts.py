"""What if: the verdict, one unit and all units, as recorded and with something held."""

import numpy as np
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from lstm_viz.core.trace import Array
from lstm_viz.figures.quantities import MEMORY, MIDDLE, NEGATIVE, POSITIVE, SHOWN
from lstm_viz.figures.surgery_view import STATES, SurgeryView
from lstm_viz.figures.word_labels import plotly_labels, room

MOST_MARKED = 60  # words up to which every point has a sign of its own
LEFT = 52  # px
FAINT = "22"
LINE_COLOURS, SYMBOLS = {"c": MEMORY, "h": SHOWN}, {"c": "C", "h": "h"}


def verdict_lines(view: SurgeryView) -> go.Figure:
    """Draw the verdict after every word in both readings, 0...1.

    Args:
        view: the two readings of at least one word.
    """
    figure = go.Figure()
    _two_lines(figure, view, (view.before.p_positive, view.after.p_positive), POSITIVE[0])
    figure.add_hline(y=0.5, line={"color": MIDDLE, "width": 1})
    figure.update_yaxes(title="verdict: 1 is positive", range=[-0.02, 1.02])
    return _laid_out(figure, view, 300)


def unit_lines(view: SurgeryView, unit: int) -> go.Figure:
    """Draw one unit's cell state and below it its hidden state, in both readings.

    Args:
        view: the two readings of at least one word.
        unit: counted from 0.
    """
    figure = make_subplots(rows=2, shared_xaxes=True, vertical_spacing=0.06)
    for row, code in enumerate(STATES, start=1):
        states = view.states(code)
        both = states[0][:, unit], states[1][:, unit]
        _two_lines(figure, view, both, LINE_COLOURS[code], row)
        limit = max(1.0, *(1.05 * float(np.abs(state).max(initial=0)) for state in states))
        name = f"{SYMBOLS[code]} of unit {unit + 1}"
        figure.update_yaxes(title=name, range=[-limit, limit], row=row, col=1)
    figure.add_hline(y=0, line={"color": MIDDLE, "width": 1})
    return _laid_out(figure, view, 440)


def _two_lines(
    figure: go.Figure, view: SurgeryView, both: tuple[Array, Array], colour: str, row: int = 1
) -> None:
    """Draw a number after every word as recorded and as changed; what was held is shaded."""
    labels = plotly_labels(view.before)
    looks = (
        ("as recorded", MIDDLE, "dash", "circle-open"),
        ("with something held", colour, "solid", "circle"),
    )
    panel = {} if row == 1 else {"xaxis": "x2", "yaxis": "y2"}
    for values, (name, ink, dash, sign) in zip(both, looks, strict=True):
        figure.add_scatter(
            x=labels,
            y=values.astype("f4"),
            name=name,
            mode="lines+markers" if len(labels) <= MOST_MARKED else "lines",
            line={"color": ink, "dash": dash, "width": 2.5},
            marker={"symbol": sign, "size": 8},
            showlegend=row == 1,
            hovertemplate="after %{x}: %{y:.3f}<extra>%{fullData.name}</extra>",
            **panel,
        )
    _shade(figure, view, "x" if row == 1 else "x2")


def _shade(figure: go.Figure, view: SurgeryView, axis: str) -> None:
    """Shade the words at which something is held."""
    figure.add_shape(
        type="rect",
        x0=view.operation.start - 0.5,
        x1=view.operation.end - 0.5,
        y0=0,
        y1=1,
        xref=axis,
        yref=f"{axis.replace('x', 'y')} domain",
        fillcolor=MIDDLE,
        opacity=0.14,
        line={"width": 0},
    )


def _laid_out(figure: go.Figure, view: SurgeryView, height: int) -> go.Figure:
    """Set margins and axes; the words stand upright below."""
    labels = plotly_labels(view.before)
    below = 12 + room(labels)
    figure.update_layout(
        height=height + below,
        margin={"l": LEFT, "r": 8, "t": 34, "b": below, "autoexpand": False},
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 1.01, "yanchor": "bottom"},
    )
    figure.update_xaxes(
        type="category", range=[-0.5, len(labels) - 0.5], showgrid=False, tickangle=-90
    )
    figure.update_yaxes(automargin=False, zeroline=False)
    return figure


def change_map(view: SurgeryView, code: str = "c") -> go.Figure:
    """Draw by how much every unit's state changed, units from top to bottom, zero in the middle.

    Args:
        view: the two readings of at least one word.
        code: which state, one of `STATES`.
    """
    labels, change = plotly_labels(view.before), view.change(code)
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
            colorbar=_legend(SYMBOLS[code], reach),
            xgap=1 if n_words <= MOST_MARKED else 0,
            ygap=1,
            hovertemplate="unit %{y} after %{x}: %{z:+.3f}<extra></extra>",
        )
    )
    below = 12 + room(labels)
    figure.update_layout(
        height=int(np.clip(22 * n_hidden, 120, 480)) + 50 + below,
        margin={"l": LEFT, "r": 8, "t": 48, "b": below, "autoexpand": False},
    )
    figure.update_xaxes(type="category", showgrid=False, zeroline=False, tickangle=-90)
    figure.update_yaxes(title="unit", range=[n_hidden + 0.5, 0.5], automargin=False)
    figure.update_yaxes(showgrid=False, zeroline=False)
    return figure


def _legend(symbol: str, reach: float) -> dict[str, object]:
    """Return a colour bar above the picture, its title beside it."""
    return {
        "title": {"text": f"{symbol} changed by", "side": "right"},
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
