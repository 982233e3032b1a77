"""What is computed once and shared: the only use of `st.cache_*`.

Weights are shared by all visitors and never written to. What depends on a visitor's
sentence is bounded in number and in time.
"""

import gc
import hashlib
from collections.abc import Iterable

import streamlit as st

from lstm_viz.core.checkpoint import MODEL_FOLDER, LoadedModel, load_model
from lstm_viz.core.distance import Experiment
from lstm_viz.core.laboratory import experiment
from lstm_viz.core.laboratory_setting import Setting
from lstm_viz.core.record import record_sentence
from lstm_viz.core.scoring import score
from lstm_viz.core.threads import use_one_thread
from lstm_viz.core.trace import SentenceTrace
from lstm_viz.figures.model_tables import Weights
from lstm_viz.figures.payload import Payload, player_payload
from lstm_viz.ui.state import DEFAULT_SENTENCE, MODELS

N_SENTENCES = 256
N_SETTINGS = 128
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
        text: the sentence, at most `state.MAX_CHARACTERS` characters.
    """
    return record_sentence(model_of(name), text)


@st.cache_data(show_spinner=False, max_entries=N_SENTENCES, ttl=KEPT)
def payload_of(name: str, text: str) -> Payload:
    """Return what the player shows of a sentence: only what JSON can hold.

    Args:
        name: the model's name.
        text: the sentence, at most `state.MAX_CHARACTERS` characters.
    """
    return player_payload(trace_of(name, text))


@st.cache_data(show_spinner=False, max_entries=N_SETTINGS, ttl=KEPT)
def experiment_of(setting: Setting) -> Experiment:
    """Run the laboratory's networks; not those that were trained.

    Args:
        setting: what the reader chose; a result has at most 50 kB.
    """
    return experiment(setting)


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
