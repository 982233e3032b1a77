"""Where things stand in the picture of a gate's product: columns, bands, headings, frame."""

from dataclasses import dataclass

import plotly.graph_objects as go

from lstm_viz.chapters.inside.notation import values_name
from lstm_viz.chapters.inside.view import InsideView
from lstm_viz.core.inside import InsideStep
from lstm_viz.figures.labels import LONGEST_LABEL, escaped, visible
from lstm_viz.figures.legend import legend_above
from lstm_viz.figures.quantities import BY_CODE, MIDDLE, Notation
from lstm_viz.figures.weights import WEIGHT_SCALE

MOST_WRITTEN = 64  # columns up to which numbers may find room
LEGEND, HEADING, BETWEEN, BOTTOM = 46, 22, 8, 8  # px
LEFT, RIGHT = 52, 8  # px
CELL, LEAST, MOST = 16, 96, 384  # px of a matrix's row, of a matrix
BAND = 18  # px, the row by itself
ROOM = 32  # px, for a number that stands upright
BLOCKS = {  # names over the blocks of hidden state, word and bias
    "books": ("U<sub>{0}</sub>", "W<sub>{0}</sub>", "b<sub>{0}</sub>"),
    "torch": ("W<sub>h{0}</sub>", "W<sub>i{0}</sub>", "b<sub>h{0}</sub> b<sub>i{0}</sub>"),
}


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns stand: each block's first and how many it has.

    Attributes:
        h: of the hidden state.
        x: of the word.
        b: of the bias, one; in PyTorch's notation two.
    """

    h: range
    x: range
    b: range

    @classmethod
    def of_step(cls, step: InsideStep, notation: Notation) -> "Columns":
        """Lay out a gate's columns, a little space between the blocks."""
        n_h, n_x = len(step.values["h"]), len(step.values["x"])
        space = 1 + (n_h + n_x) // 60
        h = range(n_h)
        x = range(h.stop + space, h.stop + space + n_x)
        n_b = 1 if notation == "books" else 2
        return cls(h, x, range(x.stop + space, x.stop + space + n_b))


@dataclass(frozen=True, slots=True)
class Band:
    """One of the four pictures over each other: its y axis and its height in px."""

    axis: str
    height: int


def lay_out(figure: go.Figure, view: InsideView, columns: Columns, bands: list[Band]) -> None:
    """Give the picture its axes, its one scale of weights and its headings."""
    height = LEGEND + BOTTOM + sum(band.height + HEADING + BETWEEN for band in bands)
    inner, top = height - LEGEND - BOTTOM, 0
    ranges = _ranges(view, bands)
    for band in bands:
        top += HEADING
        domain = [1 - (top + band.height) / inner, 1 - top / inner]
        axis = {"domain": domain, "anchor": "x", "showgrid": False, "automargin": False}
        figure.update_layout({band.axis.replace("y", "yaxis"): {**axis, **ranges[band.axis]}})
        top += band.height + BETWEEN
    figure.update_layout(
        height=height,
        margin={"l": LEFT, "r": RIGHT, "t": LEGEND, "b": BOTTOM, "autoexpand": False},
        coloraxis=_scale(view.ends.weight),
        showlegend=False,
        barmode="overlay",
        bargap=0.15,
        xaxis={
            "range": [-1, columns.b.stop],
            "anchor": "y4",
            "visible": False,
            "fixedrange": True,
        },
    )


def _ranges(view: InsideView, bands: list[Band]) -> dict[str, dict[str, object]]:
    """Return each band's range, ticks and whether zero is drawn."""
    heights = {band.axis: band.height for band in bands}
    written = heights["y3"] > BAND
    n_hidden = len(view.layer.c.T)
    return {
        "y": _both_ways(view.ends.vector, heights["y"], written=written),
        "y2": {"range": [n_hidden + 0.5, 0.5], "tickvals": [1, n_hidden], "zeroline": False},
        "y3": {"range": [0, heights["y3"] / BAND], "tickvals": [], "zeroline": False},
        "y4": _both_ways(view.ends.product, heights["y4"], written=written),
    }


def _both_ways(end: float, height: int, *, written: bool) -> dict[str, object]:
    """Return a signed axis, with room for upright numbers outside its ends."""
    limit = end * height / (height - 2 * ROOM) if written else end
    return {
        "range": [-limit, limit],
        "tickvals": [-end, 0, end],
        "tickformat": "~g",
        "zeroline": True,
        "zerolinecolor": MIDDLE,
        "zerolinewidth": 1,
    }


def _scale(end: float) -> dict[str, object]:
    """Return the scale of weights, its legend above the picture at its left."""
    legend = legend_above("weight, all four gates", [-end, 0, end])
    return {"cmin": -end, "cmax": end, "colorscale": WEIGHT_SCALE, "colorbar": legend}


def name_blocks(
    figure: go.Figure, step: InsideStep, words: tuple[str, ...], notation: Notation
) -> None:
    """Write above each band, at the columns meant, what it is.

    Args:
        figure: the picture.
        step: the number, taken apart.
        words: the sentence's words in plain text.
        notation: how the blocks are called.
    """
    gate, columns = step.gate, Columns.of_step(step, notation)
    h, x = (values_name(source, step.t) for source in ("h", "x"))
    _write(figure, "y", columns.h, h)
    _write(figure, "y", columns.x, f"{x}, “{escaped(visible(words[step.t], LONGEST_LABEL))}”")
    of_h, of_x, bias = BLOCKS[notation]
    _write(figure, "y2", columns.h, of_h.format(gate))
    _write(figure, "y2", columns.x, of_x.format(gate))
    _write(figure, "y2", columns.b, bias.format(gate), at_end=True)
    _write(figure, "y3", columns.h, f"row {step.unit + 1}")
    _write(figure, "y4", columns.h, f"row {step.unit + 1} times vector, column by column")


def _write(figure: go.Figure, axis: str, block: range, text: str, *, at_end: bool = False) -> None:
    """Write above a band, from where a block starts or up to where it ends."""
    figure.add_annotation(
        text=text,
        x=block.stop - 0.5 if at_end else block.start - 0.5,
        y=1,
        yref=f"{axis} domain",
        xanchor="right" if at_end else "left",
        yanchor="bottom",
        showarrow=False,
        font_size=13,
    )


def frame_row(figure: go.Figure, step: InsideStep, columns: Columns, n_rows: int) -> None:
    """Outline the blocks of the matrix, and frame the picked unit's row in the gate's colour."""
    for block in (columns.h, columns.x, columns.b):
        ends = {"x0": block.start - 0.5, "x1": block.stop - 0.5}
        line = {"color": MIDDLE, "width": 1}
        figure.add_shape(type="rect", y0=0.5, y1=n_rows + 0.5, yref="y2", line=line, **ends)
        figure.add_shape(type="rect", y0=0, y1=1, yref="y3", line=line, **ends)
    figure.add_shape(
        type="rect",
        x0=columns.h.start - 0.5,
        x1=columns.b.stop - 0.5,
        y0=step.unit + 0.5,
        y1=step.unit + 1.5,
        yref="y2",
        line={"color": BY_CODE[step.gate].still, "width": 3},
    )
