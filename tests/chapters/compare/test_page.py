"""The comparison says what the model did, and bears any two sentences."""

import json
from dataclasses import replace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from lstm_viz.chapters.compare import cached, words
from lstm_viz.ui import cache
from lstm_viz.ui.place import DEFAULT_SENTENCE, MAX_CHARACTERS, MODELS, place_of
from tests.pages.test_pages import SAFE, harmed_by, opened

PAGE = "pages/compare.py"


def said(app: AppTest) -> str:
    return "\n".join(str(text.value) for text in app.text)


def payloads_of(app: AppTest) -> list[dict[str, Any]]:
    found = [json.loads(one.proto.json) for one in app.get("bidi_component")]
    return [payload for payload in found if "tokens" in payload]


def test_the_lead_is_made_from_both_verdicts() -> None:
    app = opened(PAGE, q="The food was good.", b="The food was not good.")
    texts = ["The food was good.", "The food was not good."]
    first, second = cache.verdicts_of("lstm-tiny", texts)
    told = f"From “was good” to “was not good” the verdict falls from {first:.2f} to {second:.2f}"
    assert f"{told}, from positive to negative." in said(app)
    assert "The words first differ at “not” (word 4, only in B)" in said(app)
    assert len(app.get("plotly_chart")) == 2
    assert all(chart.proto.alt for chart in app.get("plotly_chart"))


def test_two_players_go_together() -> None:
    first, second = payloads_of(opened(PAGE, q="It was good.", b="It was not good."))
    assert first["sync"]["map"] == [0, 1, 3, 4]
    assert second["sync"]["map"] == [0, 1, 1, 2, 3]
    assert first["sync"]["group"] == second["sync"]["group"]
    assert first["limits"] == second["limits"]
    assert [payload["sync"]["led"] for payload in (first, second)] == [False, True]


def test_the_home_page_has_no_group() -> None:
    (payload,) = payloads_of(opened("app.py"))
    assert "sync" not in payload


def test_without_a_choice_the_first_change_is_shown() -> None:
    app = opened(PAGE)
    assert app.text_input[0].value == "The movie was boring and quite enjoyable."
    assert "b" not in app.query_params
    app.text_area[0].set_value("xyzzy").run()
    assert app.text_input[0].value == "xyzzy"
    assert "nothing differs" in said(app)


def test_a_change_is_one_click_and_stays_in_the_link() -> None:
    app = opened(PAGE, q="The food was good.")
    button = next(one for one in app.button if one.label.startswith("Insert"))
    button.click().run()
    assert app.text_input[0].value == "The food was not good."
    assert app.query_params["b"] == "The food was not good."
    app.text_area[0].set_value("The food was bad.").run()
    assert app.text_input[0].value == "The food was not good."
    app.switch_page("app.py").run()
    app.switch_page(PAGE).run()
    assert app.text_input[0].value == "The food was not good."


def test_typing_in_the_second_box_is_read_at_once() -> None:
    app = opened(PAGE, q="Good.", b="Bad.")
    app.text_input[0].set_value("A dull film.").run()
    assert payloads_of(app)[1]["n_tokens"] == 4
    assert app.query_params["b"] == "A dull film."


@pytest.mark.parametrize("text", sorted(SAFE), ids=ascii)
def test_any_text_goes_through_both_boxes(text: str) -> None:
    for q, b in ((text, "It was good."), ("It was good.", text), (text, text)):
        app = opened(PAGE, q=q, b=b)
        assert not app.exception
        assert not harmed_by(app, text)
        assert not any(len(text) > 5 and text in button.label for button in app.button)
    assert app.text_input[0].value == text[:MAX_CHARACTERS]


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize(("q", "b"), [("good", "bad"), ("bad " * 200, "not bad " * 100), ("", "")])
def test_any_length_is_compared(q: str, b: str, model: str) -> None:
    app = opened(PAGE, q=q, b=b, model=model)
    assert not app.exception
    assert len(payloads_of(app)) == (2 if q else 0)


def test_the_map_can_show_each_quantity() -> None:
    app = opened(PAGE)
    before = json.loads(app.get("plotly_chart")[1].proto.spec)["layout"]["coloraxis"]
    app.selectbox[0].set_value("f").run()
    after = json.loads(app.get("plotly_chart")[1].proto.spec)["layout"]["coloraxis"]
    assert after["colorbar"]["title"]["text"] == "Forget gate, B − A"
    app.selectbox[0].set_value("o").run()
    other = json.loads(app.get("plotly_chart")[1].proto.spec)["layout"]["coloraxis"]
    assert (other["cmin"], other["cmax"]) == (after["cmin"], after["cmax"])
    assert before["cmax"] != after["cmax"]  # the cell state has no natural end


@pytest.mark.parametrize("b", ["It was good. Not bad at all", "zzz"])
def test_a_map_without_a_difference_is_a_sentence(b: str) -> None:
    app = opened(PAGE, q="It was good.", b=b)
    assert len(app.get("plotly_chart")) == 1
    said_instead = "does it differ by as much as 0.01" if len(b) > 5 else "there is no difference"
    assert said_instead in said(app)


def test_a_choice_does_not_take_the_reader_back() -> None:
    app = opened(PAGE, q="It was good.", step="2")
    app.session_state["place"] = replace(app.session_state["place"], step=4)  # as the player told
    app.run()
    app.query_params["step"] = "2"  # the browser has not got it yet
    app.selectbox[0].set_value("f").run()
    assert app.query_params["step"] == "4"


def test_a_pair_of_the_laboratory_is_compared() -> None:
    app = opened(PAGE, q="The stew is tasty.", b="The stew is not tasty.", model="lstm-small")
    assert [payload["n_tokens"] for payload in payloads_of(app)] == [5, 6]


def test_the_words_in_short_are_few() -> None:
    (recap,) = (m.value for m in opened(PAGE).markdown if str(m.value).startswith("- "))
    assert len(str(recap).split()) <= 120


def test_a_link_too_long_for_the_second_sentence_leaves_it_out() -> None:
    app = opened(PAGE, b="bad " * 2_000)
    assert not app.exception
    assert "b" not in app.query_params


@pytest.mark.parametrize("b", ["", "x", DEFAULT_SENTENCE])
def test_the_second_sentence_in_a_link_is_read_as_it_is(b: str) -> None:
    assert place_of({"b": b}).second == b
    assert place_of({}).second is None


@pytest.mark.parametrize("text", sorted(SAFE), ids=ascii)
def test_the_lead_bears_any_words(text: str) -> None:
    view = cached.comparison_of("lstm-tiny", "It was good.", text)
    if view.second.tokens:
        assert words.lead(view).endswith(".")
