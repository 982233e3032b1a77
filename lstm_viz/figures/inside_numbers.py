"""Numbers upright at their bars and cells, where the browser finds room for them.

Each stands inside a clear bar of its own: of a text inside a bar Plotly knows whether it
has room, and hides it where it has not, as on a phone.
"""

import numpy as np
import plotly.graph_objects as go

from lstm_viz.core.trace import Array
from lstm_viz.figures.inside_layout import ROOM, Band
from lstm_viz.figures.quantities import INK
from lstm_viz.figures.word_labels import signed

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
