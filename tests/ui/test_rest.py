"""Orders to the player and reports from it: the newest wins, a late one does nothing."""

from typing import Any

import pytest
import streamlit as st

from lstm_viz.ui import rest, state
from lstm_viz.ui.place import Place
from lstm_viz.ui.player import Report

HERE = Place(text="One two three.", step=2)


@pytest.fixture(autouse=True)
def visit(monkeypatch: pytest.MonkeyPatch) -> None:
    """A visit of its own: outside a running app Streamlit keeps nothing by itself."""
    monkeypatch.setattr(st, "session_state", {})
    state.keep(HERE)


def report(**other: Any) -> Report:
    told: dict[str, Any] = {
        "step": 0,
        "phase": 3,
        "mode": "story",
        "map": "f",
        "order": "unit",
        "unit": 4,
        "all": True,
        "move": 7,
        "reading": rest.reading(HERE.model, HERE.text),
    }
    return Report(**{**told, **other})  # type: ignore[typeddict-item]


def test_the_player_counts_from_zero() -> None:
    assert rest.order(Place(step=1, unit=8))["step"] == 0
    assert rest.order(Place(step=1, unit=8))["unit"] == 7
    assert rest.order(Place())["step"] is None


def test_a_report_is_taken_and_the_next_order_knows_it() -> None:
    rest.take(report())
    place = state.here()
    assert (place.step, place.phase, place.mode, place.map) == (1, 3, "story", "f")
    assert (place.unit, place.all) == (5, True)
    assert place.text == HERE.text
    assert rest.order(place)["seen"] == 7


def test_a_late_report_on_another_sentence_changes_nothing() -> None:
    rest.take(report(reading=rest.reading(HERE.model, "Another one.")))
    assert state.here() == HERE
    assert rest.order(HERE)["seen"] == 0


def test_a_report_that_makes_no_sense_is_the_default() -> None:
    rest.take(report(step=10**6, phase=0, mode="<b>", map="x", unit=-3))
    assert state.here() == Place(text=HERE.text, all=True)


def test_no_report_is_an_order() -> None:
    before = rest.order(HERE)
    rest.take(report())
    after = rest.order(state.here())
    assert (before["turn"], before["visit"]) == (after["turn"], after["visit"])


def test_the_second_player_keeps_its_own_rest() -> None:
    second = "One two four."
    rest.take_second(second, report(reading=rest.reading(HERE.model, second)))
    assert state.here() == HERE
    assert rest.second_order(HERE, second)["step"] == 0
    assert rest.second_order(HERE, second)["unit"] == 4
    assert rest.second_order(HERE, "A third one.")["step"] is None
    assert rest.order(HERE)["seen"] == 0


def test_a_backward_pass_starts_at_its_target_and_shows_all() -> None:
    order = rest.backward_order(HERE)
    assert (order["step"], order["map"], order["all"]) == (None, "grad_c", True)
