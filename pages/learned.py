"""How it learned: the reader's sentence, read by the model at twelve moments of its training."""

import streamlit as st

from lstm_viz.chapters.learned import cached, charts, controls, tables, words
from lstm_viz.ui import frame, show
from lstm_viz.ui.menu import next_page

place = frame.page("How it learned", path_of=cached.MODEL)
frame.sentence_bar(with_models=False)
frame.notices(place)
controls.notices(place)
view = cached.learned_of(place.text, place.trained)
if not view.trace.tokens:
    st.stop()

show.lead(words.lead(view))
controls.slider(place, view.facts)
show.chart(
    charts.verdict_curves(view),
    "verdicts",
    look="Move the slider. The thick line is the model as it was then.",
    alt="Twelve curves, one for each checkpoint: the verdict after every word, from 0 to 1.",
)
st.text(words.turn(view))

st.header("The same in the cell", anchor=False)
st.markdown(
    """Every number below is computed with the weights of the checkpoint you chose, receipts
included. The colour scales are the same for all twelve, so a pale map is an empty memory."""
)
controls.reading(place, view)

st.header("What is learned here, and what is not", anchor=False)
st.markdown(
    """“These weights are learned during training”, says the textbook. Before the first text they
are random numbers; only the bias of the forget gates is set to 1, so that memory is kept at first.
Then the model reads some texts, its error is carried back through every word, and each weight moves
a little. We kept the weights at twelve moments, called checkpoints: before the first text, ten
times on the way, and at the end. They lie further and further apart, since early on much changes in
few steps.

- **Learned here**: the recurrent weights and the last layer.
- **Not learned here**: the word vectors. They are those that the 64-unit model had learned, and
  stay the same throughout. So which words are alike was known from the start; what to do with them
  was not.
- **What is kept** is the average of the weights over the last steps, at every checkpoint as in the
  shipped model. It moves more calmly than the weights themselves."""
)

st.header("Where negation appeared", anchor=False)
stories = cached.stories()
controls.stops(view.facts, stories, view.chosen)
for said in words.score_texts(view.facts):
    st.text(said)
st.text(words.order_text(view.facts))
st.text(words.claims_text(stories))
st.markdown(
    """A film review can often be judged by its words alone. Of the generated sentences many cannot:
they turn on a negation or a contrast. So the lines show different things being learned. The shares
were measured on the way, when the model was trained; the claims are measured now, at each
checkpoint, by the rules of the negation laboratory. The dotted line is chance."""
)
with st.expander("All checkpoints in a table"):
    st.table(tables.stop_table(view.facts, stories))

show.recap(
    """- Nobody wrote these weights. They began as random numbers, and training moved them.
- Which words are good or bad, and what turns them round, are two things to learn.
- The stops lie further and further apart: early on a few texts change much.
- The last stop is the model of all other pages, number for number.
- A textbook claim may hold before any training: then it holds by chance."""
)

st.header("The numbers", anchor=False)
st.markdown("The verdict of every checkpoint after every word; and what was measured at each.")
show.csv("Readings as CSV", "learned.csv", tables.readings_csv, view)
show.csv("Checkpoints as CSV", "checkpoints.csv", tables.stops_csv, view.facts, stories)
next_page("How it learned")
