"""What a command reads from and writes to may be closed, full, a pipe, or gone meanwhile."""

import json
import os
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest

from lstm_viz.cli.main import main
from lstm_viz.cli.streams import lines_of
from tests.cli.test_edges import folder, shell

__all__ = ["folder"]  # a fixture: pytest finds it by its name here

RUNS = {
    "trace": "trace good -o out.json",
    "score": "score in.txt",
    "standard input": "score",
    "evaluate": "evaluate labels.tsv",
    "again": "again run.json",
    "decay": "decay --data no -o out.json",
    "deletion": "deletion --data no -o out.json",
    "train": "train lstm-tiny --data no",
    "bench": "bench sing",
    "sing": "sing",
}
PRINTING = {"score", "standard input", "evaluate", "again"}
FAILING = {"decay", "deletion", "train", "bench", "sing"}
# What is done to 0, 1 and 2, and which commands then fail beside those that fail in any case.
ENDS: dict[str, tuple[dict[int, str | None], set[str]]] = {
    "input closed": ({0: None}, {"standard input"}),
    "output closed": ({1: None}, PRINTING),
    "errors closed": ({2: None}, set()),
    "output full": ({1: "/dev/full"}, PRINTING),
    "errors full": ({2: "/dev/full"}, set()),
    "all closed": ({0: None, 1: None, 2: None}, PRINTING),
}
# Torch is loaded once; each run is a process of its own, which begins as Python itself does.
DRIVER = """
import json, os, sys
import lstm_viz.cli.again, lstm_viz.core.models.scoring
from lstm_viz.cli.main import main
runs, ends = json.loads(sys.argv[1]), json.loads(sys.argv[2])
codes = {}
for name, run in runs.items():
    child = os.fork()
    if not child:
        for number, stream in enumerate(("stdin", "stdout", "stderr")):
            where = ends.get(str(number), "as it is")
            if where is None:
                os.close(number)
            elif where != "as it is":
                os.dup2(os.open(where, os.O_RDWR), number)
            opened = None if where is None else open(number, "w" if number else "r")
            setattr(sys, stream, opened), setattr(sys, f"__{stream}__", opened)
        try:
            os._exit(main(run.split()))
        except BaseException:
            os._exit(99)
    codes[name] = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
print(json.dumps(codes))
"""


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}


@pytest.mark.skipif(os.name == "nt", reason="Windows does not fork")
@pytest.mark.parametrize("ends", ENDS)
def test_a_stream_that_is_not_there_is_an_error_only_where_it_is_needed(
    ends: str, folder: Path
) -> None:
    done, also_failing = ENDS[ends]
    assert main(["trace", "good", "-o", str(folder / "run.json")]) == 0
    ended = subprocess.run(
        [sys.executable, "-c", DRIVER, json.dumps(RUNS), json.dumps(done)],
        cwd=folder,
        env=environment(),
        input="good\n",
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    failing = FAILING | also_failing
    codes = json.loads(ended.stdout.splitlines()[-1])
    assert codes == {name: 2 if name in failing else 0 for name in RUNS}
    assert ended.stderr.count("\n") == (0 if 2 in done else len(failing))
    assert not list(folder.glob(".aside-*"))
    assert json.loads((folder / "out.json").read_text())["text"] == "good"


def test_a_line_is_read_without_its_end_and_the_first_without_its_mark() -> None:
    mark = b"\xef\xbb\xbf"
    file = BytesIO(mark + b"a\r\nb\n\r\n\n" + mark + b"c\rd\r\r\n\xff\r")
    assert list(lines_of(file, "it")) == ["a", "b", "", "", "\ufeffc\rd\r", "\udcff"]
    assert list(lines_of(BytesIO(mark), "it")) == [""]
    assert list(lines_of(BytesIO(b""), "it")) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps what is open")
def test_a_folder_that_vanishes_meanwhile_is_named(folder: Path) -> None:
    os.mkfifo(folder / "fifo")
    (folder / "made").mkdir()
    arguments = [sys.executable, "-m", "lstm_viz", "score", "fifo", "-o", "made/out.tsv"]
    with (
        subprocess.Popen(
            arguments, cwd=folder, env=environment(), stderr=subprocess.PIPE, text=True
        ) as process,
        (folder / "fifo").open("w", encoding="utf-8") as pipe,
    ):
        pipe.write("good\n" * 100_000)  # more than a pipe holds: it reads, so it writes already
        shutil.rmtree(folder / "made")
        pipe.close()
        _, said = process.communicate(timeout=120)
    assert process.returncode == 2
    assert said.count("\n") == 1
    assert "made/" in said
    assert not (folder / "made").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps a folder that is in use")
def test_where_one_stands_may_be_gone(folder: Path) -> None:
    (folder / "gone").mkdir()
    ended = shell("cd gone; rmdir ../gone; lstm-viz trace good -o out.json", folder)
    assert ended.returncode == 2
    assert ended.stderr.count("\n") == 1
    assert not (folder / "gone").exists()


MEASURED = """
import resource, subprocess, sys
subprocess.run([sys.executable, "-m", "lstm_viz", "score", "line.txt", "-o", "out.tsv"], check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the unit of ru_maxrss is Linux's")
def test_a_long_line_is_held_twice_and_no_more(tmp_path: Path) -> None:
    """As it was read, and as text; at the end as text, and as it is written."""
    peaks = []
    for n_bytes in (1_000_000, 61_000_000):
        (tmp_path / "line.txt").write_bytes(b"good" + b" " * n_bytes + b"bad\n")
        done = subprocess.run(
            [sys.executable, "-c", MEASURED],
            cwd=tmp_path,
            env=environment(),
            capture_output=True,
            text=True,
            check=True,
        )
        peaks.append(int(done.stdout))
        assert (tmp_path / "out.tsv").stat().st_size == n_bytes + 8 + len("0.123456\t")
    assert peaks[1] - peaks[0] < 2.3 * 60_000_000
