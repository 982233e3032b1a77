"""What was measured of both networks on the treebank's dev sentences, drawn.

`chapters/gradients/study.py` reads the file and says where it comes from.
"""

import plotly.graph_objects as go

from lstm_viz.chapters.gradients.study import Report, pair_of
from lstm_viz.figures.log_axis import (
    BOTTOM,
    HEIGHT,
    LEFT,
    LSTM,
    LSTM_C,
    LSTM_H,
    RNN,
    TOP,
    Style,
    log_axis,
    marked,
    name_ends,
)
from lstm_viz.figures.quantities import gradient
from lstm_viz.figures.tables import Table

__all__ = ("SERIES", "accuracy_bars", "accuracy_table", "decay_band", "length_words", "pair_of")
SERIES = {
    "lstm_c": (f"LSTM {gradient('c').letter}", LSTM_C),
    "lstm_h": (f"LSTM {gradient('h').letter}", LSTM_H),
    "rnn_h": (f"RNN {gradient('h').letter}", RNN),
}
BAR_HEIGHT = 260


def decay_band(pair: Report) -> go.Figure:
    """Draw the gradient k words from the end: median and quartile band, on one log axis.

    The LSTM's hidden state has its median alone, for the bands would lie on one another.

    Args:
        pair: one of the report's pairs.
    """
    figure, ends = go.Figure(), []
    shown = [pair["series"][code]["log10_relative"] for code in SERIES]
    for (code, (name, style)), rows in zip(SERIES.items(), shown, strict=True):
        if code != "lstm_h":
            figure.add_trace(_band(rows, style))
        figure.add_trace(_median(rows, name, style))
        ends.append((marked(name, style), float(rows["k"][-1]), rows["median"][-1]))
    low = min(min(rows["q25"]) for rows in shown) - 0.1
    high = max(max(rows["q75"]) for rows in shown) + 0.1
    figure.update_layout(
        height=HEIGHT + TOP + BOTTOM,
        margin={"l": LEFT, "r": 96, "t": TOP, "b": BOTTOM},
        showlegend=False,
        hovermode="closest",
    )
    figure.update_xaxes(title="words from the end", zeroline=False)
    figure.update_yaxes(
        title="share of the norm at the end", automargin=False, **log_axis(low, high)
    )
    name_ends(figure, ends, low, high)
    return figure


def _median(rows: Report, name: str, style: Style) -> go.Scatter:
    """Draw the medians, each with its number of sentences under the pointer."""
    return go.Scatter(
        x=rows["k"],
        y=[10**value for value in rows["median"]],
        customdata=rows["n"],
        name=name,
        mode="lines+markers",
        line={"color": style.colour, "dash": style.dash, "width": 2.5},
        marker={"symbol": style.marker, "size": 6, "color": style.colour},
        hovertemplate="%{fullData.name}, %{x} words from the end: median %{y:.3g}"
        "<br>of %{customdata} sentences<extra></extra>",
    )


def _band(rows: Report, style: Style) -> go.Scatter:
    """Fill the space between the quartiles."""
    edge = [*rows["q25"], *reversed(rows["q75"])]
    return go.Scatter(
        x=[*rows["k"], *reversed(rows["k"])],
        y=[10**value for value in edge],
        fill="toself",
        fillcolor=style.colour + "33",
        line={"width": 0},
        mode="lines",
        hoverinfo="skip",
    )


def accuracy_bars(report: Report, lstm: str, rnn: str) -> go.Figure:
    """Draw how often both are right, by the length of the sentence, zero at the foot.

    Args:
        report: the file.
        lstm: the LSTM's name.
        rnn: the plain RNN's name.
    """
    figure = go.Figure()
    for name, style, shape in ((lstm, LSTM, ""), (rnn, RNN, "/")):
        bins = report["accuracy_by_length"][name]
        figure.add_bar(
            x=[f"{length_words(one)}<br>{one['sentences']} sentences" for one in bins],
            y=[100 * one["accuracy"] for one in bins],
            text=[f"{100 * one['accuracy']:.1f}" for one in bins],
            textposition="outside",
            textangle=0,
            cliponaxis=False,
            name=name,
            marker={"color": style.colour, "pattern": {"shape": shape}},
            hovertemplate="%{fullData.name}, %{x}: %{y:.1f}%<extra></extra>",
        )
    figure.update_layout(
        barmode="group",
        height=BAR_HEIGHT + 2 * BOTTOM,
        margin={"l": LEFT, "r": 8, "t": BOTTOM, "b": BOTTOM},
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
    )
    figure.update_yaxes(title="right, %", range=[0, 105], automargin=False)
    return figure


def length_words(one: Report) -> str:
    """Write a range of lengths: 1–9 words, 30 words and more."""
    if one["to"] is None:
        return f"{one['from']}+ words"
    return f"{one['from']}–{one['to']} words"


def accuracy_table(report: Report, lstm: str, rnn: str) -> Table:
    """List how often both are right, by the length of the sentence, with all counts."""
    both = [report["accuracy_by_length"][name] for name in (lstm, rnn)]
    return {
        "Length": [length_words(one) for one in both[0]],
        "Sentences": [f"{one['sentences']}" for one in both[0]],
        f"{lstm} right": [f"{one['right']}" for one in both[0]],
        f"{rnn} right": [f"{one['right']}" for one in both[1]],
    }
