"""The words along an axis: level where they fit, their numbers under the pointer.

Categories stay numbered, "4 not", so that equal words differ; up to `FEW` words the axis writes
the word alone. Of more words an axis cannot write all, and there the numbers help to find them.

Words below a chart, and the room they take: level where they fit, else upright and numbered.
"""

from collections.abc import Sequence
from html import unescape
from typing import NamedTuple
from unicodedata import east_asian_width

import numpy as np
from numpy.typing import NDArray

FEW = 30  # words; of more the axis leaves some out
LEVEL, UPRIGHT = 0, -90  # degrees


def axis_words(labels: Sequence[str]) -> list[str]:
    """Return what the axis writes for labels of `word_labels.plotly_labels`."""
    if len(labels) > FEW:
        return list(labels)
    return [_unnumbered(label) for label in labels]


def _unnumbered(label: str) -> str:
    """Take the number off a label; a label without one stays."""
    number, _, word = label.partition(" ")
    return word if number.isdecimal() and word else label


def under_pointer(labels: Sequence[str]) -> tuple[str, list[str] | None]:
    """Return how a template names a point's word with its number, and the points' hover texts."""
    return ("%{x}", None) if not labels or len(labels) > FEW else ("%{hovertext}", list(labels))


WIDTH = 940  # px, of a chart on a laptop: there the words are to fit
GAP = 8  # px between two words
LINE, PAD = 18, 12  # px, of a line of words and around them
NARROW, BROAD = frozenset(" !'(),.:;Iijl|[]"), frozenset("@MWmw—…→")
PX_NARROW, PX_USUAL, PX_CAPITAL, PX_BROAD = 4.0, 6.8, 8.5, 11.5  # in letters of 12 px
Part = dict[str, object]


class WordsBelow(NamedTuple):
    """How words stand below a chart.

    Attributes:
        axis: settings for the x axis.
        below: px that the words take.
        is_level: whether they stand level; then the margin grows where the screen is too narrow
            and Plotly turns them, and the number is under the pointer alone.
    """

    axis: Part
    below: int
    is_level: bool


def words_below(labels: Sequence[str], shown: Sequence[str]) -> WordsBelow:
    """Lay out the words below a chart.

    Args:
        labels: the chart's categories, each once, with a number.
        shown: what stands below each where they are level; "<br>" begins a new line.
    """
    lines = [text.split("<br>") for text in shown]
    widest = max((length(line) for text in lines for line in text), default=0)
    axis: Part = {
        "type": "category",
        "categoryorder": "array",
        "categoryarray": list(labels),
        "range": [-0.5, len(labels) - 0.5],
        "showgrid": False,
        "zeroline": False,
    }
    if len(labels) * (widest + GAP) > WIDTH:
        upright = {"tickangle": UPRIGHT, "automargin": False}
        return WordsBelow(axis | upright, PAD + max(map(length, labels)), is_level=False)
    level: Part = {
        "labelalias": dict(zip(labels, shown, strict=True)),
        "dtick": 1,
        "autotickangles": [LEVEL, UPRIGHT],
        "automargin": "height",
    }
    return WordsBelow(axis | level, PAD + LINE * max(map(len, lines), default=1), is_level=True)


def places(n_rows: int, n_words: int) -> NDArray[np.int16]:
    """Return each cell's word by its number, from 1, for a map's hover: (rows, words)."""
    return np.tile(np.arange(1, n_words + 1, dtype="i2"), (n_rows, 1))


def length(label: str) -> int:
    """Estimate a label's length in a picture, in px; Plotly's own measure draws all twice."""
    return round(sum(map(_width, unescape(label))))


def _width(sign: str) -> float:
    """Estimate the width of one sign, in px."""
    if sign in NARROW:
        return PX_NARROW
    if sign in BROAD or east_asian_width(sign) in "WF":
        return PX_BROAD
    return PX_CAPITAL if sign.isupper() else PX_USUAL
