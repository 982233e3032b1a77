"""The address: what is written into it, what is read from it, and who is right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_viz.figures.quantities import MAPS
from lstm_viz.ui import state
from lstm_viz.ui.state import Place
from tests.awkward import AWKWARD

places = st.builds(
    Place,
    text=st.text(st.characters(exclude_categories=["Cs"]), max_size=200),
    model=st.sampled_from(state.MODELS),
    step=st.none() | st.integers(1, state.MAX_STEP),
    phase=st.integers(1, state.N_PHASES),
    mode=st.sampled_from(state.MODES),
    map=st.sampled_from(MAPS),
    unit=st.none() | st.integers(1, state.MAX_UNIT),
)


@given(places)
def test_a_link_restores_the_place(place: Place) -> None:
    if state.fits_a_link(place):
        assert state.place_of(state.address_of(place)) == place


def test_the_default_place_needs_no_address() -> None:
    assert state.address_of(Place()) == {}
    assert state.place_of({}) == Place()


def test_a_link_is_written_in_full() -> None:
    place = Place(
        text="Good & bad", model="lstm-small", step=3, phase=2, mode=state.MODES[-1], map="f"
    )
    expected = {"q": "Good & bad", "model": "lstm-small", "step": "3", "phase": "2", "map": "f"}
    assert state.address_of(place).items() >= expected.items()


@pytest.mark.parametrize(
    "address",
    [
        {"model": "rnn-tiny"},
        {"model": "../../etc/passwd"},
        {"step": "0"},
        {"step": "-1"},
        {"step": "1e3"},
        {"step": "201"},
        {"step": "٣"},
        {"step": "9" * 5000},
        {"phase": "5"},
        {"phase": "0"},
        {"mode": "<b>"},
        {"map": "x"},
        {"unit": "0"},
        {"unit": "65"},
        {"unknown": "1"},
    ],
)
def test_what_makes_no_sense_is_the_default(address: dict[str, str]) -> None:
    assert state.place_of(address) == Place()


@given(
    st.dictionaries(
        st.sampled_from(["q", "model", "step", "phase", "mode", "map", "unit"]), st.text()
    )
)
def test_any_address_gives_a_place_that_can_be_shown(address: dict[str, str]) -> None:
    place = state.place_of(address)
    assert place.model in state.MODELS
    assert place.mode in state.MODES
    assert place.map in MAPS
    assert place.phase in range(1, 5)
    assert place.step is None or 1 <= place.step <= state.MAX_STEP
    assert place.unit is None or 1 <= place.unit <= state.MAX_UNIT
    place.text.encode("utf-8")


@pytest.mark.parametrize("text", AWKWARD.values(), ids=AWKWARD)
def test_a_sentence_is_kept_as_typed_or_said_to_be_cut(text: str) -> None:
    place = state.with_text(Place(step=4), text)
    assert place.step is None
    assert len(place.text) <= state.MAX_CHARACTERS
    assert place.was_cut == (len(text) > state.MAX_CHARACTERS)
    if "\ud800" not in text and not place.was_cut:
        assert place.text == text


def test_a_long_sentence_stays_out_of_the_address() -> None:
    long = state.with_text(Place(), "ж" * state.MAX_LINK_BYTES)
    assert not state.fits_a_link(long)
    assert "q" not in state.address_of(long)


def test_the_player_counts_steps_from_zero() -> None:
    assert state.to_player(Place(step=1))["step"] == 0
    assert state.to_player(Place())["step"] is None
