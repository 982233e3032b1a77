"""Gradient flow: the reader's sentence, read backwards."""

import streamlit as st

from lstm_viz.chapters.gradients import cached, charts, controls, tables, words
from lstm_viz.ui import cache, frame, rest, show
from lstm_viz.ui.menu import next_page
from lstm_viz.ui.player import carry, player

place = frame.page("Gradient flow")
frame.sentence_bar()
frame.notices(place)
trace = cache.trace_of(place.model, place.text)
if not trace.tokens:
    st.stop()

lead = show.lead_later()
target = controls.target(trace)
flow = cached.flow_of(place.model, place.text, target)
lead.text(words.lead(flow))
show.chart(
    charts.gradient_norms(flow),
    "norms",
    look="Look from right to left, as training goes: how far does each line fall on its way back?",
    alt="Norms of the gradients of the LSTM and of the RNN at every word, one log axis.",
)
st.text(words.left_out(flow))
st.markdown(
    """The size of a gradient is its *norm*, the root of the sum of its squares. It starts at the
target and goes back. All lines share
one logarithmic axis, so equal steps down are equal factors, and a straight line down is
exponential decay: the same factor at every word. The RNN has no cell state: its ∂L/∂h is the only
way back. The LSTM's ∂L/∂h leaves out the conveyor belt, the cell state's own path: it counts only
what passes through the gates of the next word."""
)

st.header("The same in the cell, word by word", anchor=False)
player(
    cached.backward_payload_of(place.model, place.text, target),
    rest.backward_order(place),
    key="backward",
)
carry(cache.weight_payload_of(place.model))

st.header("One word's path forward", anchor=False)
st.markdown(
    r"""How much does a change of the memory after one word, $C_s$, still change the memory after a
later word, $C_t$? Along the belt alone, every word multiplies the change by its forget gate:
$f_{s+1} * \dots * f_t$. All paths together also go through the hidden state and the gates."""
)
controls.one_word(place, flow)
st.markdown(
    """Each line is the Frobenius norm of a matrix, ∂Cₜ/∂Cₛ or the RNN's ∂hₜ/∂hₛ, divided by that of
the identity. At 1 the change arrives in full; above 1 it has grown on the way."""
)

st.header("Stretch the distance", anchor=False)
st.markdown(
    """“The movie was enjoyable”, and then filler: how much gradient still reaches “enjoyable” from
the verdict at the end? Every point is a run of its own; the dotted line marks your choice."""
)
controls.stretched(place)
st.markdown(
    """The factor of a step depends on the state. It may be above one for a while, and then the
gradient grows with the distance. Once the state has settled, as it can when one word repeats,
every further word multiplies the gradient by the same factor. A gradient that arrives does not
make the verdict right: the memory may have been overwritten on the way."""
)

st.header("Does this hold in general?", anchor=False)
for claim in words.claims(cached.decay_of(), place.model):
    st.markdown(claim)

show.recap(
    """- Going back, each step multiplies the gradient by a factor: in an RNN the slope of tanh
  times the recurrent weights.
- Factors below one shrink it exponentially: little is learned from early words. Above one it
  explodes; clipping bounds that, but does not bring back what vanished.
- The LSTM's belt has its own factor, the forget gate. With f near 1 the gradient travels far.
- That is not "solved": with f small the LSTM forgets and its gradient vanishes too. Through the
  gates it can also explode.
- A forget bias of 1 at the start of training helps (Jozefowicz et al. 2015)."""
)

st.header("The numbers", anchor=False)
st.markdown("Those of the first chart; the other two have theirs below them.")
show.csv("Gradients as CSV", "gradients.csv", tables.flow_csv, flow)

next_page("Gradient flow")
