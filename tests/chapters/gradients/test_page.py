"""Gradient flow: what it says and draws is the runs of this sentence."""

import json
import re
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from lstm_viz.chapters.gradients import cached, words
from lstm_viz.figures.numbers import share_of
from lstm_viz.figures.verdict import moved
from lstm_viz.ui.place import DEFAULT_SENTENCE, MODELS
from tests.pages.test_pages import opened

PAGE = "pages/gradients.py"


def figures_of(app: AppTest) -> list[Any]:
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


def said(app: AppTest) -> str:
    return "\n".join(str(part.value) for part in (*app.text, *app.markdown))


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("n_words", [1, 2, 200])
def test_any_length_is_drawn(model: str, n_words: int) -> None:
    app = opened(PAGE, q="bad " * n_words, model=model)
    assert not app.exception
    assert len(figures_of(app)) == 3
    assert all(chart.proto.alt for chart in app.get("plotly_chart"))


def test_an_empty_sentence_draws_no_chart() -> None:
    app = opened(PAGE, q=" ")
    assert not app.exception
    assert not figures_of(app)
    assert "Type a sentence" in said(app)


def test_the_recap_is_short_and_does_not_say_solved() -> None:
    (recap,) = (m.value for m in opened(PAGE).markdown if str(m.value).startswith("- "))
    assert len(str(recap).split()) <= 120
    assert "solved" not in str(recap).replace('not "solved"', "")


def test_the_camera_is_all_that_the_corner_offers() -> None:
    for chart in opened(PAGE).get("plotly_chart"):
        assert json.loads(chart.proto.config)["modeBarButtons"] == [["toImage"]]


@pytest.mark.parametrize("target", ["4", "loss0", "loss1"])
def test_the_target_reaches_the_player_and_the_chart(target: str) -> None:
    app = opened(PAGE)
    app.selectbox[0].set_value(target).run()
    assert not app.exception
    flow = cached.flow_of("lstm-tiny", DEFAULT_SENTENCE, target)
    assert words.lead(flow) in said(app)
    player = next(p for p in app.get("bidi_component") if "player" in p.proto.component_name)
    assert json.loads(player.proto.json)["target"]["step"] == flow.row
    assert words.left_out(flow) in said(app)


def test_a_new_sentence_has_its_own_targets() -> None:
    app = opened(PAGE)
    app.selectbox[0].set_value("9").run()
    app.text_area[0].set_value("A dull film.").run()
    assert not app.exception
    assert len(app.selectbox[0].options) == 3 + 3
    assert app.selectbox[0].value == "last"
    assert len(app.selectbox[1].options) == 4


def test_a_word_is_followed() -> None:
    app = opened(PAGE, step="5")
    assert app.selectbox[1].value == 4
    app.selectbox[1].set_value(6).run()
    paths = cached.paths_of("lstm-tiny", DEFAULT_SENTENCE, 6)
    assert "“boring”" in said(app)
    assert paths.lstm.direct is not None
    assert f"{100 * paths.lstm.direct[-1] / paths.lstm.full[-1]:.0f}% of what all" in said(app)


@pytest.mark.parametrize("distance", [0, 73, 150])
def test_the_slider_runs_the_sentence_of_that_length(distance: int) -> None:
    app = opened(PAGE, model="lstm-small")
    app.slider[0].set_value(distance).run()
    assert not app.exception
    near, far = (cached.filler_run_of("lstm-small", "story", k) for k in (0, distance))
    if distance:
        kept = share_of(far.norm / near.norm, "its value without filler")
        assert f"is {kept} in the LSTM" in said(app)
        assert moved(near.p_positive, far.p_positive) in said(app)
    else:
        assert f"is {near.norm:.2f} in the LSTM" in said(app)
        assert f"is {near.p_positive:.2f} (LSTM)" in said(app)


def test_another_filler_is_read_alone_too() -> None:
    app = opened(PAGE)
    filler: Any = app.get("button_group")[-1]
    filler.set_value("stop").run()
    assert not app.exception
    for name, verdict in cached.filler_verdicts_of("lstm-tiny", "stop").items():
        assert re.search(rf"{name} says {verdict:.2f}", said(app))


def test_the_readers_words_are_not_read_as_formulas_or_html() -> None:
    specs = json.dumps(figures_of(opened(PAGE, q="<b>x</b> $\\alpha$ good")))
    assert "<b>" not in specs
    assert "$" not in specs.replace("&#36;", "")
