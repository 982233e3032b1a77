"""Where the app's own files lie, and files written whole or not at all."""

import errno
import json
import os
import secrets
import stat
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

from lstm_viz.errors import InputError


def app_folder() -> Path:
    """Return the folder that holds app.py, pages, assets and .streamlit; read only.

    In a checkout they stand beside the package. A wheel carries them inside it, in `_app`: beside
    it they would lie among other people's packages.
    """
    package = Path(__file__).parents[1]
    inside = package / "_app"
    return inside if inside.is_dir() else package.parent


ASSETS = app_folder() / "assets"  # models, player, menu


@contextmanager
def open_atomic(path: Path) -> Iterator[BinaryIO]:
    """Open a file for writing that takes its place only when all of it is on disk.

    It is written beside its place and renamed at the end. A device or a pipe such as
    /dev/stdout is written straight: a rename would put a file in its stead.

    Args:
        path: where the file shall stand; its folder is made if there is none. A file that stands
            there keeps its mode; a new one has what the process' umask leaves of 0666.

    Yields:
        The open file.

    Raises:
        OSError: the disk is full or the place cannot be written; nothing is left behind. Its
            `filename` is the path where the system gives none.
    """
    with _naming(path):
        if path.exists() and not path.is_file():
            with path.open("wb") as device:
                yield device
            return
        path = path.resolve()  # a link stays a link
        with _aside(path) as (aside, file):
            yield file
            file.close()
            aside.replace(path)


BINARY = getattr(os, "O_BINARY", 0)  # on Windows alone


@contextmanager
def _aside(path: Path) -> Iterator[tuple[Path, BinaryIO]]:
    """Open a file beside a place, with the mode it is to have there; gone if anything fails."""
    _make_folder(path.parent)
    aside = path.with_name(f".aside-{secrets.token_hex(8)}")
    handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            if path.exists():
                aside.chmod(stat.S_IMODE(path.stat().st_mode))
            yield aside, file
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


def write_together(contents: Mapping[Path, bytes]) -> None:
    """Write several files: all of them or, where one cannot be written, none.

    Each is written whole beside its place; only when all are on disk do they take their places, in
    the order given. What stands there stays until then.

    Args:
        contents: by path.

    Raises:
        OSError: the disk is full or a place cannot be written; nothing is changed or left behind.
    """
    with ExitStack() as asides:
        ready: list[tuple[Path, Path]] = []
        for given, content in contents.items():
            path = given.resolve()
            asides.enter_context(_naming(path))
            aside, file = asides.enter_context(_aside(path))
            file.write(content)
            file.close()
            ready.append((aside, path))
        for aside, path in ready:
            aside.replace(path)


@contextmanager
def claimed(path: Path, what: str) -> Iterator[None]:
    """Hold a file that says who works here as long as the work lasts; a death frees it.

    It also finds out before the work whether the folder can be written.

    Args:
        path: the file, taken away at the end; its folder is made if there is none, and taken away
            too if it is then empty.
        what: what is being done, for the complaint.

    Raises:
        InputError: another process holds it.
    """
    was_there = path.parent.exists()
    _make_folder(path.parent)
    with path.open("a+b") as file:
        try:
            _lock(file.fileno())
        except OSError as error:
            message = f"{what} already: {_holder(path)} holds it"
            raise InputError(message, where=path, remedy="wait for its end") from error
        file.truncate(0)
        file.write(f"process {os.getpid()}\n".encode())
        file.flush()
        try:
            yield
        finally:
            file.close()  # Windows takes no open file away
            with suppress(OSError):  # nothing depends on it
                path.unlink()
            if not was_there:
                with suppress(OSError):  # something was made in it
                    path.parent.rmdir()


def _holder(path: Path) -> str:
    """Return who holds a lock; Windows does not let others read it."""
    with suppress(OSError):
        return path.read_text(encoding="utf-8", errors="replace").strip() or "another process"
    return "another process"


def _lock(handle: int) -> None:
    """Lock a file for this process alone, or fail at once."""
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    else:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Give an error of the system that names no file this one: "No space left" says not where."""
    try:
        yield
    except OSError as error:
        if error.filename is None and error.errno is not None:
            error.filename = os.fspath(path)
        raise


_GET_IT = "get the file again"


def read_json(content: bytes, where: object) -> dict[str, Any]:
    """Read what holds one JSON object.

    Args:
        content: UTF-8, with or without the mark that it is.
        where: its place, for the complaint.

    Raises:
        InputError: it is not UTF-8, no JSON, nested without end, or no object.
    """
    try:
        found = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError("it is not UTF-8", where=where, remedy="save it as UTF-8") from error
    except json.JSONDecodeError as error:
        place = f"{where}, line {error.lineno}, column {error.colno}"
        raise InputError(f"it is no JSON: {error.msg}", where=place, remedy=_GET_IT) from error
    except RecursionError as error:
        raise InputError("its JSON is nested too deeply", where=where, remedy=_GET_IT) from error
    if not isinstance(found, dict):
        message = f"it holds one {type(found).__name__}, not a JSON object"
        raise InputError(message, where=where, remedy=_GET_IT)
    return found


def _make_folder(folder: Path) -> None:
    """Make a folder and those above it.

    Raises:
        NotADirectoryError: a file stands where a folder is needed.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        file = next((one for one in (folder, *folder.parents) if one.is_file()), folder)
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(file)) from error


def write_atomic(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: beside its place first, then renamed.

    Args:
        path: where the file shall stand; its folder is made if there is none.
        content: all of it.

    Raises:
        OSError: the disk is full or the place cannot be written; nothing is left behind.
    """
    with open_atomic(path) as file:
        file.write(content)
