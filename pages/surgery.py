"""What if: hold gates or states by hand, and let the model read the sentence again."""

import streamlit as st

from lstm_viz.chapters.surgery import cached, charts, controls, tables, words
from lstm_viz.chapters.surgery.view import experiments, shown_unit
from lstm_viz.ui import cache, frame, show
from lstm_viz.ui.menu import next_page

place = frame.page("What if")
frame.sentence_bar()
frame.notices(place)
trace = cache.trace_of(place.model, place.text)
if not trace.tokens:
    st.stop()

single_units = cached.single_units_of(place.model, place.text)
ready = experiments(trace, single_units.loudest, single_units.strongest)
lead = show.lead_later()
first = cached.largest_effect_of(place.model, place.text)
chosen, figure = controls.controls(place, trace, len(single_units.units), ready, first)
view = cached.surgery_of(place.model, place.text, chosen)
lead.text(words.lead(view, ready))

with figure:
    show.chart(
        charts.verdict_lines(view),
        "verdicts",
        look="Look at where the two lines part; in the shade something is held.",
        alt="Two lines: the verdict after every word, as recorded and with something held.",
    )
st.text(words.held(view))
st.text(words.check(view))
st.markdown(
    """Something is held at the shaded words. Up to there the two readings are identical; from there
on every gate, cell state and hidden state is recomputed by the six equations. So the difference has
one cause, for nothing else was changed. But the model was never trained with a gate held, so it is
on unknown ground; and a small effect may only mean that other units step in.

- **Deaf**: the input gate is 0 at one word, so the word writes nothing. It still moves the forget
  and output gates of its step.
- **Goldfish**: the forget gate is 0, so at each shaded word everything in memory is erased.
- **Perfect memory**: the forget gate is 1 at every word, so nothing is erased.
- **Without a unit**: its hidden state is 0 at every word, so nothing in the network sees it."""
)

st.header("One unit", anchor=False)
st.markdown(
    "Cell state C and hidden state h of the unit that is held or, if several are, of the one that"
    " changes most. The scale of C is the unit's own, so that both lines can be seen."
)
show.chart(
    charts.unit_lines(view, shown_unit(view)),
    "unit-lines",
    look="Look at where the two lines part, and whether they meet again.",
    alt="Two lines each for cell state and hidden state of one unit: as recorded and as changed.",
)

st.header("All units", anchor=False)
code = controls.state_switch()
st.text(words.changed(view, code))
show.chart(
    charts.change_map(view, code),
    "changes",
    look="Look along a row: which units carry the change on to the end?",
    alt="A map, units by words: how much each state changed.",
)

st.header("What this verdict depends on", anchor=False)
st.text(words.carried(single_units))
st.markdown(
    """Each unit, and each gate and candidate of each unit, was switched off alone, at every word. A
unit is switched off by holding its hidden state at 0; a gate or candidate by holding it at its mean
over this sentence, so that it stops *moving*: what is lost is what its moving did."""
)
show.table(
    tables.single_units_table(single_units),
    "single_units",
    formats=tables.CHANGE_FORMATS,
    alt="The units and gates that change the logit most: what they are held at, the change.",
)

show.recap(
    """- To learn what a gate does, hold it and read again.
- An intervention changes one thing; everything that follows is computed, not guessed.
- Held at its recorded value, a gate changes nothing: that is the check above.
- Being deaf to a word is not deleting it: the other gates still see the word.
- Without forgetting, the old can drown the new; without memory, little but the last word counts.
- A verdict seldom lives in one unit: compare how much each one matters."""
)

st.header("The numbers", anchor=False)
st.markdown("Both readings of this sentence. The camera in a chart’s corner saves it as a picture.")
show.csv("Both readings as CSV", "what-if.csv", tables.surgery_csv, view)
next_page("What if")
