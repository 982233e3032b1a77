"""From the sums to the result: a waterfall along z, and below it the curve that squashes z."""

import numpy as np
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from lstm_viz.chapters.inside.notation import parts_of, result_name, squash_name
from lstm_viz.chapters.inside.view import InsideView
from lstm_viz.core.inside import InsideStep, squashed
from lstm_viz.figures.numbers import fixed, signed
from lstm_viz.figures.quantities import BY_CODE, MIDDLE, NEGATIVE, POSITIVE, Notation

ROW, CURVE = 24, 130  # px, of a summand, of the curve: both are on a laptop's first screen
TOP, BETWEEN, BOTTOM, LEFT, RIGHT = 8, 26, 40, 78, 16  # px
N_POINTS = 241
TURN = 0.45  # of the axis; beyond it a name stands at the left of its point
TOP_OF_CURVE = 1.1
HOVER = "{0}(%{{x:.3f}}) = %{{y:.3f}}<extra></extra>"
HEADROOM = 1.2  # beyond the largest sum, for the numbers beside the bars


def sum_picture(view: InsideView, step: InsideStep, notation: Notation) -> go.Figure:
    """Draw the summands of z one after another, and where z lands on sigma or tanh.

    Both halves share the axis of z, the same for every gate, unit and word of the sentence.

    Args:
        view: the run with its weights.
        step: the number, taken apart.
        notation: which summands there are.
    """
    parts = parts_of(step, notation)
    upper, limit = ROW * (len(parts) + 1), HEADROOM * view.ends.z
    inner = upper + BETWEEN + CURVE
    figure = make_subplots(
        rows=2,
        cols=1,
        shared_xaxes=True,
        vertical_spacing=BETWEEN / inner,
        row_heights=[upper, CURVE],
    )
    figure.add_trace(_waterfall(step, notation), row=1, col=1)
    _add_curve(figure, step, limit)
    figure.update_layout(
        height=inner + TOP + BOTTOM,
        margin={"l": LEFT, "r": RIGHT, "t": TOP, "b": BOTTOM, "autoexpand": False},
        showlegend=False,
        waterfallgap=0.3,
    )
    figure.update_xaxes(range=[-limit, limit], zeroline=True, zerolinecolor=MIDDLE, showgrid=False)
    figure.update_xaxes(title="z", row=2, col=1)
    figure.update_yaxes(automargin=False, showgrid=False)
    figure.update_yaxes(autorange="reversed", type="category", row=1, col=1)
    return figure


def _waterfall(step: InsideStep, notation: Notation) -> go.Waterfall:
    """Return the summands and their sum as bars that start where the last one ended."""
    parts = parts_of(step, notation)
    values = [part.value for part in parts]
    return go.Waterfall(
        orientation="h",
        y=[*(part.label for part in parts), "z"],
        x=[*values, step.z],
        measure=["relative"] * len(parts) + ["total"],
        text=[signed(value) for value in (*values, step.z)],
        textposition="outside",
        increasing_marker_color=POSITIVE[0],
        decreasing_marker_color=NEGATIVE[0],
        totals_marker_color=BY_CODE[step.gate].still,
        connector={"line": {"color": MIDDLE, "width": 1}},
        hovertemplate="%{y}: %{delta:+.4f}<br>so far %{final:+.4f}<extra></extra>",
        cliponaxis=False,
    )


def _add_curve(figure: go.Figure, step: InsideStep, limit: float) -> None:
    """Draw sigma or tanh, and on it the point (z, result)."""
    z = np.linspace(-limit, limit, N_POINTS, dtype=np.float32)
    curve = go.Scatter(
        x=z,
        y=squashed(step.gate, z),
        mode="lines",
        line={"color": MIDDLE, "width": 2},
        hovertemplate=HOVER.format(squash_name(step.gate)),
        meta={"said": f"The curve is {squash_name(step.gate)}."},
    )
    figure.add_trace(curve, row=2, col=1)
    for mark in (_way(step, limit), _point(step, limit)):
        figure.add_trace(mark, row=2, col=1)
    bottom = -1 if step.gate == "g" else 0
    figure.update_yaxes(range=[bottom - 0.15, TOP_OF_CURVE], row=2, col=1)
    figure.update_yaxes(tickvals=sorted({bottom, 0, 1}), row=2, col=1)
    figure.update_yaxes(title=f"{squash_name(step.gate)}(z)", row=2, col=1)


def _way(step: InsideStep, limit: float) -> go.Scatter:
    """Return the way down from z to the curve and from there to the axis of results."""
    return go.Scatter(
        x=[step.z, step.z, -limit],
        y=[TOP_OF_CURVE, step.result, step.result],
        mode="lines",
        line={"color": BY_CODE[step.gate].still, "width": 1.5, "dash": "dot"},
        hoverinfo="skip",
    )


def _point(step: InsideStep, limit: float) -> go.Scatter:
    """Return the point (z, result) with its name, where the curve leaves room for it."""
    return go.Scatter(
        x=[step.z],
        y=[step.result],
        mode="markers+text",
        marker={"color": BY_CODE[step.gate].still, "size": 12},
        text=[f"{result_name(step)} = {fixed(step.result, 3)}"],
        meta={
            "said": f"Its point: {squash_name(step.gate)}({fixed(step.z, 3)}) ="
            f" {fixed(step.result, 3)}."
        },
        textposition="bottom right" if step.z < TURN * limit else "bottom left",
        hovertemplate=HOVER.format(squash_name(step.gate)),
    )
