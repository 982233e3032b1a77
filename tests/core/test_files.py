"""Files keep their mode, errors their file's name."""

import os
from pathlib import Path

import pytest

from lstm_viz.core.files import claimed, open_atomic, write_atomic, write_together


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


def test_files_that_belong_together_are_written_all_or_none(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    write_together({first: b"old", second: b"old"})
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(NotADirectoryError):
        write_together({first: b"new", second: b"new", tmp_path / "file" / "third": b"new"})
    assert (first.read_bytes(), second.read_bytes()) == (b"old", b"old")
    write_together({first: b"new", second: b"newer"})
    assert (first.read_bytes(), second.read_bytes()) == (b"new", b"newer")
    assert sorted(tmp_path.iterdir()) == [tmp_path / "file", first, second]


def test_a_place_is_claimed_by_one_at_a_time(tmp_path: Path) -> None:
    lock = tmp_path / "made" / ".lock"
    with claimed(lock, "it is being written"):
        holder = rf"\.lock: it is being written already: process {os.getpid()} holds it; wait"
        with pytest.raises(ValueError, match=holder), claimed(lock, "it is being written"):
            pass
    assert not lock.parent.exists()
    lock.parent.mkdir()
    lock.write_text("process 1\n", encoding="utf-8")  # of one that died
    with claimed(lock, "it is being written"):
        assert lock.read_text(encoding="utf-8") == f"process {os.getpid()}\n"
    assert lock.parent.is_dir()
