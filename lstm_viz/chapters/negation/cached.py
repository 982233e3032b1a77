"""What the negation laboratory computes once and shares, by the rules of `ui/cache.py`."""

import streamlit as st

from lstm_viz.core.pairs.claims import STORY, Claim, claims_of
from lstm_viz.core.pairs.family import Reading, read_family
from lstm_viz.core.pairs.negation import outcomes
from lstm_viz.core.pairs.negation_pairs import PAIRS
from lstm_viz.core.pairs.outcome import Outcome
from lstm_viz.ui import cache


@st.cache_data(show_spinner=False, max_entries=8)
def outcomes_of(name: str) -> tuple[Outcome, ...]:
    """Let a model read all pairs of the laboratory, once a process."""
    return outcomes(cache.model_of(name), PAIRS)


def story_of(name: str) -> tuple[Claim, ...]:
    """Measure the textbook's claims about its sentence in a model's reading."""
    return claims_of(cache.trace_of(name, STORY), cache.head_of(name).weight)


@st.cache_data(show_spinner=False, max_entries=8)
def family_of(name: str) -> tuple[Reading, ...]:
    """Measure the claims in every sentence of the family, once a process."""
    return read_family(cache.model_of(name))
