"""What texts are read from and results are written to: files, or the standard streams."""

import codecs
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import BinaryIO, TextIO

from lstm_viz.core.files import open_atomic
from lstm_viz.errors import InputError

LONGEST_LINE = 1 << 28  # bytes; a device without an end would fill the memory


def lines_of(file: BinaryIO, name: str) -> Iterator[str]:
    """Yield the lines without their ends. What is not UTF-8 comes through as it came in.

    Args:
        file: the open file.
        name: its name, for the complaint.

    Raises:
        InputError: a line is longer than `LONGEST_LINE`.
    """
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE:
            message = f"it is longer than {LONGEST_LINE // 10**6} MB"
            raise InputError(message, where=f"{name}, line {number}", remedy="give lines of text")
        end = len(line) - line.endswith(b"\n") - line.endswith(b"\r\n")
        end -= line.endswith(b"\r")  # the last line, without an end of its own
        start = len(codecs.BOM_UTF8) if number == 1 and line.startswith(codecs.BOM_UTF8) else 0
        text = str(memoryview(line)[start:end], "utf-8", "surrogateescape")
        yield text


@contextmanager
def reading(name: str) -> Iterator[BinaryIO]:
    """Open a file, or standard input for "-".

    Raises:
        OSError: it cannot be read.
        InputError: standard input is closed.
    """
    if name == "-" and sys.stdin is None:
        raise InputError("it is closed", where="standard input", remedy="give a file")
    with nullcontext(sys.stdin.buffer) if name == "-" else Path(name).open("rb") as file:
        yield file


@contextmanager
def writing(path: Path | None) -> Iterator[BinaryIO]:
    """Open a file that appears only when it is whole, or standard output, also for "-"."""
    if path is None or str(path) == "-":
        yield printed().buffer
        return
    with open_atomic(path) as file:
        yield file


def printed() -> TextIO:
    """Return standard output.

    Raises:
        InputError: it is closed; then there is nowhere to print to, and no use in beginning.
    """
    if sys.stdout is None:
        raise InputError("it is closed", where="standard output", remedy="print to somewhere")
    return sys.stdout
