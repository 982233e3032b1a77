"""What if: the verdict, one unit and all units, as recorded and with something held."""

import numpy as np
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from lstm_viz.chapters.surgery.view import STATES, SurgeryView
from lstm_viz.core.trace import Array
from lstm_viz.figures.labels import plain_labels, plotly_labels
from lstm_viz.figures.open_scale import (
    NOTE_HEIGHT,
    change_limit,
    change_scale,
    largest_size,
    marks_beyond,
    note_above,
    note_beyond,
)
from lstm_viz.figures.quantities import BY_CODE, MIDDLE
from lstm_viz.figures.word_axis import places, words_below

MOST_MARKED = 60  # words up to which every point has a sign of its own
LEFT = 52  # px


def verdict_lines(view: SurgeryView) -> go.Figure:
    """Draw the verdict after every word in both readings, 0...1.

    Args:
        view: the two readings of at least one word.
    """
    figure = go.Figure()
    both = view.before.p_positive, view.after.p_positive
    _two_lines(figure, view, both, BY_CODE["p_positive"].still)
    figure.add_hline(y=0.5, line={"color": MIDDLE, "width": 1})
    figure.update_yaxes(title="verdict: 1 is positive", range=[-0.02, 1.02])
    return _laid_out(figure, view, 230)


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
        _two_lines(figure, view, both, BY_CODE[code].still, row)
        limit = _unit_limit(both)
        name = f"{BY_CODE[code].letter} of unit {unit + 1}"
        figure.update_yaxes(title=name, range=[-limit, limit], row=row, col=1)
    figure.add_hline(y=0, line={"color": MIDDLE, "width": 1})
    return _laid_out(figure, view, 330)


def _unit_limit(both: tuple[Array, Array]) -> float:
    """Return the end of a unit's own scale, at least 1, so that both of its lines can be seen."""
    return 1.05 * max(1.0, largest_size(*both))


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
            hovertext=labels,
            hovertemplate="after %{hovertext}: %{y:.3f}<extra>%{fullData.name}</extra>",
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
    """Set margins and axes, with the words below."""
    words = words_below(plotly_labels(view.before), plain_labels(view.before))
    figure.update_layout(
        height=height + words.below,
        margin={"l": LEFT, "r": 8, "t": 34, "b": words.below, "autoexpand": words.is_level},
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 1.01, "yanchor": "bottom"},
    )
    figure.update_xaxes(words.axis)
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
    limit, units = change_limit(change), [j + 1 for j in range(n_hidden)]
    cells = go.Heatmap(
        z=change.T.astype("f4"),
        x=labels,
        y=units,
        coloraxis="coloraxis",
        xgap=1 if n_words <= MOST_MARKED else 0,
        ygap=1,
        customdata=places(n_hidden, n_words),
        meta={"rows": "unit {}"},
        hovertemplate="unit %{y} after word %{customdata}: %{z:+.3f}<extra>%{x}</extra>",
    )
    figure = go.Figure([cells, *marks_beyond(labels, units, change.T, limit)])
    words, note = words_below(labels, plain_labels(view.before)), note_beyond(change, limit)
    above = 46 + (NOTE_HEIGHT if note else 0)
    figure.update_layout(
        coloraxis=change_scale(f"{BY_CODE[code].letter} changed by", limit),
        annotations=[note_above(note)] if note else [],
        height=int(np.clip(20 * n_hidden, 100, 460)) + above + words.below,
        margin={"l": LEFT, "r": 8, "t": above, "b": words.below, "autoexpand": words.is_level},
    )
    figure.update_xaxes(words.axis)
    figure.update_yaxes(title="unit", range=[n_hidden + 0.5, 0.5], automargin=False)
    figure.update_yaxes(showgrid=False, zeroline=False)
    return figure
