"""The pictures of one number show its weights, values and products, aligned, on fixed scales."""

import json
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest
import torch
from torch import nn

from lstm_viz.chapters.inside.notation import parts_of
from lstm_viz.chapters.inside.product import product_picture
from lstm_viz.chapters.inside.sharing import sharing_bars
from lstm_viz.chapters.inside.view import InsideView, fullest_at_end, inside_view
from lstm_viz.chapters.inside.waterfall import sum_picture
from lstm_viz.core.inside import SOURCES
from lstm_viz.core.network import network_of
from lstm_viz.core.record import record
from lstm_viz.figures.quantities import NOTATIONS
from tests.awkward import AWKWARD
from tests.player.test_payload import trace_of

TEXT = "the film was not at all bad , was it ?"
GATES = ("f", "i", "g", "o")
N_INPUTS = 5


def view_of(text: str = TEXT, n_hidden: int = 8) -> InsideView:
    trace = trace_of(text, n_hidden)
    torch.manual_seed(7)
    module = nn.LSTM(N_INPUTS, n_hidden).requires_grad_(requires_grad=False)
    (layer,) = record(module, torch.tensor(trace.layer.x))
    return inside_view(replace(trace, layers=(layer,)), network_of(module))


def drawn(figure: go.Figure, axis: str, kind: str) -> Any:
    """Return the traces of a kind on an axis that draw a number; not those that write it."""
    found = [t for t in figure.data if t.type == kind and (t.yaxis or "y") == axis]
    return [trace for trace in found if kind != "bar" or trace.base is None]


@pytest.mark.parametrize("notation", NOTATIONS)
@pytest.mark.parametrize("gate", GATES)
@pytest.mark.parametrize("n_hidden", [3, 64])
def test_a_product_stands_below_the_two_numbers_it_is_made_of(
    gate: str, notation: Any, n_hidden: int
) -> None:
    view = view_of(n_hidden=n_hidden)
    step = view.step(gate, 4, 2)
    figure = product_picture(view, step, notation)
    vector, products = drawn(figure, "y", "bar"), drawn(figure, "y4", "bar")
    matrix, row = drawn(figure, "y2", "heatmap"), drawn(figure, "y3", "heatmap")
    n_columns = 0
    for values, block, own, result in zip(vector, matrix, row, products, strict=False):
        for part in (block, own, result):
            np.testing.assert_array_equal(part.x, values.x)
        np.testing.assert_array_equal(block.z[2], own.z[0])
        np.testing.assert_allclose(values.y * own.z[0], result.y, rtol=1e-6)
        n_columns += len(values.x)
    assert n_columns == n_hidden + N_INPUTS
    assert len(set(np.concatenate([block.x for block in matrix]))) == n_columns + len(matrix[2].x)
    total = sum(float(part.y.astype("f8").sum()) for part in products)
    assert total == pytest.approx(step.z_recorded, abs=1e-5)
    assert len(products[2].x) == {"books": 1, "torch": 2}[notation]


@pytest.mark.parametrize("gate", GATES)
def test_the_blocks_are_the_gates_rows_of_torchs_arrays(gate: str) -> None:
    view = view_of()
    start = 8 * "ifgo".index(gate)
    u, w, b = drawn(product_picture(view, view.step(gate, 0, 0), "torch"), "y2", "heatmap")
    np.testing.assert_array_equal(u.z, view.named["weight_hh_l0"][start : start + 8])
    np.testing.assert_array_equal(w.z, view.named["weight_ih_l0"][start : start + 8])
    np.testing.assert_array_equal(b.z[:, 0], view.named["bias_hh_l0"][start : start + 8])
    np.testing.assert_array_equal(b.z[:, 1], view.named["bias_ih_l0"][start : start + 8])


def test_the_picked_row_is_framed_in_the_gates_colour() -> None:
    view = view_of()
    frame = product_picture(view, view.step("o", 1, 5), "books").layout.shapes[-1]
    assert (frame.y0, frame.y1, frame.yref) == (5.5, 6.5, "y2")
    assert frame.line.color == "#0A67A8"


def test_numbers_are_written_where_columns_are_few_and_are_those_drawn() -> None:
    few = product_picture(view_of(), view_of().step("f", 3, 1), "books")
    written = [trace for trace in few.data if trace.text is not None]
    assert len(written) == 2 + 3 + 3
    step = view_of().step("f", 3, 1)
    shown = [np.array([float(one.replace("−", "-")) for one in trace.text]) for trace in written]
    for numbers, values in zip(
        (*shown[:2], *shown[2:4], *shown[5:7]),
        [part[s] for part in (step.values, step.weights, step.products) for s in SOURCES],
        strict=True,
    ):
        np.testing.assert_allclose(numbers, values, atol=0.0051)
    for numbers in (shown[4], shown[7]):
        np.testing.assert_allclose(numbers, [step.b_ih + step.b_hh], atol=0.0051)
    assert list(written[0].text) == [
        f"{value:+.2f}".replace("-", "−").replace("+0.00", "0.00").replace("−0.00", "0.00")
        for value in view_of().step("f", 3, 1).values["h"]
    ]
    wide = view_of(n_hidden=64)
    many = product_picture(wide, wide.step("f", 3, 1), "books")
    assert all(trace.text is None for trace in many.data)


def test_every_gate_unit_and_word_share_the_scales_and_stay_within() -> None:
    view = view_of()
    seen = set()
    for gate in GATES:
        for t in (0, 5, 10):
            for unit in (0, 7):
                step = view.step(gate, t, unit)
                layout = product_picture(view, step, "books").layout
                axis = sum_picture(view, step, "torch").layout.xaxis.range
                seen.add((layout.coloraxis.cmax, layout.yaxis.range, layout.yaxis4.range, axis))
                for source in ("h", "x"):
                    assert np.abs(step.products[source]).max() <= view.ends.product
                    assert np.abs(step.values[source]).max() <= view.ends.vector
                for notation in NOTATIONS:
                    sums = np.cumsum([part.value for part in parts_of(step, notation)])
                    assert np.abs(sums).max() <= view.ends.z
    assert len(seen) == 1


def test_the_ends_hold_every_number_and_end_just_beyond() -> None:
    """Over all gates, units and words; were an end rounded down, its largest would leave it."""
    ends, steps = VIEW.ends, STEPS.values()
    products = max(np.abs(step.products[s]).max() for step in steps for s in SOURCES)
    vector = max(1.0, *(np.abs(step.values[s]).max() for step in steps for s in SOURCES))
    assert products <= ends.product < products + 0.1
    assert vector <= ends.vector < vector + 0.5
    sums = max(
        np.abs(np.cumsum([part.value for part in parts_of(step, notation)])).max()
        for step in steps
        for notation in NOTATIONS
    )
    assert sums <= ends.z + 1e-6
    assert ends.z < sums + 0.5
    assert max(np.abs(step.weights[s]).max() for step in steps for s in SOURCES) <= ends.weight


@pytest.mark.parametrize("notation", NOTATIONS)
@pytest.mark.parametrize("n_hidden", [8, 64])
def test_blocks_stand_apart_and_are_as_wide_as_they_have_columns(
    notation: Any, n_hidden: int
) -> None:
    view = view_of(n_hidden=n_hidden)
    figure = product_picture(view, view.step("f", 0, 0), notation)
    blocks = drawn(figure, "y2", "heatmap")
    for block in blocks:
        assert len(block.x) == block.z.shape[1]
        np.testing.assert_array_equal(np.diff(block.x), 1)
    for left, right in pairwise(blocks):
        assert right.x[0] - left.x[-1] >= 2
    low, high = figure.layout.xaxis.range
    assert low <= blocks[0].x[0] - 0.5
    assert blocks[-1].x[-1] + 0.5 <= high


@pytest.mark.parametrize("text", [t for t in AWKWARD.values() if t.strip()], ids=ascii)
def test_any_word_is_text_to_plotly(text: str) -> None:
    clean = text.encode("utf-8", "replace").decode()[:100]
    view = view_of(clean)
    if view.trace.tokens:
        step = view.step("f", 0, 0)
        for figure in (product_picture(view, step, "books"), sharing_bars(view, "f", 0, 0)):
            json.loads(figure.to_json())
        named = product_picture(view, step, "books").layout.annotations[1].text
        assert "<" not in named


def test_a_plain_rnn_has_no_gates() -> None:
    with pytest.raises(ValueError, match="plain RNN"):
        inside_view(trace_of("a b", module=nn.RNN), network_of(nn.RNN(N_INPUTS, 8)))


def test_the_fullest_unit_is_that_of_the_last_word() -> None:
    view = view_of()
    assert abs(view.layer.c[-1, fullest_at_end(view)]) == np.abs(view.layer.c[-1]).max()


VIEW = view_of()
STEPS = {
    (gate, t, unit): VIEW.step(gate, t, unit)
    for gate in GATES
    for t in range(len(VIEW.trace.tokens))
    for unit in range(8)
}
