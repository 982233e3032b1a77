"""The page "What if" reads the sentence again as the controls say."""

import json
import re
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from lstm_viz.core.models.checkpoint import load_model
from lstm_viz.core.record import record_sentence
from lstm_viz.core.surgery.operate import Clamp, ablate, deaf_to, goldfish, operate, perfect_memory
from lstm_viz.ui.place import DEFAULT_SENTENCE, MODELS
from tests.awkward import AWKWARD
from tests.pages.test_pages import opened

PAGE = "pages/surgery.py"


def figures_of(app: AppTest) -> list[Any]:
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


def said(app: AppTest) -> str:
    return "\n".join(str(text.value) for text in app.text)


def ends_at(clamp: Clamp, text: str = DEFAULT_SENTENCE) -> str:
    network = load_model("lstm-tiny")
    trace = record_sentence(network, text)
    after = operate(network, trace, [clamp]).p_positive[-1]
    return f"the model ends at {after:.2f} instead of {trace.p_positive[-1]:.2f}."


def button(app: AppTest, start: str) -> Any:
    return next(found for found in app.button if str(found.label).startswith(start))


def test_the_page_opens_on_the_experiment_with_the_largest_effect() -> None:
    app = opened(PAGE)
    clamps = (deaf_to(3), goldfish(0), perfect_memory(0), ablate(5))
    ends = [re.findall(r"\d\.\d\d", ends_at(clamp)) for clamp in clamps]
    far = max(abs(float(after) - float(before)) for after, before in ends)
    shown = re.search(r"ends at (\d\.\d\d) instead of (\d\.\d\d)", said(app))
    assert shown
    assert abs(float(shown[1]) - float(shown[2])) == pytest.approx(far)
    assert far > 0.05  # more than deafness to "not" does
    button(app, "Deaf").click().run()
    assert f"Deaf to “not” (word 4), {ends_at(deaf_to(3))}" in said(app)
    assert "all 1,716 recorded numbers come out the same, bit for bit" in said(app)
    assert len(figures_of(app)) == 3
    assert all(chart.proto.alt for chart in app.get("plotly_chart"))


def test_a_button_fills_the_controls_and_a_control_changes_the_reading() -> None:
    app = opened(PAGE)
    button(app, "Goldfish").click().run()
    assert not app.exception
    assert f"With a goldfish’s memory, {ends_at(goldfish(0))}" in said(app)
    assert (app.selectbox(key="held").value, app.selectbox(key="held-from").value) == ("f", 1)
    app.selectbox(key="held-from").set_value(6).run()
    app.number_input[0].set_value(0.5).run()
    clamp = Clamp("f", 0.5, tokens=slice(5, None))
    assert ends_at(clamp) in said(app)
    app.multiselect[0].set_value([2, 5]).run()
    assert ends_at(Clamp("f", 0.5, units=(1, 4), tokens=slice(5, None))) in said(app)


def test_an_experiment_on_a_word_is_offered_only_where_the_word_is() -> None:
    text = "The plot is thin but the acting is great."
    app = opened(PAGE, q=text)
    button(app, "Goldfish from “but” on").click().run()
    told = f"With a goldfish’s memory from “but” (word 5) on, {ends_at(goldfish(4), text)}"
    assert told in said(app)
    labels = [str(found.label) for found in opened(PAGE).button]
    assert any(label == "Deaf to “not”" for label in labels)
    assert not any("but" in label for label in labels)


def test_the_map_shows_the_cell_or_the_hidden_state() -> None:
    app = opened(PAGE)
    assert "C changed by" in json.dumps(figures_of(app)[2])
    app.button_group[1].set_value("h").run()
    assert not app.exception
    assert "h changed by" in json.dumps(figures_of(app)[2])


def test_controls_stay_within_what_there_is() -> None:
    app = opened(PAGE)
    button(app, "Deaf").click().run()
    app.selectbox(key="held").set_value("c").run()
    app.number_input[0].set_value(-4.0).run()
    app.selectbox(key="held").set_value("f").run()
    assert not app.exception
    assert app.number_input[0].value == 0
    app.selectbox(key="held-from").set_value(9).run()
    assert not app.exception
    assert app.selectbox(key="held-to").value == 9


def test_a_new_sentence_or_model_starts_with_its_own_experiment() -> None:
    app = opened(PAGE)
    button(app, "Perfect").click().run()
    app.text_area[0].set_value("It was never dull.").run()
    assert not app.exception
    assert said(app).splitlines()[1].startswith("Deaf to “never” (word 3)")
    button(app, "Without unit").click().run()
    app.button_group[0].set_value("lstm-small").run()
    assert not app.exception
    assert app.multiselect[0].value == []


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("words", [1, 2, 200])
def test_any_length_is_drawn(model: str, words: int) -> None:
    app = opened(PAGE, q="bad " * words, model=model)
    assert not app.exception
    assert len(figures_of(app)) == 3
    assert ("No gate or candidate moves" in said(app)) == (words == 1)
    for start in ("Goldfish", "Perfect", "Without"):
        button(app, start).click().run()
        assert not app.exception


def test_an_empty_sentence_draws_nothing() -> None:
    app = opened(PAGE, q=" ")
    assert not app.exception
    assert not figures_of(app)


@pytest.mark.parametrize("text", sorted(AWKWARD.values()), ids=ascii)
def test_no_button_reads_a_sentence_as_markdown(text: str) -> None:
    safe = text.encode("utf-8", "replace").decode()
    labels = "".join(str(found.label) for found in opened(PAGE, q=safe).button)
    assert not set(labels) & set("*_`[]<>$:\\")


def test_the_words_in_short_are_few() -> None:
    recaps = [str(m.value) for m in opened(PAGE).markdown if str(m.value).startswith("- ")]
    assert len(recaps) == 1
    assert len(recaps[0].split()) <= 120
