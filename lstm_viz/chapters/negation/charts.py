"""The laboratory's picture: a square for each pair and model, ticked or crossed."""

from collections.abc import Iterator, Mapping, Sequence

import plotly.graph_objects as go

from lstm_viz.chapters.negation.words import badge, tally, verdicts
from lstm_viz.core.pairs.negation_pairs import PHENOMENA
from lstm_viz.core.pairs.outcome import Outcome
from lstm_viz.figures.quantities import CHECKS, MIDDLE, ON_COLOUR
from lstm_viz.figures.word_axis import length

ROW, TOP, BOTTOM = 27, 26, 4  # px
WIDE = 0.9  # of a square's place, so that squares stand apart
BETWEEN = 1  # place left free between two models
SIGNS = {True: "✓", False: "✗"}

Outcomes = Mapping[str, Sequence[Outcome]]


def outcome_grid(outcomes: Outcomes, chosen: int) -> go.Figure:
    """Draw a square for every pair and model: a row a phenomenon, a block a model.

    Args:
        outcomes: by a model's name on screen; all of the same pairs in one order.
        chosen: the pair that is framed, from 0.

    Returns:
        One bar trace a model; a bar's `customdata` is the pair's number, from 0.
    """
    places = _places(next(iter(outcomes.values())))
    width = 1 + max(column for _, column in places)
    figure = go.Figure(
        [
            _block(name, found, places, number * (width + BETWEEN))
            for number, (name, found) in enumerate(outcomes.items())
        ]
    )
    for number, (name, found) in enumerate(outcomes.items()):
        start = number * (width + BETWEEN)
        _head(figure, f"{name}: {tally(found)}", start)
        row, column = places[chosen]
        _frame(figure, row, start + column)
    _lay_out(figure, len(outcomes) * (width + BETWEEN) - BETWEEN)
    return figure


def _lay_out(figure: go.Figure, end: int) -> None:
    """Give the squares their rows' names and their room; `end` is the last column's end."""
    figure.update_layout(
        height=TOP + ROW * len(PHENOMENA) + BOTTOM,
        margin={
            "l": 10 + max(map(length, PHENOMENA)),
            "r": 4,
            "t": TOP,
            "b": BOTTOM,
            "autoexpand": False,
        },
        barmode="overlay",
        bargap=1 - WIDE,
        showlegend=False,
        dragmode=False,
        clickmode="event+select",
    )
    figure.update_xaxes(range=[0, end], visible=False, fixedrange=True)
    figure.update_yaxes(
        range=[len(PHENOMENA) - 0.5, -0.5],
        tickvals=list(range(len(PHENOMENA))),
        ticktext=list(PHENOMENA),
        fixedrange=True,
        showgrid=False,
        zeroline=False,
        automargin=False,
    )


def _places(outcomes: Sequence[Outcome]) -> list[tuple[int, int]]:
    """Return each pair's row and column, from 0: a row a phenomenon, its pairs in order."""
    found: list[tuple[int, int]] = []
    for outcome in outcomes:
        row = PHENOMENA.index(outcome.pair.phenomenon)
        found.append((row, sum(other == row for other, _ in found)))
    return found


def _block(
    name: str, outcomes: Sequence[Outcome], places: list[tuple[int, int]], start: int
) -> go.Bar:
    """Return one model's squares, the first column at `start`."""
    return go.Bar(
        orientation="h",
        base=[start + column for _, column in places],
        x=[WIDE] * len(places),
        y=[row for row, _ in places],
        marker={
            "color": [CHECKS[outcome.holds] for outcome in outcomes],
            "line": {"width": 0},
        },
        text=[SIGNS[outcome.holds] for outcome in outcomes],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        textfont={"color": ON_COLOUR, "size": 14},
        constraintext="none",
        customdata=list(range(len(places))),
        meta={"said": f"{name}: {'; '.join(_said(outcomes))}."},
        hovertext=[_told(outcome) for outcome in outcomes],
        hovertemplate="%{hovertext}<extra></extra>",
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
    )


def _said(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Yield for each phenomenon how many of its pairs come out as expected."""
    for phenomenon in PHENOMENA:
        found = [outcome for outcome in outcomes if outcome.pair.phenomenon == phenomenon]
        yield f"“{phenomenon}” {tally(found)}"


def _told(outcome: Outcome) -> str:
    """Write what stands under the pointer; the sentences are ours and hold no sign of Plotly's."""
    found = f"{verdicts(outcome)}, {badge(holds=outcome.holds)}"
    return f"A {outcome.pair.first}<br>B {outcome.pair.second}<br>{found}"


def _head(figure: go.Figure, text: str, start: int) -> None:
    """Write above a block whose it is."""
    figure.add_annotation(
        text=f"<b>{text}</b>",
        x=start,
        y=1,
        yref="paper",
        xanchor="left",
        yanchor="bottom",
        showarrow=False,
        font_size=13,
    )


def _frame(figure: go.Figure, row: int, column: int) -> None:
    """Frame one square."""
    figure.add_shape(
        type="rect",
        x0=column - (1 - WIDE) / 2,
        x1=column + WIDE + (1 - WIDE) / 2,
        y0=row - 0.5,
        y1=row + 0.5,
        line={"color": MIDDLE, "width": 3},
    )
