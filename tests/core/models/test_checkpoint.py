"""Models on disk: they come back as they were, damage is said, and no half file stays."""

import hashlib
import json
from pathlib import Path
from typing import NoReturn

import pytest
import torch

from lstm_viz.core.files import open_atomic, write_atomic
from lstm_viz.core.models.checkpoint import MODELS, load_model, save_model
from lstm_viz.core.models.model import SentimentModel
from lstm_viz.core.models.modules import network_of_model, recurrent_of, sentiment_model
from lstm_viz.core.text import Vocabulary


@pytest.mark.parametrize("kind", ["lstm", "rnn"])
def test_a_model_comes_back_as_it_was(kind: str, tmp_path: Path) -> None:
    model = SentimentModel(kind, 3, 4, 5)  # type: ignore[arg-type]
    (tmp_path / "vocabulary.txt").write_text("<pad>\n<unk>\nfilm\n", encoding="utf-8")
    words = Vocabulary(("<pad>", "<unk>", "film"))
    save_model(tmp_path, network_of_model(model, "mine", words, {"seed": 7}))
    network = load_model(str(tmp_path / "mine.safetensors"))
    assert (network.name, network.kind, network.card["seed"]) == ("mine", kind, 7)
    assert network.path == tmp_path / "mine.safetensors"
    assert not recurrent_of(network).training
    assert not any(parameter.requires_grad for parameter in recurrent_of(network).parameters())
    for name, value in model.state_dict().items():
        kept = value.half().float() if name == "embedding.weight" else value
        assert torch.equal(sentiment_model(network).state_dict()[name], kept)


@pytest.mark.parametrize("name", MODELS)
def test_a_shipped_model_is_written_again_bit_for_bit(name: str, tmp_path: Path) -> None:
    network = load_model(name)
    save_model(tmp_path, network)
    assert (tmp_path / f"{name}.safetensors").read_bytes() == network.file().read_bytes()


def test_the_card_holds_the_hash_of_the_weights(lstm_file: Path) -> None:
    card = json.loads(lstm_file.with_suffix(".json").read_text(encoding="utf-8"))
    assert card["sha256"] == hashlib.sha256(lstm_file.read_bytes()).hexdigest()


def test_loading_leaves_the_random_numbers_alone(lstm_file: Path) -> None:
    torch.manual_seed(1)
    expected = torch.rand(3)
    torch.manual_seed(1)
    load_model(str(lstm_file))
    assert torch.equal(torch.rand(3), expected)


@pytest.fixture
def copied(lstm_file: Path, tmp_path: Path) -> Path:
    for name in (lstm_file.name, "vocabulary.txt"):
        (tmp_path / name).write_bytes((lstm_file.parent / name).read_bytes())
    return tmp_path / lstm_file.name


@pytest.mark.parametrize("n_kept", [0, 5, 100, -1])
def test_a_damaged_file_is_said(copied: Path, n_kept: int) -> None:
    copied.write_bytes(copied.read_bytes()[:n_kept])
    with pytest.raises(ValueError, match="does not hold a model"):
        load_model(str(copied))


def test_another_vocabulary_is_said(copied: Path) -> None:
    with (copied.parent / "vocabulary.txt").open("a", encoding="utf-8") as file:
        file.write("more\n")
    with pytest.raises(ValueError, match="another vocabulary"):
        load_model(str(copied))


@pytest.mark.parametrize("missing", ["lstm.safetensors", "vocabulary.txt"])
def test_a_missing_file_is_named(copied: Path, missing: str) -> None:
    (copied.parent / missing).unlink()
    with pytest.raises(FileNotFoundError, match=missing):
        load_model(str(copied))


def test_an_unknown_name_lists_the_models() -> None:
    with pytest.raises(FileNotFoundError, match="lstm-tiny"):
        load_model("lstm-huge")


def test_a_file_that_could_not_be_finished_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "kept.bin"
    write_atomic(path, b"old")
    with pytest.raises(OSError, match="full"), open_atomic(path) as file:  # noqa: PT012
        file.write(b"half of the new")
        message = "disk full"
        raise OSError(message)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_nothing_stays_when_the_rename_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> NoReturn:
        raise PermissionError

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(PermissionError):
        write_atomic(tmp_path / "new.bin", b"content")
    assert list(tmp_path.iterdir()) == []


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    link, target = tmp_path / "link", tmp_path / "deep" / "target"
    target.parent.mkdir()
    target.write_bytes(b"old")
    link.symlink_to(target)
    write_atomic(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_device_is_written_not_replaced(tmp_path: Path) -> None:
    link = tmp_path / "full"
    link.symlink_to("/dev/full")
    with pytest.raises(OSError, match="No space left"):
        write_atomic(link, b"content")
    assert link.is_char_device()
    assert list(tmp_path.iterdir()) == [link]
