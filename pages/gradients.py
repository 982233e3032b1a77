"""Gradient flow: the reader's sentence, read backwards."""

from functools import partial

import streamlit as st

from lstm_viz.figures import chart_csv, flow_charts
from lstm_viz.ui import cache, flow_choices, flow_sections, flow_words, frame, state
from lstm_viz.ui.next_page import next_page
from lstm_viz.ui.player import carry, player

PICTURE = {"modeBarButtons": [["toImage"]], "displaylogo": False}

place = frame.page("Gradient flow")
frame.sentence_bar()
frame.notices(place)
trace = cache.trace_of(place.model, place.text)
target = flow_choices.target(trace)
player(
    cache.backward_payload_of(place.model, place.text, target),
    state.to_backward_player(place),
    key="backward",
)
carry(cache.weight_payload_of(place.model))
if not trace.tokens:
    st.stop()

st.header("How long the gradient is, word by word", anchor=False)
flow = cache.flow_of(place.model, place.text, target)
with st.container(key="lead"):
    st.text(flow_words.lead(flow))
st.plotly_chart(
    flow_charts.gradient_lengths(flow),
    key="lengths",
    width="stretch",
    alt="Lengths of the gradients of the LSTM and of the RNN at every word, one log axis.",
    config=PICTURE,
)
st.text(flow_words.left_out(flow))
st.markdown(
    """Read it from right to left, as training does: the gradient starts at the target and goes
back. The axis is logarithmic and the same for all lines, so equal steps down are equal factors. A
straight line down is exponential decay: one factor a word. The RNN has no cell state; its ∂L/∂h
is the only way back. The LSTM's ∂L/∂h leaves the belt out: it counts only what goes on through
the gates of the next word."""
)

st.header("One word's way forward", anchor=False)
st.markdown(
    r"""How much of a word's memory $C_s$ still moves the memory $C_t$ after a later word? Along the
belt alone, a change is multiplied by one forget gate a word: $f_{s+1} * \dots * f_t$. All paths
together also go through the hidden state and the gates."""
)
flow_sections.one_word(place, flow)
st.markdown(
    """Each line is the Frobenius norm of a matrix, ∂Cₜ/∂Cₛ or the RNN's ∂hₜ/∂hₛ, divided by that of
the identity: 1 is a change that arrives whole. Above 1 it has grown on the way."""
)

st.header("Stretch the distance", anchor=False)
st.markdown(
    """“The movie was enjoyable”, and then filler: how much gradient still reaches “enjoyable” from
the verdict at the end? Every point is a run of its own. The line marks the one that you choose."""
)
flow_sections.stretched(place)
st.markdown(
    """The factor of a step depends on where the state is. It may be above one for a while, and
then the gradient grows with the distance. Once a state stands still, as it may with one word again
and again, every further word multiplies by the same factor. And a gradient that arrives is not a
verdict that is right: the memory may have been overwritten on the way."""
)

st.header("Is it so in general?", anchor=False)
for claim in flow_words.claims(cache.decay_of(), place.model):
    st.markdown(claim)

st.header("In short", anchor=False)
st.markdown(
    """- Going back, each step multiplies the gradient by a factor: in an RNN the slope of tanh
  times the recurrent weights.
- Factors below one shrink it exponentially: early words are hardly learned from. Above one it
  explodes; clipping bounds that, but brings nothing back.
- The LSTM's belt has its own factor, the forget gate. With f near 1 the gradient travels far.
- That is not "solved": with f small the LSTM forgets and its gradient vanishes too. Through the
  gates it can also explode.
- A forget bias of 1 at the start of training helps (Jozefowicz et al. 2015)."""
)

st.header("The numbers", anchor=False)
st.markdown("Of the first chart; those of the other two stand below them.")
st.download_button(
    "Gradients as CSV",
    partial(chart_csv.flow_csv, flow),
    file_name="gradients.csv",
    mime="text/csv",
    on_click="ignore",
)

next_page("Gradient flow")
