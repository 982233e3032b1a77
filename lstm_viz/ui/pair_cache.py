"""What the pages of two sentences compute once and share; beside `cache.py`, with its rules."""

import streamlit as st

from lstm_viz.core.claims import STORY, Claim, claims_of
from lstm_viz.core.negation import outcomes
from lstm_viz.core.outcome import Outcome
from lstm_viz.core.pairs import PAIRS
from lstm_viz.figures.comparison import Comparison, comparison
from lstm_viz.ui import cache


def comparison_of(name: str, first: str, second: str) -> Comparison:
    """Read two sentences and lay them beside each other; arguments as in `trace_of`."""
    return comparison(cache.trace_of(name, first), cache.trace_of(name, second))


@st.cache_data(show_spinner=False, max_entries=8)
def outcomes_of(name: str) -> tuple[Outcome, ...]:
    """Let a model read all pairs of the laboratory, once a process."""
    return outcomes(cache.model_of(name), PAIRS)


def story_of(name: str) -> tuple[Claim, ...]:
    """Measure the textbook's claims about its sentence in a model's reading."""
    return claims_of(cache.trace_of(name, STORY), cache.head_of(name)[0])
