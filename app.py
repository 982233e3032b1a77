"""Home, the main job: type a sentence and watch a trained LSTM read it word by word."""

import streamlit as st

from lstm_viz.ui import cache, frame, menu, rest, state
from lstm_viz.ui.player import carry, player


@st.fragment
def reading() -> None:
    """Draw what changes with the sentence: it runs alone when the reader types."""
    place = state.stay()
    above = st.container(key="above")
    player(cache.payload_of(place.model, place.text), rest.order(place), take=rest.take)
    with above:  # stands first, and is sent after what the reader waits for
        frame.sentence_bar()
        frame.notices(place)
    state.write_address()


here = frame.home()
reading()
carry(cache.weight_payload_of(here.model))
frame.surround(menu.HOME, frame.FOOT.format(model=here.model))
