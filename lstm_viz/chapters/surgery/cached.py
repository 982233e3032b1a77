"""What "What if" computes once and shares, by the rules of `ui/cache.py`."""

import numpy as np
import streamlit as st

from lstm_viz.chapters.surgery.view import Operation, SingleUnitsView, SurgeryView, experiments
from lstm_viz.core.attribution.occlusion import leave_one_out
from lstm_viz.core.attribution.scores import final_logit
from lstm_viz.core.network import Network
from lstm_viz.core.surgery.operate import Clamp, operate
from lstm_viz.core.surgery.single_units import single_units
from lstm_viz.core.trace import SentenceTrace
from lstm_viz.ui.cache import KEPT, N_SENTENCES, model_of, trace_of


def single_units_view(network: Network, trace: SentenceTrace) -> SingleUnitsView:
    """Try every single unit and gate, and every word.

    Args:
        network: the LSTM that made the trace.
        trace: its reading; may be empty.
    """
    found, scores = single_units(network, trace), leave_one_out(network, trace).scores
    return SingleUnitsView(
        logit=final_logit(network, trace),
        units=found.units,
        gates=found.gates,
        neutral=found.neutral,
        loudest=int(np.abs(scores).argmax()) if len(scores) else 0,
    )


def surgery_view(network: Network, trace: SentenceTrace, operation: Operation) -> SurgeryView:
    """Read a sentence again with something held, and once more with it held at what it was.

    Args:
        network: the LSTM that made the trace.
        trace: its reading.
        operation: what is held.

    Raises:
        InputError: no such quantity, unit or word.
    """
    words = range(operation.start, operation.end)
    units = operation.units or tuple(range(network.n_hidden))
    recorded = getattr(trace.lstm(), operation.quantity)[np.ix_(words, units)]
    after, again = (
        operate(network, trace, [Clamp(operation.quantity, value, units, words)])
        for value in (operation.value, recorded)
    )
    before, now = trace.arrays(), again.arrays()
    return SurgeryView(
        before=trace,
        after=after,
        operation=operation,
        n_checked=sum(array.size for array in before.values()),
        n_same=sum(int(np.sum(array == now[name])) for name, array in before.items()),
    )


@st.cache_data(show_spinner=False, max_entries=N_SENTENCES, ttl=KEPT)
def single_units_of(name: str, text: str) -> SingleUnitsView:
    """Try every single unit and gate on a sentence; arguments as in `cache.memory_of`."""
    return single_units_view(model_of(name), trace_of(name, text))


@st.cache_data(show_spinner=False, max_entries=N_SENTENCES, ttl=KEPT)
def largest_effect_of(name: str, text: str) -> int:
    """Return which of the ready experiments moves the verdict most; arguments as in `surgery_of`.

    Args:
        name: the model's name, an LSTM's.
        text: the sentence, of at least one word.
    """
    network, trace = model_of(name), trace_of(name, text)
    found = single_units_of(name, text)
    ready = experiments(trace, found.loudest, found.strongest)
    verdicts = [_verdict(network, trace, made.operation) for made in ready]
    return int(np.abs(np.array(verdicts) - float(trace.p_positive[-1])).argmax())


def _verdict(network: Network, trace: SentenceTrace, held: Operation) -> float:
    """Read a sentence again with something held; return the last verdict."""
    words = range(held.start, held.end)
    clamp = Clamp(held.quantity, held.value, held.units or None, words)
    return float(operate(network, trace, [clamp]).p_positive[-1])


@st.cache_data(show_spinner=False, max_entries=64, max_size="64MB", ttl=KEPT)
def surgery_of(name: str, text: str, operation: Operation) -> SurgeryView:
    """Read a sentence again with something held; up to 2 MB for 200 words and 64 units.

    Args:
        name: the model's name, an LSTM's.
        text: the sentence.
        operation: what is held; its units and words exist.
    """
    return surgery_view(model_of(name), trace_of(name, text), operation)
