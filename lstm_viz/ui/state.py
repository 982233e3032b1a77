"""Where the reader is: the only use of `st.session_state` and `st.query_params`.

The address holds the sentence, the model, the step, the phase, the reading mode and the
map, so that a link restores the screen on any server. Streamlit's own binding of a
widget to the address loses the value on the way to another page and on the browser's
"back" (measured on 1.67), hence these functions. The rule they follow: what the reader
just did in a widget wins; otherwise an address that is not the one we wrote (a link,
back, forward) wins; otherwise all stays as it is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal, get_args
from urllib.parse import quote_plus

import streamlit as st

from lstm_viz.figures.quantities import MAPS
from lstm_viz.ui.player import Place as PlayerPlace

Mode = Literal["numbers", "story"]
ModelName = Literal["lstm-tiny", "lstm-small"]

DEFAULT_SENTENCE = "The movie was not at all boring and quite enjoyable."
MODELS: tuple[ModelName, ...] = get_args(ModelName)
MODES: tuple[Mode, ...] = get_args(Mode)
N_PHASES = 4
MAX_CHARACTERS = 20_000  # far beyond the 200 tokens that are read; keeps every key small
MAX_LINK_BYTES = 3_000  # proxies refuse addresses of more than 8 kB
MAX_STEP = 200

SENTENCE_KEY = "sentence"
MODEL_KEY = "units"
EXAMPLES_KEY = "examples"
_PLACE, _PAGE, _WRITTEN = "place", "page", "address_written"
_EDITED, _TOLD = "edited", "player_told"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the reader is.

    Attributes:
        text: the sentence, at most `MAX_CHARACTERS` characters.
        model: which of `MODELS` reads it.
        step: the token shown, counted from 1; None until the reader chose one.
        phase: up to which part the step is shown, 1...4; 4 is all of it.
        mode: "numbers" or "story".
        map: code name of the quantity in the map, one of `MAPS`.
        was_cut: whether characters of the text were left out.
    """

    text: str = DEFAULT_SENTENCE
    model: ModelName = "lstm-tiny"
    step: int | None = None
    phase: int = N_PHASES
    mode: Mode = "numbers"
    map: str = "c"
    was_cut: bool = False


def with_text(place: Place, text: str) -> Place:
    """Return the place with another sentence, cut to length, at no step yet."""
    clean = text.encode("utf-8", "replace").decode("utf-8")  # a lone surrogate cannot be sent
    return replace(
        place,
        text=clean[:MAX_CHARACTERS],
        was_cut=len(clean) > MAX_CHARACTERS,
        step=None,
    )


def place_of(address: Mapping[str, str]) -> Place:
    """Read a place from an address; what is missing or makes no sense is the default.

    Args:
        address: the query parameters q, model, step, phase, mode, map.
    """
    start = with_text(Place(), address.get("q", DEFAULT_SENTENCE))
    model = next((name for name in MODELS if name == address.get("model")), start.model)
    mode = next((name for name in MODES if name == address.get("mode")), start.mode)
    chosen = address.get("map", start.map)
    return replace(
        start,
        model=model,
        step=_whole_number(address.get("step", ""), MAX_STEP),
        phase=_whole_number(address.get("phase", ""), N_PHASES) or start.phase,
        mode=mode,
        map=chosen if chosen in MAPS else start.map,
    )


def _whole_number(written: str, largest: int) -> int | None:
    """Read a number from 1 to `largest`; None if it is not one."""
    if not (written.isascii() and written.isdigit() and len(written) <= len(str(largest))):
        return None
    return int(written) if 1 <= int(written) <= largest else None


def address_of(place: Place) -> dict[str, str]:
    """Write a place as query parameters; what is the default is left out.

    A sentence of more than `MAX_LINK_BYTES` is left out too: `fits_a_link` tells.
    """
    default = asdict(Place())
    written = {
        name: str(value)
        for name, value in asdict(place).items()
        if name not in {"text", "was_cut"} and value not in {None, default[name]}
    }
    if place.text != DEFAULT_SENTENCE and fits_a_link(place):
        written = {"q": place.text, **written}
    return written


def fits_a_link(place: Place) -> bool:
    """Tell whether the sentence is short enough to stand in an address."""
    return not place.was_cut and len(quote_plus(place.text)) <= MAX_LINK_BYTES


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
    step = None if place.step is None else place.step - 1
    return PlayerPlace(step=step, phase=place.phase, mode=place.mode, map=place.map, run=0)


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
    step = "" if told["step"] is None else str(told["step"] + 1)
    checked = place_of(
        {"step": step, "phase": str(told["phase"]), "mode": told["mode"], "map": told["map"]}
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
