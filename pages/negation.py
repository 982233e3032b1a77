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
pairs for this page: none is from the treebank, and all of them were kept out of the sentences made
for training. The models read them when the page opens, and ticks and crosses
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
wrote it down before measuring. Here is what the model does that you choose.

One sentence may be luck. So the same rules are applied to 200 others of the same form, “The … was
not at all … and quite …”: what is said of “boring” and “enjoyable” is then asked of the adjectives
in their places. The list was fixed before any model read it, and the models were trained on none
of it."""
)
frame.model_switch()
claims, family = cached.story_of(place.model), cached.family_of(place.model)
st.text(words.story_text(claims))
st.text(words.family_text(family))
controls.claim_list(claims, family)
with st.expander("The 200 sentences in a table"):
    show.table(
        tables.family_table(family),
        "family",
        alt="Every sentence of the family: for each claim whether it holds, and what was measured.",
        height=420,
    )
st.markdown(
    """A claim that fails does not make the model wrong: it may reach its verdict another way. Gates
that “decide” make a story that helps learning; the numbers are what happened."""
)

show.recap(
    """- A negation is judged by what it does to the words after it, not by its own word.
- It may stand right before its word or many words earlier: the grid has a row for each.
- “Not bad” is where counting words fails and reading in order can succeed.
- Many pairs of one kind say more than one good example.
- How far the textbook’s story of the gates holds is counted over 200 sentences, not read off one.
- A rule fixed before looking keeps us honest: some squares are crosses."""
)

st.header("The numbers", anchor=False)
st.markdown(
    """Every pair, for both models, with both verdicts and the badge; and every claim in each of the
200 sentences, with what was measured and what it is held against."""
)
show.csv("Outcomes as CSV", "negation.csv", tables.outcomes_csv, outcomes)
show.csv("Claims as CSV", "claims.csv", tables.claims_csv, controls.all_families())
next_page("Negation laboratory")
