"""What the browser held before this visit, in the sentence box and the model switch.

A browser whose server was started anew still shows what the reader typed or chose meanwhile, and
tells a new visit so once the widget is drawn, but only if the visit has set no value itself.
"""

import streamlit as st

from lstm_viz.ui import state


def first(key: str) -> str | None:
    """Return what the sentence box or the model switch starts with; None if it has a value.

    Args:
        key: `state.SENTENCE_KEY` or `state.MODEL_KEY`; the widget is drawn next.
    """
    return None if key in st.session_state else _in_place(key)


def heed(key: str) -> None:
    """Take what the browser held, and run the page with it.

    Args:
        key: `state.SENTENCE_KEY` or `state.MODEL_KEY`; the widget was just drawn.
    """
    if not state.meet(key) or st.session_state[key] == _in_place(key):
        return
    if key == state.SENTENCE_KEY:
        state.take_sentence()
    else:
        state.take_model()
    st.rerun()


def _in_place(key: str) -> str:
    """Return what the place says of the sentence box or the model switch."""
    place = state.here()
    return place.text if key == state.SENTENCE_KEY else place.model
