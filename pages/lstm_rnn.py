"""LSTM against RNN: the same sentence through both."""

import streamlit as st

from lstm_viz.chapters.lstm_rnn import cached, charts, study, tables, words
from lstm_viz.ui import cache, frame, show
from lstm_viz.ui.menu import next_page

place = frame.page("LSTM against RNN")
frame.sentence_bar()
frame.notices(place)
if not cache.trace_of(place.model, place.text).tokens:
    st.stop()
twin = cache.twin_of(place.model)
report = cached.decay_of()
pair = study.pair_of(report, place.model)
both = cached.twins_of(place.model, place.text)

show.lead(words.influence_text(both))
show.chart(
    charts.influence_left(both),
    "influence",
    look="Look at the right end: how high each network's line still is there.",
    alt="What is left of the first word's influence at every word, in both networks; one log axis.",
)
st.markdown(
    """The norm of ∂Cₜ/∂C₁ in the LSTM and of ∂hₜ/∂h₁ in the RNN, by all paths, divided by that of
the identity: 1 means that a small change made after the first word is still there in full. This
measures influence, not use: for the verdict it also matters what the change means. Influence can
grow above 1 for a while before it fades."""
)

st.header("The verdict, word by word", anchor=False)
st.text(words.verdicts_text(both))
show.chart(
    charts.verdicts(both),
    "verdicts",
    look="Look for the words at which the two lines part.",
    alt="The verdict of the LSTM and of the RNN after every word, from 0 to 1.",
)

st.header("Over many sentences", anchor=False)
st.markdown(
    f"""The gradient of the last verdict, k words from the end, on {report["data"]["measured"]}
sentences of the treebank's {report["data"]["split"]} part. For each sentence, the gradient's norm
is divided by its value at the last word (k = 0). The line is the median; the band holds the middle
half of the sentences."""
)
show.chart(
    study.decay_band(pair),
    "decay",
    look="Look at the slopes: the steeper a line falls, the less an early word is learned from.",
    alt="Median and quartiles of the gradient by distance from the end; one log axis for both.",
)
st.markdown(words.band_text(report, place.model))

st.header("Does a longer memory make better verdicts?", anchor=False)
st.markdown(words.scores_text(cache.model_of(place.model).card, cache.model_of(twin).card))
st.markdown(words.lengths_text(report, place.model, twin))
show.chart(
    study.accuracy_bars(report, place.model, twin),
    "accuracy",
    look="Look at the longest sentences, where a long memory should help most.",
    alt="Percent of right verdicts by length of the sentence, LSTM and RNN side by side.",
)
st.table(study.accuracy_table(report, place.model, twin))
st.markdown(
    """A longer memory makes a better verdict possible, not certain: where the deciding words stand
near the end, a short memory is enough."""
)

show.recap(
    """- Both networks have about as many recurrent weights, the same training data and the same
  word vectors.
- An RNN's only memory is its hidden state, and every word overwrites it. An LSTM changes its cell
  state gently, through gates.
- In the LSTM's cell state the gradient shrinks more slowly in most sentences. In the hidden state
  the lead is smaller, and with more units too.
- A gradient that travels far makes long dependencies learnable. It does not make every verdict
  better: the chart above shows where it does.
- An LSTM can forget too: that is what the forget gate is for."""
)

st.header("The numbers", anchor=False)
show.csv("Both networks as CSV", "lstm_rnn.csv", tables.twins_csv, both, pair)

next_page("LSTM against RNN")
