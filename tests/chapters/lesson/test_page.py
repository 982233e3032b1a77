"""The page "Lesson": what the reader does in the panel, and what then stands on the page."""

import json
from typing import Any
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from lstm_viz.chapters.lesson.controls import _ACTS
from lstm_viz.chapters.lesson.progress import Progress, progress_of
from lstm_viz.ui import state
from lstm_viz.ui.place import DEFAULT_SENTENCE, N_CHAPTERS, Place
from tests.awkward import AWKWARD
from tests.pages.test_pages import opened

PAGE = "pages/lesson.py"
PANEL, PLAYER = "lstm_viz_lesson", "lstm_viz_player"


def sent(app: AppTest, name: str) -> dict[str, Any] | None:
    found = [one.proto for one in app.get("bidi_component") if one.proto.component_name == name]
    return json.loads(found[0].json) if found else None


def panel_of(app: AppTest) -> dict[str, Any]:
    assert not app.exception
    panel = sent(app, PANEL)
    assert panel is not None
    return panel


@pytest.mark.parametrize("number", range(1, N_CHAPTERS + 1))
def test_before_the_guess_the_player_is_locked_before_the_word(number: int) -> None:
    app = opened(PAGE, chapter=str(number))
    panel, player = panel_of(app), sent(app, PLAYER)
    assert (panel["chapter"], panel["stage"], panel["reached"]) == (number, 1, 1)
    if player is None:
        assert not app.get("plotly_chart")
        return
    assert player["lesson"]["locked"]
    assert not player["place"]["all"]


def test_what_the_browser_may_keep_is_the_link_to_here() -> None:
    fresh = panel_of(opened(PAGE, q="A dull film it was.", chapter="4"))
    assert not fresh["isBegun"]
    begun = panel_of(opened(PAGE, q="A dull film it was.", chapter="4", stage="3", answers="4g0"))
    assert begun["isBegun"]
    kept = dict(parse_qsl(begun["address"].removeprefix("?")))
    assert (kept["q"], kept["chapter"], kept["stage"]) == ("A dull film it was.", "4", "3")
    assert kept["answers"] == "4g0"


@pytest.mark.parametrize("number", range(1, N_CHAPTERS + 1))
def test_after_the_guess_it_may_move_and_the_chart_is_there(number: int) -> None:
    app = opened(PAGE, chapter=str(number), stage="2", answers=f"{number}g0")
    panel, player = panel_of(app), sent(app, PLAYER)
    assert panel["stage"] == 2
    if player is None:
        assert len(app.get("plotly_chart")) == 1
    else:
        assert not player["lesson"]["locked"]


def test_a_link_into_a_chapter_without_a_guess_begins_with_it() -> None:
    assert panel_of(opened(PAGE, chapter="4", stage="5"))["stage"] == 1


def test_the_bench_shows_the_readers_own_numbers() -> None:
    app = opened(PAGE, chapter="4", stage="5", answers="4g0-4h0")
    player = sent(app, PLAYER)
    assert player is not None
    assert player["model"] == "your own numbers"
    assert player["lesson"]["bench"]
    assert any("Your numbers, not the model’s" in str(one.value) for one in app.caption)


@pytest.mark.parametrize(("number", "phase"), [(1, 4), (3, 3), (4, 1), (5, 2), (6, 3), (7, 4)])
def test_after_the_look_the_cell_stands_where_the_chapters_numbers_are_known(
    number: int, phase: int
) -> None:
    app = opened(PAGE, chapter=str(number), stage="4", answers=f"{number}g0")
    player = sent(app, PLAYER)
    assert player is not None
    assert player["place"]["phase"] == phase


def test_what_was_changed_is_shown_after_the_guess_and_not_before() -> None:
    for number in (1, 10):
        app = opened(PAGE, chapter=str(number), stage="5", answers=f"{number}g0")
        before = sent(app, PLAYER)
        assert before is not None
        assert before["model"] == "lstm-tiny"
        app = opened(PAGE, chapter=str(number), stage="5", answers=f"{number}g0-{number}h0")
        after = sent(app, PLAYER)
        assert after is not None
        assert after["model"] == ("lstm-small" if number == 1 else "lstm-tiny")
        assert len(after["tokens"]) == len(before["tokens"]) - (number == 10)
        assert after["place"]["step"] == len(after["tokens"]) - 1
        carried = sent(app, "lstm_viz_carrier")
        assert carried is not None
        assert carried["model"] == after["model"]


@pytest.mark.parametrize("text", AWKWARD.values(), ids=AWKWARD.keys())
def test_awkward_sentences_break_nothing(text: str) -> None:
    for number in (1, 2, 5, 9, 10):
        app = opened(PAGE, q=text.encode("utf-8", "replace").decode(), chapter=str(number))
        assert panel_of(app)["blocks"]


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Let the acts keep what they keep here."""
    found: dict[str, Any] = {"place": Place()}
    monkeypatch.setattr(state, "edit", lambda place: found.update(place=place))
    monkeypatch.setattr(state, "remember", lambda name, value: found.update({name: value}))
    monkeypatch.setattr(state, "recall", found.get)
    monkeypatch.setattr(state, "touched", lambda: None)
    return found


def do(kept: dict[str, Any], **act: Any) -> tuple[Place, Progress]:
    place = kept["place"]
    _ACTS[act["do"]](place, progress_of(place.answers), act)
    return kept["place"], progress_of(kept["place"].answers)


def test_a_guess_leads_on_to_the_look_other_answers_stay(kept: dict[str, Any]) -> None:
    place, progress = do(kept, do="answer", slot="g", choice=2)
    assert (place.stage, progress.answers) == (2, {(1, "g"): 2})
    kept["place"] = Place(stage=6, answers=place.answers)
    place, progress = do(kept, do="answer", slot="q", choice=0)
    assert (place.stage, progress.answers) == (6, {(1, "g"): 2, (1, "q"): 0})


def test_finishing_marks_the_chapter_and_goes_on_until_the_last(kept: dict[str, Any]) -> None:
    place, progress = do(kept, do="finish")
    assert (place.chapter, place.stage, progress.done) == (2, 1, frozenset({1}))
    kept["place"] = Place(chapter=N_CHAPTERS, stage=7, answers="10g1")
    place, progress = do(kept, do="finish")
    assert (place.chapter, place.stage) == (N_CHAPTERS, 7)
    assert progress.done == {N_CHAPTERS}


def test_a_chapter_is_taken_up_where_its_guess_was_made(kept: dict[str, Any]) -> None:
    kept["place"] = Place(answers="4g1")
    assert do(kept, do="chapter", to=4)[0].stage == 2
    assert do(kept, do="chapter", to=99)[0].chapter == N_CHAPTERS


def test_a_valve_is_turned_and_a_layer_chosen(kept: dict[str, Any]) -> None:
    do(kept, do="valve", code="f", unit=2, value=0.85)
    assert kept["lesson_values"]["f"] == (1.0, 0.7, 0.85)
    do(kept, do="layer", to="code")
    assert kept["lesson_layer"] == "code"
    do(kept, do="layer", to="<b>")
    assert kept["lesson_layer"] == "words"


def test_the_readers_sentence_is_what_the_chapter_reads() -> None:
    app = opened(PAGE, q="A dull film that never once surprised me.", chapter="4")
    player = sent(app, PLAYER)
    assert player is not None
    assert [token["shown"] for token in player["tokens"]][:2] == ["A", "dull"]
    assert panel_of(app)["note"] == ""
    assert DEFAULT_SENTENCE in panel_of(opened(PAGE, q="ok", chapter="4"))["note"]
