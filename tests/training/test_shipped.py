"""What the cards of the shipped models state, measured again where that needs no treebank."""

import json
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from lstm_viz.core.models.checkpoint import MODEL_FOLDER, MODELS, load_model
from lstm_viz.core.models.scoring import score
from lstm_viz.core.pairs.family import share_held
from lstm_viz.core.text import words
from lstm_viz.training.batches import number
from lstm_viz.training.data import everyday_dev, heldout_examples
from lstm_viz.training.language import lists
from lstm_viz.training.language.curriculum import KEPT_OUT
from lstm_viz.training.measure import accuracy, everyday_share
from tests.random_models import torch_model

LSTMS = ("lstm-tiny", "lstm-small")
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


@pytest.mark.parametrize("name", LSTMS)
@pytest.mark.parametrize("text", ["The movie", "The staff", "I think the service was"])
def test_a_neutral_beginning_decides_nothing(name: str, text: str) -> None:
    assert next(score(load_model(name), [text])) == pytest.approx(0.5, abs=0.1)


def test_the_promised_sentences_were_not_trained_on() -> None:
    assert {tuple(words(text)) for text in PROMISED} <= KEPT_OUT


TABLE = (  # everyday sentences that an earlier reader had on the wrong side, by what they mean
    (1, "The staff were helpful and polite."),
    (1, "The staff was polite."),
    (1, "Our landlord is friendly."),
    (1, "The landlord is kind."),
    (1, "The man is kind."),
    (1, "I passed the exam!"),
    (1, "My favourite food is pizza."),
    (1, "Pizza is my favorite food."),
    (1, "The test was easy."),
    (-1, "The test was unfair."),
    (1, "The book was hard to put down."),
    (1, "I can't wait to go back!"),
    (-1, "My teacher shouts at us every day."),
    (-1, "The soup tastes like dishwater."),
    (1, "Did I like this film? Yes."),
    (-1, "Did I like this film? No."),
)
LATER = ("everyday_later.txt", "everyday_later_again.txt")  # after the first and second training


@pytest.mark.parametrize("name", LSTMS)
@pytest.mark.parametrize(("sign", "text"), TABLE)
def test_plain_english_is_read(name: str, sign: int, text: str) -> None:
    assert (next(score(load_model(name), [text])) > 0.5) == (sign > 0)


def test_none_of_these_was_trained_on() -> None:
    """What stands in the table and in the later list is no line of the grammar's lists."""
    listed = {text for options in lists.sections().values() for text in options}
    for _, text in TABLE:
        assert text.lower().rstrip(".!") not in listed


@pytest.mark.parametrize("name", LSTMS)
def test_the_everyday_score_is_that_of_the_card(name: str) -> None:
    network = load_model(name)
    stated = network.card["scores"]["everyday_dev"]
    model, corpus = torch_model(network), number(everyday_dev(), network.words())
    assert everyday_share(model, corpus) == pytest.approx(stated["accuracy"], abs=2e-3)
    assert stated["n"] == len(corpus) == 300


@pytest.mark.parametrize("name", LSTMS)
def test_beginnings_of_neutral_sentences_stay_near_one_half(name: str) -> None:
    """Word by word, over the 60 neutral ones of the dev list."""
    texts = [
        " ".join(words(one.text)[:k])
        for one in lists.dev_sentences()
        if one.sign == 0
        for k in range(1, len(words(one.text)) + 1)
    ]
    verdicts = list(score(load_model(name), texts))
    assert sum(0.35 <= p <= 0.65 for p in verdicts) / len(verdicts) >= 0.95


@pytest.mark.parametrize("name", LSTMS)
@pytest.mark.parametrize("file", LATER)
def test_the_later_sentences_are_mostly_right(file: str, name: str) -> None:
    """Written after a training, by one who had not seen the lists; the README tells the share."""
    text = (Path(__file__).parent / file).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line[0] in "+-"]
    verdicts = score(load_model(name), [line[1:].strip() for line in lines])
    right = [(p > 0.5) == (line[0] == "+") for p, line in zip(verdicts, lines, strict=True)]
    assert len(right) == 140
    assert sum(right) / len(right) > 0.9


@pytest.mark.parametrize("name", LSTMS)
def test_the_claims_of_the_chosen_seed_are_those_of_its_weights(name: str) -> None:
    network = load_model(name)
    (row,) = [row for row in network.card["tried"] if row["seed"] == network.card["seed"]]
    for claim, share in share_held(network).items():
        assert row[claim] == pytest.approx(share, abs=0.011)  # a sentence or two on the edge


def test_the_tiny_readers_have_the_vectors_of_the_larger_one() -> None:
    """Frozen: all of its twelve checkpoints share them, and so does its twin."""
    vectors = [load_model(name).word_vectors() for name in ("lstm-small", "lstm-tiny", "rnn-tiny")]
    assert np.array_equal(vectors[0], vectors[1])
    assert np.array_equal(vectors[0], vectors[2])
