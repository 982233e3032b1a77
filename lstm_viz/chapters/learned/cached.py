"""What the page on training computes once and shares, by the rules of `ui/cache.py`."""

import streamlit as st

from lstm_viz.chapters.learned.view import Learned, shared_scales
from lstm_viz.core.models.path import Facts
from lstm_viz.core.pairs.claims import STORY, Claim, claims_of
from lstm_viz.core.record import record_sentence
from lstm_viz.core.trace import SentenceTrace
from lstm_viz.player.payload import Payload, player_payload
from lstm_viz.ui import cache

MODEL = cache.WITH_PATH
N_SENTENCES = 64  # each is read twelve times


@st.cache_data(show_spinner=False, max_entries=N_SENTENCES, ttl=cache.KEPT)
def traces_of(text: str) -> tuple[SentenceTrace, ...]:
    """Let every checkpoint read a text; a move of the slider then needs no reading.

    Args:
        text: at most `place.MAX_CHARACTERS` characters.
    """
    return tuple(record_sentence(network, text) for network in cache.path_of(MODEL).networks)


def learned_of(text: str, chosen: int) -> Learned:
    """Return a text's readings with the checkpoint that is shown, from 1."""
    return Learned(facts(), traces_of(text), chosen)


@st.cache_data(show_spinner=False, max_entries=cache.N_SENTENCES, ttl=cache.KEPT)
def payload_of(text: str, chosen: int) -> Payload:
    """Return what the player shows of one checkpoint's reading, with the weights it had then.

    Args:
        text: at most `place.MAX_CHARACTERS` characters.
        chosen: the checkpoint, from 1.
    """
    network, traces = cache.path_of(MODEL).networks[chosen - 1], traces_of(text)
    cell, head = network.only_layer("The player"), network.verdict_head()
    return {**player_payload(traces[chosen - 1], head, cell), **shared_scales(traces)}


def facts() -> Facts:
    """Return what was measured at the checkpoints when the model was trained."""
    return cache.path_of(MODEL).facts


def stories() -> tuple[tuple[Claim, ...], ...]:
    """Measure the textbook's claims about its sentence at every checkpoint."""
    heads = (network.verdict_head().weight for network in cache.path_of(MODEL).networks)
    return tuple(
        claims_of(trace, head) for trace, head in zip(traces_of(STORY), heads, strict=True)
    )
