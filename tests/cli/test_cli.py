"""The command line: what it writes, and that each failure is one line and exit code 2."""

import io
import sys
from pathlib import Path

import numpy as np
import pytest

from lstm_viz.cli import commands
from lstm_viz.cli.main import main

BAD = "0\tbad\n"


@pytest.mark.parametrize("suffix", [".json", ".npz", ".csv"])
def test_trace_writes_the_format_of_the_suffix(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"out{suffix}"
    assert main(["trace", "not b\udcffd at all", "-o", str(path)]) == 0
    assert path.stat().st_size > 0
    assert main(["trace", "", "-o", str(path)]) == 0
    if suffix == ".npz":
        assert np.load(path)["c"].shape == (0, 8)


def test_trace_says_what_is_unknown_or_cut(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["trace", "qwzzt " * 201, "-o", str(tmp_path / "x.csv")]) == 0
    said = capsys.readouterr().err
    assert "'qwzzt'" in said
    assert "200 tokens read, 1 left out" in said


def test_score_keeps_order_and_bytes(tmp_path: Path) -> None:
    given, out = tmp_path / "in.txt", tmp_path / "out.tsv"
    given.write_bytes(b"great\r\n\nb\xffd\tfilm\nawful")
    assert main(["score", str(given), "-o", str(out)]) == 0
    lines = out.read_bytes().splitlines()
    assert [line.partition(b"\t")[2] for line in lines] == [
        b"great",
        b"",
        b"b\xffd\tfilm",
        b"awful",
    ]
    assert float(lines[0].split(b"\t")[0]) > 0.5 > float(lines[3].split(b"\t")[0])


@pytest.mark.parametrize(
    ("lines", "right", "left_out"),
    [("1\tgreat\n0\tawful\n0\tgreat\n", "2 of 3", 0), ("4\tgreat\n2\tx\n1\tawful\n", "2 of 2", 1)],
)
def test_evaluate_counts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], lines: str, right: str, left_out: int
) -> None:
    path = tmp_path / "labelled.tsv"
    path.write_text(lines, encoding="utf-8")
    assert main(["evaluate", str(path)]) == 0
    said = capsys.readouterr().out
    assert f"right      {right}\n" in said
    assert f"left out   {left_out}\n" in said


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["trace", "a", "-o", "x.txt"], ".json"),
        (["trace", "a", "--model", "lstm-huge", "-o", "x.csv"], "lstm-huge"),
        (["trace", "a", "-o", "/dev/null/x.csv"], "/dev/null"),
        (["trace", "a", "-o", "full.csv"], "No space left"),
        (["score", "missing.txt"], "missing.txt"),
        (["evaluate", "labels.tsv"], "line 2"),
        (["evaluate", "empty.tsv"], "nothing to evaluate"),
        (["train", "lstm-huge", "--data", "."], "lstm-huge"),
        (["train", "lstm-tiny", "--data", "missing"], "missing"),
    ],
)
def test_a_failure_is_one_line(
    arguments: list[str],
    expected: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("full.csv").symlink_to("/dev/full")
    Path("labels.tsv").write_text(BAD + "good\n", encoding="utf-8")
    Path("empty.tsv").write_text("", encoding="utf-8")
    before = set(tmp_path.iterdir())
    assert main(arguments) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert expected in said
    assert set(tmp_path.iterdir()) == before


def test_a_wrong_command_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sing"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_ctrl_c_ends_without_a_word(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(commands, "bench", interrupted)
    assert main(["bench"]) == 130
    assert capsys.readouterr() == ("", "")


def test_a_reader_that_leaves_is_no_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    class Closed(io.StringIO):
        def write(self, _: str) -> int:
            raise BrokenPipeError

    path = tmp_path / "labels.tsv"
    path.write_text(BAD, encoding="utf-8")
    monkeypatch.setattr(sys, "stdout", Closed())
    assert main(["evaluate", str(path)]) == 141
