"""A file says what it is: enough to make it again, number by number."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lstm_viz import __version__
from lstm_viz.cli.main import main
from lstm_viz.core.models.checkpoint import MODEL_FOLDER, file_hash, load_model, save_model

TEXT = "It wasn’t qwzzt, at all \udc80 🙂 good!"
ALL = ["--gradients", "--target", "loss0", "--memory", "--attribution", "lrp"]
SUFFIXES = [".json", ".npz", ".csv"]


def made(path: Path) -> dict[str, Any]:
    """Return what a file says of how it was made."""
    if path.suffix == ".npz":
        with np.load(path) as file:
            spelled = str(file["made_with"])
    else:
        whole = Path(f"{path}.json") if path.suffix == ".csv" else path
        spelled = json.dumps(json.loads(whole.read_bytes())["made_with"])
    found: dict[str, Any] = json.loads(spelled)
    return found


@pytest.mark.parametrize("options", [[], ALL], ids=["plain", "all"])
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_file_is_made_again_from_what_it_says(
    suffix: str, options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / f"run{suffix}"
    assert main(["trace", TEXT, "--model", "lstm-small", "-o", str(path), *options]) == 0
    assert made(path) == {
        "lstm_viz": __version__,
        "model": "lstm-small",
        "sha256": file_hash(MODEL_FOLDER / "lstm-small.safetensors"),
        "gradients": bool(options),
        "target": "loss0" if options else None,
        "memory": bool(options),
        "attribution": "lrp" if options else None,
    }
    capsys.readouterr()
    assert main(["again", str(path)]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    n_equal, _, n_parts = line.split()[:3]
    assert n_equal == n_parts
    assert int(n_equal) > (35 if options else 20)


def test_the_single_numbers_of_a_csv_stand_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "run.csv"
    assert main(["trace", "good", "-o", str(path), "--attribution", "lrp"]) == 0
    beside = json.loads((tmp_path / "run.csv.json").read_bytes())
    assert {"attribution_sum", "attribution_should", "p_before", "text", "tokens"} <= set(beside)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_one_changed_number_is_found(
    suffix: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / f"run{suffix}"
    assert main(["trace", "not bad", "-o", str(path)]) == 0
    if suffix == ".npz":
        with np.load(path) as file:
            arrays: dict[str, Any] = dict(file)
        arrays["c"][1, 3] += np.float32(1e-6)
        np.savez(path, **arrays)
    elif suffix == ".json":
        whole = json.loads(path.read_bytes())
        whole["c"][1][3] += 1e-6
        path.write_text(json.dumps(whole), encoding="utf-8")
    else:
        lines = path.read_text(encoding="utf-8").splitlines()
        place = next(n for n, line in enumerate(lines) if line.split(",")[1:4] == ["1", "c", "3"])
        lines[place] += "1"
        path.write_text("\n".join(lines), encoding="utf-8")
    capsys.readouterr()
    assert main(["again", str(path)]) == 1
    told = capsys.readouterr().out
    name = "rows of c" if suffix == ".csv" else "c"
    assert told.splitlines()[0] == f"{name}: not equal"


def test_other_weights_of_the_same_name_are_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    network = load_model("lstm-tiny")
    save_model(tmp_path, network)
    words = MODEL_FOLDER / "vocabulary.txt"
    (tmp_path / "vocabulary.txt").write_bytes(words.read_bytes())
    model, path = str(tmp_path / "lstm-tiny.safetensors"), tmp_path / "run.json"
    assert main(["trace", "good", "-o", str(path), "--model", model]) == 0
    capsys.readouterr()
    assert main(["again", str(path), "--model", "lstm-small"]) == 1
    told = capsys.readouterr().out
    assert told.startswith("the weights in ")
    assert "h: not equal" in told


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        (
            "old.json",
            b'{"text": "good"}',
            "old.json: it does not say how it was made; make it anew",
        ),
        (
            "run.txt",
            b"",
            "run.txt: its name does not say in which format; give a file that ends in",
        ),
        ("no.npz", None, "no.npz: No such file"),
        ("lone.csv", b"token,step,quantity,unit,value\n", "lone.csv.json: No such file"),
        ("half.json", b'{"text": ', "half.json"),
        ("half.npz", b"PK", "half.npz"),
        (
            "list.json",
            b"[1, 2]",
            "list.json: it holds one list",
        ),
        ("odd.json", b'{"text": "x", "made_with": {"model": 3}}', "does not say how it was made"),
        ("odd.json", b'{"text": "x", "made_with": {"gradients": true}}', "does not say how"),
    ],
)
def test_what_is_no_such_file_is_one_sentence(
    name: str,
    content: bytes | None,
    said: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    assert main(["again", str(tmp_path / name)]) == 2
    told = capsys.readouterr().err
    assert said in told
    assert told.count("\n") == 1
