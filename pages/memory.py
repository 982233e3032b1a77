"""What is in memory: the cell state split by who wrote it."""

import streamlit as st

from lstm_viz.chapters.memory import cached, charts, tables, words
from lstm_viz.chapters.memory.charts import memory_map
from lstm_viz.chapters.memory.view import fullest_unit
from lstm_viz.ui import choices, frame, show
from lstm_viz.ui.menu import next_page

place = frame.page("What is in memory")
frame.sentence_bar()
frame.notices(place)
view = cached.memory_of(place.model, place.text)
if not view.trace.tokens:
    st.stop()

lead = show.lead_later()
chosen = choices.unit_and_word(place, view.trace, len(view.layer.c.T))
lead.text(words.lead(view, chosen.t))
unit = fullest_unit(view, chosen.t) if chosen.unit is None else chosen.unit

show.chart(
    memory_map(view, chosen.t, chosen.unit),
    "map",
    look="Look along a row: how long does its colour last?",
    alt="A triangle: how much of each word is in memory after it and every later word.",
)
st.markdown(words.map_text(view, chosen.unit))
st.markdown(
    """Each row is a word that wrote into memory, each column the memory after a word was read. A
row that keeps its colour up to the right edge is still remembered; one that fades was erased at
once, or a little at every step.

The cell state is a sum. Word *s* writes its candidate times its input gate, and every later
forget gate multiplies that. What is left of it after word *t* is its *deposit*, in each unit a
number between −1 and 1:

$$f_t * f_{t-1} * \\dots * f_{s+1} * i_s * \\tilde C_s$$"""
)
st.markdown(words.gap_text(view))
st.markdown(
    """**It is accounting, not cause.** The gates that kept or erased a deposit were themselves set
by the words before them. What the model would have said without a word is another question: the
page “What if” asks it. And deposits of opposite sign cancel in the cell state, while the sizes
drawn here count both."""
)

st.header("How full memory is", anchor=False)
st.markdown(
    "The same sizes, stacked: how much there is after every word, and who wrote it. The eight words"
    " that ever held the most have their own colour; the rest are summed."
)
show.chart(
    charts.memory_stack(view, chosen.t),
    "stack",
    look="Look at the last column: whose part is the largest there?",
    alt="Stacked columns: what each word has in memory after every word.",
)

st.header("One unit, word by word", anchor=False)
st.text(words.unit_text(view, chosen.t, unit))
st.markdown(
    "This is what the number consists of: each word's deposit as it is now, in reading order."
    " All units and words share one scale, so they can be compared."
)
show.chart(
    charts.unit_waterfall(view, chosen.t, unit),
    "waterfall",
    look="Look from left to right: each word's bar begins where the last one ended.",
    alt="A waterfall: the deposits of one unit, word by word, up to its cell state.",
)

st.header("How long each unit keeps", anchor=False)
st.markdown(
    """A forget gate that stayed at *f* would halve a deposit in ln ½ / ln *f* words. That is its
half-life, here the median over the sentence. The gate does change, so another column shows what
really happened: after how many words less than half of the unit's largest deposit was left. A
gate is called stuck if it is above 0.95, or below 0.05, at every word of this sentence."""
)
show.table(
    tables.unit_table(view, chosen.t),
    "units-kept",
    height=320,
    alt="For each unit: cell state, forget gate, half-life, what really happened, stuck gates.",
)

show.recap(
    """- The cell state is a sum of deposits, one for each word read.
- A word writes once: input gate times candidate. Later words can only shrink it: no forget gate
  is above 1.
- Forget gates near 1 keep a deposit over many words; one gate near 0 ends it at once.
- Each unit forgets at its own pace: memory is as many separate boxes as there are units.
- A new deposit of the other sign can cancel an old one without erasing it.
- What memory holds is not yet what the cell shows: the output gate decides that."""
)

st.header("The numbers", anchor=False)
st.markdown("Every deposit of this sentence. The camera in a chart's corner saves its picture.")
show.csv("Deposits as CSV", "memory.csv", tables.deposits_csv, view.trace)

next_page("What is in memory")
