"""What the page on gradient flow computes once and shares, by the rules of `ui/cache.py`."""

import streamlit as st

from lstm_viz.chapters.gradients.study import Report, read_decay
from lstm_viz.chapters.gradients.view import BothPaths, FillerRuns, Flow, flow, with_point
from lstm_viz.core.gradients.backward import sentence_gradients
from lstm_viz.core.gradients.filler import filler_run
from lstm_viz.core.gradients.filler_text import DISTANCES, FILLERS, MOST, FillerRun
from lstm_viz.core.gradients.paths import paths_from
from lstm_viz.core.gradients.target import Target
from lstm_viz.core.gradients.trace import SentenceGradients
from lstm_viz.player.backward_payload import backward_payload
from lstm_viz.player.payload import Payload
from lstm_viz.ui.cache import (
    KEPT,
    N_SENTENCES,
    cell_of,
    head_of,
    model_of,
    trace_of,
    twin_of,
    verdicts_of,
)


@st.cache_data(show_spinner=False, max_entries=N_SENTENCES, ttl=KEPT)
def gradients_of(name: str, text: str, target: str) -> SentenceGradients:
    """Carry a gradient back through a sentence.

    Args:
        name: the model's name, LSTM or plain RNN.
        text: the sentence.
        target: spelled as `Target.parse` reads it, e.g. "last".

    Raises:
        InputError: the sentence has no such token.
    """
    return sentence_gradients(model_of(name), trace_of(name, text), Target.parse(target))


@st.cache_data(show_spinner=False, max_entries=N_SENTENCES, ttl=KEPT)
def backward_payload_of(name: str, text: str, target: str) -> Payload:
    """Return what the player shows of a backward pass; arguments as in `gradients_of`."""
    gradients = gradients_of(name, text, target)
    return backward_payload(trace_of(name, text), gradients, head_of(name), cell_of(name))


def flow_of(name: str, text: str, target: str) -> Flow:
    """Measure an LSTM's gradients and its twin's; arguments as in `gradients_of`.

    Raises:
        InputError: there is no token, or not this one.
    """
    both = (gradients_of(one, text, target) for one in (name, twin_of(name)))
    return flow(trace_of(name, text), *both)


@st.cache_data(show_spinner=False, max_entries=N_SENTENCES, ttl=KEPT)
def paths_of(name: str, text: str, s: int) -> BothPaths:
    """Follow a change of one word's memory in an LSTM and in its twin.

    Args:
        name: the LSTM's name.
        text: the sentence.
        s: the word, from 0.

    Raises:
        InputError: the sentence has no such word.
    """
    pair = name, twin_of(name)
    return BothPaths(*(paths_from(model_of(one), trace_of(one, text), s) for one in pair))


@st.cache_data(show_spinner=False, max_entries=1024)
def filler_run_of(name: str, filler: str, distance: int) -> FillerRun:
    """Run one network over the stretched sentence; no word of a visitor's is in it.

    Args:
        name: any model's name.
        filler: one of `core.gradients.filler_text.FILLERS`.
        distance: filler words, 0...150.
    """
    return filler_run(model_of(name), filler, distance)


def filler_runs_of(name: str, filler: str, chosen: int) -> FillerRuns:
    """Run an LSTM and its twin at the usual distances and at one more."""
    pair = name, twin_of(name)
    usual = ([filler_run_of(one, filler, distance) for distance in DISTANCES] for one in pair)
    known = FillerRuns(*map(tuple, usual))
    return with_point(known, *(filler_run_of(one, filler, chosen) for one in pair))


@st.cache_data(show_spinner=False, max_entries=8)
def filler_verdicts_of(name: str, filler: str) -> dict[str, float]:
    """Let an LSTM and its twin read all filler words of a kind alone; verdicts by name, 0...1."""
    text = " ".join(FILLERS[filler].split()[:MOST])
    return {one: verdicts_of(one, [text])[0] for one in (name, twin_of(name))}


@st.cache_resource(show_spinner=False, max_entries=1)
def decay_of() -> Report:
    """Read what was measured on the treebank's dev sentences."""
    return read_decay()
