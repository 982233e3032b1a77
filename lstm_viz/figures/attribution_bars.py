"""Which word did it: every method's scores as bars, a column a method, one scale for all."""

import numpy as np
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from lstm_viz.figures.attribution_view import AttributionView, MethodScores
from lstm_viz.figures.quantities import INK, MIDDLE, NEGATIVE, POSITIVE
from lstm_viz.figures.word_labels import plotly_labels, room, signed

MOST_WRITTEN = 34  # words up to which each bar has its number
ROW, LEAST_ROW = 28, 7  # px a word, with its numbers beside the bars and without
TOP, BELOW, LEFT = 56, 34, 72  # px
WIDEST = 5  # signs of a number
FIGURE_SPACE = "\u2007"  # as wide as a digit: numbers of one length are shown or hidden together
LETTERS = {"minsize": 9, "mode": "hide"}  # on a phone there is no room for numbers
CLEAR = "rgba(0,0,0,0)"
HEADS = {
    "leave_one_out": "leave-<br>one-<br>out",
    "replaced_by_unk": "mask",
    "gradient_x_input": "grad.<br>×<br>input",
    "integrated_gradients": "integ.<br>grad.",
    "lrp": "LRP",
    "contextual_decomposition": "cont.<br>dec.",
    "ledger_split": "ledger",
}


def score_bars(view: AttributionView) -> go.Figure:
    """Draw every method's score of every word; right and blue speak for positive.

    Args:
        view: the methods on a sentence of at least one word.
    """
    labels, is_written = plotly_labels(view.trace), len(view.matrix) <= MOST_WRITTEN
    figure = make_subplots(
        cols=len(view.methods),
        shared_yaxes=True,
        horizontal_spacing=0.012,
        column_titles=[HEADS[row.name] for row in view.methods],
    )
    for column, row in enumerate(view.methods, start=1):
        figure.add_trace(_bars(row, labels), row=1, col=column)
        if is_written:
            figure.add_trace(_numbers(row, labels, view.reach), row=1, col=column)
    figure.update_annotations(font={"size": 11}, yshift=4)
    _say_range(figure, view.reach)
    height = ROW if is_written else max(LEAST_ROW, int(900 / len(labels)))
    figure.update_layout(
        height=TOP + BELOW + height * len(labels),
        margin={"l": max(LEFT, 12 + room(labels)), "r": 8, "t": TOP, "b": BELOW},
        uniformtext=LETTERS,
        showlegend=False,
    )
    _set_axes(figure, view.reach, len(labels))
    return figure


def _bars(row: MethodScores, labels: list[str]) -> go.Bar:
    """Return one method's bars."""
    return go.Bar(
        orientation="h",
        x=row.scores.astype("f4"),
        y=labels,
        width=0.6,
        offset=-0.3,
        marker={
            "color": [POSITIVE[0] if score > 0 else NEGATIVE[0] for score in row.scores],
            "line": {"width": 0},
        },
        hovertemplate=f"%{{y}}<br>{row.title}: %{{x:+.3f}}<extra></extra>",
    )


def _numbers(row: MethodScores, labels: list[str], reach: float) -> go.Bar:
    """Return the numbers beside zero, where the bar is not: in bars that are not seen."""
    return go.Bar(
        orientation="h",
        x=np.where(row.scores > 0, -reach, reach).astype("f4"),
        y=labels,
        width=0.96,  # signs and what Plotly keeps free around them
        offset=-0.48,
        marker={"color": CLEAR, "line": {"width": 0}},
        text=[signed(score).rjust(WIDEST, FIGURE_SPACE) for score in row.scores.tolist()],
        textposition="inside",
        insidetextanchor="start",
        textangle=0,
        insidetextfont={"size": 12, "color": INK},
        hoverinfo="skip",
    )


def _say_range(figure: go.Figure, reach: float) -> None:
    """Write below the columns how far each of them goes."""
    figure.add_annotation(
        text=f"each column: {signed(-reach)} … {signed(reach)} logits",
        x=0,
        y=0,
        xref="paper",
        yref="paper",
        xanchor="left",
        yanchor="top",
        yshift=-8,
        showarrow=False,
        font={"size": 12},
    )


def _set_axes(figure: go.Figure, reach: float, n_words: int) -> None:
    """Give all columns one scale with zero in the middle, and the words from top to bottom."""
    figure.update_xaxes(
        range=[-1.04 * reach, 1.04 * reach],
        showticklabels=False,
        showgrid=False,
        zeroline=True,
        zerolinecolor=MIDDLE,
        zerolinewidth=1,
        fixedrange=True,
    )
    figure.update_yaxes(
        type="category",
        range=[n_words - 0.5, -0.5],
        showgrid=False,
        zeroline=False,
        automargin=False,
        fixedrange=True,
    )
