"""A figure in words says the figure's own numbers, and all that it draws."""

import re

import numpy as np
import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lstm_viz.figures.spoken import FEW, spoken

WORDS = ["1 not", "2 at", "3 &lt;b&gt;"]


def test_a_line_is_said_word_by_word_or_by_its_ends_and_extremes() -> None:
    figure = go.Figure(go.Scatter(x=WORDS, y=[0.5, None, 0.254], name="<b>LSTM</b>"))
    assert spoken(figure) == ["LSTM: “not” 0.50; “<b>” 0.25."]
    figure = go.Figure(go.Scatter(x=list(range(20)), y=[5, *range(-1, 18)]))
    figure.update_yaxes(title="norm")
    (said,) = spoken(figure)
    assert said == (
        "norm: 20 numbers, from 5.00 (at 0) to 17.00 (at 19); the smallest is −1.00 (at 1), the"
        " largest 17.00 (at 19)."
    )


def test_what_frames_or_fills_is_not_said() -> None:
    figure = go.Figure(
        [
            go.Scatter(x=[1], y=[1], hoverinfo="skip"),
            go.Scatter(x=[1], y=[1], fill="toself"),
            go.Scatter(x=[1], y=[1], hoverinfo="skip", meta={"said": "Theory: 1."}),
            go.Scatter(x=[], y=[], name="nothing"),
        ]
    )
    assert spoken(figure) == ["Theory: 1."]


def test_lying_bars_waterfalls_and_logarithms_are_read_as_drawn() -> None:
    lying = go.Bar(orientation="h", x=[0.5, -0.25], y=WORDS[:2], name="LRP")
    assert spoken(go.Figure(lying)) == ["LRP: “not” 0.50; “at” −0.25."]
    fall = go.Waterfall(x=["a", "b"], y=[0.5, -0.25], measure=["relative", "total"])
    assert spoken(go.Figure(fall)) == ["A +0.50; b −0.25."]
    log = go.Figure(go.Scatter(x=["a"], y=[3e-7], name="n")).update_yaxes(type="log")
    assert spoken(log) == ["n: a 3.0 × 10⁻⁷."]


def test_in_a_stack_what_is_not_there_is_not_said() -> None:
    figure = go.Figure(go.Bar(x=WORDS[:2], y=[0.0, 2.0], name="at")).update_layout(barmode="stack")
    assert spoken(figure) == ["at: “at” 2.00."]


def test_several_axes_are_told_apart() -> None:
    figure = go.Figure(
        [go.Scatter(x=["a"], y=[1], name="now"), go.Scatter(x=["a"], y=[2], name="now", yaxis="y2")]
    )
    figure.update_layout(yaxis={"title": "C"}, yaxis2={"title": "h"})
    assert spoken(figure) == ["C, now: a 1.00.", "h, now: a 2.00."]


def test_a_map_is_said_row_by_row() -> None:
    cells = [[0.5, np.nan], [-1.0, 2.0]]
    figure = go.Figure(go.Heatmap(z=cells, x=WORDS[:2], coloraxis="coloraxis"))
    figure.update_layout(coloraxis={"cmin": -2, "colorbar": {"title": {"text": "changed"}}})
    figure.data[0].meta = {"rows": "unit {}"}
    assert spoken(figure) == [
        "changed: 2 rows and 2 columns, from −1.00 (unit 2, “not”) to +2.00 (unit 2, “at”).",
        "unit 1: “not” +0.50.",
        "unit 2: “not” −1.00; “at” +2.00.",
    ]
    assert spoken(go.Figure(go.Heatmap(z=[[np.nan]]))) == []


@settings(deadline=None, max_examples=60)
@given(st.lists(st.floats(-99, 99), min_size=1, max_size=FEW))
def test_every_number_that_is_drawn_is_said(values: list[float]) -> None:
    (said,) = spoken(go.Figure(go.Scatter(x=[f"w{n}" for n in range(len(values))], y=values)))
    told = [float(number.replace("−", "-")) for number in re.findall(r" ([−\d.]+\d)", said[1:])]
    np.testing.assert_allclose(told, values, atol=0.00501)


@pytest.mark.parametrize("n_numbers", [1, FEW, FEW + 1, 500])
def test_many_numbers_make_no_longer_sentence_than_few(n_numbers: int) -> None:
    figure = go.Figure(go.Bar(x=[f"{n} word" for n in range(n_numbers)], y=[1.0] * n_numbers))
    (said,) = spoken(figure)
    assert len(said) < FEW * 15
