"""Can I trust these numbers? Every claim as a check that can fail, computed now."""

import streamlit as st

from lstm_viz.chapters.trust import controls, tables, words
from lstm_viz.ui import cache, frame, show
from lstm_viz.ui.examples import MEANT
from lstm_viz.ui.menu import next_page
from lstm_viz.ui.notices import hash_text

place = frame.page("Can I trust these numbers?")
frame.sentence_bar()
frame.notices(place)
trace = cache.trace_of(place.model, place.text)
lines = controls.lines_for(place.model, trace)
twin = cache.twin_of(place.model)
card, twin_card = cache.model_of(place.model).card, cache.model_of(twin).card

sentences = [sentence for sentence, _ in MEANT]
verdicts = tables.verdict_table(MEANT, cache.verdicts_of(place.model, sentences))

show.lead(words.verdict(lines))
st.text(
    "A right number is not yet a right verdict: the model read ten hard sentences, listed below."
    f" {tables.tally(verdicts)}"
)
controls.show(lines)
st.text(words.facts(trace))

st.header("What the checks do not say", anchor=False)
st.markdown(
    """They say that the numbers are this model's own, and that the sums are right. They do not say
that the model is right. It is small, and it learned from film reviews, made sentences and a word
list."""
)
st.text(words.calibration(card))

st.header("How often the model is right", anchor=False)
st.markdown(
    "Measured after training, on sentences it did not learn from; below it the plain RNN. In these"
    " counts a verdict above 0.5 is positive, any other negative; an everyday sentence that judges"
    " nothing is read right between 0.35 and 0.65."
)
st.table(tables.score_table([card, twin_card]))

st.header("What it gets wrong", anchor=False)
st.markdown("Computed now. Irony and knowledge of the world are beyond it.")
st.table(verdicts)
st.markdown(
    "These are the worst mistakes on its card, among generated sentences it was not trained on."
)
st.table(tables.mistake_table(card))

show.recap(
    """- Every number comes from one recorded run, and that run is compared with torch's.
- Gradients are computed twice, by hand and by autograd, and compared.
- What should add up is added up: memory by word, attribution by word.
- What the browser shows is worked out again from what the browser was sent.
- The weights are those of a file with a published hash; change one, and a line above turns red.
- A right number is not yet a right verdict: the model makes mistakes, and they are listed."""
)

st.header("The numbers", anchor=False)
show.csv("Checks as CSV", "checks.csv", tables.checks_csv, lines)
st.text(hash_text(place.model, card, cache.hash_of(place.model)))

next_page("Can I trust these numbers?")
