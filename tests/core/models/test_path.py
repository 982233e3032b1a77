"""A model's path on disk: it comes back as it was, and damage is said in one sentence."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from lstm_viz.core.models.checkpoint import arrays_beside_words, load_model, save_model
from lstm_viz.core.models.path import (
    ENDING,
    N_CHECKPOINTS,
    Facts,
    LearningPath,
    checkpoint_of,
    content_of,
    load_path,
    told,
)
from lstm_viz.core.network import Network
from lstm_viz.core.record import record_sentence
from lstm_viz.errors import InputError
from tests.random_models import SENTENCE, random_model

FACTS = Facts(
    steps=tuple(range(N_CHECKPOINTS)),
    texts=tuple(32 * n for n in range(N_CHECKPOINTS)),
    scores={"heldout": tuple(n / 20 for n in range(N_CHECKPOINTS))},
)
Arrays = dict[str, np.ndarray]


def others() -> list[Network]:
    """Return twelve untrained networks, each with weights of its own."""
    return [random_model(seed) for seed in range(N_CHECKPOINTS)]


@pytest.fixture
def model_file(tmp_path: Path) -> Path:
    """Write a model with its path; the model is the last of the twelve."""
    networks = others()
    content = content_of(networks)
    card = {"path": told(FACTS, content)}
    (tmp_path / "vocabulary.txt").write_bytes(networks[-1].words().content())
    model = replace(networks[-1], name="mine", card=card)
    save_model(tmp_path, model, beside={ENDING: content})
    return tmp_path / "mine.safetensors"


def loaded(file: Path) -> LearningPath:
    return load_path(load_model(str(file)))


def test_a_path_comes_back_as_it_was(model_file: Path) -> None:
    path = loaded(model_file)
    assert path.facts == FACTS
    for network, written in zip(path.networks, others(), strict=True):
        found, kept = arrays_beside_words(network), arrays_beside_words(written)
        assert set(found) == set(kept)
        for name, array in kept.items():
            np.testing.assert_array_equal(found[name], array)


def test_all_checkpoints_read_with_one_table_of_words(model_file: Path) -> None:
    model = load_model(str(model_file))
    path = load_path(model)
    assert all(network.embedding is model.embedding for network in path.networks)
    assert path.networks[-1] is model
    assert len({network.name for network in path.networks}) == N_CHECKPOINTS


def test_a_checkpoint_reads_as_a_network_with_its_weights(model_file: Path) -> None:
    path = loaded(model_file)
    verdicts = {float(record_sentence(one, SENTENCE).p_positive[-1]) for one in path.networks}
    assert len(verdicts) == N_CHECKPOINTS
    model = path.networks[-1]
    alone = checkpoint_of(model, arrays_beside_words(others()[3]), 4)
    np.testing.assert_array_equal(
        record_sentence(path.networks[3], SENTENCE).p_positive,
        record_sentence(alone, SENTENCE).p_positive,
    )


def test_a_missing_file_is_named(model_file: Path) -> None:
    model_file.with_name("mine.path.safetensors").unlink()
    with pytest.raises(InputError, match=r"mine\.path\.safetensors: there is no such file; get"):
        loaded(model_file)


@pytest.mark.parametrize("n_kept", [0, 5, 100, -1])
def test_a_damaged_file_is_said(model_file: Path, n_kept: int) -> None:
    file = model_file.with_name("mine.path.safetensors")
    file.write_bytes(file.read_bytes()[:n_kept])
    with pytest.raises(InputError, match=r"mine\.path\.safetensors: it does not hold the path of"):
        loaded(model_file)


U = "lstm.weight_hh_l0"


def changed(array: np.ndarray, place: tuple[int, ...], value: float) -> np.ndarray:
    found = array.copy()
    found[place] = value
    return found


@pytest.mark.parametrize(
    ("change", "match"),
    [
        (lambda a: {**a, "more": a[U]}, "more is not expected"),
        (lambda a: {name: a[name] for name in a if name != U}, f"{U} is missing"),
        (lambda a: {**a, U: a[U].astype(np.float16)}, f"{U} holds float16, not float32"),
        (lambda a: {**a, U: a[U][:11]}, rf"{U} has the shape \(11, 20, 5\), not \(12, 20, 5\)"),
        (lambda a: {**a, U: a[U][:, :, :4]}, rf"{U} has the shape \(12, 20, 4\)"),
        (lambda a: {**a, U: changed(a[U], (2, 1, 3), np.nan)}, rf"{U} is nan at \[2, 1, 3\]"),
        (lambda a: {**a, U: changed(a[U], (11, 1, 3), 0.5)}, f"its last {U} is not the model's"),
        (
            lambda a: {**a, "head.bias": changed(a["head.bias"], (11, 0), 9.0)},
            "its last head.bias is not the model's: it is of another training run",
        ),
    ],
)
def test_weights_that_are_not_the_models_are_refused(
    model_file: Path, change: Callable[[Arrays], Arrays], match: str
) -> None:
    file = model_file.with_name("mine.path.safetensors")
    arrays = change(load_file(file))
    save_file({name: np.ascontiguousarray(array) for name, array in arrays.items()}, file)
    with pytest.raises(InputError, match=match):
        loaded(model_file)


def test_what_earlier_checkpoints_hold_is_their_own_affair(model_file: Path) -> None:
    file = model_file.with_name("mine.path.safetensors")
    arrays = load_file(file)
    save_file({**arrays, U: changed(arrays[U], (2, 1, 3), 0.25)}, file)
    assert loaded(model_file).networks[2].cell().u[1, 3] == 0.25


@pytest.mark.parametrize(
    ("said", "match"),
    [
        (None, "the model's card tells of no path"),
        ({"steps": [1]}, "the model's card tells of no scores"),
        ({"scores": {}, "steps": [1], "texts": [1]}, "does not tell 12 numbers of steps"),
        ({"scores": {}, "steps": "x" * 12, "texts": [1]}, "does not tell 12 numbers of steps"),
        ({"scores": {}, "steps": [0] * 12, "texts": ["0"] * 12}, "12 numbers of texts"),
        (
            {"scores": {"dev": None}, "steps": [0] * 12, "texts": [0] * 12},
            "does not tell 12 numbers of dev",
        ),
    ],
)
def test_a_card_that_does_not_say_what_was_measured_is_refused(
    model_file: Path, said: Any, match: str
) -> None:
    card_file = model_file.with_suffix(".json")
    card = json.loads(card_file.read_text(encoding="utf-8"))
    card_file.write_text(json.dumps({**card, "path": said}), encoding="utf-8")
    with pytest.raises(InputError, match=match):
        loaded(model_file)
