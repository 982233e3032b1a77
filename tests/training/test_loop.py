"""The training loop on a miniature: it learns, repeats to the bit, survives Ctrl-C."""

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
import torch

from lstm_viz.core.files import claimed
from lstm_viz.core.models.checkpoint import load_model
from lstm_viz.core.text import PAD_ID, Vocabulary
from lstm_viz.errors import InputError
from lstm_viz.studies.treebank import Example, read_trees
from lstm_viz.training import vocabulary as vocabulary_module
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


def test_without_glove_nothing_is_trained_unless_random_vectors_are_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the card says of the vectors is what they were."""
    monkeypatch.setattr(vocabulary_module, "_WHEEL", "no_such_wheel")
    for split in ("train", "dev", "test"):
        (tmp_path / f"{split}.txt").write_text("(3 (2 so) (4 good))\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"--vectors random"):
        train("lstm-tiny", tmp_path, tmp_path / "out", progress=io.StringIO())
    assert not (tmp_path / "out").exists()
    path = _train(tmp_path / "made")
    assert path
    card = json.loads((tmp_path / "made" / "lstm-tiny.json").read_text(encoding="utf-8"))
    assert card["sources"][0]["source"] == "random numbers"


def test_the_card_says_how_many_epochs_were_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After Ctrl-C the recipe's number is what was wished, not what was done."""
    _interrupt_in_epoch(monkeypatch, 3)
    _train(tmp_path, epochs=5)
    card = json.loads((tmp_path / "lstm-tiny.json").read_text(encoding="utf-8"))
    assert (card["epochs_run"], card["recipe"]["epochs"]) == (2, 5)


def test_a_place_that_cannot_be_written_is_found_before_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder is tried first; of the trial nothing stays."""
    monkeypatch.setattr(Training, "epoch", lambda _: pytest.fail("it trains already"))
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(NotADirectoryError):
        _train(tmp_path / "file")
    assert sorted(tmp_path.iterdir()) == [tmp_path / "file"]


class _Closed(io.StringIO):
    def write(self, _: str) -> int:
        raise OSError(28, "No space left on device")


def test_a_full_place_for_the_progress_kills_no_training(tmp_path: Path) -> None:
    """The bar is not the work."""
    recipe = replace(recipe_of("lstm-tiny"), epochs=1, n_generated=150)
    path = train("lstm-tiny", None, tmp_path, recipe=recipe, progress=_Closed())
    assert load_model(str(path)).name == "lstm-tiny"


@pytest.mark.parametrize(
    ("dev", "match"),
    [("", r"dev\.txt: it has no sentence"), ("(2 so)\n", r"dev\.txt: it has no sentence")],
)
def test_a_split_without_a_sentence_is_found_before_the_work(
    dev: str, match: str, tmp_path: Path
) -> None:
    """Not after the last epoch."""
    data = tmp_path / "sst"
    data.mkdir()
    for split in ("train", "dev", "test"):
        (data / f"{split}.txt").write_text("(3 (2 so) (4 good))\n", encoding="utf-8")
    (data / "dev.txt").write_text(dev, encoding="utf-8")
    recipe = replace(
        recipe_of("lstm-small"), epochs=1, n_generated=50, vectors="random", has_teacher=False
    )
    with pytest.raises(ValueError, match=match):
        train("lstm-small", data, tmp_path / "out", recipe=recipe, progress=io.StringIO())
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("content", "match"),
    [
        (b"(3 good)\n(3 caf\xe9)\n", r"train\.txt, line 2: it is not UTF-8"),
        (b"(3 good)\n(3 bad\n", r"train\.txt, line 2: brackets"),
    ],
)
def test_a_damaged_line_is_named(content: bytes, match: str, tmp_path: Path) -> None:
    """File and line; a mark at the file's beginning is none of its text."""
    (tmp_path / "train.txt").write_bytes(content)
    with pytest.raises(ValueError, match=match):
        list(read_trees(tmp_path, "train"))
    (tmp_path / "train.txt").write_bytes(b"\xef\xbb\xbf(3 good)\n")
    assert len(list(read_trees(tmp_path, "train"))) == 1


def test_two_trainings_of_one_model_do_not_meet(tmp_path: Path) -> None:
    """The second is refused before the work; another model may be trained beside it."""
    with (
        claimed(tmp_path / ".lstm-tiny.lock", "lstm-tiny is being trained"),
        pytest.raises(ValueError, match="lstm-tiny is being trained already"),
    ):
        _train(tmp_path)
    assert not list(tmp_path.iterdir())
    _train(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == FILES
