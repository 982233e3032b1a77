"""The second sentence: its box, its one-click changes, and where its own player rests."""

import streamlit as st

from lstm_viz.core.minimal_pairs import minimal_pairs
from lstm_viz.ui import cache, state
from lstm_viz.ui.place import Place, with_text
from lstm_viz.ui.words import notice

SECOND_KEY = "second"
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
    st.session_state[SECOND_KEY] = text
    with st.container(key="second-bar"):
        st.text_input(
            "Compare with",
            key=SECOND_KEY,
            live="300ms",
            on_change=_take_typed,
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
    """Say in one calm line what was cut of the second sentence and what is not known."""
    said = notice(with_text(place, text), cache.trace_of(place.model, text))
    with st.container(key="notice-second"):
        st.text(said if text.strip() else _empty(place))


def _empty(place: Place) -> str:
    """Say what to do where there is no second sentence."""
    if minimal_pairs(place.text):
        return "Type a second sentence, or choose a suggested change."
    return "Type a second sentence."


def _take_typed() -> None:
    """Take what was typed; called by Streamlit before the page runs."""
    state.take_second(st.session_state[SECOND_KEY] or "")
