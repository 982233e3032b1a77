"""The reader's words as labels: short, visible, numbered, harmless in Plotly.

Plotly reads some HTML in its labels, and formulas between dollar signs.
"""

from collections.abc import Iterable
from html import unescape
from string import punctuation

from lstm_viz.core.text import whole_characters
from lstm_viz.core.trace import SentenceTrace

LONGEST_NAMED = 24
LONGEST_LABEL = 14
LONGEST_QUOTE = 60
JOINER = "\N{ZERO WIDTH JOINER}"
_MARKS = frozenset(punctuation) - {"'", "-"}
_HARMLESS_ALONE = frozenset(".,!?")
_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "$": "&#36;"})


def visible(name: str, longest: int = LONGEST_NAMED) -> str:
    """Write a word so that it disturbs no line: short, its invisible signs shown as a space.

    The sign that joins emoji stays: without it one sign on the screen becomes several.

    Args:
        name: the word as it was typed.
        longest: characters kept at most.
    """
    shown = "".join(sign if sign.isprintable() or sign == JOINER else "␣" for sign in name)
    return shown if len(shown) <= longest else f"{shown[: longest - 1]}…"


def names(trace: SentenceTrace) -> tuple[str, ...]:
    """Return the tokens as the reader spelled them, each in one short line; plain text."""
    spelled = (trace.text[token.start : token.end] for token in trace.tokens)
    return tuple(visible(whole_characters(word)) for word in spelled)


def quoted(trace: SentenceTrace, words: Iterable[int]) -> str:
    """Quote neighbouring words of a sentence as they were typed; "nothing" for none."""
    found = [trace.tokens[word] for word in words]
    if not found:
        return "nothing"
    typed = " ".join(trace.text[found[0].start : found[-1].end].split())
    return f"“{visible(whole_characters(typed), LONGEST_QUOTE)}”"


def numbered(trace: SentenceTrace, word: int) -> str:
    """Quote a word with its number: “not” (word 4); `word` counts from 0."""
    return f"“{names(trace)[word]}” (word {word + 1})"


def plain_labels(trace: SentenceTrace) -> list[str]:
    """Return the tokens as Plotly shows them, without their number."""
    return [escaped(visible(name, LONGEST_LABEL)) for name in names(trace)]


def plotly_labels(trace: SentenceTrace) -> list[str]:
    """Return the tokens as Plotly's categories: numbered from 1, so that equal words differ."""
    return [f"{number} {word}" for number, word in enumerate(plain_labels(trace), start=1)]


def room(labels: list[str]) -> int:
    """Return the length of the longest label in a picture, in px, a little generous.

    Plotly can find out itself, but draws everything twice for it.
    """
    return 7 * max((len(unescape(label)) for label in labels), default=0)


def escaped(text: str) -> str:
    """Write a text so that Plotly shows it as it is."""
    return text.translate(_ESCAPED)


def unmarked(name: str) -> str:
    """Write a word where Markdown is read and cannot be turned off: its signs become dots.

    Args:
        name: a word in one line, as `names` returns it. A lone full stop, comma, exclamation or
            question mark stays, and so do hyphens, apostrophes and all that is not ASCII.
    """
    if name in _HARMLESS_ALONE:
        return name
    return "".join("·" if sign in _MARKS else sign for sign in name)
