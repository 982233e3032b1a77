"""What is computed once and shared: the only use of `st.cache_*`.

Weights are shared by all visitors and never written to. What depends on a visitor's
sentence is bounded in number and in time.
"""

import gc
import hashlib
from collections.abc import Iterable

import streamlit as st

from lstm_viz.core.models.checkpoint import REPORTS, load_model, report_of
from lstm_viz.core.models.path import LearningPath, load_path
from lstm_viz.core.models.scoring import score
from lstm_viz.core.network import Network
from lstm_viz.core.record import record_sentence
from lstm_viz.core.threads import use_one_thread
from lstm_viz.core.trace import SentenceTrace
from lstm_viz.core.weights import CellWeights, Head
from lstm_viz.player.payload import Payload, player_payload, weight_payload
from lstm_viz.ui.place import DEFAULT_SENTENCE, MODELS, ModelName

WITH_PATH: ModelName = "lstm-tiny"  # the model whose training was kept
N_SENTENCES = 256
KEPT = "1h"


@st.cache_resource(show_spinner=False, max_entries=8)
def model_of(name: str) -> Network:
    """Load a model once a process.

    Args:
        name: one of `lstm_viz.core.models.checkpoint.MODELS`.

    Raises:
        OSError: its weights cannot be read.
        InputError: its weights are missing, or the file holds something else.
    """
    return load_model(name)


@st.cache_resource(show_spinner=False, max_entries=1)
def path_of(name: str) -> LearningPath:
    """Load the checkpoints of a model's training once a process.

    Args:
        name: a model whose path was kept: `WITH_PATH`.

    Raises:
        InputError: they are missing, damaged or another model's.
    """
    return load_path(model_of(name))


@st.cache_resource(show_spinner=False, max_entries=8)
def hash_of(name: str) -> str:
    """Return the SHA-256 of a model's file as it lies on the disk now."""
    return hashlib.sha256(model_of(name).file().read_bytes()).hexdigest()


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


@st.cache_resource(show_spinner=False, max_entries=8)
def weight_payload_of(name: str) -> Payload:
    """Return an LSTM's weights as the player takes them: the two biases as their sum."""
    return weight_payload(name, cell_of(name))


def cell_of(name: str) -> CellWeights:
    """Return the weights of an LSTM's only layer."""
    return model_of(name).only_layer("The player")


def head_of(name: str) -> Head:
    """Return the last layer, from hidden state to logit."""
    return model_of(name).verdict_head()


@st.cache_resource(show_spinner=False)
def warm_up() -> None:
    """Do the slow things once a process, then take all of it from the garbage collector.

    Streamlit collects garbage after every run; with torch loaded that costs more than
    the page itself. What exists now lives as long as the process, so it is frozen.

    Raises:
        OSError: a file that the app shows from cannot be read.
        InputError: a model is missing, or a file holds something else.
    """
    use_one_thread()
    for name in (*MODELS, *map(twin_of, MODELS)):  # damage shows here, not on some page later
        model_of(name)
    path_of(WITH_PATH)
    for name in REPORTS:
        report_of(name)
    payload_of(MODELS[0], DEFAULT_SENTENCE)
    verdicts_of(MODELS[0], [DEFAULT_SENTENCE])  # torch's own first time
    gc.collect()
    gc.freeze()
