"""What the page on gradient flow lets the reader choose.

Two sections run alone when one of their controls moves. The rest of the page, the player first of
all, is not touched: a move of the slider then costs a chart and a sentence. Each offers its own
numbers, for the page does not hear of the move.
"""

from collections.abc import Mapping

import streamlit as st

from lstm_viz.chapters.gradients import cached, charts, tables, words
from lstm_viz.chapters.gradients.view import Flow
from lstm_viz.core.gradients.filler_text import MOST
from lstm_viz.core.trace import SentenceTrace
from lstm_viz.figures.labels import names
from lstm_viz.ui import show
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
    """Draw the choice of the filler and of how much of it is read.

    Returns:
        One of `filler_text.FILLERS`, and how many of its words, 0...150.
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


@st.fragment
def one_word(place: Place, flow: Flow) -> None:
    """Draw the choice of a word, and what is left of its memory at every later one.

    Args:
        place: where the reader is.
        flow: the sentence, at least one token.
    """
    chosen = followed(place, flow.trace)
    paths = cached.paths_of(place.model, place.text, chosen)
    st.text(words.paths_text(flow, paths))
    show.chart(
        charts.path_norms(flow, paths),
        "paths",
        look="Look at the right end: how much is left, and how much of it by the belt alone.",
        alt="What is left of a change at every later word: belt, all paths, RNN; one log axis.",
    )
    show.csv("This word’s path as CSV", "paths.csv", tables.paths_csv, flow, paths)


@st.fragment
def stretched(place: Place) -> None:
    """Draw the choice of filler and distance, what is left of the gradient, and the verdicts.

    Args:
        place: where the reader is; only its model matters.
    """
    filler, distance = stretch()
    runs = cached.filler_runs_of(place.model, filler, distance)
    st.markdown(words.filler_words(runs, distance))
    show.chart(
        charts.filler_norms(runs, distance),
        "stretch",
        look="Look from left to right: which line stays up as the filler grows?",
        alt="Norm of the gradient at “enjoyable” by the number of filler words, one log axis.",
    )
    st.markdown(words.filler_text(cached.filler_verdicts_of(place.model, filler)))
    show.csv("Stretched runs as CSV", "stretched.csv", tables.filler_csv, runs)
