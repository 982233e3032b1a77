"""The training loop on a miniature: it learns, repeats to the bit, survives Ctrl-C."""

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
import torch

from lstm_viz.core.models.checkpoint import load_model
from lstm_viz.core.text import PAD_ID, Vocabulary
from lstm_viz.studies.treebank import Example
from lstm_viz.training.batches import number
from lstm_viz.training.loop import train
from lstm_viz.training.recipe import RECIPES, recipe_of
from lstm_viz.training.stepper import Training
from lstm_viz.training.vocabulary import N_EMBEDDING, WordVectors, build_vocabulary, first_vectors

FILES = ["lstm-tiny.json", "lstm-tiny.safetensors", "vocabulary.txt"]


def _train(folder: Path, *, epochs: int = 1, n_generated: int = 150, seed: int = 0) -> bytes:
    recipe = replace(recipe_of("lstm-tiny"), epochs=epochs, n_generated=n_generated)
    progress = io.StringIO()
    path = train("lstm-tiny", None, folder, seed=seed, recipe=recipe, progress=progress)
    return path.read_bytes()


def _interrupt_in_epoch(monkeypatch: pytest.MonkeyPatch, wanted: int) -> None:
    whole = Training.epoch

    def epoch(training: Training) -> Iterator[float]:
        if training.n_steps == (wanted - 1) * training.n_batches:
            yield next(whole(training))
            raise KeyboardInterrupt
        yield from whole(training)

    monkeypatch.setattr(Training, "epoch", epoch)


def test_a_miniature_learns(tmp_path: Path) -> None:
    """Unseen sentences come out right well above chance; the card's facts are the file's."""
    progress = io.StringIO()
    recipe = replace(recipe_of("lstm-tiny"), epochs=4, n_generated=4000)
    path = train("lstm-tiny", None, tmp_path, recipe=recipe, progress=progress)
    card = json.loads((tmp_path / "lstm-tiny.json").read_text(encoding="utf-8"))
    assert card["scores"]["curriculum_heldout"]["accuracy"] > 0.57
    assert card["sha256"] == sha256(path.read_bytes()).hexdigest()
    assert (
        card["sha256_vocabulary"] == sha256((tmp_path / "vocabulary.txt").read_bytes()).hexdigest()
    )
    assert card["sizes"]["n_hidden"] == 8
    assert card["wrong"]
    assert "epoch 4/4" in progress.getvalue()
    assert load_model(str(path)).n_hidden == 8


def test_same_seed_same_bits(tmp_path: Path) -> None:
    """A seed fixes every bit; the caller's random numbers stay as they were."""
    state = torch.random.get_rng_state()
    first = _train(tmp_path / "a")
    assert first == _train(tmp_path / "b")
    assert first != _train(tmp_path / "c", seed=1)
    assert torch.equal(state, torch.random.get_rng_state())


def test_ctrl_c_keeps_the_best_so_far(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stopped in the second epoch, the first one's weights are written, and nothing else."""
    _interrupt_in_epoch(monkeypatch, 2)
    _train(tmp_path, epochs=3)
    assert sorted(path.name for path in tmp_path.iterdir()) == FILES
    assert load_model(str(tmp_path / "lstm-tiny.safetensors")).card["best_epoch"] == 1


def test_ctrl_c_before_anything_was_learnt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stopped in the first epoch there is nothing worth keeping, so nothing is written."""
    _interrupt_in_epoch(monkeypatch, 1)
    with pytest.raises(KeyboardInterrupt):
        _train(tmp_path)
    assert not list(tmp_path.iterdir())


def test_models_of_another_vocabulary_are_not_ruined(tmp_path: Path) -> None:
    """A folder with models and another vocabulary is refused before any time is spent."""
    (tmp_path / "vocabulary.txt").write_text("<pad>\n<unk>\nother\n", encoding="utf-8")
    (tmp_path / "rnn-tiny.safetensors").write_bytes(b"")
    with pytest.raises(ValueError, match="another vocabulary"):
        _train(tmp_path)
    assert (tmp_path / "vocabulary.txt").read_text(encoding="utf-8").endswith("other\n")


def test_unknown_name(tmp_path: Path) -> None:
    """The message lists the names there are."""
    with pytest.raises(ValueError, match="rnn-small"):
        train("lstm-huge", None, tmp_path)


@pytest.mark.parametrize("size", ["tiny", "small"])
def test_twins_have_as_many_recurrent_parameters(size: str) -> None:
    """No other width is nearer to the LSTM's number of recurrent parameters."""

    def count(n_hidden: int) -> int:
        return N_EMBEDDING * n_hidden + n_hidden**2 + 2 * n_hidden

    wanted = 4 * count(RECIPES[f"lstm-{size}"].n_hidden)
    chosen = RECIPES[f"rnn-{size}"].n_hidden
    assert chosen == min(range(1, 400), key=lambda n_hidden: abs(count(n_hidden) - wanted))


def test_batches_hold_every_text_once() -> None:
    """Batches are a rearrangement, padded at the right, targets and weights beside their text."""
    vocabulary = Vocabulary(("<pad>", "<unk>", "a", "b"))
    examples = [Example(("a",) * n + ("b",), n / 10) for n in range(10)]
    corpus = number(examples, vocabulary, [float(n) for n in range(10)])
    seen = []
    for batch in corpus.shuffled(3, torch.Generator().manual_seed(0)):
        for ids, length, target, weight in zip(
            batch.ids, batch.lengths, batch.targets, batch.weights, strict=True
        ):
            assert ids[length - 1] == 3
            assert (ids[length:] == PAD_ID).all()
            assert target.item() == pytest.approx((length.item() - 1) / 10)
            assert weight == length - 1
            seen.append(length.item())
    assert sorted(seen) == list(range(1, 11))


def test_vocabulary_and_first_vectors() -> None:
    """Seen words first, wanted ones only with a vector, then the most frequent."""
    vectors = torch.arange(4 * N_EMBEDDING, dtype=torch.float32).reshape(4, N_EMBEDDING).numpy()
    glove = WordVectors(("the", "film", "a b", "of"), vectors)
    vocabulary = build_vocabulary(["seen", "film"], ["of", "nowhere"], glove)
    assert vocabulary.words == ("<pad>", "<unk>", "film", "seen", "of", "the")
    first = first_vectors(vocabulary, glove, seed=0)
    assert torch.equal(first[2], torch.from_numpy(vectors[1]))
    assert torch.equal(first[5], torch.from_numpy(vectors[0]))
    assert not first[0].any()
    assert first[3].any()
