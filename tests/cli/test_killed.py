"""Killed at any moment, a command leaves the old file or the new one, never half of it."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
N_KILLS = {"trace": 13, "score": 13, "deletion": 12, "train": 12}
TREE = (
    "(3 (2 It) (4 (3 's) (4 (2 a) (4 (3 lovely) (4 (3 and) (4 (3 warm) (4 (3 film) (3 !))))))))\n"
)
COMMANDS = {
    "trace": ["trace", "a good film " * 30, "-o", "out.json"],
    "score": ["score", "in.txt", "-o", "out.json"],
    "deletion": ["deletion", "--data", ".", "-o", "out.json"],
}
TRAIN = """
import sys
from dataclasses import replace
from pathlib import Path
from lstm_viz.training.loop import train
from lstm_viz.training.recipe import recipe_of
recipe = replace(recipe_of("lstm-small"), epochs=1, n_generated=200)
train("lstm-small", None, Path("out"), seed=int(sys.argv[1]), recipe=recipe)
"""
Process = subprocess.Popen[bytes]


def started(arguments: list[str], folder: Path) -> Process:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    return subprocess.Popen(
        [sys.executable, *arguments],
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def finished(arguments: list[str], folder: Path) -> float:
    """Let a command run to its end; return the seconds that it took."""
    begin = time.monotonic()
    with started(arguments, folder) as process:
        assert process.wait(240) == 0
    return time.monotonic() - begin


def killed(arguments: list[str], folder: Path, takes: float, n_kills: int) -> Iterator[None]:
    """Start a command again and again, and kill it: at any moment, or while it writes."""
    draw = random.Random(15)  # noqa: S311
    for number in range(n_kills):
        with started(arguments, folder) as process:
            if number % 2:
                wait_for_writing(process, folder)
                moment = draw.uniform(0, 0.003)
            else:
                moment = draw.uniform(0, 1.1 * takes)
            try:
                process.wait(moment)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
            process.wait(60)
        yield
        for aside in folder.rglob(".aside-*"):
            aside.unlink()


def wait_for_writing(process: Process, folder: Path) -> None:
    """Return as soon as something is being written, or all is over."""
    until = time.monotonic() + 240
    while process.poll() is None and time.monotonic() < until:
        if next(folder.rglob(".aside-*"), None):
            return


@pytest.mark.parametrize("name", COMMANDS)
def test_either_file_is_whole(name: str, tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text("a good film\n" * 3_000, encoding="utf-8")
    (tmp_path / "dev.txt").write_text(TREE, encoding="utf-8")
    arguments, out, old = ["-m", "lstm_viz", *COMMANDS[name]], tmp_path / "out.json", b"old\n"
    takes = finished(arguments, tmp_path)
    whole, seen = out.read_bytes(), set()
    out.write_bytes(old)
    for _ in killed(arguments, tmp_path, takes, N_KILLS[name]):
        assert out.read_bytes() in {old, whole}
        seen.add(out.read_bytes())
        out.write_bytes(old)
    assert old in seen  # some were killed in time


def test_a_model_is_whole_and_its_card_no_older_than_its_weights(tmp_path: Path) -> None:
    out, kept = tmp_path / "out", tmp_path / "kept"
    weights, card = out / "lstm-small.safetensors", out / "lstm-small.json"
    hashes = []
    for seed in ("1", "0"):
        takes = finished(["-c", TRAIN, seed], tmp_path)
        hashes.append(sha256(weights.read_bytes()).hexdigest())
    new, old = hashes
    words = (out / "vocabulary.txt").read_bytes()
    shutil.copytree(out, kept)
    seen = set()
    for _ in killed(["-c", TRAIN, "1"], tmp_path, takes, N_KILLS["train"]):
        found = sha256(weights.read_bytes()).hexdigest()
        described = json.loads(card.read_text(encoding="utf-8"))["sha256"]
        assert {found, described} <= {old, new}
        assert described == new or found == old
        assert (out / "vocabulary.txt").read_bytes() == words
        seen.add(found)
        shutil.copytree(kept, out, dirs_exist_ok=True)
    assert old in seen
