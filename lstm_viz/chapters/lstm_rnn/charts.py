"""The same sentence through the LSTM and its plain-RNN twin."""

from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go

from lstm_viz.chapters.gradients.view import BothPaths
from lstm_viz.core.trace import SentenceTrace
from lstm_viz.figures.labels import plotly_labels
from lstm_viz.figures.log_axis import (
    BOTTOM,
    FEW,
    HEIGHT,
    LEFT,
    LSTM,
    RNN,
    TOP,
    Line,
    Style,
    log_lines,
    marked,
    over_words,
)
from lstm_viz.figures.quantities import MIDDLE
from lstm_viz.figures.verdict import EVEN
from lstm_viz.figures.word_axis import under_pointer

LEFT_OVER = 0.01  # less than this of the first word's influence counts as forgotten


@dataclass(frozen=True, slots=True)
class Twins:
    """One sentence of at least one token, read by both; the paths begin at its first word."""

    lstm: SentenceTrace
    rnn: SentenceTrace
    paths: BothPaths


def verdicts(twins: Twins) -> go.Figure:
    """Draw the verdict after every word of both networks, 0...1, with a line at one half."""
    labels = plotly_labels(twins.lstm)
    figure = go.Figure(
        [
            _verdict(labels, twins.lstm, "LSTM", LSTM),
            _verdict(labels, twins.rnn, "RNN", RNN),
        ]
    )
    figure.add_hline(y=EVEN, line={"color": MIDDLE, "width": 1})
    figure.update_layout(
        margin={"l": LEFT, "r": 64, "t": TOP, "b": BOTTOM}, showlegend=False, hovermode="closest"
    )
    figure.update_xaxes(title="after the word")
    figure.update_yaxes(title="verdict: 0 negative, 1 positive", range=[0, 1], automargin=False)
    _name_both(figure, twins)
    return over_words(figure, labels)


def _verdict(labels: list[str], trace: SentenceTrace, name: str, style: Style) -> go.Scatter:
    """Draw one network's verdicts."""
    numbered, texts = under_pointer(labels)
    return go.Scatter(
        x=labels,
        hovertext=texts,
        y=trace.p_positive,
        name=name,
        mode="lines+markers" if len(labels) <= FEW else "lines",
        line={"color": style.colour, "dash": style.dash, "width": 2.5},
        marker={"symbol": style.marker, "size": 7, "color": style.colour},
        cliponaxis=False,
        hovertemplate=f"%{{fullData.name}}, after {numbered}: %{{y:.3f}}<extra></extra>",
    )


def _name_both(figure: go.Figure, twins: Twins) -> None:
    """Name both lines at their ends, at least a line's height apart."""
    ends = [(marked("LSTM", LSTM), twins.lstm), (marked("RNN", RNN), twins.rnn)]
    (under, low), (over, high) = sorted(ends, key=lambda end: float(end[1].p_positive[-1]))
    gap = HEIGHT * float(high.p_positive[-1] - low.p_positive[-1])  # px
    push = max(0.0, 16 - gap) / 2
    for name, trace, shift in ((under, low, -push), (over, high, push)):
        figure.add_annotation(
            x=len(trace.tokens) - 1,
            y=float(trace.p_positive[-1]),
            text=name,
            showarrow=False,
            xanchor="left",
            xshift=8,
            yshift=shift,
        )


def influence_left(twins: Twins) -> go.Figure:
    """Draw how much of the first word's influence is left at every word, on one log axis."""
    labels = plotly_labels(twins.lstm)
    lines = [
        Line("LSTM", twins.paths.lstm.full, LSTM),
        Line("RNN", twins.paths.rnn.full, RNN),
    ]
    figure = log_lines(labels, lines, ("after the word", "influence left, 1 = all of it"))
    if min(float(line.y.min()) for line in lines) < LEFT_OVER:
        figure.add_hline(y=LEFT_OVER, line={"color": MIDDLE, "width": 1, "dash": "dot"})
    return over_words(figure, labels)


def forgotten_at(left: np.ndarray) -> int | None:
    """Return the first word, from 0, at which less than 1% is left; None for none."""
    below = np.flatnonzero(left < LEFT_OVER)
    return int(below[0]) if below.size else None
