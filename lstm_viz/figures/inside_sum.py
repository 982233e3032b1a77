"""From the sums to the result: a waterfall along z, and below it the curve that squashes z."""

import numpy as np
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from lstm_viz.core.inside import InsideStep, squashed
from lstm_viz.figures.inside_names import parts_of, result_name, squash_name
from lstm_viz.figures.inside_view import InsideView, Notation
from lstm_viz.figures.quantities import BY_CODE, MIDDLE, NEGATIVE, POSITIVE
from lstm_viz.figures.word_labels import signed

ROW, CURVE = 30, 190  # px, of a summand, of the curve
TOP, BETWEEN, BOTTOM, LEFT, RIGHT = 8, 34, 48, 78, 16  # px
N_POINTS = 241
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
        y=[*(part.name for part in parts), "z"],
        x=[*values, step.z],
        measure=["relative"] * len(parts) + ["total"],
        text=[signed(value) for value in (*values, step.z)],
        textposition="outside",
        increasing_marker_color=POSITIVE[0],
        decreasing_marker_color=NEGATIVE[0],
        totals_marker_color=BY_CODE[step.gate].light,
        connector={"line": {"color": MIDDLE, "width": 1}},
        hovertemplate="%{y}: %{delta:+.4f}<br>so far %{final:+.4f}<extra></extra>",
        cliponaxis=False,
    )


def _add_curve(figure: go.Figure, step: InsideStep, limit: float) -> None:
    """Draw sigma or tanh, the point (z, result), and the way to it from both axes."""
    z = np.linspace(-limit, limit, N_POINTS, dtype=np.float32)
    bottom = -1 if step.gate == "g" else 0
    colour = BY_CODE[step.gate].light
    hover = f"{squash_name(step.gate)}(%{{x:.3f}}) = %{{y:.3f}}<extra></extra>"
    figure.add_scatter(
        x=z,
        y=squashed(step.gate, z),
        mode="lines",
        line={"color": MIDDLE, "width": 2},
        hovertemplate=hover,
        row=2,
        col=1,
    )
    figure.add_scatter(
        x=[step.z, step.z, -limit],
        y=[1.1, step.result, step.result],
        mode="lines",
        line={"color": colour, "width": 1.5, "dash": "dot"},
        hoverinfo="skip",
        row=2,
        col=1,
    )
    figure.add_scatter(
        x=[step.z],
        y=[step.result],
        mode="markers+text",
        marker={"color": colour, "size": 12},
        text=[f"{result_name(step)} = {step.result:.3f}".replace("-", "−")],
        textposition="bottom right" if step.z <= 0 else "bottom left",
        hovertemplate=hover,
        row=2,
        col=1,
    )
    figure.update_yaxes(range=[bottom - 0.15, 1.1], tickvals=sorted({bottom, 0, 1}), row=2, col=1)
    figure.update_yaxes(title=f"{squash_name(step.gate)}(z)", row=2, col=1)
