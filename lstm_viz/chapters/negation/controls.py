"""The laboratory's lists: pairs and claims with badges; each pair leads to the comparison."""

from collections.abc import Sequence

import streamlit as st

from lstm_viz.chapters.negation import cached, words
from lstm_viz.core.pairs.claims import Claim
from lstm_viz.core.pairs.negation_pairs import PHENOMENA
from lstm_viz.core.pairs.outcome import Outcome
from lstm_viz.ui.frame import UNITS
from lstm_viz.ui.place import MODELS, Place, address_of, with_second, with_text

COMPARE = "pages/compare.py"
PHENOMENON_KEY = "phenomenon"


def all_outcomes() -> dict[str, tuple[Outcome, ...]]:
    """Return every pair's outcome by the models' names on the page."""
    return {UNITS[model]: cached.outcomes_of(model) for model in MODELS}


def phenomenon_box() -> str:
    """Draw the choice of a phenomenon and return it."""
    chosen = st.selectbox("Phenomenon", PHENOMENA, key=PHENOMENON_KEY, width=300)
    return chosen or PHENOMENA[0]


def pair_list(place: Place, phenomenon: str) -> None:
    """List the pairs of a phenomenon as the place's model reads them."""
    with st.container(key="laboratory", gap="small"):
        for outcome in cached.outcomes_of(place.model):
            if outcome.pair.phenomenon == phenomenon:
                _pair(place, outcome)


def _pair(place: Place, outcome: Outcome) -> None:
    """Draw one pair: two sentences, numbers, badge, and the link to the comparison."""
    pair = outcome.pair
    with st.container(border=True, gap="small"):
        st.text(f"A  {pair.first}\nB  {pair.second}")
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            _badge(words.badge(holds=outcome.holds), holds=outcome.holds)
            st.text(words.figures(outcome))
            opened = with_second(with_text(place, pair.first), pair.second)
            st.page_link(COMPARE, label="Compare", query_params=address_of(opened))


def claim_list(claims: Sequence[Claim]) -> None:
    """List the textbook's claims with what was measured."""
    with st.container(key="claims", gap="small"):
        for claim in claims:
            _claim(claim)


def _claim(claim: Claim) -> None:
    """Draw one claim: what is said, how it is measured, what came out."""
    said, rule, _, _ = words.CLAIMS[claim.name]
    with st.container(border=True, gap="small"):
        st.text(said)
        st.caption(rule)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            _badge(words.claim_badge(holds=claim.holds), holds=claim.holds)
            st.text(words.claim_figures(claim))


def _badge(said: str, *, holds: bool) -> None:
    """Draw a badge: its words say it, its colour repeats it."""
    st.html(
        f'<span class="lv-badge lv-{"yes" if holds else "no"}">{said}</span>',
        width="content",
    )
