"""Making an exported file again from what it says of itself, and comparing number by number."""

import argparse
import csv
import io
import zlib
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from lstm_viz import __version__
from lstm_viz.cli.trace_extras import extra_arrays
from lstm_viz.core.export import MADE, beside, facts_beside, format_of
from lstm_viz.core.files import read_json
from lstm_viz.core.models.checkpoint import file_hash, load_model
from lstm_viz.core.network import Network
from lstm_viz.core.record import record_sentence
from lstm_viz.errors import InputError

# What NumPy, zip and csv say of a file that is not what it seems to be.
DAMAGE = (
    *(ValueError, LookupError, EOFError, TypeError, ArithmeticError, RuntimeError),
    *(csv.Error, BadZipFile, zlib.error),
)
OPTIONS = ("gradients", "target", "memory", "attribution")
Content = dict[str, Any]


def how_it_is_made(arguments: argparse.Namespace, network: Network) -> Content:
    """Return all that is needed to make a file of `trace` again, beside its text.

    Args:
        arguments: those of `trace`.
        network: the model that read the sentence.
    """
    made = {"lstm_viz": __version__, "model": arguments.model, "sha256": file_hash(network.file())}
    return made | {name: getattr(arguments, name) for name in OPTIONS}


def again(arguments: argparse.Namespace) -> tuple[list[str], bool]:
    """Make a file again and compare each of its parts.

    Args:
        arguments: with the `file`, and a `model` instead of the one that it names, if there is one.

    Returns:
        Lines for the reader, and whether every part is equal.

    Raises:
        OSError: the file, what belongs beside it, or the model is not there.
        InputError: it is no such file, or does not say how it was made.
    """
    path: Path = arguments.file
    old = _read(path)
    made, text = old.pop(MADE, None), old.get("text")
    if not (isinstance(text, str) and _says_how(made)):
        message = "it does not say how it was made"
        raise InputError(message, where=path, remedy="make it anew with trace")
    network = load_model(arguments.model or made["model"])
    trace = record_sentence(network, text)
    extras = extra_arrays(argparse.Namespace(**{k: made.get(k) for k in OPTIONS}), network, trace)
    fresh = format_of(path)(trace, extras, made)
    new = content_of(path, fresh, facts_beside(trace, extras, made))
    del new[MADE]
    lines = list(_other_ground(made, network))
    differing = [name for name in sorted(old.keys() | new.keys()) if not _same(old, new, name)]
    lines += [f"{name}: not equal" for name in differing]
    n_equal = len(old.keys() | new.keys()) - len(differing)
    lines.append(f"{n_equal} of {n_equal + len(differing)} parts are equal")
    return lines, not differing


def _says_how(made: object) -> bool:
    """Tell whether what a file says is enough to make it again."""
    if not isinstance(made, Mapping) or not isinstance(made.get("model"), str):
        return False
    flags = all(isinstance(made.get(name, False), bool) for name in ("gradients", "memory"))
    names = (made.get(name) for name in ("target", "attribution"))
    return flags and all(name is None or isinstance(name, str) for name in names)


def _read(path: Path) -> Content:
    """Read a file and what belongs beside it.

    Raises:
        OSError: one of them is not there.
        InputError: it cannot be read; the message names it.
    """
    format_of(path)
    content, facts = path.read_bytes(), _beside(path)
    try:
        return content_of(path, content, facts)
    except InputError:
        raise
    except DAMAGE as error:
        message = f"it was not made here, or is damaged: {error}"
        raise InputError(message, where=path) from error


def _other_ground(made: Mapping[str, Any], network: Network) -> Iterator[str]:
    """Say where the file was made on another ground than this one."""
    if made.get("sha256") != file_hash(network.file()):
        yield f"the weights in {network.file()} are not those that the file was made with"
    if made.get("lstm_viz") != __version__:
        yield f"made with lstm-viz {made.get('lstm_viz')}, this is {__version__}"


def _beside(path: Path) -> bytes:
    """Return what stands beside a CSV; nothing for the other formats."""
    return beside(path).read_bytes() if path.suffix.lower() == ".csv" else b"{}"


def _same(old: Content, new: Content, name: str) -> bool:
    """Tell whether both have a part, and the same."""
    if name not in old or name not in new:
        return False
    a, b = old[name], new[name]
    if isinstance(a, np.ndarray):
        return a.dtype == b.dtype and np.array_equal(a, b, equal_nan=a.dtype.kind == "f")
    return bool(a == b)


def content_of(path: Path, content: bytes, facts: bytes) -> Content:
    """Read an exported file part by part.

    Args:
        path: where it stands; its name says which format it has, one of `FORMATS`.
        content: the file.
        facts: what stands beside it, for a CSV.

    Raises:
        InputError: it holds something else.
        Exception: one of `DAMAGE`: it cannot be read as that format.
    """
    suffix = path.suffix.lower()
    if suffix == ".npz":
        file = np.load(io.BytesIO(content), allow_pickle=False)
        if not isinstance(file, np.lib.npyio.NpzFile):
            raise InputError("it holds one array, not several by name", where=path)
        found = dict(file)
        parts = {MADE: read_json(str(found[MADE]).encode(), path)} if MADE in found else {}
        return {**found, **parts, "text": str(found.get("text", ""))}
    if suffix == ".json":
        return read_json(content, path)
    rows = list(csv.reader(io.StringIO(content.decode(), newline="")))[1:]
    by_name = groupby(sorted(rows, key=_quantity), key=_quantity)  # stable: in reading order
    return {
        **read_json(facts, beside(path)),
        **{f"rows of {name}": list(part) for name, part in by_name},
    }


def _quantity(row: list[str]) -> str:
    """Return what a row of the long form is about, without the earlier token's number."""
    return row[2].partition("[")[0]
