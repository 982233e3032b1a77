"""What the page on gradient flow lets the reader choose."""

from collections.abc import Mapping

import streamlit as st

from lstm_viz.core.stretch_text import MOST
from lstm_viz.core.trace import SentenceTrace
from lstm_viz.figures.word_labels import names
from lstm_viz.ui.place import Place

LABELS: Mapping[str, str] = {
    "last": "the logit at the end",
    "loss1": "the loss if positive is right",
    "loss0": "the loss if negative is right",
}
FILLER_NAMES = {"story": "an everyday story", "the": "“the” over and over", "stop": "full stops"}
FIRST_DISTANCE = 40
WIDTH = 300  # px


def target(trace: SentenceTrace) -> str:
    """Draw the box of what is differentiated; after no word at all there is one way only.

    Args:
        trace: the reading.

    Returns:
        Spelled as `Target.parse` reads it.
    """
    spelled = names(trace)
    if not spelled:
        return "last"
    after = {
        str(t): f"the logit after word {t}, {name}" for t, name in enumerate(spelled[:-1], start=1)
    }
    known = {**LABELS, **after}
    chosen = st.selectbox(
        "Gradient of",
        list(known),
        key=f"target-{len(spelled)}",
        format_func=known.__getitem__,
        width=WIDTH,
    )
    return chosen or "last"


def followed(place: Place, trace: SentenceTrace) -> int:
    """Draw the box of the word whose memory is changed.

    Args:
        place: where the reader is; its step is where the box begins, else the first word.
        trace: the reading, at least one token.

    Returns:
        The word, from 0.
    """
    spelled = names(trace)
    chosen = st.selectbox(
        "Follow the memory after",
        range(len(spelled)),
        index=min(place.step or 1, len(spelled)) - 1,
        key=f"followed-{len(spelled)}",
        format_func=lambda s: f"{s + 1} {spelled[s]}",
        width=WIDTH,
    )
    return chosen or 0


def stretch() -> tuple[str, int]:
    """Draw the choice of the filler and of its length.

    Returns:
        One of `stretch_text.FILLERS`, and how many of its words, 0...150.
    """
    filler = st.segmented_control(
        "Filler",
        list(FILLER_NAMES),
        default="story",
        key="filler",
        format_func=FILLER_NAMES.__getitem__,
        required=True,
    )
    distance = st.slider("Filler words", 0, MOST, FIRST_DISTANCE, key="distance")
    return filler or "story", distance
