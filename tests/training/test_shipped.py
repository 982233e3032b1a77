"""What the cards of the shipped models state, measured again where that needs no treebank."""

import json
from hashlib import sha256

import pytest

from lstm_viz.core.models.checkpoint import MODEL_FOLDER, MODELS, load_model
from lstm_viz.core.models.scoring import score
from lstm_viz.core.text import words
from lstm_viz.training.batches import number
from lstm_viz.training.data import heldout_examples
from lstm_viz.training.language.curriculum import KEPT_OUT
from lstm_viz.training.measure import accuracy
from tests.random_models import torch_model

PROMISED = (
    "The movie was not at all boring and quite enjoyable.",
    "The movie was boring.",
    "The film was not bad.",
    "I don't think this is a good film.",
)


@pytest.mark.parametrize("name", MODELS)
def test_sizes_and_counts_are_those_of_the_card(name: str) -> None:
    network = load_model(name)
    model, vocabulary = torch_model(network), (MODEL_FOLDER / "vocabulary.txt").read_bytes()
    card = json.loads((MODEL_FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    assert (card["name"], card["kind"]) == (name, model.kind)
    assert card["sha256_vocabulary"] == sha256(vocabulary).hexdigest()
    assert card["sizes"] == {
        "n_embedding": model.embedding.embedding_dim,
        "n_hidden": model.n_hidden,
        "n_vocabulary": len(network.words()),
    }
    parts = {"embedding": model.embedding, "recurrent": model.recurrent, "head": model.head}
    counts = {part: sum(value.numel() for value in parts[part].parameters()) for part in parts}
    assert card["parameters"] == counts


@pytest.mark.parametrize("name", MODELS)
def test_the_heldout_score_is_that_of_the_card(name: str) -> None:
    network = load_model(name)
    stated = network.card["scores"]["curriculum_heldout"]["accuracy"]
    measured = accuracy(torch_model(network), number(heldout_examples(), network.words()))
    assert measured == pytest.approx(stated, abs=2e-3)


@pytest.mark.parametrize("name", ["lstm-tiny", "lstm-small"])
@pytest.mark.parametrize("text", ["The movie", "The staff", "I think the service was"])
def test_a_neutral_beginning_decides_nothing(name: str, text: str) -> None:
    assert next(score(load_model(name), [text])) == pytest.approx(0.5, abs=0.1)


def test_the_promised_sentences_were_not_trained_on() -> None:
    assert {tuple(words(text)) for text in PROMISED} <= KEPT_OUT
