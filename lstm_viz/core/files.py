"""Where the app's own files lie, and files written whole or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


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
        path: where the file shall stand; its folder is made if there is none.

    Yields:
        The open file.

    Raises:
        OSError: the disk is full or the place cannot be written; nothing is left behind.
    """
    if path.exists() and not path.is_file():
        with path.open("wb") as device:
            yield device
        return
    path = path.resolve()  # a link stays a link
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".aside-")
    aside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        aside.chmod(0o644)
        aside.replace(path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


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
