"""What memory holds over the sentence, and one unit's cell state as a waterfall."""

from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go

from lstm_viz.core.account import unit_account
from lstm_viz.core.trace import Array
from lstm_viz.figures.memory_view import MemoryView
from lstm_viz.figures.quantities import MEMORY, MIDDLE, NEGATIVE, POSITIVE, WORD_COLOURS
from lstm_viz.figures.word_axis import along, beneath, under_pointer
from lstm_viz.figures.word_labels import plotly_labels, signed

LEFT = 60  # px, for numbers and a title; Plotly would draw everything again to find out
STACK, WATERFALL, TITLE = 290, 230, 44  # px, between the axes; for the title below the words
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
        height=STACK + TITLE + beneath(labels),
        margin={"l": LEFT, "r": 8, "t": 8, "b": TITLE + beneath(labels)},
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "traceorder": "normal"},
    )
    figure.update_xaxes(title="after the word", **along(labels))
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
            totals={"marker": {"color": MEMORY}},
            connector={"line": {"color": MIDDLE, "width": 1}},
            hovertemplate="%{hovertext}: %{delta:+.4f}<br>so far %{final:+.4f}<extra></extra>",
        )
    )
    limit = max(0.5, HEADROOM * view.reach)
    margin = {"l": LEFT, "r": 8, "t": 8, "b": 12 + beneath(names)}
    figure.update_layout(
        height=WATERFALL + margin["b"], margin={**margin, "autoexpand": False}, showlegend=False
    )
    figure.update_xaxes(**along(names))
    figure.update_yaxes(title=f"cell state of unit {unit + 1}", range=[-limit, limit])
    figure.update_yaxes(zeroline=True, zerolinecolor=MIDDLE, automargin=False)
    return figure


def _steps(view: MemoryView, t: int, unit: int) -> tuple[list[str], list[float]]:
    """Return the waterfall's names and numbers, the cell state last."""
    labels = plotly_labels(view.trace)
    account = unit_account(view.ledger, t, unit, N_STEPS)
    names, steps = [labels[s] for s in account.words], account.steps.tolist()
    if account.n_others:
        names, steps = [f"the other {account.n_others}", *names], [account.others, *steps]
    return [*names, "cell state"], [*steps, account.total]
