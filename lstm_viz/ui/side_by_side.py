"""Two players that go together, side by side where there is room."""

from functools import partial

import streamlit as st

from lstm_viz.core.alignment import steps_beside
from lstm_viz.figures.comparison import Comparison
from lstm_viz.figures.payload import synchronised
from lstm_viz.figures.quantities import BY_CODE, MAPS
from lstm_viz.ui import cache, rest, state
from lstm_viz.ui.place import Place
from lstm_viz.ui.player import player

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
