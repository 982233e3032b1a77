"""Whatever a command is given: no traceback, no half file, the code as said, the culprit named."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from lstm_viz.cli import streams
from lstm_viz.cli.main import main
from lstm_viz.core.models.checkpoint import MODEL_FOLDER

MODEL = MODEL_FOLDER / "lstm-tiny.safetensors"
TREE = "(3 (2 so) (4 good))\n"
HOSTILE: dict[str, bytes] = {
    "empty": b"",
    "zeros": bytes(4096),
    "latin1.txt": "café\n".encode("latin-1"),
    "noise.bin": bytes(np.random.default_rng(0).integers(0, 256, 5000, np.uint8)),
    "long.txt": b"very" + b" " * 1_000_000 + b"good",  # a line of 1 MB
    "one_word.txt": b"a" * 1_000_000,
    "deep.txt": b"(" * 100_000,
    "open.txt": b"(3 (2 so)",
    "half.json": b'{"text": "good", "made_with": {"model"',
    "nested.json": b"[" * 100_000,
    "other.json": b'{"text": 3, "made_with": {"model": "lstm-tiny"}}',
    "lying.json": b'{"text": "good", "made_with": {"model": "no/such", "target": "9" }}',
    "half.npz": b"PK\x03\x04" + bytes(100),
    "half.csv": b"token,step\n1",
    "odd.csv": b'a\n"\n',
    "odd.csv.json": b"[]",
    "cut.safetensors": MODEL.read_bytes()[:5000],
    "header.safetensors": (2**62).to_bytes(8, "little") + b"{}",
    "labels.tsv": b"1\tgood\n0 bad\n",
    "bom.tsv": b"\xef\xbb\xbf1\tgood\n0\tbad\n",
    "\x1b[2Jname.txt": b"\n",
}
FOLDERS = ("sst", "folder", "folder.json")
NAMES = (*HOSTILE, *FOLDERS, "missing.txt", "empty/below.json", "/dev/null", "/dev/full", "/proc/x")
PATHS = st.sampled_from((*NAMES, "n" * 300, "-", ".", "..", "", " ", "naïve 🙂.json", "a\udcffb"))
OUTS = st.one_of(PATHS, st.sampled_from(("out.json", "out.npz", "out.csv", "new/out.json", "out")))
TEXTS = st.one_of(
    st.sampled_from(("good", "", "\x1b[31m", "-", "--", "a\udcff", "🙂" * 300)),
    st.text(max_size=30),
)
ODD = st.sampled_from(
    ("", "-1", "0", "1e9", "nan", "loss2", "sing", "99999999999999999999", "٣", "last", "lrp", "--")
)
MODELS = st.one_of(st.sampled_from(("lstm-tiny", "rnn-tiny", "lstm", "LSTM-TINY")), PATHS)


def options(**values: st.SearchStrategy[str]) -> st.SearchStrategy[list[str]]:
    """Draw some options, each with a value that may not be one."""
    pairs = [
        st.tuples(st.just(f"--{name}"), value) if name != "o" else st.tuples(st.just("-o"), value)
        for name, value in values.items()
    ]
    flags = st.sampled_from(("--quiet", "--json", "--gradients", "--memory", "--odd", "-x", "--js"))
    some = st.lists(st.one_of(*pairs, st.tuples(flags)), max_size=4)
    return some.map(lambda found: [part for pair in found for part in pair])


def command(
    name: str, *given: st.SearchStrategy[str], **values: st.SearchStrategy[str]
) -> st.SearchStrategy[list[str]]:
    """Draw what a command is given: its arguments, often, and options."""
    arguments = st.one_of(st.tuples(*given).map(list), st.lists(st.one_of(*given, ODD), max_size=3))
    return st.tuples(arguments, options(**values)).map(lambda found: [name, *found[0], *found[1]])


TRACE = command("trace", TEXTS, o=OUTS, model=MODELS, target=ODD, attribution=ODD)
SCORE = command("score", PATHS, o=OUTS, model=MODELS)
EVALUATE = command("evaluate", PATHS, model=MODELS)
AGAIN = command("again", PATHS, model=MODELS)
# Where nothing is wrong these work for a long time: something always is.
WRONG = st.sampled_from((*FOLDERS, "missing", "empty", "noise.bin", "/dev/null"))
TRAIN = command("train", MODELS, data=WRONG, out=OUTS, seed=ODD, epochs=ODD, vectors=ODD)
STUDY = st.sampled_from(("decay", "deletion")).flatmap(
    lambda name: command(name, data=WRONG, o=OUTS)
)
BENCH = command("bench", ODD).filter(lambda argv: len(argv) > 1)
NONE = st.lists(st.one_of(ODD, TEXTS), min_size=1, max_size=3).filter(
    lambda argv: not argv[0].startswith("-") and argv[0] != "app"
)


@pytest.fixture(scope="module")
def store() -> Iterator[Path]:
    """A folder of files that are not what they should be."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, content in HOSTILE.items():
            (folder / file).write_bytes(content)
        for made in FOLDERS:
            (folder / made).mkdir()
        for split, trees in {"train": TREE, "dev": TREE, "test": "(9 x)\n"}.items():
            (folder / "sst" / f"{split}.txt").write_text(trees, encoding="utf-8")
        shutil.copy(MODEL_FOLDER / "vocabulary.txt", folder)
        yield folder


@contextmanager
def inside(folder: Path) -> Iterator[Path]:
    """Work in a copy of a folder."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name) / "here"
        shutil.copytree(folder, copy, copy_function=os.link)
        os.chdir(copy)
        try:
            yield copy
        finally:
            os.chdir(before)


def content_of(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, by its place."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def check_whole(name: str, content: bytes) -> None:
    """Refuse a result that is not all there."""
    if name.endswith(".json"):
        json.loads(content)
    elif name.endswith(".npz"):
        assert dict(np.load(BytesIO(content)))
    elif name.endswith(".csv"):
        assert content.endswith(b"\n")


def run(argv: list[str], monkeypatch: pytest.MonkeyPatch) -> tuple[int, str]:
    """Run one command; return its code and what it says on standard error."""
    monkeypatch.setattr(streams, "LONGEST_LINE", 1 << 21)  # /dev/full gives zeros without end
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(b"good\nbad\n")))
    said, printed = StringIO(), TextIOWrapper(BytesIO(), errors="surrogateescape")
    with redirect_stderr(said), redirect_stdout(printed):
        try:
            code = main(argv)
        except SystemExit as ended:  # --help, which ODD cannot ask for
            code = int(ended.code or 0)
    return code, said.getvalue()


NAMED = [
    ("score missing.txt", "missing.txt"),
    ("score folder", "folder"),
    ("score labels.tsv --model cut.safetensors", "cut.safetensors"),
    ("score labels.tsv --model empty", "empty"),
    ("score labels.tsv -o folder", "folder"),
    ("score labels.tsv -o empty/below.json", "empty"),
    ("evaluate noise.bin", "noise.bin, line 1"),
    ("evaluate labels.tsv", "labels.tsv, line 2"),
    ("score /dev/full", "/dev/full, line 1"),
    ("evaluate /dev/full", "/dev/full, line 1"),
    ("evaluate zeros", "zeros, line 1"),
    ("evaluate empty", "empty"),
    ("trace good -o folder.json", "folder.json"),
    ("trace good -o noise.bin", "noise.bin"),
    ("trace good -o out.json --model header.safetensors", "header.safetensors"),
    ("again half.json", "half.json, line 1, column 39"),
    ("again nested.json", "nested.json"),
    ("again other.json", "other.json"),
    ("again lying.json", "no/such"),
    ("again half.npz", "half.npz"),
    ("again half.csv", "half.csv.json"),
    ("again odd.csv", "odd.csv"),
    ("again folder.json", "folder.json"),
    ("again latin1.txt", "latin1.txt"),
    ("train lstm-small --data missing --vectors random", "missing/train.txt"),
    ("train lstm-small --data sst --vectors random", "sst/test.txt, line 1"),
    ("train lstm-small --data sst --vectors random --out empty", "empty"),
    ("decay --data sst -o out.json", "sst/dev.txt"),
    ("deletion --data sst -o out.json", "sst/dev.txt"),
    ("deletion --data noise.bin -o out.json", "noise.bin/dev.txt"),
]


@pytest.mark.parametrize(("line", "named"), NAMED, ids=[line for line, _ in NAMED])
def test_the_culprit_is_named(
    line: str, named: str, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with inside(store) as here:
        before = content_of(here)
        code, said = run(line.split(), monkeypatch)
        assert content_of(here) == before
    assert code == 2
    assert said.startswith("lstm-viz: ")
    assert f"{named}: " in said
    assert said.count("\n") == 1


@settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(argv=st.one_of(TRACE, SCORE, EVALUATE, AGAIN, TRAIN, STUDY, BENCH, NONE))
@example(argv=["again", "nested.json"])
@example(argv=["score", "long.txt"])
@example(argv=["score", "\x1b[2Jmissing.txt"])
@example(argv=["score", "/dev/full", "-o", "out.json"])  # fails while it writes
@example(argv=["score", "one_word.txt", "-o", "out.json"])
@example(argv=["trace", "good", "-o", "out.json", "--model", "header.safetensors"])
def test_it_fails_in_one_sentence_or_works(
    argv: list[str], store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with inside(store) as here:
        before = content_of(here)
        code, said = run(argv, monkeypatch)
        after = content_of(here)
    assert code in {0, 1, 2}
    assert code != 1 or argv[0] == "again"
    assert "Traceback" not in said
    assert not [name for name in after if ".aside-" in name or name.endswith(".lock")]
    if code == 2:
        assert said.count("\n") == 1
        assert said.startswith(("lstm-viz: ", "{"))
        assert "\x1b" not in said
        assert after == before
    for name in (after.keys() - before.keys()) if argv[0] == "trace" else ():
        check_whole(name, after[name])
