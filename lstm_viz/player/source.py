"""The player's modules, joined into one script for a page that cannot import neighbours."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from lstm_viz.core.files import ASSETS

PLAYER_FOLDER = ASSETS / "player"
MODULES = (
    "format",
    "verdict",
    "payload",
    "weights",
    "colours",
    "layout",
    "dom",
    "diagram",
    "lesson",
    "named",
    "backward",
    "story",
    "phases",
    "pace",
    "clock",
    "moves",
    "known",
    "invite",
    "sync",
    "notation",
    "receipt",
    "glossary",
    "strip",
    "ribbon",
    "cell",
    "maps",
    "controls",
    "narration",
    "panel",
    "pointer",
    "screen",
    "track",
    "view",
    "card",
    "input",
    "player",
    "mount",
)
CARRIER = (*MODULES, "carrier")
LOADER = ("loader",)
REPLAY = (*MODULES, "replay")
_IMPORT = re.compile(r"^import\s[^;]*?from\s*\"\./[\w.]+\";\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?!default)", re.MULTILINE)


@cache
def player_script() -> str:
    """Return the player as one script that stands alone."""
    return joined(PLAYER_FOLDER, MODULES) + "\nexport default mount;\n"


@cache
def loader_script() -> str:
    """Return the player's element for a page that `carrier_script` brings the code into."""
    return joined(PLAYER_FOLDER, LOADER)


@cache
def carrier_script() -> str:
    """Return the element that brings the player and a model's weights into the page."""
    return joined(PLAYER_FOLDER, CARRIER)


@cache
def replay_script() -> str:
    """Return the player for a file that holds its reading (`replay.py`)."""
    return joined(PLAYER_FOLDER, REPLAY)


def joined(folder: Path, names: Iterable[str]) -> str:
    """Join modules into one script: imports of neighbours go, so do named exports.

    Args:
        folder: where the modules lie.
        names: the modules in their order, without ".mjs"; no name is used in two of them.
    """
    parts = ((folder / f"{name}.mjs").read_text(encoding="utf-8") for name in names)
    return "\n".join(_EXPORT.sub("", _IMPORT.sub("", part)) for part in parts)


@cache
def player_style() -> str:
    """Return the player's style sheet."""
    return (PLAYER_FOLDER / "player.css").read_text(encoding="utf-8")
