"""One form for all that is refused: what is wrong, where, what to do."""

import errno
import pickle
import re
from pathlib import Path

import pytest

from lstm_viz.errors import InputError, explained

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(
    ("where", "remedy", "said"),
    [
        ("", "", "it is empty"),
        ("a.txt", "", "a.txt: it is empty"),
        ("", "fill it", "it is empty; fill it"),
        (Path("a.txt"), "fill it", "a.txt: it is empty; fill it"),
    ],
)
def test_an_error_is_one_sentence_of_three_parts(where: object, remedy: str, said: str) -> None:
    error = InputError("it is empty", where=where, remedy=remedy)
    assert str(error) == said
    back = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    assert (back.what, back.where, back.remedy, str(back)) == (
        "it is empty",
        str(where),
        remedy,
        said,
    )
    assert str(error.at("b.txt")) == f"b.txt: it is empty{'; ' if remedy else ''}{remedy}"


def test_what_the_system_refuses_has_the_same_form() -> None:
    full = explained(OSError(errno.ENOSPC, "No space left on device", b"a\xff.json"))
    assert full.where == "a\udcff.json"
    assert (full.what, full.remedy[:9]) == ("No space left on device", "make room")
    assert str(explained(OSError(errno.EIO, "Input/output error"))) == "Input/output error"
    assert str(explained(MemoryError())) == "there is not enough memory; give less at once"
    assert str(explained(ImportError("no module named x"))) == "no module named x"
    assert str(explained(OSError())) == "OSError"
    own = InputError("it is empty", where="a.txt")
    assert explained(own) is own


def test_nothing_is_refused_in_another_form() -> None:
    others = re.compile(r"raise (ValueError|FileNotFoundError|ImportError)\b")
    code = [*(ROOT / "lstm_viz").rglob("*.py"), *(ROOT / "pages").glob("*.py")]
    assert len(code) > 100
    assert [path.name for path in code if others.search(path.read_text(encoding="utf-8"))] == []
