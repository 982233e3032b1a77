"""What if: hold gates or states by hand, and let the model read the sentence again."""

from functools import partial

import streamlit as st

from lstm_viz.figures import surgery_charts, surgery_tables
from lstm_viz.figures.operation import experiments
from lstm_viz.figures.surgery_view import shown_unit
from lstm_viz.ui import cache, frame, surgery_choices, surgery_words, why_cache

PICTURE = {"modeBarButtons": [["toImage"]], "displaylogo": False}
NUMBERS = {
    "Logit changes by": st.column_config.NumberColumn(format="%+.3f"),
    "Verdict would be": st.column_config.NumberColumn(format="%.2f"),
}

place = frame.page("What if")
frame.sentence_bar()
frame.notices(place)
trace = cache.trace_of(place.model, place.text)
if not trace.tokens:
    st.stop()

carriers = why_cache.carriers_of(place.model, place.text)
ready = experiments(trace, carriers.loudest, carriers.carrier)
with st.container(key="lead"):
    lead = st.empty()
chosen = surgery_choices.controls(place, trace, len(carriers.units), ready)
view = why_cache.surgery_of(place.model, place.text, chosen)
lead.text(surgery_words.lead(view, ready))

st.text(surgery_words.held(view))
st.plotly_chart(
    surgery_charts.verdict_lines(view),
    key="verdicts",
    width="stretch",
    alt="Two lines: the verdict after every word, as recorded and with something held.",
    config=PICTURE,
)
st.text(surgery_words.check(view))
st.markdown(
    """The shaded words are those at which something is held. Before them both readings are the
same; behind them every gate, cell state and hidden state is computed anew by the six equations.
This is a cause, not a correlation: nothing else was changed. But a model never trained with a
gate held fast is on unknown ground, and a small effect may only mean that other units step in.

- **Deaf**: the input gate is 0 at one word, so it writes nothing. It still moves the forget and
  the output gate of its step.
- **Goldfish**: the forget gate is 0: at every such step all that was in memory is erased.
- **Perfect memory**: the forget gate is 1 at every word: nothing is erased.
- **Without a unit**: its hidden state is 0 at every word, so that nobody hears it."""
)

st.header("One unit", anchor=False)
st.markdown(
    "Cell state C and hidden state h of the unit that is held or, of several, of the one that"
    " changes most. One scale for all units."
)
st.plotly_chart(
    surgery_charts.unit_lines(view, shown_unit(view)),
    key="unit-lines",
    width="stretch",
    alt="Two lines each for cell state and hidden state of one unit: as recorded and as changed.",
    config=PICTURE,
)

st.header("All units", anchor=False)
code = surgery_choices.state_switch()
st.text(surgery_words.changed(view, code))
st.plotly_chart(
    surgery_charts.change_map(view, code),
    key="changes",
    width="stretch",
    alt="A map, units by words: how much each state changed.",
    config=PICTURE,
)

st.header("What carries this verdict", anchor=False)
st.text(surgery_words.carried(carriers))
st.markdown(
    """Each unit, and each gate and candidate of each unit, was tried alone, at every word. Neutral
for a unit is silence: its hidden state is 0. Neutral for a gate or candidate is its own mean over
this sentence: it stops *moving*, and what is lost is what its moving did."""
)
st.dataframe(
    surgery_tables.carrier_table(carriers),
    key="carriers",
    hide_index=True,
    column_config=NUMBERS,
    alt="The units and gates that change the logit most: what they are held at, the change.",
)

st.header("In short", anchor=False)
st.markdown(
    """- To learn what a gate does, hold it and read again.
- An intervention changes one thing; all that follows is computed, not guessed.
- Held at what it was anyway, nothing changes: the check above.
- Deafness to a word is not its deletion: the other gates still see it.
- Without forgetting, the old stays and can drown the new; without memory, little but the last
  word counts.
- A verdict is seldom in one unit: compare how much each one carries."""
)

st.header("The numbers", anchor=False)
st.markdown("Both readings of this sentence. The pictures have a camera in their corner.")
st.download_button(
    "Both readings as CSV",
    partial(surgery_tables.surgery_csv, view),
    file_name="what-if.csv",
    mime="text/csv",
    on_click="ignore",
)
