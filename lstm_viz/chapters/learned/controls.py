"""The time machine: a slider of checkpoints, a chart whose points choose one, the player."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from lstm_viz.chapters.learned import cached, charts, words
from lstm_viz.chapters.learned.view import Learned
from lstm_viz.core.models.path import N_CHECKPOINTS, Facts
from lstm_viz.core.pairs.claims import Claim
from lstm_viz.ui import cache, rest, show, state
from lstm_viz.ui.place import Place
from lstm_viz.ui.player import carry, player

STOPS_KEY = "stops"


def notices(place: Place) -> None:
    """Say calmly that the model chosen elsewhere is not the one that is shown, where it is not."""
    if said := words.other_model(cached.MODEL, place.model):
        st.caption(said)


def slider(place: Place, facts: Facts) -> None:
    """Draw the slider of checkpoints; the place has the one that is chosen."""
    state.fill_trained(place)
    st.select_slider(
        "How far the model was trained",
        range(1, N_CHECKPOINTS + 1),
        key=state.TRAINED_KEY,
        format_func=lambda number: words.slider_label(facts, number),
        on_change=state.take_trained,
    )


def reading(place: Place, view: Learned) -> None:
    """Draw the player with the chosen checkpoint's reading, and with its weights."""
    player(cached.payload_of(view.trace.text, view.chosen), rest.order(place), take=rest.take)
    carry(cache.weight_payload_of(cached.MODEL))  # the code; the reading has its own weights


def stops(facts: Facts, stories: Sequence[Sequence[Claim]], chosen: int) -> None:
    """Draw what was measured at each checkpoint; a click on a point or bar chooses it."""
    show.chart(
        charts.learning_curves(facts, stories, chosen),
        STOPS_KEY,
        look="Look at which line rises first. Click a point to read with that checkpoint.",
        alt="The share put right and the claims that hold, at each of the twelve checkpoints.",
        camera=False,
        clicked=_take_stop,
    )


def _take_stop() -> None:
    """Take the checkpoint that was clicked; called by Streamlit before the page runs."""
    points = state.recall(STOPS_KEY, {}).get("selection", {}).get("points", [])
    if points:
        state.edit(replace(state.here(), trained=int(points[0]["customdata"])))
