"""What memory holds: a triangle, who wrote by after which word; one unit's as a waterfall."""

from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go

from lstm_viz.chapters.memory.view import MemoryView
from lstm_viz.core.memory import unit_account
from lstm_viz.core.trace import Array
from lstm_viz.figures.labels import plotly_labels, room
from lstm_viz.figures.legend import legend_above
from lstm_viz.figures.numbers import percent, signed
from lstm_viz.figures.open_scale import largest_size, open_limit
from lstm_viz.figures.quantities import BEYOND, BY_CODE, MIDDLE, NEGATIVE, POSITIVE, WORD_COLOURS
from lstm_viz.figures.word_axis import FEW, axis_words, under_pointer, words_below

CELL = BY_CODE["c"]
LEFT = 60  # px, for numbers and a title; Plotly would draw everything again to find out
STACK, WATERFALL, TITLE = 290, 230, 24  # px, between the axes; for the title below the words
LEGEND = 34  # px, above the stack
HEADROOM = 1.25  # beyond the largest bar, for its number
N_STEPS = 12  # words with a step of their own in a waterfall


def largest_words(view: MemoryView) -> list[int]:
    """Return the words that at some time had most in memory, as many as there are colours.

    Returns:
        At most 8 words, 0...T-1, in the order of reading.
    """
    peaks = view.weights.max(axis=0, initial=0)  # (T,)
    order = np.argsort(-peaks, kind="stable")[: len(WORD_COLOURS)]
    return sorted(order.tolist())


@dataclass(frozen=True, slots=True)
class _Band:
    """One colour of the stack; `sizes` is (T,)."""

    name: str
    sizes: Array
    colour: str


def _bands(view: MemoryView) -> list[_Band]:
    """Return the largest words' sizes, then those of all the others together."""
    labels, named = plotly_labels(view.trace), largest_words(view)
    coloured = zip(named, WORD_COLOURS, strict=False)
    bands = [_Band(labels[s], view.weights[:, s], colour) for s, colour in coloured]
    if len(named) < len(labels):
        others = np.delete(view.weights, named, axis=1).sum(axis=1)  # (T,)
        bands.append(_Band(f"the other {len(labels) - len(named)}", others, MIDDLE))
    return bands


def memory_stack(view: MemoryView, t: int) -> go.Figure:
    """Stack what each word has in memory after every word: the sum over units of |deposit|.

    Columns without a gap, not slopes: nothing was recorded between two words.

    Args:
        view: the split memory.
        t: the word that is marked, 0...T-1.
    """
    labels = plotly_labels(view.trace)
    words = words_below(labels, axis_words(labels))
    numbered, texts = under_pointer(labels)
    figure = go.Figure(
        [
            go.Bar(
                x=labels,
                hovertext=texts,
                y=band.sizes.astype("f4"),
                name=band.name,
                marker={"color": band.colour, "line": {"width": 0}},
                hovertemplate=f"%{{fullData.name}}<br>after {numbered}: %{{y:.3f}}<extra></extra>",
            )
            for band in _bands(view)
        ]
    )
    figure.add_vrect(x0=t - 0.5, x1=t + 0.5, line={"color": MIDDLE, "width": 2})
    figure.update_layout(
        barmode="stack",
        bargap=0,
        height=LEGEND + STACK + TITLE + words.below,
        margin={"l": LEFT, "r": 8, "t": LEGEND, "b": TITLE + words.below},
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "traceorder": "normal"},
    )
    figure.update_xaxes(title="after the word", title_standoff=8, **words.axis)
    figure.update_yaxes(title="size of deposits, all units", rangemode="tozero", automargin=False)
    return figure


def unit_waterfall(view: MemoryView, t: int, unit: int) -> go.Figure:
    """Draw one unit's cell state after a word, step by step from the deposits it consists of.

    Args:
        view: the split memory.
        t: after which word, 0...T-1.
        unit: which unit, counted from 0.
    """
    names, steps = _steps(view, t, unit)
    figure = go.Figure(
        go.Waterfall(
            x=names,
            hovertext=names,
            y=steps,
            measure=["relative"] * (len(steps) - 1) + ["total"],
            text=[signed(step) for step in steps],
            textposition="outside",
            increasing={"marker": {"color": POSITIVE[0]}},
            decreasing={"marker": {"color": NEGATIVE[0]}},
            totals={"marker": {"color": CELL.still}},
            connector={"line": {"color": MIDDLE, "width": 1}},
            hovertemplate="%{hovertext}: %{delta:+.4f}<br>so far %{final:+.4f}<extra></extra>",
        )
    )
    limit = max(0.5, HEADROOM * view.reach)
    words = words_below(names, axis_words(names))
    figure.update_layout(
        height=WATERFALL + words.below,
        margin={"l": LEFT, "r": 8, "t": 8, "b": words.below, "autoexpand": words.is_level},
        showlegend=False,
    )
    figure.update_xaxes(words.axis)
    figure.update_yaxes(title=f"{CELL.name} of unit {unit + 1}", range=[-limit, limit])
    figure.update_yaxes(zeroline=True, zerolinecolor=MIDDLE, automargin=False)
    return figure


def _steps(view: MemoryView, t: int, unit: int) -> tuple[list[str], list[float]]:
    """Return the waterfall's names and numbers, the cell state last."""
    labels = plotly_labels(view.trace)
    account = unit_account(view.ledger, t, unit, N_STEPS)
    names, steps = [labels[s] for s in account.words], account.steps.tolist()
    if account.n_others:
        names, steps = [f"the other {account.n_others}", *names], [account.others, *steps]
    return [*names, CELL.name], [*steps, account.total]


ROW, LEAST, MOST = 27, 60, 660  # px
TOP, PLACE, RIGHT = 62, 72, 58  # px, beside the words for legend and headings
LINE = 13  # px that a word needs at the left, and a number at the right
MOST_APART = 60  # words up to which cells are so wide that a line between them helps
NARROW = 0.2  # of a scale; two numbers closer than that have no room at the legend
FAINT = "22"  # a little colour, so that a cell of zero is seen to be one


def memory_map(view: MemoryView, t: int, unit: int | None = None) -> go.Figure:
    """Draw what each word has in memory after each word.

    Args:
        view: the split memory of at least one word.
        t: the word whose column is marked, 0...T-1; its numbers stand at the right.
        unit: draw this unit's deposits with their signs, -1...1, counted from 0; if absent,
            the sum over the units of their sizes, 0...H, and at the right the shares.
    """
    labels = plotly_labels(view.trace)
    words = words_below(labels, axis_words(labels))
    inner = int(np.clip(ROW * len(labels), LEAST, MOST))
    figure = go.Figure(_cells(_written_then(view, unit), labels))
    frame = {"line": {"color": MIDDLE, "width": 2}, "y0": -0.5, "y1": t + 0.5}
    figure.add_shape(type="rect", x0=t - 0.5, x1=t + 0.5, **frame)
    figure.update_layout(
        coloraxis=_sizes(view) if unit is None else _signed(unit),
        height=inner + TOP + TITLE + words.below,
        margin={
            "l": max(PLACE, 22 + room(axis_words(labels))),
            "r": RIGHT,
            "t": TOP,
            "b": TITLE + words.below,
            "autoexpand": words.is_level,
        },
    )
    named = _named_rows(view, inner)
    spelled = axis_words(labels)
    figure.update_xaxes(title="after the word", title_standoff=8, **words.axis)
    figure.update_yaxes(type="category", showgrid=False, zeroline=False, automargin=False)
    figure.update_yaxes(
        range=[len(labels) - 0.5, -0.5], tickvals=named, ticktext=[spelled[row] for row in named]
    )
    _head(figure, "written by", x=0, xanchor="right")
    _write_column(figure, view, t, unit, [row for row in named if row <= t])
    return figure


def bend(view: MemoryView) -> float | None:
    """Return where the scale of sizes changes its pace, None where nothing runs away.

    Up to there it goes from nothing to the memory's colour, beyond it on to red.
    """
    limit = open_limit(_sizes_read(view))
    return limit if largest_size(view.weights) > limit else None


def _sizes_read(view: MemoryView) -> Array:
    """Return the sizes of words that were read; the others' zeros are none."""
    read: Array = view.weights[np.tri(len(view.weights), dtype=bool)]
    return read


def _cells(numbers: Array, labels: list[str]) -> go.Heatmap:
    """Return the cells of the map; `numbers` is (T, T), row t after word t."""
    n_words = len(labels)
    gap = 1 if n_words <= MOST_APART else 0  # px
    who, when, places = "%{y}", "%{x}", None
    if n_words <= FEW:  # the axes write the words without their numbers
        who, when = "%{y} (word %{customdata[0]})", "%{x} (word %{customdata[1]})"
        places = np.indices((n_words, n_words), dtype="u1").transpose(1, 2, 0) + 1  # (T, T, 2)
    return go.Heatmap(
        z=numbers.T.astype("f4"),
        x=labels,
        y=labels,
        customdata=places,
        coloraxis="coloraxis",
        xgap=gap,
        ygap=gap,
        hoverongaps=False,
        hovertemplate=f"written by {who}<br>after {when}: %{{z:.3f}}<extra></extra>",
    )


def _written_then(view: MemoryView, unit: int | None) -> Array:
    """Return the numbers of the map, (T, T); nothing where a word was not read yet."""
    numbers = view.weights if unit is None else view.ledger.deposits[:, :, unit]
    read = np.tri(len(numbers), dtype=bool)
    return np.where(read, numbers, np.nan)


def _named_rows(view: MemoryView, inner: int) -> list[int]:
    """Name all rows, or, of too many, those that hold most and leave room for one another."""
    peaks = view.weights.max(axis=0, initial=0)  # (T,)
    apart = int(np.ceil(LINE * len(peaks) / inner))  # rows
    named: list[int] = []
    for row in np.argsort(-peaks, kind="stable").tolist():
        if all(abs(row - other) >= apart for other in named):
            named.append(row)
    return sorted(named)


def _head(figure: go.Figure, text: str, **where: object) -> None:
    """Write a heading above the words at one side; a title along the axis would take width."""
    figure.add_annotation(
        text=text,
        xref="paper",
        yref="paper",
        y=1,
        yanchor="bottom",
        showarrow=False,
        font_size=12,
        **where,
    )


def _write_column(
    figure: go.Figure, view: MemoryView, t: int, unit: int | None, rows: list[int]
) -> None:
    """Write the marked column's numbers at the right of the named rows, in the page's colour."""
    if unit is None:
        written, title = [percent(view.shares[t, row]) for row in rows], "share"
    else:
        written = [signed(view.ledger.deposits[t, row, unit]) for row in rows]
        title = "deposit"
    labels = plotly_labels(view.trace)
    figure.add_scatter(  # carries the axis, draws nothing
        x=labels[:1], y=[0], yaxis="y2", mode="markers", opacity=0, hoverinfo="skip"
    )
    figure.update_layout(
        showlegend=False,
        yaxis2={
            "overlaying": "y",
            "side": "right",
            "range": [len(labels) - 0.5, -0.5],
            "tickvals": rows,
            "ticktext": written,
            "showgrid": False,
            "zeroline": False,
            "automargin": False,
        },
    )
    _head(figure, title, x=1, xanchor="left")


def _sizes(view: MemoryView) -> dict[str, object]:
    """Return the scale of sizes, from nothing to the largest; it may have a bend."""
    bent, n_hidden = bend(view), view.layer.c.shape[1]
    scale: list[list[object]] = [[0, CELL.still + FAINT], [1, CELL.still]]
    end = open_limit(_sizes_read(view))
    ticks = [0.0, end]
    if bent is not None:
        end = float(np.ceil(largest_size(view.weights) * 10) / 10)
        scale = [[0, CELL.still + FAINT], [bent / end, CELL.still], [1, BEYOND]]
        ticks = [0.0, bent, end] if bent > NARROW * end else [0.0, end]
    return {
        "cmin": 0,
        "cmax": end,
        "colorscale": scale,
        "colorbar": legend_above(f"|deposit|, sum of {n_hidden} units", ticks),
    }


def _signed(unit: int) -> dict[str, object]:
    """Return the scale of one unit's deposits, zero in the middle."""
    return {
        "cmin": -1,
        "cmax": 1,
        "colorscale": [[0, NEGATIVE[0]], [0.5, MIDDLE + FAINT], [1, POSITIVE[0]]],
        "colorbar": legend_above(f"deposit in unit {unit + 1}", [-1, 0, 1]),
    }
