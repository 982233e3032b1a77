"""Files keep their mode, errors their file's name."""

import os
from pathlib import Path

import pytest

from lstm_viz.core.files import open_atomic, write_atomic


@pytest.mark.skipif(os.name == "nt", reason="Windows has no umask and no such modes")
@pytest.mark.parametrize("umask", [0o022, 0o077, 0o002])
def test_a_new_file_has_what_the_umask_leaves(umask: int, tmp_path: Path) -> None:
    old = os.umask(umask)
    try:
        write_atomic(tmp_path / "new", b"x")
    finally:
        os.umask(old)
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o666 & ~umask


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664])
def test_a_file_that_is_replaced_keeps_its_mode(mode: int, tmp_path: Path) -> None:
    path = tmp_path / "old"
    path.write_bytes(b"old")
    path.chmod(mode)
    write_atomic(path, b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == mode


def test_an_error_without_a_name_gets_the_files(tmp_path: Path) -> None:
    link = tmp_path / "full"
    link.symlink_to("/dev/full")
    with pytest.raises(OSError, match="No space left") as failed:
        write_atomic(link, b"content")
    assert failed.value.filename == str(link)


def test_a_file_in_a_folders_place_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for path in ("file/a", "file/deep/a"):
        with pytest.raises(NotADirectoryError) as failed, open_atomic(tmp_path / path):
            pass
        assert failed.value.filename == str(tmp_path / "file")
