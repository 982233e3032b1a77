"""Where the reader is: the only use of `st.session_state` and `st.query_params`.

The address holds the sentence, the model, the step, the phase, the reading mode, the map
and the unit, so that a link restores the screen on any server. Streamlit's own binding of a
widget to the address loses the value on the way to another page and on the browser's
"back" (measured on 1.67), hence these functions. The rule they follow: what the reader
just did in a widget wins; otherwise an address that is not the one we wrote (a link,
back, forward) wins; otherwise all stays as it is.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

import streamlit as st

from lstm_viz.ui.place import Place, address_of, place_of, with_text
from lstm_viz.ui.player import Place as PlayerPlace

SENTENCE_KEY = "sentence"
MODEL_KEY = "units"
EXAMPLES_KEY = "examples"
UNIT_KEY, WORD_KEY = "unit", "word"
_PLACE, _PAGE, _WRITTEN = "place", "page", "address_written"
_EDITED, _TOLD = "edited", "player_told"
_FILLED = "controls_filled_for"


def arrive(page: str) -> Place:
    """Find out where the reader is; the first thing every page does.

    Args:
        page: the page's name. A page that was left forgets its widgets only after the
            next one has run, so on another page they are filled again.

    Returns:
        The place; the address, the sentence box and the model switch agree with it.
    """
    address = st.query_params.to_dict()
    edited = st.session_state.pop(_EDITED, False)
    known: Place | None = st.session_state.get(_PLACE)
    moved = known is None or (not edited and address != st.session_state.get(_WRITTEN))
    place = place_of(address) if known is None or moved else known
    if moved or page != st.session_state.get(_PAGE):
        st.session_state[SENTENCE_KEY] = place.text
        st.session_state[MODEL_KEY] = place.model
        st.session_state[_PAGE] = page
    keep(place)
    return place


def keep(place: Place) -> None:
    """Remember a place and write it into the address, in one message if at all."""
    st.session_state[_PLACE] = place
    address = address_of(place)
    if st.query_params.to_dict() != address:
        st.query_params.from_dict(address)
    st.session_state[_WRITTEN] = address


def to_player(place: Place) -> PlayerPlace:
    """Return the place as the player takes it: its steps are counted from 0."""
    return PlayerPlace(
        step=_from_zero(place.step),
        phase=place.phase,
        mode=place.mode,
        map=place.map,
        order=place.order,
        unit=_from_zero(place.unit),
        run=0,
    )


def to_backward_player(place: Place) -> PlayerPlace:
    """Return the place for the backward pass: it starts at its target, on its own map."""
    return {**to_player(place), "step": None, "mode": "numbers", "map": "grad_c"}


def _from_zero(number: int | None) -> int | None:
    """Count from 0 what people count from 1."""
    return None if number is None else number - 1


def _from_one(number: int | None) -> str:
    """Spell as people count what is counted from 0; "" for none."""
    return "" if number is None else str(number + 1)


def from_player(told: PlayerPlace) -> None:
    """Keep where the reader came to rest in the player.

    Args:
        told: what the player returned. It returns its last report at every run, so a
            report already taken says nothing about a sentence typed since.
    """
    is_news = told != st.session_state.get(_TOLD)
    st.session_state[_TOLD] = told
    if not is_news:
        return
    here: Place = st.session_state[_PLACE]
    checked = place_of(
        {
            "step": _from_one(told["step"]),
            "phase": str(told["phase"]),
            "mode": told["mode"],
            "map": told["map"],
            "order": told["order"],
            "unit": _from_one(told["unit"]),
        }
    )
    keep(replace(checked, text=here.text, model=here.model, was_cut=here.was_cut))


def links() -> dict[str, str]:
    """Return the query parameters that every link inside the app carries."""
    return address_of(st.session_state[_PLACE])


def take_sentence() -> None:
    """Take what was typed into the box; called by Streamlit before the page runs."""
    _edit(with_text(st.session_state[_PLACE], st.session_state[SENTENCE_KEY] or ""))


def take_model() -> None:
    """Take the model that was chosen; called by Streamlit before the page runs."""
    here: Place = st.session_state[_PLACE]
    _edit(replace(here, model=st.session_state[MODEL_KEY] or here.model))


def fill_choices(place: Place, n_words: int, n_units: int) -> None:
    """Let the boxes of `ui/choices.py` agree with the place; before they are drawn.

    Args:
        place: where the reader is; what the sentence or the model does not have is not chosen.
        n_words: T, at least 1.
        n_units: H.
    """
    unit = place.unit or 0
    st.session_state[UNIT_KEY] = unit if unit <= n_units else 0
    st.session_state[WORD_KEY] = min(place.step or n_words, n_words)


def take_choices() -> None:
    """Take the unit and the word that were chosen; called by Streamlit before the page runs."""
    here: Place = st.session_state[_PLACE]
    unit, word = st.session_state[UNIT_KEY], st.session_state[WORD_KEY]
    _edit(replace(here, unit=unit or None, step=word))


def fill_controls(place: Place, first: Mapping[str, object]) -> None:
    """Give controls of one page their first values: for a new sentence, model or page.

    Args:
        place: where the reader is.
        first: the values by the controls' keys.
    """
    read = place.text, place.model
    is_new = st.session_state.get(_FILLED) != read
    for key, value in first.items():
        if is_new or key not in st.session_state:
            st.session_state[key] = value
    st.session_state[_FILLED] = read


def put(values: Mapping[str, object]) -> None:
    """Set controls to values; for buttons, called by Streamlit before the page runs."""
    for key, value in values.items():
        st.session_state[key] = value


def correct(key: str, within: Callable[[object], object]) -> None:
    """Change what a control holds before it is drawn, if it holds anything."""
    if key in st.session_state:
        st.session_state[key] = within(st.session_state[key])


def examples_are_open() -> bool:
    """Tell whether the reader has the list of examples open."""
    return bool(st.session_state.get(EXAMPLES_KEY, False))


def take_example(text: str) -> None:
    """Put a ready example into the box and close the list of examples."""
    st.session_state[SENTENCE_KEY] = text
    st.session_state[EXAMPLES_KEY] = False
    _edit(with_text(st.session_state[_PLACE], text))


def _edit(place: Place) -> None:
    """Keep what the reader just did until the page runs; the address follows there."""
    st.session_state[_PLACE] = place
    st.session_state[_EDITED] = True
