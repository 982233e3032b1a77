"""The two sections of gradient flow that run alone when one of their controls moves.

The rest of the page, the player first of all, is not touched: a move of the slider then costs
a chart and a sentence. Each offers its own numbers, for the page does not hear of the move.
"""

from functools import partial

import streamlit as st

from lstm_viz.figures import chart_csv, flow_charts
from lstm_viz.figures.flow import Flow
from lstm_viz.ui import cache, flow_choices, flow_words
from lstm_viz.ui.place import Place

PICTURE = {"modeBarButtons": [["toImage"]], "displaylogo": False}


@st.fragment
def one_word(place: Place, flow: Flow) -> None:
    """Draw the choice of a word, and what is left of its memory at every later one.

    Args:
        place: where the reader is.
        flow: the sentence, at least one token.
    """
    chosen = flow_choices.followed(place, flow.trace)
    paths = cache.paths_of(place.model, place.text, chosen)
    st.text(flow_words.paths_text(flow, paths))
    st.plotly_chart(
        flow_charts.path_lengths(flow, paths),
        key="paths",
        width="stretch",
        alt="What is left of a change at every later word: belt, all paths, RNN; one log axis.",
        config=PICTURE,
    )
    st.download_button(
        "This word’s path as CSV",
        partial(chart_csv.paths_csv, flow, paths),
        file_name="paths.csv",
        mime="text/csv",
        on_click="ignore",
    )


@st.fragment
def stretched(place: Place) -> None:
    """Draw the choice of filler and distance, what is left of the gradient, and the verdicts.

    Args:
        place: where the reader is; only its model matters.
    """
    filler, distance = flow_choices.stretch()
    runs = cache.stretch_of(place.model, filler, distance)
    st.markdown(flow_words.stretch_text(runs, distance))
    st.plotly_chart(
        flow_charts.stretched_lengths(runs, distance),
        key="stretch",
        width="stretch",
        alt="Norm of the gradient at “enjoyable” by the number of filler words, one log axis.",
        config=PICTURE,
    )
    st.markdown(flow_words.filler_text(cache.filler_verdicts_of(place.model, filler)))
    st.download_button(
        "Stretched runs as CSV",
        partial(chart_csv.stretch_csv, runs),
        file_name="stretched.csv",
        mime="text/csv",
        on_click="ignore",
    )
