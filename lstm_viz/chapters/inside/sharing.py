"""The same weights at every word, as bars; and where a notation keeps them, to scale."""

import numpy as np
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from lstm_viz.chapters.inside.notation import LETTERS
from lstm_viz.chapters.inside.view import InsideView
from lstm_viz.core.trace import GATES, Array
from lstm_viz.figures.labels import plotly_labels
from lstm_viz.figures.quantities import BY_CODE, MIDDLE, SHOWN_ORDER, Notation
from lstm_viz.figures.weights import WEIGHT_SCALE
from lstm_viz.figures.word_axis import axis_words, under_pointer, words_below

HALF, BETWEEN, TOP, LEFT = 110, 26, 8, 52  # px
OTHERS = 0.4  # opacity of the words that are not picked
SPACE = 3  # columns between blocks in the picture of the shapes
LEAST, MOST, WIDE = 210, 330, 380  # px, of the picture of the shapes


def sharing_bars(view: InsideView, gate: str, unit: int, t: int) -> go.Figure:
    """Draw z and the result of one gate and unit at every word, as recorded.

    Args:
        view: the run with its weights.
        gate: "i", "f", "g" or "o".
        unit: which unit, from 0.
        t: the picked word, from 0; it stands out.
    """
    labels = plotly_labels(view.trace)
    figure = make_subplots(
        rows=2, cols=1, shared_xaxes=True, vertical_spacing=BETWEEN / (2 * HALF + BETWEEN)
    )
    opacity = np.where(np.arange(len(labels)) == t, 1, OTHERS)
    for row, code in enumerate((f"{gate}_pre", gate), start=1):
        figure.add_trace(_bars(view, code, unit, opacity), row=row, col=1)
        start, end = (0.0, 1.0) if code in {"i", "f", "o"} else (-1.0, 1.0)
        if code != gate:
            start, end = -view.ends.z, view.ends.z
        ticks = sorted({start, 0.0, end})
        title = LETTERS.get(code, "z")
        figure.update_yaxes(title=title, range=[start, end], tickvals=ticks, row=row, col=1)
    figure.update_yaxes(zeroline=True, zerolinecolor=MIDDLE, automargin=False, showgrid=False)
    words = words_below(labels, axis_words(labels))
    figure.update_layout(
        height=2 * HALF + BETWEEN + TOP + words.below,
        margin={"l": LEFT, "r": 8, "t": TOP, "b": words.below, "autoexpand": words.is_level},
        showlegend=False,
        bargap=0.3,
    )
    figure.update_xaxes(words.axis)
    return figure


def _bars(view: InsideView, code: str, unit: int, opacity: Array) -> go.Bar:
    """Draw one recorded quantity of a unit at every word, in its gate's colour."""
    labels = plotly_labels(view.trace)
    numbered, texts = under_pointer(labels)
    name = LETTERS.get(code, "z")
    return go.Bar(
        x=labels,
        hovertext=texts,
        y=getattr(view.layer, code)[:, unit].astype("f4"),
        marker={"color": BY_CODE[code[0]].still, "opacity": opacity, "line": {"width": 0}},
        hovertemplate=f"{numbered}<br>{name} = %{{y:.4f}}<extra></extra>",
    )


def shapes_picture(view: InsideView, gate: str, unit: int, notation: Notation) -> go.Figure:
    """Draw all four matrices as a notation keeps them, one cell a weight, cells square.

    Books: four matrices of H + E rows and H columns side by side, the unit a column.
    PyTorch: one stack of 4H rows, i f g o, in two halves, the unit a row.

    Args:
        view: the run with its weights.
        gate: the gate that is marked.
        unit: its marked unit, from 0.
        notation: which of the two.
    """
    u, w = view.weights.u, view.weights.w
    figure = go.Figure()
    if notation == "torch":
        _stack(figure, u, w, GATES.index(gate), unit)
    else:
        _side_by_side(figure, u, w, SHOWN_ORDER.index(gate), unit)
    figure.update_layout(
        height=_height(notation, len(u.T), len(w.T)),
        margin={"l": 84, "r": 8, "t": 26, "b": 8, "autoexpand": False},
        coloraxis={
            "cmin": -view.ends.weight,
            "cmax": view.ends.weight,
            "colorscale": WEIGHT_SCALE,
            "showscale": False,
        },
    )
    look = {"showgrid": False, "zeroline": False, "constrain": "domain", "automargin": False}
    figure.update_xaxes(side="top", constraintoward="left", **look)
    figure.update_yaxes(autorange="reversed", scaleanchor="x", constraintoward="top", **look)
    colour = BY_CODE[gate].still
    figure.update_shapes(line={"color": colour}, selector={"name": "picked"})
    return figure


def _height(notation: Notation, n_hidden: int, n_inputs: int) -> int:
    """Return a height at which square cells fill most of the width of a phone."""
    down, across = len(GATES) * n_hidden, n_hidden + SPACE + n_inputs
    if notation == "books":
        down, across = n_hidden + n_inputs, len(GATES) * (n_hidden + SPACE)
    return int(np.clip(WIDE * down / across, LEAST, MOST))


def _stack(figure: go.Figure, u: Array, w: Array, block: int, unit: int) -> None:
    """Draw PyTorch's two stacked matrices beside each other."""
    n_hidden = u.shape[1]
    start = n_hidden + SPACE
    _block(figure, u, 0, 0, "weight_hh, a row a unit")
    _block(figure, w, start, 0, "weight_ih, a row a unit")
    for row in range(len(GATES)):
        _outline(figure, (0, n_hidden), (row * n_hidden, (row + 1) * n_hidden))
        _outline(figure, (start, start + w.shape[1]), (row * n_hidden, (row + 1) * n_hidden))
    top = block * n_hidden
    ends = (0, start + w.shape[1])
    _outline(figure, ends, (top, top + n_hidden), "picked", 3)
    _outline(figure, ends, (top + unit, top + unit + 1), "picked", 1)
    figure.update_yaxes(
        tickvals=[(row + 0.5) * n_hidden - 0.5 for row in range(len(GATES))],
        ticktext=[
            f"{LETTERS[gate]}  {row * n_hidden}–{(row + 1) * n_hidden - 1}"
            for row, gate in enumerate(GATES)
        ],
    )
    centres = [n_hidden / 2 - 0.5, start + w.shape[1] / 2 - 0.5]
    figure.update_xaxes(tickvals=centres, ticktext=["weight_hh", "weight_ih"], tickangle=0)


def _side_by_side(figure: go.Figure, u: Array, w: Array, block: int, unit: int) -> None:
    """Draw the books' four matrices, transposed: a column for each unit."""
    n_hidden, n_inputs = u.shape[1], w.shape[1]
    for place, gate in enumerate(SHOWN_ORDER):
        start, rows = place * (n_hidden + SPACE), GATES.index(gate) * n_hidden
        own = np.hstack([u[rows : rows + n_hidden], w[rows : rows + n_hidden]]).T  # (H + E, H)
        _block(figure, own, start, 0, f"{BY_CODE[gate].name}, a column a unit")
        _outline(figure, (start, start + n_hidden), (0, n_hidden))
        _outline(figure, (start, start + n_hidden), (n_hidden, n_hidden + n_inputs))
    left, ends = block * (n_hidden + SPACE), (0, n_hidden + n_inputs)
    _outline(figure, (left, left + n_hidden), ends, "picked", 3)
    _outline(figure, (left + unit, left + unit + 1), ends, "picked", 1)
    figure.update_xaxes(
        tickvals=[place * (n_hidden + SPACE) + n_hidden / 2 - 0.5 for place in range(4)],
        ticktext=[f"W<sub>{gate}</sub>" for gate in SHOWN_ORDER],
    )
    figure.update_yaxes(
        tickvals=[n_hidden / 2 - 0.5, n_hidden + n_inputs / 2 - 0.5],
        ticktext=[f"h: {n_hidden}", f"x: {n_inputs}"],
    )


def _block(figure: go.Figure, block: Array, left: int, top: int, name: str) -> None:
    """Draw a matrix from a corner on; its name is for those who hear the page."""
    figure.add_heatmap(
        z=block.astype("f4"),
        x0=left,
        dx=1,
        y0=top,
        dy=1,
        coloraxis="coloraxis",
        hovertemplate="%{z:.4f}<extra></extra>",
        meta={"name": name, "rows": "row {}", "places": "column {}"},
    )


def _outline(
    figure: go.Figure,
    across: tuple[int, int],
    down: tuple[int, int],
    name: str = "block",
    width: int = 1,
) -> None:
    """Draw a rectangle around cells; ends are exclusive."""
    figure.add_shape(
        type="rect",
        name=name,
        x0=across[0] - 0.5,
        x1=across[1] - 0.5,
        y0=down[0] - 0.5,
        y1=down[1] - 0.5,
        line={"color": MIDDLE, "width": width},
    )
