"""The word lists of the everyday sentences, and the sentences that models are chosen by."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from lstm_viz.core.text import words

FOLDER = Path(__file__).parent / "everyday"
_FILES = ("words", "acts", "small")
_SIGNS = {"+": 1, "-": -1, "0": 0}
_BORROWED = frozenset({"idiom", "idiomp", "like"})  # sections whose words mean something else
_DONE = frozenset({"act", "habit", "keeps"})  # what somebody does


@dataclass(frozen=True)
class DevSentence:
    """An everyday sentence with a clear side.

    Attributes:
        text: as one would type it.
        sign: 1 praises, -1 blames, 0 is neutral.
    """

    text: str
    sign: int


@lru_cache
def dev_sentences() -> tuple[DevSentence, ...]:
    """The 300 everyday sentences that models are chosen by; never generated, never trained on."""
    lines = (FOLDER / "dev.txt").read_text(encoding="utf-8").splitlines()
    return tuple(
        DevSentence(line[1:].strip(), _SIGNS[line[0]]) for line in lines if line[:1] in _SIGNS
    )


@lru_cache
def sections() -> dict[str, tuple[str, ...]]:
    """Every section's options, by its name; a section may be continued further down."""
    found: dict[str, list[str]] = {}
    options: list[str] = []
    for name in _FILES:
        for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
            if line.startswith("[") and line.endswith("]"):
                options = found.setdefault(line[1:-1], [])
            elif line and not line.startswith("#"):
                options += [one.strip() for one in line.split(";") if one.strip()]
    return {name: tuple(options) for name, options in found.items()}


def judging_words() -> set[str]:
    """Every word that praises or blames by itself.

    Of what somebody does, that is the first word ("crashed the car" leaves a car what it is); in
    an idiom or a comparison ("over the moon", "like a brick") none.
    """
    found: set[str] = set()
    for name, options in sections().items():
        stem = name.rstrip("+-")
        if stem == name or stem in _BORROWED:
            continue
        forms = [words(form) for text in options for form in text.split("/")]
        found |= {word for form in forms for word in (form[:1] if stem in _DONE else form)}
    return found | set(sections()["notplain"])
