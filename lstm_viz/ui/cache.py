"""What is computed once and shared: the only use of `st.cache_*`.

Weights are shared by all visitors and never written to. What depends on a visitor's
sentence is bounded in number and in time.
"""

import gc
import hashlib
import json
from collections.abc import Iterable

import streamlit as st

from lstm_viz.core.cell import CellWeights
from lstm_viz.core.checkpoint import MODEL_FOLDER, LoadedModel, load_model
from lstm_viz.core.decomposition import contextual_decomposition
from lstm_viz.core.gradient_trace import SentenceGradients
from lstm_viz.core.gradients import sentence_gradients
from lstm_viz.core.record import record_sentence
from lstm_viz.core.scoring import score
from lstm_viz.core.target import Target
from lstm_viz.core.threads import use_one_thread
from lstm_viz.core.trace import SentenceTrace
from lstm_viz.figures.attribution_view import AttributionView
from lstm_viz.figures.backward_payload import backward_payload
from lstm_viz.figures.deletion_report import DevResult, dev_result
from lstm_viz.figures.memory_view import MemoryView, memory_view
from lstm_viz.figures.model_tables import Weights
from lstm_viz.figures.operation import Operation
from lstm_viz.figures.payload import Head, Payload, player_payload, weight_payload
from lstm_viz.figures.surgery_view import CarrierView, SurgeryView
from lstm_viz.ui.explain import attribution_view, carrier_view, surgery_view
from lstm_viz.ui.place import DEFAULT_SENTENCE, MODELS

N_SENTENCES = 256
KEPT = "1h"


@st.cache_resource(show_spinner=False, max_entries=8)
def model_of(name: str) -> LoadedModel:
    """Load a model once a process.

    Args:
        name: one of `lstm_viz.core.checkpoint.MODELS`.

    Raises:
        FileNotFoundError: its weights are missing.
        ValueError: the file holds something else.
    """
    return load_model(name)


def weights_of(name: str) -> Weights:
    """Return a model's weights by torch's names, without the layer's own; not copies."""
    state = model_of(name).model.state_dict()
    return {
        key.removeprefix("lstm.").removeprefix("rnn."): weight.numpy()
        for key, weight in state.items()
    }


@st.cache_resource(show_spinner=False, max_entries=8)
def hash_of(name: str) -> str:
    """Return the SHA-256 of a model's file as it lies on the disk now."""
    return hashlib.sha256((MODEL_FOLDER / f"{name}.safetensors").read_bytes()).hexdigest()


def twin_of(name: str) -> str:
    """Return the name of the plain RNN trained in the same way."""
    return name.replace("lstm", "rnn")


def verdicts_of(name: str, texts: Iterable[str]) -> list[float]:
    """Let a model read sentences; return its last verdict of each, 0...1."""
    return list(score(model_of(name), texts))


@st.cache_data(show_spinner=False, max_entries=N_SENTENCES, ttl=KEPT)
def trace_of(name: str, text: str) -> SentenceTrace:
    """Record how a model reads a sentence.

    Args:
        name: the model's name.
        text: the sentence, at most `place.MAX_CHARACTERS` characters.
    """
    return record_sentence(model_of(name), text)


@st.cache_data(show_spinner=False, max_entries=N_SENTENCES, ttl=KEPT)
def payload_of(name: str, text: str) -> Payload:
    """Return what the player shows of a sentence: only what JSON can hold.

    Args:
        name: the model's name.
        text: the sentence, at most `place.MAX_CHARACTERS` characters.
    """
    return player_payload(trace_of(name, text), head_of(name))


@st.cache_data(show_spinner=False, max_entries=N_SENTENCES, ttl=KEPT)
def gradients_of(name: str, text: str, target: str) -> SentenceGradients:
    """Carry a gradient back through a sentence.

    Args:
        name: the model's name, LSTM or plain RNN.
        text: the sentence.
        target: spelled as `Target.parse` reads it, e.g. "last".

    Raises:
        ValueError: the sentence has no such token.
    """
    return sentence_gradients(model_of(name), trace_of(name, text), Target.parse(target))


@st.cache_data(show_spinner=False, max_entries=N_SENTENCES, ttl=KEPT)
def backward_payload_of(name: str, text: str, target: str) -> Payload:
    """Return what the player shows of a backward pass; arguments as in `gradients_of`."""
    gradients = gradients_of(name, text, target)
    return backward_payload(trace_of(name, text), gradients, head_of(name), cell_of(name))


@st.cache_resource(show_spinner=False, max_entries=8)
def weight_payload_of(name: str) -> Payload:
    """Return an LSTM's weights as the player takes them: the two biases as their sum."""
    return weight_payload(name, cell_of(name))


def cell_of(name: str) -> Weights:
    """Return a layer's weights: "w" (4H, E), "u" (4H, H) and the sum of its biases "b" (4H,)."""
    cell = CellWeights.of(model_of(name).model.recurrent, "l0")
    return {"w": cell.w, "u": cell.u, "b": cell.b}


def head_of(name: str) -> Head:
    """Return the last layer, from hidden state to logit: weight (H,) and bias."""
    head = model_of(name).model.head
    return head.weight[0].numpy(force=True), float(head.bias)


@st.cache_data(show_spinner=False, max_entries=64, max_size="64MB", ttl=KEPT)
def memory_of(name: str, text: str) -> MemoryView:
    """Split the memory of a sentence by who wrote it; up to 11 MB for 200 words and 64 units.

    Args:
        name: the model's name, an LSTM's.
        text: the sentence, at most `place.MAX_CHARACTERS` characters.
    """
    return memory_view(trace_of(name, text))


@st.cache_data(show_spinner=False, max_entries=N_SENTENCES, ttl=KEPT)
def attribution_of(name: str, text: str) -> AttributionView:
    """Let every method of attribution score a sentence; arguments as in `memory_of`."""
    return attribution_view(model_of(name), trace_of(name, text))


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
    """Try every single unit and gate on a sentence; arguments as in `memory_of`."""
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


@st.cache_resource(show_spinner=False)
def warm_up() -> None:
    """Do the slow things once a process, then take all of it from the garbage collector.

    Streamlit collects garbage after every run; with torch loaded that costs more than
    the page itself. What exists now lives as long as the process, so it is frozen.
    """
    use_one_thread()
    payload_of(MODELS[0], DEFAULT_SENTENCE)
    gc.collect()
    gc.freeze()
