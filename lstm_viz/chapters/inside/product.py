"""The matrix-vector product of a gate, drawn to scale: vector, matrix, its row, the products.

All four lie over each other on one axis of columns: a product stands below the weight and
the number it is made of. Every column has one width, every row of the matrix one height.

Numbers stand upright at their bars and cells, where the browser finds room for them. Each stands
inside a clear bar of its own: of a text inside a bar Plotly knows whether it has room, and hides
it where it has not, as on a phone.
"""

import numpy as np
import plotly.graph_objects as go

from lstm_viz.chapters.inside.notation import values_name
from lstm_viz.chapters.inside.product_layout import (
    BAND,
    CELL,
    LEAST,
    MOST,
    MOST_WRITTEN,
    ROOM,
    Band,
    Columns,
    frame_row,
    lay_out,
    name_blocks,
)
from lstm_viz.chapters.inside.view import InsideView
from lstm_viz.core.inside import SOURCES, InsideStep, largest_terms
from lstm_viz.core.trace import Array
from lstm_viz.core.weights import GateWeights
from lstm_viz.figures.labels import names
from lstm_viz.figures.numbers import signed
from lstm_viz.figures.quantities import BY_CODE, INK, NEGATIVE, POSITIVE, Notation

AROUND = 1.5  # columns; Plotly wants 3 px at each side of a text
CLEAR = "rgba(0, 0, 0, 0)"
LETTERS = {"minsize": 9, "mode": "hide"}


def write_numbers(figure: go.Figure, bands: list[Band]) -> None:
    """Write every number of the vector, the row by itself and the products.

    Args:
        figure: the picture, laid out; what it draws is what is written.
        bands: its bands.
    """
    for trace in figure.data:
        axis = trace.yaxis or "y"
        if trace.type == "bar":
            _write(figure, bands, axis, trace.x, trace.y, trace.y)
        elif axis == "y3":
            _write(figure, bands, axis, trace.x, trace.z[0], np.ones_like(trace.x))
    figure.update_layout(uniformtext=LETTERS)


def _write(
    figure: go.Figure, bands: list[Band], axis: str, places: Array, values: Array, starts: Array
) -> None:
    """Write the numbers of one block, upwards from where they start; below zero downwards."""
    (height,) = (band.height for band in bands if band.axis == axis)
    low, high = figure.layout[axis.replace("y", "yaxis")].range
    room = ROOM * (high - low) / height  # in the axis' own units
    figure.add_bar(
        x=places,
        y=np.where(starts < 0, -room, room).astype("f4"),
        base=starts,
        yaxis=axis,
        width=AROUND,
        marker={"color": CLEAR, "line": {"width": 0}},
        text=[signed(float(value)) for value in values],
        textposition="inside",
        insidetextanchor="start",
        textangle=-90,
        insidetextfont={"size": 11, "color": INK},
        hoverinfo="skip",
    )


def product_picture(view: InsideView, step: InsideStep, notation: Notation) -> go.Figure:
    """Draw how one number of a gate is made.

    Args:
        view: the run with its weights.
        step: the number, taken apart.
        notation: how the blocks are called, and whether the bias is one or two.
    """
    weights = view.gate(step.gate)
    columns = Columns.of_step(step, notation)
    biases = _biases(weights, notation)  # (H, 1 or 2)
    bands = _bands(len(weights.w), len(columns.h) + len(columns.x))
    figure = go.Figure()
    _add_vector(figure, step, columns)
    _add_matrix(figure, weights, biases, columns)
    _add_row(figure, step, biases[step.unit], columns)
    _add_products(figure, step, biases[step.unit], columns)
    lay_out(figure, view, columns, bands)
    if len(columns.h) + len(columns.x) <= MOST_WRITTEN:
        write_numbers(figure, bands)
    name_blocks(figure, step, names(view.trace), notation)
    frame_row(figure, step, columns, len(weights.w))
    return figure


def _biases(weights: GateWeights, notation: Notation) -> Array:
    """Return the bias columns, in the order in which the parts stand: memory, word."""
    if notation == "books":
        return (weights.b_ih + weights.b_hh)[:, None]  # (H, 1)
    return np.stack([weights.b_hh, weights.b_ih], axis=1)  # (H, 2)


def _bands(n_hidden: int, n_columns: int) -> list[Band]:
    """Return the four bands from top to bottom."""
    room = ROOM if n_columns <= MOST_WRITTEN else 0
    return [
        Band("y", 70 + 2 * room),
        Band("y2", int(np.clip(CELL * n_hidden, LEAST, MOST))),
        Band("y3", BAND + room),
        Band("y4", 110 + 2 * room),
    ]


def _add_vector(figure: go.Figure, step: InsideStep, columns: Columns) -> None:
    """Draw the vector's numbers as bars."""
    for source in SOURCES:
        name = values_name(source, step.t)
        figure.add_bar(
            x=_places(getattr(columns, source)),
            y=step.values[source].astype("f4"),
            marker_color=BY_CODE[source].still,
            hovertemplate=f"{name}[%{{customdata}}] = %{{y:.4f}}<extra></extra>",
            meta={"name": f"the vector, {name}", "places": f"{source}[{{}}]"},
            customdata=_numbers(len(step.values[source])),
        )


def _add_matrix(figure: go.Figure, weights: GateWeights, biases: Array, columns: Columns) -> None:
    """Draw the blocks of the matrix and the bias."""
    blocks = ((weights.u, columns.h, "h"), (weights.w, columns.x, "x"), (biases, columns.b, "b"))
    for block, places, source in blocks:
        figure.add_heatmap(
            z=block.astype("f4"),
            x=_places(places),
            y=np.arange(1, len(block) + 1),
            customdata=np.tile(_numbers(len(places)), (len(block), 1)),
            coloraxis="coloraxis",
            yaxis="y2",
            hovertemplate=f"unit %{{y}}, {source}[%{{customdata}}]: %{{z:.4f}}<extra></extra>",
            meta={"name": f"weights of {source}", "places": f"{source}[{{}}]", "rows": "unit {}"},
        )


def _add_row(figure: go.Figure, step: InsideStep, bias: Array, columns: Columns) -> None:
    """Draw the picked row by itself, with its numbers where there is room."""
    for places, row in (
        (columns.h, step.weights["h"]),
        (columns.x, step.weights["x"]),
        (columns.b, bias),
    ):
        figure.add_heatmap(
            z=row[None].astype("f4"),
            x=_places(places),
            y=[0.5],
            dy=1,
            coloraxis="coloraxis",
            yaxis="y3",
            hovertemplate="%{z:.4f}<extra></extra>",
            meta={"said": ""},  # the framed row once more
        )


def _add_products(figure: go.Figure, step: InsideStep, bias: Array, columns: Columns) -> None:
    """Draw the products as bars, the largest outlined; a bias stands as it is."""
    blocks = (
        (columns.h, step.products["h"], "h"),
        (columns.x, step.products["x"], "x"),
        (columns.b, bias, "b"),
    )
    (largest,) = largest_terms(step, 1).named
    for places, products, source in blocks:
        is_named = (np.arange(len(products)) == largest.index) & (source == largest.source)
        figure.add_bar(
            x=_places(places),
            y=products.astype("f4"),
            yaxis="y4",
            marker_color=np.where(products < 0, NEGATIVE[0], POSITIVE[0]),
            marker_line={"color": BY_CODE[step.gate].still, "width": 3 * is_named},
            hovertemplate=f"{source}[%{{customdata}}]: %{{y:+.4f}}<extra></extra>",
            meta={"name": f"products of {source}", "places": f"{source}[{{}}]"},
            customdata=_numbers(len(products)),
        )


def _places(block: range) -> Array:
    """Return the places of a block's columns on the axis."""
    return np.arange(block.start, block.stop, dtype=np.float32)


def _numbers(n_columns: int) -> Array:
    """Return the columns' numbers within their block, from 1."""
    return np.arange(1, n_columns + 1, dtype=np.float32)
