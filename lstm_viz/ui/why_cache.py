"""What the pages that ask why compute once and share; beside `cache.py`, with its rules."""

import json

import streamlit as st

from lstm_viz.core.attribution import Attribution, attribute
from lstm_viz.core.checkpoint import MODEL_FOLDER
from lstm_viz.core.decomposition import contextual_decomposition
from lstm_viz.figures.attribution_view import TITLES, AttributionView
from lstm_viz.figures.deletion_report import DevResult, dev_result
from lstm_viz.figures.operation import Operation
from lstm_viz.figures.surgery_view import CarrierView, SurgeryView
from lstm_viz.ui.cache import KEPT, N_SENTENCES, model_of, trace_of
from lstm_viz.ui.explain import attribution_view, carrier_view, surgery_view


@st.cache_data(show_spinner=False, max_entries=8 * N_SENTENCES, ttl=KEPT)
def scores_of(name: str, text: str, method: str) -> Attribution:
    """Let one method of attribution score a sentence.

    Args:
        name: the model's name, an LSTM's.
        text: the sentence.
        method: one of `core.attribution.METHODS`.
    """
    return attribute(model_of(name), trace_of(name, text), method)


@st.cache_data(show_spinner=False, max_entries=N_SENTENCES, ttl=KEPT)
def attribution_of(name: str, text: str) -> AttributionView:
    """Let every method of attribution score a sentence; arguments as in `cache.memory_of`."""
    found = [scores_of(name, text, method) for method in TITLES]
    return attribution_view(model_of(name), trace_of(name, text), found)


@st.cache_data(show_spinner=False, max_entries=N_SENTENCES, ttl=KEPT)
def phrase_of(name: str, text: str, start: int, end: int) -> tuple[float, float]:
    """Split the final logit into a phrase's part and the rest.

    Args:
        name: the model's name, an LSTM's.
        text: the sentence.
        start: first word of the phrase, counted from 1 as the reader does.
        end: its last word.

    Returns:
        beta and gamma, in units of the logit.

    Raises:
        ValueError: the phrase is not inside the sentence.
    """
    split = contextual_decomposition(model_of(name), trace_of(name, text), start - 1, end)
    return split.beta, split.gamma


@st.cache_resource(show_spinner=False, max_entries=8)
def deletion_test_of(name: str) -> DevResult:
    """Return what the deletion test on the dev set says of a model, from its file."""
    report = json.loads((MODEL_FOLDER / "deletion.json").read_text(encoding="utf-8"))
    return dev_result(report, name)


@st.cache_data(show_spinner=False, max_entries=N_SENTENCES, ttl=KEPT)
def carriers_of(name: str, text: str) -> CarrierView:
    """Try every single unit and gate on a sentence; arguments as in `cache.memory_of`."""
    return carrier_view(model_of(name), trace_of(name, text))


@st.cache_data(show_spinner=False, max_entries=64, max_size="64MB", ttl=KEPT)
def surgery_of(name: str, text: str, operation: Operation) -> SurgeryView:
    """Read a sentence again with something held; up to 2 MB for 200 words and 64 units.

    Args:
        name: the model's name, an LSTM's.
        text: the sentence.
        operation: what is held; its units and words exist.
    """
    return surgery_view(model_of(name), trace_of(name, text), operation)
