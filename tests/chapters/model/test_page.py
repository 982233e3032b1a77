"""The model page: its picture is drawn on one scale."""

import json

from tests.pages.test_pages import opened


def test_the_weights_are_drawn_on_one_scale_around_zero() -> None:
    (chart,) = opened("pages/model.py").get("plotly_chart")
    figure = json.loads(chart.proto.spec)
    axis = figure["layout"]["coloraxis"]
    assert axis["cmin"] == -axis["cmax"]
    assert {trace["coloraxis"] for trace in figure["data"]} == {"coloraxis"}
    assert chart.proto.alt
