"""The address: what is written into it, what is read from it, and who is right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_viz.core.models.path import N_CHECKPOINTS
from lstm_viz.core.text import MAX_TOKENS
from lstm_viz.figures import quantities
from lstm_viz.figures.quantities import MAPS
from lstm_viz.ui import place as place_module
from lstm_viz.ui.place import Place
from tests.awkward import AWKWARD

places = st.builds(
    Place,
    text=st.text(st.characters(exclude_categories=["Cs"]), max_size=200),
    model=st.sampled_from(place_module.MODELS),
    step=st.none() | st.integers(1, MAX_TOKENS),
    phase=st.integers(1, place_module.N_PHASES),
    mode=st.sampled_from(place_module.MODES),
    map=st.sampled_from((*MAPS, place_module.ALL_MAPS)),
    order=st.sampled_from(place_module.ORDERS),
    unit=st.none() | st.integers(1, place_module.MOST_UNITS),
    notation=st.sampled_from(quantities.NOTATIONS),
    all=st.booleans(),
    trained=st.integers(1, N_CHECKPOINTS),
)


@given(places)
def test_a_link_restores_the_place(place: Place) -> None:
    if place_module.fits_a_link(place):
        assert place_module.place_of(place_module.address_of(place)) == place


def test_the_default_place_needs_no_address() -> None:
    assert place_module.address_of(Place()) == {}
    assert place_module.place_of({}) == Place()


def test_a_link_is_written_in_full() -> None:
    place = Place(
        text="Good & bad", model="lstm-small", step=3, phase=2, mode=place_module.MODES[-1], map="f"
    )
    expected = {"q": "Good & bad", "model": "lstm-small", "step": "3", "phase": "2", "map": "f"}
    assert place_module.address_of(place).items() >= expected.items()


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
        {"order": "size"},
        {"notation": "latex"},
        {"unit": "0"},
        {"unit": "65"},
        {"all": "yes"},
        {"trained": "0"},
        {"trained": "13"},
        {"trained": "shipped"},
        {"unknown": "1"},
    ],
)
def test_what_makes_no_sense_is_the_default(address: dict[str, str]) -> None:
    assert place_module.place_of(address) == Place()


@given(
    st.dictionaries(
        st.sampled_from(["q", "model", "step", "phase", "mode", "map", "unit"]), st.text()
    )
)
def test_any_address_gives_a_place_that_can_be_shown(address: dict[str, str]) -> None:
    place = place_module.place_of(address)
    assert place.model in place_module.MODELS
    assert place.mode in place_module.MODES
    assert place.map in MAPS
    assert place.phase in range(1, 5)
    assert place.step is None or 1 <= place.step <= MAX_TOKENS
    assert place.unit is None or 1 <= place.unit <= place_module.MOST_UNITS
    place.text.encode("utf-8")


@pytest.mark.parametrize("text", AWKWARD.values(), ids=AWKWARD)
def test_a_sentence_is_kept_as_typed_or_said_to_be_cut(text: str) -> None:
    place = place_module.with_text(Place(step=4), text)
    assert place.step is None
    assert len(place.text) <= place_module.MAX_CHARACTERS
    assert place.was_cut == (len(text) > place_module.MAX_CHARACTERS)
    if "\ud800" not in text and not place.was_cut:
        assert place.text == text


def test_a_long_sentence_stays_out_of_the_address() -> None:
    long = place_module.with_text(Place(), "ж" * place_module.MAX_LINK_BYTES)
    assert not place_module.fits_a_link(long)
    assert "q" not in place_module.address_of(long)
