"""`trace --attribution` and `deletion` on the command line."""

import json
from pathlib import Path

import numpy as np
import pytest

from lstm_viz.cli.main import main
from lstm_viz.core.attribution.methods import FOR_ANY, METHODS, attribute
from lstm_viz.core.models.checkpoint import load_model
from lstm_viz.core.record import record_sentence

SENTENCE = "It was not bad at all."
TREE = (
    "(3 (2 a) (4 (3 (2 great) (2 film)) (3 (2 but) (2 (2 dull) (1 (2 at) (2 (2 the) (2 end)))))))"
)


@pytest.mark.parametrize("method", METHODS)
def test_trace_writes_the_scores_and_what_they_sum_to(tmp_path: Path, method: str) -> None:
    path = tmp_path / "out.npz"
    assert main(["trace", SENTENCE, "--attribution", method, "-o", str(path)]) == 0
    written = np.load(path)
    network = load_model("lstm-tiny")
    found = attribute(network, record_sentence(network, SENTENCE), method)
    np.testing.assert_allclose(written["attribution"], found.scores, atol=1e-6)
    assert written["attribution_should"] == np.float32(found.should)
    assert written["attribution_should"] == written["logit"][-1]
    parts = {name: written[name] for name in written.files if "_part_" in name}
    assert len(parts) == len(found.parts)
    total = written["attribution"].sum() + sum(parts.values())
    assert written["attribution_sum"] == pytest.approx(total, abs=1e-5)


@pytest.mark.parametrize("suffix", [".json", ".npz", ".csv"])
@pytest.mark.parametrize("text", ["", SENTENCE])
def test_every_format_takes_them(tmp_path: Path, suffix: str, text: str) -> None:
    path = tmp_path / f"out{suffix}"
    assert main(["trace", text, "--attribution", "lrp", "-o", str(path)]) == 0
    if suffix == ".json":
        written = json.loads(path.read_text())
        assert len(written["attribution"]) == len(written["tokens"])
        assert "attribution_part_initial_states" in written
    if suffix == ".csv" and text:
        lines = [line for line in path.read_text().splitlines() if ",attribution," in line]
        assert len(lines) == 7


def test_without_the_option_nothing_is_added(tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    assert main(["trace", SENTENCE, "-o", str(path)]) == 0
    found = json.loads(path.read_text(encoding="utf-8"))
    assert found["made_with"]["attribution"] is None
    assert not [name for name in found if name.startswith("attribution")]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--attribution", "sing"], ", ".join(METHODS)),
        (["--attribution", ""], ", ".join(METHODS)),
        (["--attribution", "lrp", "--model", "rnn-tiny"], " or ".join(FOR_ANY)),
    ],
)
def test_a_method_that_cannot_be_is_one_line(
    arguments: list[str], expected: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["trace", SENTENCE, *arguments, "-o", str(tmp_path / "out.json")]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert expected in said
    assert not list(tmp_path.iterdir())


def test_a_plain_rnn_has_the_methods_that_read_or_derive(tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    for method in FOR_ANY:
        asked = ["trace", SENTENCE, "--attribution", method, "--model", "rnn-tiny"]
        assert main([*asked, "-o", str(path)]) == 0
        assert len(json.loads(path.read_text())["attribution"]) == 7


def test_deletion_writes_aggregates_and_no_sentence(tmp_path: Path) -> None:
    (tmp_path / "dev.txt").write_text(f"{TREE}\n(4 great)\n{TREE}\n", encoding="utf-8")
    path = tmp_path / "out.json"
    assert main(["deletion", "--data", str(tmp_path), "-o", str(path)]) == 0
    assert "dull" not in path.read_text()
    found = json.loads(path.read_text())
    assert found["sentences"] == 2
    for name in ("lstm-tiny", "lstm-small"):
        result = found["models"][name]
        assert result["sha256"] == load_model(name).card["sha256"]
        assert result["largest_gap"].keys() == {"lrp", "integrated_gradients", "ledger_split"}
        assert max(result["largest_gap"].values()) < 1e-5
        for removal in ("deleted", "replaced_by_unk"):
            rows = result[removal]
            assert set(rows) == {*METHODS, "random"}
            first = next(iter(rows.values()))
            assert first["behind_best"] == 0
            assert all(0 < row["median"] < 1 for row in rows.values())
            assert all(
                row["median"] == row["lower_quartile"] for m, row in rows.items() if m != "random"
            )


@pytest.mark.parametrize(
    ("trees", "expected"),
    [(None, "dev.txt"), ("(4 great)\n", "dev.txt: no sentence has 8 to 40 tokens")],
)
def test_deletion_without_sentences_is_one_line(
    tmp_path: Path, trees: str | None, expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if trees is not None:
        (tmp_path / "dev.txt").write_text(trees, encoding="utf-8")
    assert main(["deletion", "--data", str(tmp_path), "-o", str(tmp_path / "out.json")]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert expected in said
    assert not (tmp_path / "out.json").exists()
