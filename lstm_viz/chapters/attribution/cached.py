"""What this page computes once and shares, and the core's findings as the views its figures take.

The rules of caching are those of `ui/cache.py`.
"""

from collections.abc import Sequence

import numpy as np
import streamlit as st

from lstm_viz.chapters.attribution.study import DevResult, dev_result
from lstm_viz.chapters.attribution.view import TITLES, AttributionView, MethodScores
from lstm_viz.core.attribution.decomposition import contextual_decomposition
from lstm_viz.core.attribution.deletion import DeletionCurve, deletion_curves, deletion_order
from lstm_viz.core.attribution.methods import attribute
from lstm_viz.core.attribution.scores import Attribution, final_logit
from lstm_viz.core.models.checkpoint import report_of
from lstm_viz.core.network import Network
from lstm_viz.core.trace import SentenceTrace
from lstm_viz.ui.cache import KEPT, N_SENTENCES, model_of, trace_of

N_RANDOM = 10


def attribution_view(
    network: Network, trace: SentenceTrace, found: Sequence[Attribution]
) -> AttributionView:
    """Put the methods beside each other, and delete words in each one's order.

    Args:
        network: the LSTM that made the trace.
        trace: its reading; may be empty.
        found: what each method says of it.
    """
    n_tokens, should = len(trace.tokens), final_logit(network, trace)
    rng = np.random.default_rng(0)
    by_chance = [rng.permutation(n_tokens) for _ in range(N_RANDOM)]
    orders = [deletion_order(row.scores, should) for row in found]
    curves = deletion_curves(network, trace, [*orders, *by_chance])
    random = curves[len(found) :]
    return AttributionView(
        trace=trace,
        methods=tuple(map(_row, found, curves)),
        should=should,
        random=np.mean([curve.p_verdict for curve in random], axis=0),
        random_area=float(np.mean([curve.area for curve in random])),
    )


def _row(found: Attribution, curve: DeletionCurve) -> MethodScores:
    """Put a method's scores beside its curve."""
    return MethodScores(
        name=found.name,
        scores=found.scores,
        parts=found.parts,
        promise=found.promise,
        description=found.description,
        split_gap=found.split_gap,
        order=curve.order,
        p_verdict=curve.p_verdict,
        area=curve.area,
    )


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
        InputError: the phrase is not inside the sentence.
    """
    split = contextual_decomposition(model_of(name), trace_of(name, text), start - 1, end)
    return split.beta, split.gamma


@st.cache_resource(show_spinner=False, max_entries=8)
def deletion_test_of(name: str) -> DevResult:
    """Return what the deletion test on the dev set says of a model, from its file."""
    return dev_result(report_of("deletion"), name)
