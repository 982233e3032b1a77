"""A run with frozen word vectors keeps its path, and takes no other way for it."""

import json
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.numpy import load_file

from lstm_viz.core.models.checkpoint import load_model
from lstm_viz.core.models.modules import sentiment_model
from lstm_viz.core.models.path import N_CHECKPOINTS, load_path
from lstm_viz.training import loop
from lstm_viz.training.data import gather
from lstm_viz.training.loop import train
from lstm_viz.training.measure import accuracy, measure
from lstm_viz.training.path import chosen
from lstm_viz.training.recipe import MINIATURE_BATCH_SIZE, Recipe, recipe_of
from lstm_viz.training.stepper import Training, first_model
from lstm_viz.training.vocabulary import first_vectors

MODEL, PATH = "lstm-tiny.safetensors", "lstm-tiny.path.safetensors"
RECIPE = replace(recipe_of("lstm-tiny"), frozen=True, vectors="random", epochs=3, n_generated=600)


def trained(folder: Path, recipe: Recipe = RECIPE, seed: int = 3) -> Path:
    return train("lstm-tiny", None, folder, seed=seed, recipe=recipe, progress=None)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Train a miniature with frozen word vectors once; its folder."""
    return trained(tmp_path_factory.mktemp("made")).parent


def test_same_seed_same_bytes(made: Path, tmp_path: Path) -> None:
    trained(tmp_path / "again")
    for name in (MODEL, PATH):
        assert (made / name).read_bytes() == (tmp_path / "again" / name).read_bytes()
    trained(tmp_path / "other", seed=4)
    assert (made / PATH).read_bytes() != (tmp_path / "other" / PATH).read_bytes()


def test_the_first_checkpoint_is_the_untrained_network_of_that_seed(made: Path) -> None:
    recipe = replace(RECIPE, has_teacher=False)
    data = gather(None, recipe, 3, None)
    torch.manual_seed(3)
    fresh = first_model(recipe, first_vectors(data.vocabulary, None, 3)).state_dict()
    stacked = load_file(made / PATH)
    assert set(stacked) == set(fresh) - {"embedding.weight"}
    for name, array in stacked.items():
        np.testing.assert_array_equal(array[0], fresh[name].numpy())


def test_the_last_checkpoint_is_what_is_shipped(made: Path) -> None:
    shipped = load_file(made / MODEL)
    for name, array in load_file(made / PATH).items():
        assert array.dtype == np.float32
        assert array.shape == (N_CHECKPOINTS, *shipped[name].shape)
        np.testing.assert_array_equal(array[-1], shipped[name])
        assert not np.array_equal(array[0], array[-1])


def test_the_vectors_stay_what_they_were(made: Path) -> None:
    vocabulary = load_model(str(made / MODEL)).words()
    kept = load_file(made / MODEL)["embedding.weight"]
    np.testing.assert_array_equal(kept, first_vectors(vocabulary, None, 3).half().numpy())


@pytest.mark.parametrize("is_frozen", [True, False])
def test_frozen_vectors_have_no_gradient_and_no_optimiser(*, is_frozen: bool) -> None:
    recipe = replace(RECIPE, frozen=is_frozen, has_teacher=False, n_generated=40)
    data = gather(None, recipe, 3, None)
    training = Training(recipe, data, first_vectors(data.vocabulary, None, 3), 3)
    next(training.epoch())
    vectors = training.model.embedding.weight
    assert (vectors.grad is None) is is_frozen
    moved = [one for group in training.optimizer.param_groups for one in group["params"]]
    assert any(one is vectors for one in moved) is not is_frozen


def test_keeping_the_path_changes_nothing_of_the_run(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loop, "Snapshots", lambda _: None)
    trained(tmp_path)
    assert (tmp_path / MODEL).read_bytes() == (made / MODEL).read_bytes()
    assert not (tmp_path / PATH).exists()


def test_the_card_tells_what_was_measured_and_the_files_hash(made: Path) -> None:
    card = json.loads((made / "lstm-tiny.json").read_text(encoding="utf-8"))
    said = card["path"]
    assert said["sha256"] == sha256((made / PATH).read_bytes()).hexdigest()
    assert said["steps"][0] == said["texts"][0] == 0
    assert said["steps"] == sorted(set(said["steps"]))
    batches = -(-RECIPE.n_generated // MINIATURE_BATCH_SIZE)
    assert said["steps"][-1] == card["best_epoch"] * batches
    assert said["texts"][-1] == card["best_epoch"] * RECIPE.n_generated
    assert list(said["scores"]) == ["heldout"]  # without a treebank there is no dev part
    assert said["scores"]["heldout"][-1] == card["scores"]["curriculum_heldout"]["accuracy"]


def test_each_score_is_that_of_its_checkpoint(made: Path) -> None:
    path = load_path(load_model(str(made / MODEL)))
    corpus = gather(None, replace(RECIPE, has_teacher=False), 3, None).heldout
    for network, told in zip(path.networks, path.facts.scores["heldout"], strict=True):
        assert accuracy(sentiment_model(network), corpus) == pytest.approx(told, abs=6e-5)


def test_what_comes_after_the_best_epoch_is_dropped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The path ends where the kept weights were made, though the run went on."""
    found = iter([0.6, 0.9, 0.7])
    real = measure
    monkeypatch.setattr(
        loop,
        "measure",
        lambda model, data: replace(real(model, data), heldout=next(found, 0.5)),
    )
    path = load_path(load_model(str(trained(tmp_path))))
    assert path.facts.texts[-1] == 2 * RECIPE.n_generated
    assert path.networks[-1].card["epochs_run"] == 3


def test_a_run_that_is_too_short_has_no_path(tmp_path: Path) -> None:
    trained(tmp_path, replace(RECIPE, epochs=1, n_generated=150))
    assert sorted(one.name for one in tmp_path.iterdir()) == [
        "lstm-tiny.json",
        MODEL,
        "vocabulary.txt",
    ]
    assert "path" not in load_model(str(tmp_path / MODEL)).card


def test_vectors_that_are_trained_move_and_have_no_path(tmp_path: Path) -> None:
    trained(tmp_path, replace(RECIPE, frozen=False))
    assert not (tmp_path / PATH).exists()
    vocabulary = load_model(str(tmp_path / MODEL)).words()
    kept = load_file(tmp_path / MODEL)["embedding.weight"]
    assert not np.array_equal(kept, first_vectors(vocabulary, None, 3).half().numpy())


def test_ctrl_c_keeps_the_path_to_the_best_so_far(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Training.epoch

    def epoch(training: Training) -> Iterator[float]:
        if training.n_steps == 2 * training.n_batches:
            yield next(whole(training))
            raise KeyboardInterrupt
        yield from whole(training)

    monkeypatch.setattr(Training, "epoch", epoch)
    path = load_path(load_model(str(trained(tmp_path))))
    assert path.facts.texts[-1] in {RECIPE.n_generated, 2 * RECIPE.n_generated}


@pytest.mark.parametrize("steps", [[*range(12)], [*range(40)], [*range(0, 20_000, 7)]])
def test_the_checkpoints_are_different_steps_and_rise(steps: list[int]) -> None:
    found = chosen(steps)
    assert found
    assert (found[0], found[-1]) == (0, steps[-1])
    assert found == sorted(set(found))
    assert len(found) == N_CHECKPOINTS
    assert set(found) <= set(steps)


def test_the_checkpoints_lie_further_and_further_apart() -> None:
    found = chosen(list(range(5000)))
    assert found
    ratios = np.array(found[2:]) / np.array(found[1:-1])
    assert ratios == pytest.approx(np.full(10, ratios[-1]), rel=0.05)


def test_of_eleven_steps_no_path_is_made() -> None:
    assert chosen([*range(11)]) is None
