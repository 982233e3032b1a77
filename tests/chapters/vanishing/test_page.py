"""The laboratory's page: every ready setting, every control at its ends, and what it says."""

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from lstm_viz.chapters.vanishing.controls import CLIPS, KEY, PRESETS
from lstm_viz.chapters.vanishing.words import clipping_text, endings, headline
from lstm_viz.core.random_nets.experiment import experiment
from lstm_viz.core.random_nets.setting import Setting
from tests.pages.test_pages import opened

PAGE = "pages/vanishing.py"


def click(app: AppTest, preset: str) -> AppTest:
    (button,) = [button for button in app.button if button.label == preset]
    return button.click().run()


def widget(app: AppTest, name: str) -> Any:
    """Find a widget by the name of its number."""
    kinds = (app.slider, app.select_slider, app.button_group, app.number_input, app.toggle)
    (found,) = [one for kind in kinds for one in kind if one.key == f"{KEY}-{name}"]
    return found


def setting_of(app: AppTest) -> Setting:
    found: Setting = app.session_state[KEY]
    return found


def figure_of(app: AppTest) -> dict[str, Any]:
    (chart,) = app.get("plotly_chart")
    assert chart.proto.alt
    spec: dict[str, Any] = json.loads(chart.proto.spec)
    return spec


def assert_shows(app: AppTest, setting: Setting) -> None:
    """Hold the page against the computation."""
    assert not app.exception
    assert setting_of(app) == setting
    result = experiment(setting)
    assert app.header[0].value == headline(result)
    texts = [element.value for element in app.markdown]
    assert clipping_text(result) in texts
    assert endings(result) in texts
    names = [trace["name"] for trace in figure_of(app)["data"]]
    assert sum(name.endswith("measured") for name in names) == len(result.curves)


def test_it_opens_on_the_first_ready_setting() -> None:
    assert_shows(opened(PAGE), next(iter(PRESETS.values())).setting)


@pytest.mark.parametrize("preset", PRESETS)
def test_every_ready_setting_runs(preset: str) -> None:
    app = click(opened(PAGE), preset)
    assert_shows(app, PRESETS[preset].setting)
    assert PRESETS[preset].look_at in [element.value for element in app.markdown]


@pytest.mark.parametrize("network", ["rnn", "lstm"])
def test_every_control_bears_its_ends(network: str) -> None:
    app = opened(PAGE)
    widget(app, "network").set_value(network).run()
    names = [str(slider.key).removeprefix(f"{KEY}-") for slider in app.slider]
    assert len(names) == (4 if network == "rnn" else 5)
    for name in names:
        for end in ("min", "max"):
            widget(app, name).set_value(getattr(widget(app, name), end)).run()
            assert not app.exception
            assert getattr(setting_of(app), name) == getattr(widget(app, name), end)
    for clip in (CLIPS[0], CLIPS[1], CLIPS[-1]):
        widget(app, "clip").set_value(clip).run()
        assert setting_of(app).clip == clip
    widget(app, "seed").set_value(9999).run()
    assert_shows(app, setting_of(app))


@pytest.mark.parametrize("activation", ["tanh", "identity", "relu"])
def test_the_strongest_rnn_shows_what_overflows(activation: str) -> None:
    app = opened(PAGE)
    widget(app, "activation").set_value(activation).run()
    for name, value in (("radius", 2.0), ("n_steps", 300), ("noise", 0.0)):
        widget(app, name).set_value(value).run()
    assert_shows(app, setting_of(app))
    if activation != "tanh":
        assert "32-bit" in endings(experiment(setting_of(app))) or activation == "relu"


def test_a_held_forget_gate_has_no_bias_to_choose() -> None:
    app = click(opened(PAGE), "Constant error carousel")
    assert f"{KEY}-forget_bias" not in [slider.key for slider in app.slider]
    widget(app, "forget_is_one").set_value(False).run()
    assert not app.exception
    assert widget(app, "forget_bias").value == 1.0


def test_the_other_networks_numbers_are_kept_meanwhile() -> None:
    app = opened(PAGE)
    widget(app, "radius").set_value(1.5).run()
    widget(app, "network").set_value("lstm").run()
    widget(app, "network").set_value("rnn").run()
    assert widget(app, "radius").value == 1.5


def test_the_setting_and_the_sentence_survive_a_visit_elsewhere() -> None:
    app = opened(PAGE, q="A dull film.", model="lstm-small")
    click(app, "An LSTM that explodes")
    app.switch_page("pages/model.py").run()
    assert "A dull film." in [text.value for text in app.text]
    app.switch_page(PAGE).run()
    assert_shows(app, PRESETS["An LSTM that explodes"].setting)
    assert app.query_params["model"] == "lstm-small"


def test_the_page_says_that_its_networks_are_not_trained() -> None:
    app = opened(PAGE)
    foot = app.get("html")[-1].proto.body
    assert "random weights" in " ".join(element.proto.body for element in app.get("html")), foot
    assert "not trained" in app.markdown[0].value


def test_the_recap_is_short() -> None:
    recap = opened(PAGE).markdown[-1].value
    assert recap.startswith("- ")
    assert len(recap.split()) <= 120
