"""Scoring in batches gives what the record of each sentence ends with."""

import random
from dataclasses import replace
from itertools import count, islice
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lstm_viz.core.models import scoring
from lstm_viz.core.models.scoring import score
from lstm_viz.core.record import run_layers, starts_of, verdicts
from lstm_viz.errors import InputError
from tests.random_models import random_model

PIECES = [
    "the",
    "movie",
    "was",
    "wasn't",
    "not",
    "good,",
    "bad!",
    "qwzzt",
    "boring.",
    "🙂",
    "\ud800",
]


def last_verdict(network: Any, typed: str) -> float:
    """Read a text to its end, which the record of a sentence, made to be drawn, does not."""
    x, _ = network.look_up(network.word_ids(network.tokenizer(typed)))
    layers = run_layers(network, x, starts_of(network, None))
    return float(verdicts(network, layers[-1].h)[1][-1])


def some_texts(n_texts: int) -> list[str]:
    draw = random.Random(3)  # noqa: S311
    return [" ".join(draw.choices(PIECES, k=draw.choice([0, 1, 2, 9, 30]))) for _ in range(n_texts)]


@pytest.mark.parametrize("long", [scoring._LONG, 20])  # as one text and as a text of many words
def test_scores_are_the_last_verdicts_in_order(
    network: Any, monkeypatch: pytest.MonkeyPatch, long: int
) -> None:
    monkeypatch.setattr(scoring, "_LONG", long)
    monkeypatch.setattr(scoring, "BATCH", 16)
    monkeypatch.setattr(scoring, "BLOCK", 50)
    monkeypatch.setattr(scoring, "BLOCK_TOKENS", 400)
    monkeypatch.setattr(scoring, "BATCH_TOKENS", 100)
    monkeypatch.setattr(scoring, "STEPS", 60)
    texts = [*some_texts(120), "good " * 250, "n't" * 300, "", "bad " * 61]
    expected = [last_verdict(network, typed) for typed in texts]
    assert list(score(network, texts)) == pytest.approx(expected, abs=1e-6)


def test_what_stands_after_the_two_hundredth_token_counts(loaded_lstm: Any) -> None:
    texts = ["good " * 200, "good " * 200 + "bad " * 300]
    short, long = score(loaded_lstm, texts)
    assert long == pytest.approx(last_verdict(loaded_lstm, texts[1]), abs=1e-6)
    assert abs(long - short) > 0.01


@given(st.lists(st.text(st.characters(exclude_categories=())), max_size=8))
@settings(deadline=None, max_examples=50)
def test_any_texts(loaded_lstm: Any, texts: list[str]) -> None:
    expected = [last_verdict(loaded_lstm, typed) for typed in texts]
    assert list(score(loaded_lstm, texts)) == pytest.approx(expected, abs=1e-6)


def test_an_endless_source_is_read_block_by_block(
    loaded_lstm: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scoring, "BLOCK", 10)
    taken = count()
    endless = (f"good {next(taken)}" for _ in count())
    assert len(list(islice(score(loaded_lstm, endless), 25))) == 25
    assert next(taken) == 30


def test_what_is_remembered_stays_bounded(
    loaded_lstm: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scoring, "_KEPT_STRETCHES", 20)
    numbers = scoring._Numbers(loaded_lstm)
    for n in range(100):
        assert numbers.of(f"good x{n} {'y' * 50}{n}") == [12, 1, 1]
    assert len(numbers) <= 20


def test_a_verdict_that_is_no_number_is_refused() -> None:
    network = random_model(0, "rnn")
    ((weights,),) = network.layers
    huge = np.where(weights.w > 0, np.float32(3e38), np.float32(-3e38))
    vectors = np.full_like(network.word_vectors(), 9)  # inf - inf
    broken = replace(network, layers=((replace(weights, w=huge),),), embedding=vectors)
    with pytest.raises(InputError, match="its verdict is no number"):
        list(score(broken, ["good"]))


def test_nothing_in_nothing_out(loaded_lstm: Any) -> None:
    assert list(score(loaded_lstm, [])) == []
