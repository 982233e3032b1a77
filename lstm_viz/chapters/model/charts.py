"""A picture of the four gates' weights, on one scale."""

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from lstm_viz.core.network import Network
from lstm_viz.figures.quantities import BY_CODE, MIDDLE, SHOWN_ORDER
from lstm_viz.figures.weights import (
    WEIGHT_SCALE,
    textbook_matrix,
    weight_limit,
)


def weight_picture(network: Network) -> go.Figure:
    """Draw the four gates' matrices over [h before, x] on one scale, zero as background.

    Args:
        network: an LSTM of one layer.
    """
    weights = network.only_layer("The picture of the weights")
    limit = weight_limit(weights)
    n_hidden, n_inputs = network.n_hidden, network.n_inputs
    figure = make_subplots(
        rows=len(SHOWN_ORDER),
        cols=1,
        shared_xaxes=True,
        vertical_spacing=0.07,
        subplot_titles=[f"W of the {BY_CODE[gate].name}" for gate in SHOWN_ORDER],
    )
    columns = [f"h{unit + 1}" for unit in range(n_hidden)] + [
        f"x{unit + 1}" for unit in range(n_inputs)
    ]
    for row, gate in enumerate(SHOWN_ORDER, start=1):
        figure.add_heatmap(
            z=textbook_matrix(weights, gate).astype("f4"),
            x=columns,
            y=[f"unit {unit + 1}" for unit in range(n_hidden)],
            coloraxis="coloraxis",
            hovertemplate="%{y}, from %{x}: %{z:.3f}<extra></extra>",
            meta={"name": f"W of the {BY_CODE[gate].name}"},
            row=row,
            col=1,
        )
    figure.add_vline(x=n_hidden - 0.5, line_width=1.5, line_color=MIDDLE)
    return _laid_out(figure, limit, n_hidden)


def _laid_out(figure: go.Figure, limit: float, n_hidden: int) -> go.Figure:
    """Give the picture its scale and its size."""
    legend = {"title": {"text": "weight"}, "tickvals": [-limit, 0, limit], "thickness": 12}
    figure.update_layout(
        coloraxis={"cmin": -limit, "cmax": limit, "colorscale": WEIGHT_SCALE, "colorbar": legend},
        height=4 * max(150, min(4 * n_hidden, 170)),
        margin={"l": 8, "r": 8, "t": 28, "b": 8},
    )
    figure.update_yaxes(autorange="reversed", nticks=8)
    figure.update_annotations(x=0, xanchor="left", font_size=14)
    return figure
