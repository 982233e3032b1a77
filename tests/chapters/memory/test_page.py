"""The page on memory says and draws what the ledger holds, for the sentence in the link."""

import json
import re
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from lstm_viz.chapters.memory import cached, words
from lstm_viz.figures.labels import names
from lstm_viz.figures.numbers import gap
from lstm_viz.ui import rest, state
from lstm_viz.ui.place import DEFAULT_SENTENCE, MODELS, Place
from tests.pages.test_pages import opened

PAGE = "pages/memory.py"
FIGURES = 3


def figures_of(app: AppTest) -> list[Any]:
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


def said(app: AppTest) -> str:
    return "\n".join(str(text.value) for text in app.text)


def test_the_lead_is_the_ledgers_largest_share() -> None:
    app = opened(PAGE)
    view = cached.memory_of("lstm-tiny", DEFAULT_SENTENCE)
    most = int(view.shares[-1].argmax())
    expected = f"After the last word, {100 * view.shares[-1, most]:.0f}% of what memory holds"
    assert f"{expected} was written by “{names(view.trace)[most]}”" in said(app)
    assert len(figures_of(app)) == FIGURES
    assert all(chart.proto.alt for chart in app.get("plotly_chart"))


def test_what_is_left_of_a_word_is_its_weight_now_over_its_weight_then() -> None:
    view = cached.memory_of("lstm-tiny", DEFAULT_SENTENCE)
    found = re.search(
        r"of “(.*)” \(word (\d+)\): (\d+)% of what it wrote is left", said(opened(PAGE))
    )
    assert found
    s = int(found[2]) - 1
    assert found[1] == names(view.trace)[s]
    assert int(found[3]) == round(100 * view.weights[-1, s] / view.weights[s, s])


def test_the_gap_on_the_page_is_that_of_the_run() -> None:
    app = opened(PAGE)
    view = cached.memory_of("lstm-tiny", DEFAULT_SENTENCE)
    (line,) = (m.value for m in app.markdown if "largest difference" in str(m.value))
    assert f"the largest difference is {gap(view.gap)}," in str(line)
    assert 0 < view.gap < 1e-6


def test_a_word_and_a_unit_are_chosen_and_stay_in_the_link() -> None:
    app = opened(PAGE)
    app.selectbox[1].set_value(4).run()
    assert "After “not” (word 4)" in said(app)
    assert app.query_params["step"] == "4"
    app.selectbox[0].set_value(3).run()
    assert not app.exception
    assert (app.query_params["step"], app.query_params["unit"]) == ("4", "3")
    assert "unit 3" in said(app)
    assert figures_of(app)[0]["layout"]["coloraxis"]["cmin"] == -1
    app.selectbox[0].set_value(0).run()
    assert "unit" not in app.query_params
    assert figures_of(app)[0]["layout"]["coloraxis"]["cmin"] == 0


@pytest.mark.parametrize("address", [{"unit": "64"}, {"step": "200"}, {"unit": "x", "step": "-1"}])
def test_what_this_sentence_or_model_does_not_have_is_not_chosen(address: dict[str, str]) -> None:
    app = opened(PAGE, **address)
    assert not app.exception
    assert (app.selectbox[0].value, app.selectbox[1].value) == (0, 11)


def test_a_new_sentence_is_split_at_once() -> None:
    app = opened(PAGE, step="4")
    app.text_area[0].set_value("A dull film.").run()
    assert not app.exception
    assert app.selectbox[1].value == 4
    assert len(app.selectbox[1].options) == 4
    assert "After the last word" in said(app)


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("words", [1, 2, 200])
def test_any_length_is_drawn(model: str, words: int) -> None:
    app = opened(PAGE, q="bad " * words, model=model)
    assert not app.exception
    assert len(figures_of(app)) == FIGURES
    assert len(app.dataframe[0].value) == {"lstm-tiny": 8, "lstm-small": 64}[model]


def test_an_empty_sentence_draws_nothing() -> None:
    app = opened(PAGE, q=" ")
    assert not app.exception
    assert not figures_of(app)
    assert "Type a sentence" in said(app)


def test_the_words_in_short_are_few() -> None:
    (recap,) = (m.value for m in opened(PAGE).markdown if str(m.value).startswith("- "))
    assert len(str(recap).split()) <= 120


def test_the_unit_chosen_in_the_player_is_in_the_link(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "session_state", {})  # outside an app Streamlit keeps nothing by itself
    here = Place(unit=5)
    state.keep(here)
    rest.take(
        {
            "step": 6,
            "phase": 2,
            "mode": "story",
            "map": "f",
            "order": "unit",
            "unit": 2,
            "all": False,
            "move": 1,
            "reading": rest.reading(here.model, here.text),
        }
    )
    assert state.links()["unit"] == "3"


@pytest.mark.parametrize("t", [0, 3, 10])
def test_every_word_has_its_sentences(t: int) -> None:
    view = cached.memory_of("lstm-tiny", DEFAULT_SENTENCE)
    where = "After the last word" if t == len(view.trace.tokens) - 1 else f"(word {t + 1})"
    assert where in words.lead(view, t)
    assert "unit 1" in words.unit_text(view, t, 0)
