"""A text's verdicts at every checkpoint, and what was measured at each of them."""

from collections.abc import Sequence

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from lstm_viz.chapters.learned.view import Learned
from lstm_viz.chapters.learned.words import PARTS, held, stop_name
from lstm_viz.core.models.path import N_CHECKPOINTS, Facts
from lstm_viz.core.pairs.claims import Claim
from lstm_viz.figures import quantities
from lstm_viz.figures.labels import plain_labels, plotly_labels
from lstm_viz.figures.quantities import BY_CODE, MIDDLE
from lstm_viz.figures.verdict import EVEN
from lstm_viz.figures.word_axis import WordsBelow, words_below

LEFT, TOP = 64, 30  # px
MOST_MARKED = 60  # words up to which every point of the chosen line has a sign
FAINT, STRONG = 0.34, 0.85  # of the verdict's colour: on any ground the first is nearest to it
STROKE, GAP = 13, 3  # px, a checkpoint's stroke in the legend and what is left between two
LEGEND_UP, LEGEND_LEFT = 15, 66  # px above the picture, and for the first word
THIN, THICK = 2, 4.5  # px
TICKS = [0, 0.25, EVEN, 0.75, 1]
COLOUR = BY_CODE["p_positive"].still
LOOKS = {"heldout": ("solid", "circle"), "dev": ("dash", "square"), "everyday": ("dot", "diamond")}
OVER_LEFT_CORNER = {"xref": "paper", "yref": "paper", "xanchor": 0, "yanchor": 1}
WHOLE = {"selected": {"marker": {"opacity": 1}}, "unselected": {"marker": {"opacity": 1}}}


def strength(number: int) -> float:
    """Return how strongly a checkpoint's line is drawn, the first of them faintest."""
    return FAINT + (STRONG - FAINT) * (number - 1) / (N_CHECKPOINTS - 1)


def verdict_curves(view: Learned) -> go.Figure:
    """Draw the verdict after every word at every checkpoint, 0...1, the chosen one thick.

    Args:
        view: the readings of at least one token.
    """
    labels = plotly_labels(view.trace)
    figure = go.Figure([_curve(view, labels, k) for k in range(1, N_CHECKPOINTS + 1)])
    figure.add_hline(y=EVEN, line={"color": MIDDLE, "width": 1, "dash": "dot"})
    _add_legend(figure, view.chosen)
    words = words_below(labels, plain_labels(view.trace))
    _lay_out(figure, 220, words)
    figure.update_layout(showlegend=False, hovermode="closest")
    figure.update_yaxes(title="verdict: 1 is positive", range=[-0.02, 1.02], tickvals=TICKS)
    return figure


def _curve(view: Learned, labels: list[str], number: int) -> go.Scatter:
    """Draw one checkpoint's verdicts."""
    is_chosen = number == view.chosen
    is_marked = is_chosen and len(labels) <= MOST_MARKED
    return go.Scatter(
        x=labels,
        y=view.traces[number - 1].p_positive.astype("f4"),
        name=stop_name(view.facts, number),
        mode="lines+markers" if is_marked else "lines",
        line={"color": COLOUR, "width": THICK if is_chosen else THIN},
        marker={"size": 9},
        opacity=1 if is_chosen else strength(number),
        zorder=int(is_chosen),
        hovertext=labels,
        hovertemplate="after %{hovertext}: %{y:.3f}<extra>%{fullData.name}</extra>",
    )


def _add_legend(figure: go.Figure, chosen: int) -> None:
    """Draw one stroke for each checkpoint above the picture, as its line is drawn, in a row."""
    for number in range(1, N_CHECKPOINTS + 1):
        start = LEGEND_LEFT + (number - 1) * (STROKE + GAP)
        figure.add_shape(
            **OVER_LEFT_CORNER,
            xsizemode="pixel",
            ysizemode="pixel",
            type="line",
            x0=start,
            x1=start + STROKE,
            y0=LEGEND_UP,
            y1=LEGEND_UP,
            line={"color": COLOUR, "width": 2 * THICK if number == chosen else THICK},
            opacity=1 if number == chosen else strength(number),
        )
    end = LEGEND_LEFT + N_CHECKPOINTS * (STROKE + GAP) + GAP
    _legend_word(figure, "untrained", 0)
    _legend_word(figure, "shipped", end)


def _legend_word(figure: go.Figure, text: str, at: int) -> None:
    """Write a word into the legend, `at` px from the picture's left end."""
    figure.add_annotation(
        text=text,
        x=0,
        y=1,
        xref="paper",
        yref="paper",
        xanchor="left",
        yanchor="middle",
        xshift=at,
        yshift=LEGEND_UP,
        showarrow=False,
    )


def learning_curves(
    facts: Facts, stories: Sequence[Sequence[Claim]], chosen: int = N_CHECKPOINTS
) -> go.Figure:
    """Draw what was measured at every checkpoint: shares put right, and claims that hold.

    Args:
        facts: the shares; a part that was not measured has no line.
        stories: the textbook's claims at each checkpoint.
        chosen: the checkpoint that is shaded, from 1.

    Returns:
        A point's or bar's `customdata` is its checkpoint, from 1.
    """
    texts = [f"{number:,}" for number in facts.texts]
    labels = [f"{number} {text}" for number, text in enumerate(texts, start=1)]
    figure = make_subplots(
        rows=2, shared_xaxes=True, vertical_spacing=0.12, row_heights=[0.68, 0.32]
    )
    for part in PARTS:
        if part in facts.scores:
            figure.add_trace(_score_line(facts, part, labels), row=1, col=1)
    figure.add_trace(_claim_bars(stories, labels, facts), row=2, col=1)
    figure.add_hline(y=EVEN, line={"color": MIDDLE, "width": 1, "dash": "dot"}, row=1, col=1)
    _shade(figure, chosen)
    words = words_below(labels, texts)
    _lay_out(figure, 350, words)
    figure.update_layout(legend={"orientation": "h", "x": 0, "y": 1.01, "yanchor": "bottom"})
    _scales(figure, len(stories[0]))
    return figure


def _score_line(facts: Facts, part: str, labels: list[str]) -> go.Scatter:
    """Draw one part's share put right at every checkpoint."""
    dash, symbol = LOOKS[part]
    return go.Scatter(
        x=labels,
        y=list(facts.scores[part]),
        name=PARTS[part],
        mode="lines+markers",
        line={"color": quantities.PARTS[part], "width": 2.5, "dash": dash},
        marker={"symbol": symbol, "size": 9},
        customdata=list(range(1, N_CHECKPOINTS + 1)),
        hovertext=_names(facts),
        hovertemplate="%{hovertext}: %{y:.1%} right<extra>%{fullData.name}</extra>",
        **WHOLE,
    )


def _claim_bars(stories: Sequence[Sequence[Claim]], labels: list[str], facts: Facts) -> go.Bar:
    """Draw how many claims hold at every checkpoint."""
    return go.Bar(
        x=labels,
        y=[held(claims) for claims in stories],
        name="claims that hold",
        width=0.5,
        marker={"color": MIDDLE},
        showlegend=False,
        customdata=list(range(1, N_CHECKPOINTS + 1)),
        hovertext=_names(facts),
        hovertemplate=f"%{{hovertext}}: %{{y}} of {len(stories[0])} claims hold<extra></extra>",
        **WHOLE,
    )


def _names(facts: Facts) -> list[str]:
    """Name the checkpoints under the pointer."""
    return [stop_name(facts, number) for number in range(1, N_CHECKPOINTS + 1)]


def _shade(figure: go.Figure, chosen: int) -> None:
    """Shade the place of a checkpoint in both panels."""
    figure.add_shape(
        type="rect",
        x0=chosen - 1.5,
        x1=chosen - 0.5,
        y0=0,
        y1=1,
        xref="x",
        yref="paper",
        fillcolor=MIDDLE,
        opacity=0.2,
        line={"width": 0},
        layer="below",
    )


def _scales(figure: go.Figure, n_claims: int) -> None:
    """Give both panels their whole scales: 0 to 100%, and no claim to all."""
    figure.update_xaxes(title="texts read", row=2, col=1)
    figure.update_yaxes(title="right", range=[0, 1.02], tickvals=TICKS, tickformat=".0%")
    figure.update_yaxes(
        title="claims",
        range=[0, n_claims + 0.2],
        tickvals=[0, n_claims],
        tickformat="d",
        row=2,
        col=1,
    )


def _lay_out(figure: go.Figure, height: int, words: WordsBelow) -> None:
    """Set the margins, with the words below."""
    figure.update_layout(
        height=height + words.below,
        margin={"l": LEFT, "r": 12, "t": TOP, "b": words.below, "autoexpand": words.is_level},
    )
    figure.update_xaxes(words.axis)
    figure.update_yaxes(automargin=False, zeroline=False)
