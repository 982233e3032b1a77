"""The shipped models read the textbook's sentences well, and are what their cards say."""

import hashlib
import os
from pathlib import Path

import numpy as np
import pytest

from lstm_viz.core.models.checkpoint import MODEL_FOLDER, MODELS, load_model
from lstm_viz.core.models.scoring import score
from lstm_viz.core.record import record_sentence
from lstm_viz.core.text import words
from lstm_viz.studies.treebank import binary_sentences

EXAMPLE = "The movie was not at all boring and quite enjoyable."
LSTMS = ("lstm-tiny", "lstm-small")


def verdicts(name: str, typed: str) -> dict[str, float]:
    """Return the verdict after each token; the last of equal tokens counts."""
    trace = record_sentence(load_model(name), typed)
    return {token.text: float(p) for token, p in zip(trace.tokens, trace.p_positive, strict=True)}


@pytest.mark.parametrize("name", LSTMS)
def test_the_example_ends_well_because_of_enjoyable(name: str) -> None:
    after = verdicts(name, EXAMPLE)
    assert after["."] > 0.7
    assert after["enjoyable"] - after["quite"] >= 0.1


@pytest.mark.parametrize("name", LSTMS)
@pytest.mark.parametrize(
    ("typed", "lowest", "highest"),
    [
        ("The movie was boring.", 0, 0.25),
        ("The film was not bad.", 0.5, 1),
        ("I don't think this is a good film.", 0, 0.4),
    ],
)
def test_negation_is_read(name: str, typed: str, lowest: float, highest: float) -> None:
    assert lowest < verdicts(name, typed)["."] < highest


@pytest.mark.parametrize("name", MODELS)
def test_the_files_are_those_of_the_card(name: str) -> None:
    network = load_model(name)
    content = (MODEL_FOLDER / f"{name}.safetensors").read_bytes()
    assert network.card["sha256"] == hashlib.sha256(content).hexdigest()
    assert np.isfinite(network.word_vectors()).all()


def test_common_words_are_known() -> None:
    vocabulary = load_model("lstm-tiny").words()
    assert len(vocabulary) >= 30_000
    typed = "the movie was n't at all boring , but it 's enjoyable ... or is it ? ! \" ( ) --"
    assert [word for word in words(typed) if not vocabulary.knows(word)] == []


@pytest.mark.parametrize("lstm", LSTMS)
def test_the_twin_has_as_many_recurrent_parameters(lstm: str) -> None:
    n_lstm, n_rnn = (
        sum(part.size for part in load_model(name).arrays().values())
        for name in (lstm, lstm.replace("lstm", "rnn"))
    )
    assert abs(n_lstm - n_rnn) <= 0.05 * n_lstm


def treebank() -> Path | None:
    """Find the reader's copy of the treebank, as `scripts/test` does."""
    beside = Path(__file__).parents[4] / "shared" / "data" / "sst"
    folder = Path(os.environ.get("LSTM_VIZ_SST", beside))
    return folder if folder.is_dir() else None


@pytest.mark.parametrize("split", ["dev", "test"])
@pytest.mark.parametrize("name", MODELS)
@pytest.mark.skipif(
    treebank() is None, reason="no treebank here: the card's scores are not re-checked"
)
def test_the_scores_are_those_of_the_card(name: str, split: str) -> None:
    folder = treebank()
    assert folder is not None
    network = load_model(name)
    sentences = binary_sentences(folder, split)
    found = score(network, (" ".join(sentence.words) for sentence in sentences))
    right = [(p > 0.5) == (one.target > 0.5) for p, one in zip(found, sentences, strict=True)]
    said = network.card["scores"][split]["accuracy"]
    assert sum(right) / len(right) == pytest.approx(said, abs=0.0006)
