"""The second sentence: its box, its one-click changes, and where its own player rests.

With it: two players that go together, side by side where there is room.
"""

from functools import partial

import streamlit as st

from lstm_viz.chapters.compare.view import Comparison
from lstm_viz.core.pairs.alignment import steps_beside
from lstm_viz.core.pairs.minimal_pairs import minimal_pairs
from lstm_viz.figures.quantities import BY_CODE, MAPS
from lstm_viz.player.payload import synchronised
from lstm_viz.ui import cache, rest, state
from lstm_viz.ui.notices import notice
from lstm_viz.ui.place import Place, with_text
from lstm_viz.ui.player import player

NOTHING = (
    "No suggested change fits the first sentence: it has no negation, no “and” or “but”, no word"
    " whose opposite is on our list, and no “is” or “was” to negate."
)


def second_text(place: Place) -> str:
    """Return the sentence to compare with.

    Args:
        place: where the reader is.

    Returns:
        What the reader chose; else the first change that applies to the first sentence;
        else the first sentence itself.
    """
    if place.second is not None:
        return place.second
    changes = minimal_pairs(place.text)
    return changes[0].text if changes else place.text


def second_bar(place: Place) -> str:
    """Draw the second sentence's box and a button for each change that applies.

    Args:
        place: where the reader is.

    Returns:
        The second sentence.
    """
    text = second_text(place)
    state.fill_second(text)
    with st.container(key="second-bar"):
        st.text_input(
            "Compare with",
            key=state.SECOND_KEY,
            live="300ms",
            on_change=state.take_typed_second,
            placeholder="Type a second sentence",
            autocomplete="off",
        )
    changes = minimal_pairs(place.text)
    with st.container(key="changes", horizontal=True, gap="small", vertical_alignment="center"):
        st.text("Change one thing in the first sentence:" if changes else NOTHING)
        for change in changes:
            st.button(
                change.label,
                key=f"change-{change.label}",
                on_click=state.take_second,
                args=(change.text,),
            )
    return text


def notices(place: Place, text: str) -> None:
    """Say in one calm line what was cut of the second sentence or is not known, if anything."""
    trace = cache.trace_of(place.model, text)
    said = notice(with_text(place, text), trace, quiet=True) if text.strip() else _empty(place)
    if said:
        with st.container(key="notice-second"):
            st.text(said)


def _empty(place: Place) -> str:
    """Say what to do where there is no second sentence."""
    if minimal_pairs(place.text):
        return "Type a second sentence, or choose a suggested change."
    return "Type a second sentence."


GROUP = "pair"
QUANTITY_KEY = "compared"


def players(place: Place, view: Comparison) -> None:
    """Draw both players; each follows where the other goes.

    Args:
        place: where the reader is; the first player's place.
        view: the two readings.
    """
    text = view.second.text
    payloads = [cache.payload_of(place.model, trace.text) for trace in (view.first, view.second)]
    linked = synchronised(payloads, GROUP, steps_beside(view.columns))
    with st.container(key="pair"):
        left, right = st.columns(2, gap="small")
    with left:
        st.html('<p class="lv-side">A <span>the first sentence</span></p>')
        player(linked[0], rest.order(place), take=rest.take, key="player-a", label="Sentence A")
    with right:
        st.html('<p class="lv-side">B <span>the second sentence</span></p>')
        second = rest.second_order(place, text)
        player(
            linked[1],
            second,
            take=partial(rest.take_second, text),
            key="player-b",
            label="Sentence B",
        )


def quantity_box() -> str:
    """Draw the choice of what is compared; return its code name."""
    chosen = st.selectbox(
        "What is compared",
        [*sorted(MAPS, key=lambda code: code != "c")],
        key=QUANTITY_KEY,
        on_change=state.touched,
        format_func=lambda code: f"{BY_CODE[code].label} {BY_CODE[code].symbol}",
        width=260,
    )
    return chosen or "c"
