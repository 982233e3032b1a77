"""Where the reader is: the only use of `st.session_state` and `st.query_params`.

The address holds the sentence, the model, the step, the phase, the reading mode, the map,
the unit and the notation, so that a link restores the screen on any server. Streamlit's own
binding of a widget to the address loses the value on the way to another page and on the
browser's "back" (measured on 1.67), hence these functions. The rule they follow: what the reader
just did in a widget or in the player wins; otherwise an address wins that the reader went to (a
link, back, forward); otherwise all stays as it is. The browser names its address at every run, and
while our newest one is still on its way that is an older one of ours: this is no wish of the
reader's, unless the run says that it comes from the browser's history.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from uuid import uuid4

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from lstm_viz.ui.place import Place, address_of, place_of, with_model, with_second, with_text

SENTENCE_KEY = "sentence"
MODEL_KEY = "units"
EXAMPLES_KEY = "examples"
UNIT_KEY, WORD_KEY = "unit", "word"
SECOND_KEY = "second"
GATE_KEY, NOTATION_KEY = "gate", "notation"
TRAINED_KEY = "trained"
_PLACE, _PAGE, _WRITTEN = "place", "page", "address_written"
_EDITED, _DRAWN = "edited", "model_drawn"
_VISIT, _TURNS = "visit", "turns"
_MET = "widgets_met"
N_WRITTEN = 64  # addresses of ours that the browser may still be showing


def arrive(page: str) -> Place:
    """Find out where the reader is; the first thing every page does.

    Args:
        page: the page's name. A page that was left forgets its widgets only after the
            next one has run, so on another page they are filled again.

    Returns:
        The place; the sentence box and the model switch agree with it, and the address will
        once `write_address` has run.
    """
    address = st.query_params.to_dict()
    edited = st.session_state.pop(_EDITED, False)
    known: Place | None = st.session_state.get(_PLACE)
    moved = known is None or (not edited and _went_to(address))
    place = place_of(address) if known is None or moved else known
    if moved:
        st.session_state[_TURNS] = st.session_state.get(_TURNS, 0) + 1
    is_empty = SENTENCE_KEY not in st.session_state  # a run cut short had no box to keep it
    if moved or is_empty or page != st.session_state.get(_PAGE):
        _fill(SENTENCE_KEY, place.text)
        _fill(MODEL_KEY, place.model)
        st.session_state[_PAGE] = page
    st.session_state[_DRAWN] = place.model
    keep(place)
    return place


def _went_to(address: dict[str, str]) -> bool:
    """Tell whether the reader went to this address, or the browser has not got our newest yet."""
    run = get_script_run_ctx()
    written: list[dict[str, str]] = st.session_state.get(_WRITTEN, [])
    if run is not None and run.is_history_navigation:
        return written[-1:] != [address]
    return address not in written


def _fill(key: str, value: str) -> None:
    """Give the sentence box or the model switch a value, if this visit has drawn it before."""
    if key in st.session_state.get(_MET, ()):
        st.session_state[key] = value


def _meet(key: str) -> bool:
    """Note that the sentence box or the model switch was drawn; tell whether for the first time."""
    met: frozenset[str] = st.session_state.get(_MET, frozenset())
    st.session_state[_MET] = met | {key}
    return key not in met


def first(key: str) -> str | None:
    """Return what the sentence box or the model switch starts with; None if it has a value.

    A browser whose server was started anew still shows what the reader typed or chose meanwhile,
    and tells a new visit so once the widget is drawn, but only if the visit has set no value
    itself.

    Args:
        key: `SENTENCE_KEY` or `MODEL_KEY`; the widget is drawn next.
    """
    return None if key in st.session_state else _in_place(key)


def heed(key: str) -> None:
    """Take what the browser held before this visit, and run the page with it.

    Args:
        key: `SENTENCE_KEY` or `MODEL_KEY`; the widget was just drawn.
    """
    if not _meet(key) or st.session_state[key] == _in_place(key):
        return
    if key == SENTENCE_KEY:
        take_sentence()
    else:
        take_model()
    st.rerun()


def _in_place(key: str) -> str:
    """Return what the place says of the sentence box or the model switch."""
    place = here()
    return place.text if key == SENTENCE_KEY else place.model


def visit() -> str:
    """Return the name of this visit; a server that was started anew gives another."""
    name: str = st.session_state.setdefault(_VISIT, uuid4().hex)
    return name


def turns() -> int:
    """Return how often the reader went to an address in this visit, the first included."""
    count: int = st.session_state.get(_TURNS, 0)
    return count


def here() -> Place:
    """Return where the reader is; after `arrive`."""
    place: Place = st.session_state[_PLACE]
    return place


def stay() -> Place:
    """Return where the reader is, in a part of a page that runs alone; the first thing it does.

    A new model changes more than such a part: the weights, the menu's foot. Then the page runs
    whole.
    """
    st.session_state.pop(_EDITED, None)  # the edit is in the place
    place: Place = st.session_state[_PLACE]
    if place.model != st.session_state[_DRAWN]:
        st.session_state[_EDITED] = True  # the whole page has to know it as well
        st.rerun()
    return place


def keep(place: Place) -> None:
    """Remember a place; `write_address` follows."""
    st.session_state[_PLACE] = place


def write_address() -> None:
    """Write the place into the address, in one message if at all; every page does once."""
    address = links()
    if st.query_params.to_dict() != address:
        st.query_params.from_dict(address)
    written: list[dict[str, str]] = st.session_state.get(_WRITTEN, [])
    if written[-1:] != [address]:
        st.session_state[_WRITTEN] = [*written[1 - N_WRITTEN :], address]


def edit(place: Place) -> None:
    """Keep what the reader just did until the page runs; the address follows there."""
    st.session_state[_PLACE] = place
    st.session_state[_EDITED] = True


def touched() -> None:
    """Note that the reader moved a control that has no value in the place."""
    st.session_state[_EDITED] = True


def links(chapter: int | None = None) -> dict[str, str]:
    """Return the query parameters that every link inside the app carries.

    Args:
        chapter: of the lesson, where a link leads to another one: to its beginning.
    """
    place: Place = st.session_state[_PLACE]
    return address_of(place if chapter is None else replace(place, chapter=chapter, stage=1))


def take_sentence() -> None:
    """Take what was typed into the box; called by Streamlit before the page runs."""
    edit(with_text(st.session_state[_PLACE], st.session_state[SENTENCE_KEY] or ""))


def take_model() -> None:
    """Take the model that was chosen; called by Streamlit before the page runs."""
    here: Place = st.session_state[_PLACE]
    edit(with_model(here, st.session_state[MODEL_KEY] or here.model))


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
    edit(replace(here, unit=unit or None, step=word))


def fill_second(text: str) -> None:
    """Let the second sentence's box agree with what is compared; before it is drawn."""
    st.session_state[SECOND_KEY] = text


def take_typed_second() -> None:
    """Take what was typed as the second sentence; called by Streamlit before the page runs."""
    take_second(st.session_state[SECOND_KEY] or "")


def take_second(text: str) -> None:
    """Take a second sentence; called by Streamlit before the page runs."""
    edit(with_second(st.session_state[_PLACE], text))


def fill_gate(place: Place, gates: tuple[str, ...]) -> None:
    """Let the switch of gates in `ui/choices.py` agree with the place; before it is drawn.

    Args:
        place: where the reader is; the gate is the quantity of the player's map.
        gates: which can be chosen; the first where the map shows another quantity.
    """
    st.session_state[GATE_KEY] = place.map if place.map in gates else gates[0]


def fill_notation(place: Place) -> None:
    """Let the switch of notations agree with the place; before it is drawn."""
    st.session_state[NOTATION_KEY] = place.notation


def take_gate() -> None:
    """Take the gate that was chosen; called by Streamlit before the page runs."""
    edit(replace(st.session_state[_PLACE], map=st.session_state[GATE_KEY]))


def take_notation() -> None:
    """Take the notation that was chosen; called by Streamlit before the page runs."""
    edit(replace(st.session_state[_PLACE], notation=st.session_state[NOTATION_KEY]))


def fill_trained(place: Place) -> None:
    """Let the slider of checkpoints agree with the place; before it is drawn."""
    st.session_state[TRAINED_KEY] = place.trained


def take_trained() -> None:
    """Take the checkpoint that was chosen; called by Streamlit before the page runs."""
    edit(replace(st.session_state[_PLACE], trained=st.session_state[TRAINED_KEY]))


def examples_are_open() -> bool:
    """Tell whether the reader has the list of examples open."""
    return bool(st.session_state.get(EXAMPLES_KEY, False))


def take_example(text: str) -> None:
    """Put a ready example into the box and close the list of examples."""
    st.session_state[SENTENCE_KEY] = text
    st.session_state[EXAMPLES_KEY] = False
    edit(with_text(st.session_state[_PLACE], text))


def recall(name: str, default: Any) -> Any:  # noqa: ANN401 - what a page keeps is its own affair
    """Return what a page has kept in this visit, or a widget's value."""
    return st.session_state.get(name, default)


def remember(name: str, value: object) -> None:
    """Keep a page's value for this visit; unlike a widget's it outlives leaving the page."""
    st.session_state[name] = value


def offer(key: str, value: object) -> str:
    """Give a widget a value if it has none yet; return its key.

    Only for a widget that is drawn next: a value without its widget would stay for good.
    """
    st.session_state.setdefault(key, value)
    return key


def forget(keys: Iterable[str]) -> None:
    """Take the widgets' values away, so that they can be offered others."""
    for key in keys:
        st.session_state.pop(key, None)
