"""What takes long shows how far it is."""

import streamlit as st

from lstm_viz.chapters.attribution import cached
from lstm_viz.chapters.attribution.view import TITLES, AttributionView
from lstm_viz.ui.place import Place

MOST_AT_ONCE = 40  # words up to which all methods together take less than half a second


def attribution(place: Place, n_words: int) -> AttributionView:
    """Let every method of attribution score the place's sentence, with a bar if it is long.

    Args:
        place: where the reader is.
        n_words: T.
    """
    bar, n_parts = st.empty(), len(TITLES) + 1
    for number, (method, title) in enumerate(TITLES.items()):
        if n_words > MOST_AT_ONCE:
            bar.progress(number / n_parts, f"{n_words} words take a moment: {title}")
        cached.scores_of(place.model, place.text, method)
    if n_words > MOST_AT_ONCE:
        bar.progress(len(TITLES) / n_parts, f"{n_words} words take a moment: deleting words")
    view = cached.attribution_of(place.model, place.text)
    bar.empty()
    return view
