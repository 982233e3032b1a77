"""Which word did it: every method's scores as bars, a column a method, one scale for all."""

import numpy as np
import plotly.graph_objects as go

from lstm_viz.chapters.attribution.view import AttributionView, MethodScores
from lstm_viz.figures.labels import plotly_labels, room
from lstm_viz.figures.numbers import signed
from lstm_viz.figures.quantities import INK, MIDDLE, NEGATIVE, ON_COLOUR, POSITIVE
from lstm_viz.figures.word_axis import axis_words

MOST_WRITTEN = 34  # words up to which each bar has its number
ROW, LEAST_ROW = 25, 7  # px a word, with its numbers beside the bars and without
HEIGHT = 640  # px, of all words together where they have no numbers
TOP, BELOW, LEFT = 42, 30, 72  # px
MOST_SIGNED = 60  # words up to which a bar is as high as a sign
SIGN, LITTLE_SIGN = 7, 4  # px
WIDEST = 5  # signs of a number
FIGURE_SPACE = "\u2007"  # as wide as a digit: numbers of one length are shown or hidden together
LETTERS = {"minsize": 9, "mode": "hide"}  # on a phone there is no room for numbers
BEYOND = "◂▸"
CLEAR = "rgba(0,0,0,0)"
BETWEEN = 0.012  # columns, as a share of the picture's width
Part = dict[str, object]  # of a figure, as Plotly spells it
HEADS = {
    "leave_one_out": "leave<br>one out",
    "replaced_by_unk": "mask",
    "gradient_x_input": "grad.<br>× input",
    "integrated_gradients": "integ.<br>grad.",
    "lrp": "LRP",
    "contextual_decomposition": "cont.<br>dec.",
    "ledger_split": "ledger",
}


def score_bars(view: AttributionView) -> go.Figure:
    """Draw every method's score of every word; right and blue speak for positive.

    Made in one piece: Plotly's own ways to add columns one by one take five times as long.

    Args:
        view: the methods on a sentence of at least one word.
    """
    labels, n_columns = plotly_labels(view.trace), len(view.methods)
    is_written = len(labels) <= MOST_WRITTEN
    data = []
    for column, row in enumerate(view.methods):
        data.append(_bars(row, labels, _axis("x", column)))
        if is_written:
            data.append(_numbers(row, labels, _axis("x", column), view.reach))
    data += [
        _beyond(row, labels, _axis("x", column), view.reach)
        for column, row in enumerate(view.methods)
        if row.name in view.beyond
    ]
    height = ROW if is_written else max(LEAST_ROW, int(HEIGHT / len(labels)))
    layout = {
        "height": TOP + BELOW + height * len(labels),
        "margin": {"l": max(LEFT, 12 + room(labels)), "r": 8, "t": TOP, "b": BELOW},
        "uniformtext": LETTERS,
        "showlegend": False,
        "yaxis": _words_axis(labels),
        "annotations": [*map(_head, range(n_columns), view.methods), _range_note(view)],
        **{_axis("xaxis", column): _scores_axis(column, view.reach) for column in range(n_columns)},
    }
    return go.Figure(data=data, layout=layout)


def _axis(name: str, column: int) -> str:
    """Name a column's axis as Plotly does: x, x2, x3."""
    return name if column == 0 else f"{name}{column + 1}"


def _place(column: int) -> tuple[float, float]:
    """Return where a column begins and ends, as shares of the picture's width."""
    n_columns = len(HEADS)
    width = (1 - (n_columns - 1) * BETWEEN) / n_columns
    start = column * (width + BETWEEN)
    return start, min(1.0, start + width)


def _bars(row: MethodScores, labels: list[str], axis: str) -> Part:
    """Return one method's bars."""
    return {
        "type": "bar",
        "xaxis": axis,
        "yaxis": "y",
        "orientation": "h",
        "x": row.scores.astype("f4"),
        "y": labels,
        "width": 0.8,
        "offset": -0.4,
        "marker": {
            "color": [POSITIVE[0] if score > 0 else NEGATIVE[0] for score in row.scores],
            "line": {"width": 0},
        },
        "name": row.title,
        "hovertemplate": f"%{{y}}<br>{row.title}: %{{x:+.3f}}<extra></extra>",
    }


def _numbers(row: MethodScores, labels: list[str], axis: str, reach: float) -> Part:
    """Return the numbers beside zero, where the bar is not: in bars that are not seen."""
    return {
        "type": "bar",
        "xaxis": axis,
        "yaxis": "y",
        "orientation": "h",
        "x": np.where(row.scores > 0, -reach, reach).astype("f4"),
        "y": labels,
        "width": 0.96,  # signs and what Plotly keeps free around them
        "offset": -0.48,
        "marker": {"color": CLEAR, "line": {"width": 0}},
        "text": [signed(score).rjust(WIDEST, FIGURE_SPACE) for score in row.scores.tolist()],
        "textposition": "inside",
        "insidetextanchor": "start",
        "textangle": 0,
        "insidetextfont": {"size": 12, "color": INK},
        "hoverinfo": "skip",
    }


def _beyond(row: MethodScores, labels: list[str], axis: str, reach: float) -> Part:
    """Return a sign at the end of each bar that goes beyond the scale."""
    cut = np.flatnonzero(np.abs(row.scores) > reach).tolist()
    return {
        "type": "scatter",
        "xaxis": axis,
        "yaxis": "y",
        "x": [0.94 * reach if row.scores[t] > 0 else -0.94 * reach for t in cut],
        "y": [labels[t] for t in cut],
        "mode": "markers",
        "marker": {
            "symbol": [f"triangle-{'right' if row.scores[t] > 0 else 'left'}" for t in cut],
            "size": SIGN if len(labels) <= MOST_SIGNED else LITTLE_SIGN,
            "color": ON_COLOUR,
        },
        "hoverinfo": "skip",
    }


def _head(column: int, row: MethodScores) -> Part:
    """Write a method's name above its column."""
    return {
        "text": HEADS[row.name],
        "x": sum(_place(column)) / 2,
        "y": 1,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "center",
        "yanchor": "bottom",
        "yshift": 4,
        "showarrow": False,
        "font": {"size": 12},
    }


def _range_note(view: AttributionView) -> Part:
    """Write below the columns how far each of them goes, and what goes beyond."""
    beyond = ", ".join(
        f"{HEADS[name].replace('<br>', ' ')} to {signed(score)}"
        for name, score in view.beyond.items()
    )
    note = f"; {BEYOND} beyond: {beyond}" if beyond else ""
    return {
        "text": f"each column: {signed(-view.reach)} … {signed(view.reach)} logits{note}",
        "x": 0,
        "y": 0,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "top",
        "yshift": -8,
        "showarrow": False,
        "font": {"size": 12},
    }


def _scores_axis(column: int, reach: float) -> Part:
    """Return a column's axis: one scale for all, zero in the middle."""
    return {
        "domain": _place(column),
        "range": (-1.04 * reach, 1.04 * reach),
        "showticklabels": False,
        "showgrid": False,
        "zeroline": True,
        "zerolinecolor": MIDDLE,
        "zerolinewidth": 1,
        "fixedrange": True,
    }


def _words_axis(labels: list[str]) -> Part:
    """Return the words' axis, from top to bottom."""
    return {
        "type": "category",
        "range": [len(labels) - 0.5, -0.5],
        "labelalias": dict(zip(labels, axis_words(labels), strict=True)),
        "showgrid": False,
        "zeroline": False,
        "automargin": False,
        "fixedrange": True,
    }
