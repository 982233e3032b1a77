"""The model: what was trained, on what, and what each of its matrices is."""

import streamlit as st

from lstm_viz.chapters.model import charts, tables, words
from lstm_viz.ui import cache, frame, show
from lstm_viz.ui.examples import MEANT
from lstm_viz.ui.menu import next_page
from lstm_viz.ui.notices import hash_text

place = frame.page("The model")
frame.model_switch()
twin = cache.twin_of(place.model)
network = cache.model_of(place.model)
card, twin_card = cache.model_of(place.model).card, cache.model_of(twin).card
read = cache.trace_of(place.model, place.text).tokens

show.lead(words.lead(network))
st.caption("Look at the left: three gates and a candidate, each with a matrix W of its own.")
st.table(tables.equation_table())
st.markdown(
    "At every word the cell computes this, in this order. The square brackets join the last hidden"
    " state and the word's numbers into one long vector; σ squashes numbers to between 0 and 1,"
    " tanh to between −1 and 1; * multiplies unit by unit."
)
st.markdown(words.how_it_reads(network))

st.header("Where the weights are kept", anchor=False)
st.markdown(
    f"""Four matrices and four biases are all there is to learn here. Books write one matrix
over the long vector [hₜ₋₁, xₜ]. PyTorch keeps the two halves apart: **U** for the memory
(`weight_hh_l0`) and **W** for the word (`weight_ih_l0`), with the four gates' rows stacked in the
order i, f, g, o, where g is the candidate. It also keeps two biases (`bias_ih_l0`,
`bias_hh_l0`); only their sum matters, and b is that sum. The shapes in {place.model}:"""
)
st.table(tables.gate_table(network))

st.header("The weights themselves", anchor=False)
st.markdown(
    "Each row is a hidden unit. The columns left of the line weigh the hidden state, those right of"
    " it the word's numbers. All four share one scale, so they can be compared; zero has the"
    " background's colour. Point at a cell to read its value."
)
show.chart(
    charts.weight_picture(network),
    "weights",
    look="Look left of the line: those weights listen to the model's own memory.",
    alt=f"Four heat maps, one for each gate of {place.model}, on one colour scale.",
    camera=False,
)

st.header("The same weights at every word", anchor=False)
st.markdown(words.used_again(len(read)))
st.text(place.text)

st.header("How often it is right", anchor=False)
st.markdown(
    f"""Its twin is **{twin}**, a plain RNN trained in the same way. An LSTM needs four
matrices where an RNN needs one, so with as many hidden units it would have four times as many
recurrent weights. The RNN therefore has more units, so that both have about as many weights. In
these counts a verdict above 0.5 is positive, any other negative; an everyday sentence that judges
nothing is read right between 0.35 and 0.65."""
)
st.table(tables.score_table([card, twin_card]))
st.table(tables.size_table([network, cache.model_of(twin)]))

st.header("Where it goes wrong", anchor=False)
sentences = [sentence for sentence, _ in MEANT]
verdicts = tables.verdict_table(MEANT, cache.verdicts_of(place.model, sentences))
st.markdown(
    "It was taught words and some grammar, not the world, and what is meant may differ from what"
    " the words say. These verdicts are computed now, by this model."
    f" {tables.tally(verdicts)}"
)
st.table(verdicts)
st.markdown(
    "These are the worst mistakes on its card, among the short generated sentences it was never"
    " trained on: what each means and what the model says, from 0 negative to 1 positive."
)
st.table(tables.mistake_table(card))

st.header("What it was trained on", anchor=False)
st.markdown(words.trained_on(card))
with st.expander("The model card: the runs that were tried, the recipe, the sources"):
    st.table(tables.tried_table(card))
    st.table(tables.card_table(card))
    st.table(tables.source_table(card))

show.recap(
    """- Four learned matrices, over the hidden state and the word: three gates and a candidate.
- A gate is a vector, one valve for each unit: 1 is open, 0 is shut. A forget gate of 1 *keeps*.
- The candidate is not a gate: it is the content, from −1 to 1.
- The cell state is the memory; the hidden state is the part of it that is shown.
- The same weights serve every word. The memory is what changes.
- An LSTM and an RNN with as many units do not have as many weights."""
)

st.header("The files", anchor=False)
st.text(hash_text(place.model, card, cache.hash_of(place.model)))
st.text(hash_text(twin, twin_card, cache.hash_of(twin)))

next_page("The model")
