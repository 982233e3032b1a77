"""The negation laboratory: what the models do with pairs of sentences, failures included."""

import streamlit as st

from lstm_viz.chapters.negation import cached, controls, tables, words
from lstm_viz.ui import frame, show
from lstm_viz.ui.menu import next_page

place = frame.page("Negation laboratory")
outcomes = controls.all_outcomes()
show.lead(words.lead(outcomes))
controls.grid(outcomes)
chosen = controls.pair_box()
controls.pair_card(place, outcomes, chosen)

st.header("How the pairs were made and judged", anchor=False)
st.markdown(
    """Each pair changes one thing: a “not”, a “hardly”, the order of two clauses. We wrote the
pairs for this page: none is from the treebank, and the grammar that made the models’ training
sentences cannot make any of them. The models read them when the page opens, and ticks and crosses
follow from the numbers."""
)
with st.expander("The rule, fixed before any model read the pairs"):
    st.markdown(words.RULE)
with st.expander("All pairs in a table"):
    show.table(
        tables.pairs_table(outcomes),
        "all-pairs",
        alt="Every pair: phenomenon, sentences A and B, what is expected, both models' verdicts.",
    )

st.header("Does the textbook's story hold?", anchor=False)
st.markdown(
    """Many introductions tell what the gates do in “The movie was not at all boring and quite
enjoyable.” The story comes without rules, so we gave each claim one that can be measured, and
wrote it down before measuring. Here is what the model does that you choose."""
)
frame.model_switch()
claims = cached.story_of(place.model)
st.text(words.story_text(claims))
controls.claim_list(claims)
st.markdown(
    """A claim that fails does not make the model wrong: it may reach its verdict another way. Gates
that “decide” make a story that helps learning; the numbers are what happened."""
)

show.recap(
    """- A negation is judged by what it does to the words after it, not by its own word.
- It may stand right before its word or many words earlier: the grid has a row for each.
- “Not bad” is where counting words fails and reading in order can succeed.
- Many pairs of one kind say more than one good example.
- The textbook’s story of the gates holds in part, and in other parts for another model.
- A rule fixed before looking keeps us honest: some squares are crosses."""
)

st.header("The numbers", anchor=False)
st.markdown("Every pair, for both models, with both verdicts and the badge.")
show.csv("Outcomes as CSV", "negation.csv", tables.outcomes_csv, outcomes)
next_page("Negation laboratory")
