"""The negation laboratory says what the models did, and its pairs open in the comparison."""

import csv
import io
import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from lstm_viz.chapters.negation import cached, charts, controls, tables, words
from lstm_viz.core.pairs.family import FAMILY, tallies
from lstm_viz.core.pairs.negation_pairs import PAIRS, PHENOMENA
from lstm_viz.ui.place import MODELS
from tests.pages.test_pages import opened

PAGE = "pages/negation.py"


def said(app: AppTest) -> str:
    return "\n".join(str(text.value) for text in app.text)


def squares(app: AppTest) -> list[dict[str, Any]]:
    """Return the bars of the grid, a trace a model."""
    data: list[dict[str, Any]] = json.loads(app.get("plotly_chart")[0].proto.spec)["data"]
    return data


@pytest.mark.parametrize("model", MODELS)
def test_the_laboratory_counts_its_own_squares_and_badges(model: str) -> None:
    app = opened(PAGE, model=model)
    assert not app.exception
    found = controls.all_outcomes()
    for trace, outcomes in zip(squares(app), found.values(), strict=True):
        assert [sign == "✓" for sign in trace["text"]] == [one.holds for one in outcomes]
        held = sum(one.holds for one in outcomes)
        assert f"{held} come out" in said(app) or f"and {held} with" in said(app)
    assert f"Of {len(PAIRS)} pairs" in said(app)
    marks = [html.proto.body for html in app.get("html") if 'class="lv-badge' in html.proto.body]
    first = controls.first_failure(found)
    pairs, claims = marks[: len(found)], marks[len(found) :]
    assert [words.YES in mark for mark in pairs] == [read[first].holds for read in found.values()]
    assert [words.NO in mark for mark in pairs] != [False, False]
    story = [claim.holds for claim in cached.story_of(model)]
    assert [words.HOLDS in mark for mark in claims] == story
    assert [words.FAILS in mark for mark in claims] == [not holds for holds in story]
    for read in found.values():
        assert f"{read[first].p_first:.2f} → {read[first].p_second:.2f}" in said(app)


@pytest.mark.parametrize("model", MODELS)
def test_beside_each_claim_stands_how_often_it_holds_in_other_sentences(model: str) -> None:
    app = opened(PAGE, model=model)
    family = cached.family_of(model)
    texts = [str(text.value) for text in app.text]
    counted = [sum(one.claims[place].holds for one in family) for place in range(5)]
    beside = [text for text in texts if text.startswith("holds in ")]
    assert beside == [words.tally_text(tally) for tally in tallies(family)]
    for n_held, text in zip(counted, beside, strict=True):
        assert n_held in {0, 200} or f"holds in {n_held} of 200 sentences" in text
    assert words.family_text(family) in texts
    assert words.story_text(cached.story_of(model)) in texts
    shown = [frame.value for frame in app.dataframe if "Sentence" in frame.value]
    assert [list(frame["Sentence"]) for frame in shown] == [list(FAMILY)]


def test_every_pair_has_its_own_square_in_the_row_of_its_phenomenon() -> None:
    figure = charts.outcome_grid(controls.all_outcomes(), 7)
    for trace in figure.data:
        assert [PHENOMENA[row] for row in trace.y] == [pair.phenomenon for pair in PAIRS]
        assert len(set(zip(trace.base, trace.y, strict=True))) == len(PAIRS)
        assert list(trace.customdata) == list(range(len(PAIRS)))
    small, large = (trace.base for trace in figure.data)
    assert max(small) + 1 < min(large)
    assert [shape.y0 for shape in figure.layout.shapes] == [figure.data[0].y[7] - 0.5] * 2


def test_a_chosen_pair_is_framed_and_opens_in_the_comparison() -> None:
    app = opened(PAGE, model="lstm-small")
    app.selectbox[0].set_value(0).run()
    assert not app.exception
    assert f"A  {PAIRS[0].first}" in said(app)
    layout = json.loads(app.get("plotly_chart")[0].proto.spec)["layout"]
    assert [shape["y0"] for shape in layout["shapes"]] == [-0.5, -0.5]
    (link,) = (one.proto for one in app.get("page_link") if one.proto.label.startswith("Compare"))
    assert link.page == "compare"
    assert "b=The+stew+is+not+tasty." in link.query_string.replace("%20", "+")


def test_all_pairs_stand_in_the_table_with_both_models_signs() -> None:
    table = tables.pairs_table(controls.all_outcomes())
    assert table["A"] == [pair.first for pair in PAIRS]
    for name, found in controls.all_outcomes().items():
        assert [cell[0] == "✓" for cell in table[name]] == [one.holds for one in found]


def test_the_outcomes_csv_has_every_pair_for_both_models() -> None:
    found = controls.all_outcomes()
    rows = list(csv.DictReader(io.StringIO(tables.outcomes_csv(found).decode())))
    assert len(rows) == sum(map(len, found.values()))
    held = sum(outcome.holds for outcomes in found.values() for outcome in outcomes)
    assert sum(int(row["holds"]) for row in rows) == held


def test_the_words_in_short_are_few() -> None:
    (recap,) = (m.value for m in opened(PAGE).markdown if str(m.value).startswith("- "))
    assert len(str(recap).split()) <= 120
