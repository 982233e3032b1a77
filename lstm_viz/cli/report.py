"""What is said beside the result, on standard error: one line a thing, in words or as JSON."""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from lstm_viz.errors import InputError


@dataclass(frozen=True, slots=True)
class Report:
    """How a run speaks.

    Attributes:
        quiet: whether errors alone are said, neither notices nor progress.
        as_json: whether each line is one JSON object with "level" and "what", that of an error
            also with "where" and "remedy".
    """

    quiet: bool = False
    as_json: bool = False

    def error(self, error: InputError) -> None:
        """Say why a command ends."""
        parts = {"what": error.what, "where": error.where, "remedy": error.remedy}
        self._say({"level": "error", **parts}, f"lstm-viz: {error}")

    def notices(self, sentences: Iterable[str]) -> None:
        """Say what is worth knowing about a result."""
        for sentence in () if self.quiet else sentences:
            self._say({"level": "notice", "what": sentence}, sentence)

    def draws(self) -> bool:
        """Tell whether progress is drawn, which is for eyes alone."""
        return not (self.quiet or self.as_json)

    def _say(self, parts: Mapping[str, str], line: str) -> None:
        """Write one line; where nobody can be told, the result still stands."""
        with suppress(OSError):
            sys.stderr.write(f"{json.dumps(parts) if self.as_json else harmless(line)}\n")
            sys.stderr.flush()


def asked_for(argv: Sequence[str]) -> Report:
    """Read from the arguments how to speak, for an error in the arguments themselves."""
    options = argv[: argv.index("--")] if "--" in argv else argv
    return Report(quiet="--quiet" in options, as_json="--json" in options)


def harmless(message: str) -> str:
    """Put a message on one line and spell out what a terminal would obey: names may hold both."""
    line = " ".join(message.split())
    return "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in line)
