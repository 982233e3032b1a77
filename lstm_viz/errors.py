"""How it is said that something given cannot be used: what is wrong, where, and what to do.

The command line and the screen say it alike. It imports nothing of the project, so everything may
raise it.
"""

import errno
import os

_REMEDIES = {
    errno.ENOENT: "check the name",
    errno.EACCES: "check who may read and write there",
    errno.EPERM: "check who may read and write there",
    errno.EROFS: "write somewhere else",
    errno.ENOSPC: "make room there, or write somewhere else",
    errno.EDQUOT: "make room there, or write somewhere else",
    errno.EFBIG: "write somewhere else",
    errno.EISDIR: "give a file, not a folder",
    errno.ENOTDIR: "give a place inside a folder",
    errno.ENAMETOOLONG: "give a shorter name",
}


class InputError(ValueError):
    """Something given cannot be used: an argument, a file, a line of it, a module.

    Args:
        what: what is wrong, without the place.
        where: the place: a file, a file's line, a stream; "" where there is none to name.
        remedy: what to do about it; "" where `what` says so.
    """

    def __init__(self, what: str, *, where: object = "", remedy: str = "") -> None:
        self.what, self.where, self.remedy = what, str(where), remedy
        before = f"{self.where}: " if self.where else ""
        super().__init__(f"{before}{what}{f'; {remedy}' if remedy else ''}")

    def at(self, where: object) -> "InputError":
        """Return the same error with the place that only the caller knows."""
        return InputError(self.what, where=where, remedy=self.remedy)


def explained(error: BaseException) -> InputError:
    """Return any error that is the giver's to mend in the one form.

    Args:
        error: of this project, or one of the system's: a full disk, a missing file or library.
    """
    if isinstance(error, InputError):
        return error
    if isinstance(error, MemoryError):
        return InputError("there is not enough memory", remedy="give less at once")
    if isinstance(error, OSError) and error.strerror:
        where = "" if error.filename is None else os.fsdecode(error.filename)
        remedy = _REMEDIES.get(error.errno or 0, "")
        return InputError(error.strerror, where=where, remedy=remedy)
    return InputError(str(error) or type(error).__name__)
