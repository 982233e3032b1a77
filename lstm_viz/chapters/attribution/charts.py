"""Which word did it: the scores as coloured text, the deletion test, a phrase and the rest."""

from collections.abc import Sequence
from html import escape

import numpy as np
import plotly.graph_objects as go

from lstm_viz.chapters.attribution.view import AttributionView, MethodScores
from lstm_viz.core.trace import Array
from lstm_viz.figures.labels import names, plotly_labels
from lstm_viz.figures.numbers import signed
from lstm_viz.figures.quantities import MIDDLE, NEGATIVE, POSITIVE, WORD_COLOURS

MOST_COUNTED = 12  # words up to which every deletion has its number on the axis
MOST_MARKED = 34  # words up to which each point has its sign
LINES = {  # colour, dash and sign: told apart without colour too
    "leave_one_out": (WORD_COLOURS[0], "solid", "circle"),
    "replaced_by_unk": (WORD_COLOURS[4], "dot", "circle-open"),
    "gradient_x_input": (WORD_COLOURS[1], "dash", "square"),
    "integrated_gradients": (WORD_COLOURS[2], "solid", "diamond"),
    "lrp": (WORD_COLOURS[5], "dash", "cross"),
    "contextual_decomposition": (WORD_COLOURS[6], "solid", "triangle-up"),
    "ledger_split": (WORD_COLOURS[7], "dashdot", "x"),
}


def coloured_text(view: AttributionView, methods: Sequence[MethodScores]) -> str:
    """Write the sentence once a method, each word on the colour of its score.

    Args:
        view: all methods on a sentence: one scale for them.
        methods: those that are shown.

    Returns:
        HTML; every word of the reader's is escaped and kept from changing its neighbours'
        direction.
    """
    words = [f"<bdi>{escape(word)}</bdi>" for word in names(view.trace)]
    lines = []
    for row in methods:
        said = " ".join(map(_on_colour, words, _tints(row.scores, view.reach)))
        lines.append(f'<p class="lv-scored"><b>{escape(row.title)}</b> <span>{said}</span></p>')
    return "\n".join(lines)


def _tints(scores: Array, reach: float) -> list[str]:
    """Return a colour for each score, faint near 0; never so strong that ink is hard to read."""
    strengths = np.rint(60 * np.minimum(np.abs(scores) / reach, 1.0)).astype(int)  # percent
    colours = (POSITIVE[0] if score > 0 else NEGATIVE[0] for score in scores)
    return [
        f"color-mix(in srgb, {colour} {strength}%, transparent)"
        for colour, strength in zip(colours, strengths, strict=True)
    ]


def _on_colour(word: str, colour: str) -> str:
    """Put a word, escaped already, on its colour."""
    return f'<i style="background: {colour}">{word}</i>'


def deletion_chart(view: AttributionView) -> go.Figure:
    """Draw the verdict's probability while words are deleted, in each method's order.

    Args:
        view: the methods on a sentence of at least one word.
    """
    labels, few = ["nothing", *plotly_labels(view.trace)], len(view.matrix) <= MOST_MARKED
    figure = go.Figure(_by_chance(view))
    for row in view.methods:
        colour, dash, sign = LINES[row.name]
        figure.add_scatter(
            y=row.p_verdict,
            name=row.title,
            mode="lines+markers" if few else "lines",
            line={"color": colour, "dash": dash, "width": 2},
            marker={"symbol": sign, "size": 8},
            customdata=[labels[0], *(labels[1 + word] for word in row.order)],
            hovertemplate="%{x} deleted, the last %{customdata}: %{y:.3f}"
            "<extra>%{fullData.name}</extra>",
        )
    figure.add_hline(y=0.5, line={"color": MIDDLE, "width": 1})
    figure.update_layout(
        height=360,
        margin={"l": 52, "r": 8, "t": 8, "b": 8},
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
    )
    figure.update_xaxes(dtick=1 if len(view.matrix) <= MOST_COUNTED else None)
    figure.update_xaxes(title="words deleted", range=[-0.3, len(view.matrix) + 0.3], zeroline=False)
    figure.update_yaxes(title="probability of the verdict", range=[0, 1.02], automargin=False)
    return figure


def _by_chance(view: AttributionView) -> go.Scatter:
    """Return the line of random orders."""
    return go.Scatter(
        y=view.random,
        name="random order, mean of 10",
        mode="lines",
        line={"color": MIDDLE, "dash": "dot", "width": 2},
        hovertemplate="%{x} deleted: %{y:.3f}<extra>random order</extra>",
    )


def phrase_chart(beta: float, gamma: float) -> go.Figure:
    """Draw the phrase's part and the rest, adding up to the logit.

    Args:
        beta: the phrase's part of the logit.
        gamma: the rest.
    """
    parts = ["the phrase, β", "the rest, γ", "logit"]
    steps = [beta, gamma, beta + gamma]
    figure = go.Figure(
        go.Waterfall(
            orientation="h",
            y=parts,
            x=steps,
            measure=["relative", "relative", "total"],
            text=[signed(step) for step in steps],
            textposition="outside",
            cliponaxis=False,
            increasing={"marker": {"color": POSITIVE[0]}},
            decreasing={"marker": {"color": NEGATIVE[0]}},
            totals={"marker": {"color": MIDDLE}},
            connector={"line": {"color": MIDDLE, "width": 1}},
            hovertemplate="%{y}: %{delta:+.4f}<extra></extra>",
        )
    )
    limit = 1.3 * max(1.0, abs(beta), abs(beta + gamma))
    figure.update_layout(
        height=170,
        margin={"l": 100, "r": 8, "t": 4, "b": 40, "autoexpand": False},
        showlegend=False,
    )
    figure.update_xaxes(range=[-limit, limit], title="logits; positive to the right")
    figure.update_xaxes(zeroline=True, zerolinecolor=MIDDLE)
    figure.update_yaxes(autorange="reversed", automargin=False, fixedrange=True)
    return figure
