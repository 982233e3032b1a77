"""`trace --gradients`, `decay`, and the rows that they add to `bench`."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from lstm_viz.cli.bench import gradients_ratio, paths_ratio
from lstm_viz.cli.main import main
from lstm_viz.core.gradients.backward import sentence_gradients
from lstm_viz.core.gradients.target import Target
from lstm_viz.core.models.checkpoint import load_model
from lstm_viz.core.record import record_sentence

TYPED = "The movie was not at all boring"
ADDED = {"grad_h", "grad_c", "grad_x", "grad_c_from_h", "grad_c_from_next"}


def written(path: Path, *arguments: str) -> dict[str, np.ndarray]:
    """Trace into an npz and read it back."""
    assert main(["trace", TYPED, "-o", str(path), *arguments]) == 0
    with np.load(path) as file:
        return dict(file)


@pytest.mark.parametrize(
    ("spelled", "target"),
    [
        ("last", Target()),
        ("3", Target(step=2)),
        ("loss0", Target(label=0)),
        ("loss1", Target(None, 1)),
    ],
)
@pytest.mark.parametrize("model", ["lstm-tiny", "rnn-tiny"])
def test_the_file_holds_the_gradients(
    tmp_path: Path, model: str, spelled: str, target: Target
) -> None:
    plain = written(tmp_path / "plain.npz", "--model", model)
    asked = ("--model", model, "--gradients", "--target", spelled)
    found = written(tmp_path / "more.npz", *asked)
    names = ADDED if model.startswith("lstm") else {"grad_h", "grad_x"}
    assert set(found) - set(plain) == names
    network = load_model(model)
    expected = sentence_gradients(network, record_sentence(network, TYPED), target).arrays()
    for name in names:
        np.testing.assert_allclose(found[name], expected[name], rtol=1e-6, atol=1e-12)
        assert found[name].any()


def test_without_a_target_it_is_the_last_verdict(tmp_path: Path) -> None:
    by_default = written(tmp_path / "a.npz", "--gradients")
    last = written(tmp_path / "b.npz", "--gradients", "--target", "last")
    for name in ADDED:
        np.testing.assert_array_equal(by_default[name], last[name])


def test_every_format_takes_them(tmp_path: Path) -> None:
    arrays = written(tmp_path / "a.npz", "--gradients")
    assert main(["trace", TYPED, "--gradients", "-o", str(tmp_path / "a.json")]) == 0
    assert main(["trace", TYPED, "--gradients", "-o", str(tmp_path / "a.csv")]) == 0
    said = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for name in ADDED:
        np.testing.assert_allclose(said[name], arrays[name], rtol=1e-6)
        values = [float(row["value"]) for row in rows if row["quantity"] == name]
        np.testing.assert_allclose(values, arrays[name].ravel(), rtol=1e-6)


@pytest.mark.parametrize("target", ["last", "loss1"])
@pytest.mark.parametrize("suffix", [".json", ".npz", ".csv"])
def test_an_empty_sentence_has_no_rows(tmp_path: Path, suffix: str, target: str) -> None:
    path = tmp_path / f"x{suffix}"
    assert main(["trace", "", "--gradients", "--target", target, "-o", str(path)]) == 0
    if suffix == ".npz":
        assert np.load(path)["grad_c"].shape == (0, 8)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["trace", "a", "--gradients", "--target", "first", "-o", "x.csv"], "no target 'first'"),
        (["trace", "a", "--gradients", "--target", "0", "-o", "x.csv"], "counted from 1"),
        (["trace", "a", "--gradients", "--target", "2", "-o", "x.csv"], "no token 2"),
        (["trace", "", "--gradients", "--target", "1", "-o", "x.csv"], "no token 1"),
        (["trace", "a", "--gradients", "--target", "a\nb", "-o", "x.csv"], "no target"),
        (["trace", "a", "--target", "last", "-o", "x.csv"], "--gradients"),
        (["decay", "--data", "missing", "-o", "x.json"], "missing"),
        (["decay", "--data", "empty", "-o", "x.json"], "15 tokens"),
    ],
)
def test_a_failure_is_one_line_and_no_file(
    arguments: list[str],
    expected: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("empty").mkdir()
    Path("empty/dev.txt").write_text("", encoding="utf-8")
    assert main(arguments) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert expected in said
    assert not list(tmp_path.glob("x*"))


def test_decay_writes_its_report(tmp_path: Path) -> None:
    words = " ".join("(2 good)" for _ in range(16))
    (tmp_path / "dev.txt").write_text(f"(4 {words})\n", encoding="utf-8")
    path = tmp_path / "out" / "decay.json"
    assert main(["decay", "--data", str(tmp_path), "-o", str(path)]) == 0
    assert json.loads(path.read_text(encoding="utf-8"))["data"]["measured"] == 1


def test_bench_compares_the_same_numbers() -> None:
    assert gradients_ratio(3, 4, n_rounds=1).keys() >= {"ratio", "gradients_us", "T", "H"}
    found = paths_ratio(15, 3, n_rounds=1)
    assert found["pairs"] == 120
    assert isinstance(found["largest_relative_difference"], float)
    assert found["largest_relative_difference"] < 1e-9
