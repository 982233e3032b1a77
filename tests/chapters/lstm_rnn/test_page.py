"""LSTM against RNN: what it says and draws is both networks' runs of this sentence."""

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from lstm_viz.chapters.lstm_rnn import cached, words
from lstm_viz.ui.place import DEFAULT_SENTENCE, MODELS
from tests.pages.test_pages import opened

PAGE = "pages/lstm_rnn.py"


def figures_of(app: AppTest) -> list[Any]:
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


def said(app: AppTest) -> str:
    return "\n".join(str(part.value) for part in (*app.text, *app.markdown))


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("n_words", [1, 2, 200])
def test_any_length_is_drawn(model: str, n_words: int) -> None:
    app = opened(PAGE, q="bad " * n_words, model=model)
    assert not app.exception
    assert len(figures_of(app)) == 4
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


def test_both_nets_are_told_of_the_sentence() -> None:
    app = opened(PAGE, model="lstm-small")
    both = cached.twins_of("lstm-small", DEFAULT_SENTENCE)
    assert both.rnn.model == "rnn-small"
    assert words.verdicts_text(both) in said(app)
    assert words.influence_text(both) in said(app)
    assert "lstm-small" in said(app)
    assert "rnn-small" in said(app)


def test_the_readers_words_are_not_read_as_formulas_or_html() -> None:
    specs = json.dumps(figures_of(opened(PAGE, q="<b>x</b> $\\alpha$ good")))
    assert "<b>" not in specs
    assert "$" not in specs.replace("&#36;", "")
