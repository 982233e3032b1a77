"""Which word did it: seven methods, what they promise, and the test that tells them apart."""

import streamlit as st

from lstm_viz.chapters.attribution import cached, charts, controls, tables, words
from lstm_viz.chapters.attribution.bars import score_bars
from lstm_viz.chapters.attribution.view import default_phrase
from lstm_viz.ui import cache, choices, frame, show, state
from lstm_viz.ui.menu import next_page

place = frame.page("Which word did it")
frame.sentence_bar()
frame.notices(place)
trace = cache.trace_of(place.model, place.text)
if not trace.tokens:
    st.stop()

view = controls.attribution(place, len(trace.tokens))
show.lead(words.lead(view))
dev = cached.deletion_test_of(place.model)
st.text(words.trust(view, dev, cache.hash_of(place.model)))
st.html(charts.coloured_text(view, [view.simplest]))
show.chart(
    score_bars(view),
    "scores",
    look="Look along a row: do the methods agree on this word?",
    alt="Bars: the score of each word by each method, a column a method, one scale for all.",
)
st.caption(words.scale(view))
st.text(words.agreement(view))
if disputed := words.dispute(view):
    st.text(disputed)
st.markdown(
    """Each number says how far a word moves the final logit, which is the verdict before it is
squashed to 0…1: above 0 towards positive, below 0 towards negative. All methods look at the same
recorded run, but they answer different questions, so they may disagree:

- **Leave-one-out**: the logit, minus the logit when the sentence is read without the word.
- **Masking**: the same, but `<unk>`, the sign for unknown words, takes the word’s place.
- **Gradient × input**: the slope of the logit at the word’s vector, times the vector.
- **Integrated gradients**: the same, with the slope averaged while all vectors grow from zero.
- **LRP** (layer-wise relevance propagation): the logit is handed back through the network; each sum
  shares it out among its terms.
- **Contextual decomposition**: what the word does alone, without interactions.
- **The ledger’s split**: what the word wrote into the cell that is still there at the end."""
)

st.header("Do the scores add up?", anchor=False)
st.markdown(
    """Some methods promise that the scores and a few named parts sum to the logit. Contextual
decomposition promises it for each word: its part, β, and the rest, γ, sum to the logit. That is
careful bookkeeping, no proof that the split is right; and a method that promises no sum is not
wrong for lacking one."""
)
show.table(
    tables.sums_table(view),
    "sums",
    alt="For each method: sum over words, named parts, their sum, the logit, the gap.",
)
with st.container(key="more"):
    st.page_link("pages/trust.py", label="All checks of this sentence", query_params=state.links())

st.header("Which one to trust: delete the words", anchor=False)
st.text(words.tested(view))
st.markdown(
    """The test: delete the word that a method says supports the verdict most, then the next, and
let the model read what is left each time. The chart shows the probability of the side the full
sentence is on (below 0.5, the probability of negative). In a good order it falls early, and the
area under the line is small. At the far right nothing is left to read."""
)
show.chart(
    charts.deletion_chart(view),
    "deletion",
    look="Look at which line falls first: its method found the words that hold the verdict up.",
    alt="Lines: the probability of the verdict while words are deleted in each method's order.",
)
st.markdown(words.on_dev_set(dev, place.model, cache.hash_of(place.model)))
show.table(
    tables.deletion_table(view, dev),
    "areas",
    formats=tables.AREA_FORMATS,
    alt="For each method: area on this sentence and median area on the dev set.",
)

st.header("What a phrase did", anchor=False)
st.markdown(
    "Words act together: in “not good” neither word alone tells the story. Contextual decomposition"
    " splits every state into the phrase’s part, β, and the rest, γ; at the end they sum to the"
    " logit."
)
span = choices.phrase(place, view.trace, default_phrase(view))
beta, gamma = cached.phrase_of(place.model, place.text, *span)
st.text(words.phrase(view, span, beta, gamma))
show.chart(
    charts.phrase_chart(beta, gamma),
    "phrase-parts",
    look="Look at the first two bars: together they are the third.",
    alt="Bars: the phrase's part of the logit, the rest, and both together.",
)

show.recap(
    """- “Which word did it” is several questions. Each method answers its own.
- Leave-one-out and masking ask what would change; the others explain the run as it was.
- A sum that closes shows careful bookkeeping, not a true cause.
- Words act together, so no list of scores tells the whole story: ask about a phrase.
- The deletion test compares methods on the model itself. Read its result, not a method's name.
- Deleting words makes sentences that nobody writes: the test has its limits too."""
)

st.header("The numbers", anchor=False)
st.markdown(
    "Every score and part of this sentence. The camera in a chart’s corner saves it as a picture."
)
show.csv("Scores as CSV", "attribution.csv", tables.scores_csv, view)
next_page("Which word did it")
