"""Models on disk: they come back as they were, damage is said, and no half file stays."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
import pytest
import torch
from safetensors.numpy import load_file, save_file

from lstm_viz.core.files import open_atomic, write_atomic
from lstm_viz.core.models.checkpoint import MODELS, load_model, save_model
from lstm_viz.core.models.model import SentimentModel
from lstm_viz.core.models.modules import network_of_model, recurrent_of, sentiment_model
from lstm_viz.core.text import Vocabulary
from lstm_viz.errors import InputError


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


def test_a_vocabulary_of_another_length_is_said(copied: Path) -> None:
    with (copied.parent / "vocabulary.txt").open("a", encoding="utf-8") as file:
        file.write("more\n")
    with pytest.raises(ValueError, match=r"word vectors, but the vocabulary beside it has [\d,]+"):
        load_model(str(copied))


def with_card(copied: Path, **facts: object) -> None:
    copied.with_suffix(".json").write_text(json.dumps(facts), encoding="utf-8")


def test_other_words_of_the_same_number_are_said(copied: Path) -> None:
    words = copied.parent / "vocabulary.txt"
    with_card(copied, sha256_vocabulary=hashlib.sha256(words.read_bytes()).hexdigest())
    load_model(str(copied))
    lines = words.read_text(encoding="utf-8").split("\n")
    lines[2], lines[3] = lines[3], lines[2]
    words.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(ValueError, match=r"trained with other words than those in .*vocabulary"):
        load_model(str(copied))


def test_a_vocabularys_last_line_may_lack_its_end_and_its_first_have_a_mark(copied: Path) -> None:
    words = copied.parent / "vocabulary.txt"
    known = load_model(str(copied)).words().words
    words.write_bytes(b"\xef\xbb\xbf" + words.read_bytes().rstrip(b"\n"))
    assert load_model(str(copied)).words().words == known


@pytest.mark.parametrize(
    ("file", "content", "match"),
    [
        (
            "vocabulary.txt",
            b"<pad>\n<unk>\ncaf\xe9\n",
            r"vocabulary\.txt, line 3: it is not UTF-8; save it",
        ),
        ("vocabulary.txt", b"film\n", r"vocabulary\.txt: a vocabulary starts with"),
        ("lstm.json", b'{"name":\n}', r"lstm\.json, line 2, column \d+: it is no JSON"),
        ("lstm.json", b"[1]", r"lstm\.json: it holds one list, not a JSON object"),
        ("lstm.json", b"\xff", r"lstm\.json: it is not UTF-8"),
    ],
)
def test_a_broken_file_beside_the_weights_is_named(
    copied: Path, file: str, content: bytes, match: str
) -> None:
    (copied.parent / file).write_bytes(content)
    with pytest.raises(ValueError, match=match):
        load_model(str(copied))


@pytest.mark.parametrize(
    ("name", "change", "match"),
    [
        ("lstm.weight_hh_l0", lambda a: a.astype(np.int8), "lstm.weight_hh_l0 holds int8"),
        ("lstm.bias_ih_l0", lambda a: a > 0, "lstm.bias_ih_l0 holds bool"),
        ("lstm.weight_hh_l0", lambda a: a[0], r"lstm.weight_hh_l0 has the shape .* 2 axes"),
        ("head.bias", lambda a: a * np.inf, r"head.bias is -?inf at \[0\]"),
        ("lstm.weight_ih_l0", lambda a: np.where(a == a[1, 2], np.nan, a), r"is nan at \[1, 2\]"),
        ("head.weight", lambda _: None, "head.weight is missing"),
    ],
)
def test_a_weight_that_is_none_is_named(
    copied: Path, name: str, change: Callable[[Any], Any], match: str
) -> None:
    arrays = load_file(copied)
    changed = change(arrays.pop(name))
    save_file(arrays if changed is None else {**arrays, name: changed}, copied)
    with pytest.raises(ValueError, match=match):
        load_model(str(copied))


def test_weights_of_another_kind_of_network_are_named(copied: Path) -> None:
    save_file({"weight_hh_l0": np.zeros((4, 1), np.float32)}, copied)
    with pytest.raises(ValueError, match=r"lstm\.safetensors: .*no weights named lstm\.\*"):
        load_model(str(copied))


@pytest.mark.parametrize(
    ("name", "n_rows", "match"),
    [
        (
            "rnn.weight_hh_l0",
            12,
            r"rnn\.weight_hh_l0 has the shape of a GRU's; name its .* gru\.\*",
        ),
        ("encoder.weight_hh_l0", 12, r"no weights named .*; encoder\.weight_hh_l0 .* a GRU's"),
        ("lstm.weight_hh_l0", 4, r"lstm\.weight_hh_l0 has the shape of a plain RNN's"),
        ("gru.weight_hh_l0", 16, r"gru\.weight_hh_l0 has the shape of an LSTM's"),
        ("rnn.weight_hh_l0", 9, r"weight_ih_l0 is missing"),
    ],
)
def test_a_file_of_another_kind_is_told_by_its_shapes(
    copied: Path, name: str, n_rows: int, match: str
) -> None:
    save_file({name: np.zeros((n_rows, 4), np.float32)}, copied)
    with pytest.raises(InputError, match=match):
        load_model(str(copied))


@pytest.mark.parametrize("missing", ["lstm.safetensors", "vocabulary.txt"])
def test_a_missing_file_is_named(copied: Path, missing: str) -> None:
    (copied.parent / missing).unlink()
    with pytest.raises(InputError, match=missing):
        load_model(str(copied))


def test_an_unknown_name_lists_the_models() -> None:
    with pytest.raises(InputError, match="one of lstm-tiny"):
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
