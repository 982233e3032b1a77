"""Compare two sentences: two players that go together, and what differs between them."""

import streamlit as st

from lstm_viz.chapters.compare import cached, charts, controls, tables, words
from lstm_viz.ui import cache, frame, show
from lstm_viz.ui.menu import next_page
from lstm_viz.ui.player import carry

place = frame.page("Compare two sentences")
frame.sentence_bar()
frame.notices(place)
other = controls.second_bar(place)
controls.notices(place, other)
view = cached.comparison_of(place.model, place.text, other)
if not (view.first.tokens and view.second.tokens):
    st.stop()

show.lead(words.lead(view))

show.chart(
    charts.verdict_curves(view),
    "verdicts",
    look="Look at where the curves part, and whether they meet again.",
    alt="Two curves: the verdict after each word of both sentences, on one axis from 0 to 1.",
)
if where := words.where(view):
    st.text(where)
st.text(words.columns_text(view))
st.markdown(
    """A word that only one sentence has leaves a gap in the other’s curve. Up to the first changed
word the two curves coincide: an LSTM reads from left to right and cannot know what follows."""
)

st.header("Both readings, word by word", anchor=False)
controls.players(place, view)
carry(cache.weight_payload_of(place.model))

st.header("Where memory differs", anchor=False)
st.markdown(
    """B minus A, word by word. Where only one sentence has a word there is nothing to subtract, and
the column is empty. The gates, the candidate and the hidden state share one scale; the cell state,
which has no upper limit, has its own."""
)
code = controls.quantity_box()
if alike := words.alike(view, code):
    st.text(alike)
else:
    show.chart(
        charts.difference_map(view, code),
        "differences",
        look="Look along a row: how long does a unit carry the difference?",
        alt="A map: for each unit and aligned word, the second sentence's value minus the first's.",
    )
st.markdown(
    """A difference shows what the model still carries of the change. It does not show what that
means for the verdict: a unit may differ and hardly count in it."""
)

show.recap(
    """- Change one thing and read twice: what differs comes from that change.
- Before the first changed word nothing differs, rounding aside.
- A small word can turn everything after it: memory carries the difference on.
- The largest difference often comes after the change, at the word that it is about.
- If the curves meet again, the model has forgotten the change.
- One pair shows what one change did here. It proves no rule."""
)

st.header("The numbers", anchor=False)
st.markdown("Both verdicts and the differences of the cell state, word by word.")
show.csv("Comparison as CSV", "comparison.csv", tables.comparison_csv, view)
next_page("Compare two sentences")
