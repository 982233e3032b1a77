"""Lines on one logarithmic axis: nothing is scaled by its own size, so what vanishes shows it.

A line is told by colour, by dash and by marker, and named at its end. A logarithm has no zero:
an exact 0 is left out, and the page says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go

from lstm_viz.core.trace import Array
from lstm_viz.figures.quantities import BY_CODE, NETWORKS, gradient
from lstm_viz.figures.word_axis import axis_words, under_pointer, words_below

LEFT, TOP, BOTTOM = 64, 12, 44  # px
BELOW = 24  # px, for the title below the words
LETTER, LINE_HEIGHT = 7.5, 16  # px, of a name at a line's end
HEIGHT = 290  # px between the axes
FEW = 60  # points that still have markers
DECADES = 6  # numbers at the axis, about
FINE = 2  # decades; on so few, 2 and 5 stand at the axis too
SLACK = 0.06  # of the axis, above and below


@dataclass(frozen=True, slots=True)
class Style:
    """How a line is drawn, on a light ground and on a dark one; told by more than its colour."""

    colour: str
    dash: str
    marker: str


LSTM_C = Style(gradient("c").still, "solid", "circle")
LSTM_H = Style(gradient("h").still, "dash", "square")
LSTM_BELT = Style(BY_CODE["f"].still, "dashdot", "triangle-up")  # a product of forget gates
LSTM = Style(NETWORKS["lstm"], "solid", "circle")
RNN = Style(NETWORKS["rnn"], "dot", "diamond")
SIGNS = {"circle": "●", "square": "■", "triangle-up": "▲", "diamond": "◆"}  # of the markers


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its name in plain letters, its numbers (N,) of 0 or more, its style."""

    name: str
    y: Array
    style: Style


def log_lines(
    x: Sequence[str] | Sequence[int], lines: Sequence[Line], titles: tuple[str, str]
) -> go.Figure:
    """Draw lines over the same places on one logarithmic axis.

    Args:
        x: N places, words as harmless labels or numbers; a shorter line ends earlier.
        lines: what is drawn; numbers of 0 have no point.
        titles: of the two axes, across and up.
    """
    figure = go.Figure([_trace(x, line) for line in lines])
    figure.update_layout(
        height=HEIGHT + TOP + BOTTOM,
        margin={"l": LEFT, "r": _room(lines), "t": TOP, "b": BOTTOM},
        showlegend=False,
        hovermode="closest",
    )
    low, high = log_range(lines)
    figure.update_xaxes(title=titles[0])
    figure.update_yaxes(title=titles[1], automargin=False, **log_axis(low, high))
    ends = [(marked(line.name, line.style), *_end(x, line)) for line in lines if line.y.any()]
    name_ends(figure, ends, low, high)
    return figure


def marked(name: str, style: Style) -> str:
    """Return a line's name with its marker before it, in the line's colour; for Plotly."""
    return f'<span style="color:{style.colour}">{SIGNS[style.marker]}</span> {name}'


def _trace(x: Sequence[str] | Sequence[int], line: Line) -> go.Scatter:
    """Draw one line."""
    y = np.where(line.y > 0, line.y, np.nan)
    numbered, texts = under_pointer([place for place in x if isinstance(place, str)])
    return go.Scatter(
        x=list(x[: len(y)]),
        y=y,
        hovertext=texts[: len(y)] if texts else None,
        name=line.name,
        mode="lines+markers" if len(y) <= FEW else "lines",
        line={"color": line.style.colour, "dash": line.style.dash, "width": 2.5},
        marker={"symbol": line.style.marker, "size": 7, "color": line.style.colour},
        hovertemplate=f"%{{fullData.name}}, {numbered}: %{{y:.3g}}<extra></extra>",
    )


def log_range(lines: Sequence[Line]) -> tuple[float, float]:
    """Return the ends of the axis that all lines share, as powers of ten."""
    shown = np.concatenate([line.y[line.y > 0] for line in lines] or [np.empty(0)])
    if not shown.size:
        return -1.0, 1.0
    low, high = float(np.log10(shown.min())), float(np.log10(shown.max()))
    slack = max(SLACK * (high - low), 0.1)
    return low - slack, high + slack


def log_axis(low: float, high: float) -> dict[str, object]:
    """Return a logarithmic axis: whole powers of ten, and 2 and 5 between where they are few."""
    axis: dict[str, object] = {"type": "log", "range": [low, high]}
    if high - low <= FINE:
        return {**axis, "dtick": "D2", "exponentformat": "none", "minorloglabels": "complete"}
    step = int(np.ceil((high - low) / DECADES))
    return {**axis, "dtick": step, "exponentformat": "power"}


def _end(x: Sequence[str] | Sequence[int], line: Line) -> tuple[float, float]:
    """Return where a line's last point is: a word's number or x itself, and log10 of y."""
    last = int(np.flatnonzero(line.y)[-1])
    place = x[last]
    return float(last if isinstance(place, str) else place), float(np.log10(line.y[last]))


def name_ends(
    figure: go.Figure, ends: list[tuple[str, float, float]], low: float, high: float
) -> None:
    """Write each line's name at its end; names that would touch are pushed apart.

    Args:
        figure: takes the names.
        ends: name, x and log10 of y of each line's last point.
        low: where the axis begins, a power of ten.
        high: where it ends.
    """
    ends = sorted(ends, key=lambda end: end[2])
    heights = [(y - low) / (high - low) * HEIGHT for _, _, y in ends]  # px above the axis
    for (name, x, y), height, put in zip(ends, heights, _spread(heights), strict=True):
        figure.add_annotation(
            x=x, y=y, text=name, showarrow=False, xanchor="left", xshift=8, yshift=put - height
        )


def _spread(heights: Sequence[float]) -> list[float]:
    """Push rising heights apart, upwards, and back down where the top of the picture is near."""
    put: list[float] = []
    for height in heights:
        put.append(max(height, put[-1] + LINE_HEIGHT) if put else height)
    for place in range(len(put))[::-1]:
        above = (len(put) - 1 - place) * LINE_HEIGHT
        put[place] = min(put[place], HEIGHT - above)
    return put


def _room(lines: Sequence[Line]) -> float:
    """Return the length of the longest name, in px."""
    return 14 + LETTER * max((2 + len(line.name) for line in lines), default=0)


def over_words(figure: go.Figure, labels: Sequence[str]) -> go.Figure:
    """Put all words below a figure, also those without a point, and make room for them.

    Args:
        figure: has words as places.
        labels: all of them in order, from `labels.plotly_labels`.
    """
    words = words_below(labels, axis_words(labels))
    below = BELOW + words.below
    figure.update_layout(height=HEIGHT + TOP + below)
    figure.layout.margin.b = below
    figure.update_xaxes(**words.axis)
    return figure
