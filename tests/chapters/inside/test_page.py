"""The page says and draws what was recorded, for what is chosen in the link."""

import json
import re
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from lstm_viz.core.trace import LstmTrace
from lstm_viz.figures.numbers import BOUNDS
from lstm_viz.ui import cache, place, rest, state
from tests.pages.test_pages import opened

PAGE = "pages/inside.py"
FIGURES = 4
NUMBER = r"(−?[0-9.]+[0-9])"
SIGNED = r"([+−]?[0-9.]+[0-9])"


def layer_of(model: str = "lstm-tiny") -> LstmTrace:
    layer = cache.trace_of(model, place.DEFAULT_SENTENCE).layer
    assert isinstance(layer, LstmTrace)
    return layer


def figures_of(app: AppTest) -> list[Any]:
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


def said(app: AppTest) -> str:
    return "\n".join(str(part.value) for part in (*app.text, *app.markdown))


def number(written: str) -> float:
    return float(written.replace("−", "-"))


@pytest.mark.parametrize(("gate", "name"), [("f", "forget gate"), ("g", "candidate")])
def test_the_lead_is_the_recorded_number(gate: str, name: str) -> None:
    app = opened(PAGE, step="7", unit="3", map=gate)
    found = re.search(
        rf"At “boring” \(word 7\), {SIGNED} from the word, {SIGNED} from the hidden state before it"
        rf" and {SIGNED} from the bias add up to {NUMBER}; \w+\({NUMBER}\) = {NUMBER} is the {name}"
        r" of unit 3\.",
        said(app),
    )
    assert found
    x, h, bias, z, squashed, result = map(number, found.groups())
    assert round(x + h + bias, 9) == z == squashed  # as printed, the headline adds up
    assert z == pytest.approx(float(getattr(layer_of(), f"{gate}_pre")[6, 2]), abs=6e-4)
    assert result == pytest.approx(float(getattr(layer_of(), gate)[6, 2]), abs=6e-4)
    assert len(figures_of(app)) == FIGURES
    assert all(chart.proto.alt for chart in app.get("plotly_chart"))


def test_the_gap_on_the_page_is_that_of_the_run() -> None:
    found = re.search(
        rf"give z = {NUMBER}; the record says {NUMBER}\. The difference, in z and in the"
        r" result, is (less than a .*): the run",
        said(opened(PAGE, step="4", unit="2", map="o")),
    )
    assert found
    z = float(layer_of().o_pre[3, 1])
    assert number(found[2]) == pytest.approx(z, abs=6e-5)
    assert number(found[1]) == pytest.approx(z, abs=6e-5)
    assert found[3] in {f"less than {words}" for size, words in BOUNDS if size < 1e-5}


@pytest.mark.parametrize(("model", "weights"), [("lstm-tiny", "464"), ("lstm-small", "7,296")])
def test_weight_sharing_is_said_with_this_models_numbers(model: str, weights: str) -> None:
    text = said(opened(PAGE, model=model))
    assert f"The same {weights} weights and" in text
    assert "they are used 11 times, and only the vector changes." in text


def test_gate_unit_word_and_notation_stay_in_the_link() -> None:
    app = opened(PAGE)
    app.selectbox[1].set_value(4).run()
    app.selectbox[0].set_value(2).run()
    gate, notation = (group for group in app.button_group if group.label in {"Gate", "Notation"})
    gate.set_value("o").run()
    notation = next(group for group in app.button_group if group.label == "Notation")
    notation.set_value("torch").run()
    assert not app.exception
    address = app.query_params
    chosen = (address["step"], address["unit"], address["map"], address["notation"])
    assert chosen == ("4", "2", "o", "torch")
    assert "the output gate of unit 2" in said(app)
    again = opened(PAGE, step="4", unit="2", map="o", notation="torch")
    assert said(again) == said(app)


def test_the_notation_changes_the_equation_and_the_waterfall() -> None:
    books, torch = opened(PAGE), opened(PAGE, notation="torch")
    equations = [app.latex[0].value for app in (books, torch)]
    assert r"W_f\cdot[h_{10},\, x_{11}] + b_f" in equations[0]
    assert r"W_{if} x_{11} + b_{if} + W_{hf} h_{10} + b_{hf}" in equations[1]
    assert [len(figures_of(app)[0]["data"][0]["measure"]) for app in (books, torch)] == [4, 5]
    assert books.table[1].value.to_dict() != torch.table[1].value.to_dict()


def test_the_notation_survives_the_player(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "session_state", {})  # outside an app Streamlit keeps nothing by itself
    here = place.Place(notation="torch")
    state.keep(here)
    rest.take(
        {
            "step": 6,
            "phase": 2,
            "mode": "story",
            "map": "f",
            "order": "unit",
            "unit": None,
            "all": False,
            "move": 1,
            "reading": rest.reading(here.model, here.text),
        }
    )
    address = state.links()
    assert address["notation"] == "torch"
    assert address["step"] == "7"


@pytest.mark.parametrize("chosen", ["c", "h", "all"])
def test_a_map_that_is_no_gate_stays_and_shows_the_forget_gate(chosen: str) -> None:
    app = opened(PAGE, map=chosen)
    assert "the forget gate of unit" in said(app)
    assert place.place_of(app.query_params).map == chosen


@pytest.mark.parametrize("address", [{"unit": "64"}, {"step": "200"}, {"notation": "<b>"}])
def test_what_this_sentence_or_model_does_not_have_is_not_chosen(address: dict[str, str]) -> None:
    app = opened(PAGE, **address)
    assert not app.exception
    assert (app.selectbox[0].value, app.selectbox[1].value) == (0, 11)


@pytest.mark.parametrize("model", place.MODELS)
@pytest.mark.parametrize("words", [1, 2, 200])
def test_any_length_is_drawn(model: str, words: int) -> None:
    app = opened(PAGE, q="bad " * words, model=model)
    assert not app.exception
    assert len(figures_of(app)) == FIGURES
    assert f"used {'once' if words == 1 else f'{words:,} times'}, and" in said(app)


def test_an_empty_sentence_draws_nothing() -> None:
    app = opened(PAGE, q=" ")
    assert not app.exception
    assert not figures_of(app)
    assert "Type a sentence" in said(app)


def test_the_words_in_short_are_few() -> None:
    (recap,) = (m.value for m in opened(PAGE).markdown if str(m.value).startswith("- "))
    assert len(str(recap).split()) <= 120
