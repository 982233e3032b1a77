"""Killed at any moment, a command leaves the old file or the new one, never half of it."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

N_KILLS = 25  # of each of two commands
OLD = b"old\n"


def started(arguments: list[str], folder: Path) -> "subprocess.Popen[bytes]":
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    return subprocess.Popen(
        [sys.executable, "-m", "lstm_viz", *arguments],
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
@pytest.mark.parametrize(
    "arguments",
    [["trace", "a good film " * 30, "-o", "out.json"], ["score", "in.txt", "-o", "out.json"]],
    ids=["trace", "score"],
)
def test_either_file_is_whole(arguments: list[str], tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text("a good film\n" * 3_000, encoding="utf-8")
    out = tmp_path / "out.json"
    begin = time.monotonic()
    with started(arguments, tmp_path) as process:
        assert process.wait(120) == 0
    whole, takes = out.read_bytes(), time.monotonic() - begin
    draw = random.Random(15)  # noqa: S311
    seen = set()
    for _ in range(N_KILLS):
        out.write_bytes(OLD)
        with started(arguments, tmp_path) as process:
            try:
                process.wait(draw.uniform(0, 1.2 * takes))
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
            process.wait(60)
        assert out.read_bytes() in {OLD, whole}
        seen.add(out.read_bytes())
    assert OLD in seen  # some were killed in time
