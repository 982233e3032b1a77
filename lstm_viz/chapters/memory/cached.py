"""The split memory of a sentence, computed once and shared, by the rules of `ui/cache.py`."""

import streamlit as st

from lstm_viz.chapters.memory.view import MemoryView, memory_view
from lstm_viz.ui.cache import KEPT, trace_of


@st.cache_data(show_spinner=False, max_entries=64, max_size="64MB", ttl=KEPT)
def memory_of(name: str, text: str) -> MemoryView:
    """Split the memory of a sentence by who wrote it; up to 11 MB for 200 words and 64 units.

    Args:
        name: the model's name, an LSTM's.
        text: the sentence, at most `place.MAX_CHARACTERS` characters.
    """
    return memory_view(trace_of(name, text))
