"""Closed, full and odd places to read from and write to: a sentence, a code, no half file."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lstm_viz.cli.main import METHODS, main
from lstm_viz.core.attribution.methods import METHODS as REAL_METHODS

COMMAND = f"{sys.executable} -m lstm_viz"


def shell(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a line in a shell, which alone can close what a process starts with."""
    return subprocess.run(  # noqa: S602 - our own line
        line.replace("lstm-viz", COMMAND),
        shell=True,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in.txt").write_text("good\nbad\n", encoding="utf-8")
    (tmp_path / "labels.tsv").write_text("1\tgood\n0\tbad\n", encoding="utf-8")
    (tmp_path / "file").write_text("", encoding="utf-8")
    return tmp_path


FAILURES = [
    ("lstm-viz score <&-", "lstm-viz: standard input: it is closed; give a file\n"),
    ("lstm-viz score in.txt >&-", "lstm-viz: standard output: it is closed; print to somewhere\n"),
    (
        "lstm-viz evaluate labels.tsv >&-",
        "lstm-viz: standard output: it is closed; print to somewhere\n",
    ),
    (
        "lstm-viz score in.txt -o file/out.tsv",
        "file: Not a directory; give a place inside a folder\n",
    ),
    (
        "lstm-viz trace good -o file/deep/out.csv",
        "file: Not a directory; give a place inside a folder\n",
    ),
    (
        "lstm-viz score in.txt -o /dev/full",
        "/dev/full: No space left on device; make room there, or write somewhere else\n",
    ),
    ("lstm-viz score no.txt -o out.tsv", "no.txt: No such file or directory; check the name\n"),
    ("lstm-viz score $(printf 'no\\033[2J.txt')", "no\\x1b[2J.txt: No such file"),
    ("lstm-viz $(printf 'si\\033[2Jng')", "si\\x1b[2Jng"),
    ("lstm-viz bench --he", "unrecognized arguments: --he; try python -m lstm_viz --help"),
]


@pytest.mark.parametrize(("line", "said"), FAILURES, ids=[line for line, _ in FAILURES])
def test_a_failure_is_one_sentence_and_code_2(line: str, said: str, folder: Path) -> None:
    before = sorted(folder.iterdir())
    ended = shell(line, folder)
    assert ended.returncode == 2, ended.stderr
    assert said in ended.stderr
    assert ended.stderr.count("\n") == 1
    assert "\x1b" not in ended.stderr
    assert sorted(folder.iterdir()) == before


@pytest.mark.parametrize(
    "line",
    [
        "lstm-viz trace good -o out.json >&-",
        "lstm-viz trace good -o out.json 2>&-",
        "lstm-viz trace qwzzt -o out.json 2>/dev/full; test -s out.json",
        "lstm-viz score in.txt -o out.json >&-",
    ],
)
def test_what_needs_no_stream_does_without_it(line: str, folder: Path) -> None:
    shell(line, folder)
    assert (folder / "out.json").stat().st_size > 0


def test_a_dash_is_standard_output(folder: Path) -> None:
    ended = shell("lstm-viz score in.txt -o -", folder)
    assert [line.split("\t")[1] for line in ended.stdout.splitlines()] == ["good", "bad"]
    assert not (folder / "-").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has neither the signals nor a FIFO")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_request_to_end_leaves_nothing_aside(number: signal.Signals, folder: Path) -> None:
    os.mkfifo(folder / "fifo")
    arguments = [sys.executable, "-m", "lstm_viz", "score", "fifo", "-o", "out.tsv"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    with (
        subprocess.Popen(arguments, cwd=folder, env=environment) as process,
        (folder / "fifo").open("w", encoding="utf-8") as pipe,  # it has opened its own end
    ):
        pipe.write("good\n")
        pipe.flush()
        until = time.monotonic() + 60
        while not list(folder.glob(".aside-*")) and time.monotonic() < until:
            time.sleep(0.01)
        process.send_signal(number)
        assert process.wait(60) == 128 + number
    assert not list(folder.glob(".aside-*"))
    assert not (folder / "out.tsv").exists()


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (["--epochs", "0"], "from 1 to"),
        (["--epochs", "-1"], "from 1 to"),
        (["--epochs", "many"], "not 'many'"),
        (["--seed", "99999999999999999999"], "from 0 to"),
        (["--seed", "-1"], "from 0 to"),
        (["--vectors", "word2vec"], "invalid choice"),
    ],
)
def test_a_number_that_training_cannot_have_is_refused(
    option: list[str], said: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["train", "lstm-tiny", "--data", str(tmp_path), *option]) == 2
    told = capsys.readouterr().err
    assert said in told
    assert told.count("\n") == 1


def test_the_help_names_every_method() -> None:
    assert set(METHODS) == set(REAL_METHODS)
