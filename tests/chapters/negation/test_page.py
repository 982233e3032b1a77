"""The negation laboratory says what the models did, and its pairs open in the comparison."""

import csv
import io

import pytest
from streamlit.testing.v1 import AppTest

from lstm_viz.chapters.negation import cached, controls, tables, words
from lstm_viz.ui.place import MODELS
from tests.pages.test_pages import opened

PAGE = "pages/negation.py"


def said(app: AppTest) -> str:
    return "\n".join(str(text.value) for text in app.text)


@pytest.mark.parametrize("model", MODELS)
def test_the_laboratory_counts_its_own_badges(model: str) -> None:
    app = opened(PAGE, model=model)
    assert not app.exception
    table = app.dataframe[0].value
    for column, name in (("8 units", "lstm-tiny"), ("64 units", "lstm-small")):
        held = [one.holds for one in cached.outcomes_of(name)]
        assert table[column].iloc[-1] == sum(held) == table[column].iloc[:-1].sum()
    assert f"Of {len(held)} pairs" in said(app)
    shown = [one for one in cached.outcomes_of(model) if one.pair.phenomenon == "Negation, near"]
    marks = [html.proto.body for html in app.get("html") if 'class="lv-badge' in html.proto.body]
    pairs, claims = marks[: len(shown)], marks[len(shown) :]
    assert [words.YES in mark for mark in pairs] == [one.holds for one in shown]
    assert [words.NO in mark for mark in pairs] == [not one.holds for one in shown]
    story = [claim.holds for claim in cached.story_of(model)]
    assert [words.HOLDS in mark for mark in claims] == story
    assert [words.FAILS in mark for mark in claims] == [not holds for holds in story]
    for one in shown:
        assert f"{one.p_first:.2f} → {one.p_second:.2f}" in said(app)


def test_each_pair_opens_in_the_comparison() -> None:
    app = opened(PAGE, model="lstm-small")
    links = [link.proto for link in app.get("page_link") if link.proto.label == "Compare"]
    assert len(links) == 6
    assert links[0].page == "compare"
    assert "b=The+stew+is+not+tasty." in links[0].query_string.replace("%20", "+")


def test_every_phenomenon_can_be_opened() -> None:
    app = opened(PAGE)
    for phenomenon in app.selectbox[0].options:
        app.selectbox[0].set_value(phenomenon).run()
        assert not app.exception
        assert len([x for x in app.get("html") if 'class="lv-badge' in x.proto.body]) >= 10


def test_the_outcomes_csv_has_every_pair_for_both_models() -> None:
    found = controls.all_outcomes()
    rows = list(csv.DictReader(io.StringIO(tables.outcomes_csv(found).decode())))
    assert len(rows) == sum(map(len, found.values()))
    held = sum(outcome.holds for outcomes in found.values() for outcome in outcomes)
    assert sum(int(row["holds"]) for row in rows) == held


def test_the_words_in_short_are_few() -> None:
    (recap,) = (m.value for m in opened(PAGE).markdown if str(m.value).startswith("- "))
    assert len(str(recap).split()) <= 120
