"""Words below a chart: level where they fit, else upright and numbered."""

from collections.abc import Sequence
from html import unescape
from typing import NamedTuple
from unicodedata import east_asian_width

WIDTH = 940  # px, of a chart on a laptop: there the words are to fit
GAP = 8  # px between two words
LINE, PAD = 18, 12  # px, of a line of words and around them
NARROW, BROAD = frozenset(" !'(),.:;Iijl|[]"), frozenset("@MWmw—…→")
PX_NARROW, PX_USUAL, PX_CAPITAL, PX_BROAD = 4.0, 6.8, 8.5, 11.5  # in letters of 12 px
Part = dict[str, object]


class WordAxis(NamedTuple):
    """How words stand below a chart.

    Attributes:
        axis: settings for the x axis.
        below: px that the words take.
        is_level: whether they stand level; then the margin grows where the screen is too narrow
            and Plotly turns them.
    """

    axis: Part
    below: int
    is_level: bool


def word_axis(labels: Sequence[str], shown: Sequence[str]) -> WordAxis:
    """Lay out the words below a chart.

    Args:
        labels: the chart's categories, each once; they have a number, and so has the hover.
        shown: what stands below each; "<br>" begins a new line.
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
        below = PAD + max(map(length, labels))
        return WordAxis(axis | {"tickangle": -90}, below, is_level=False)
    level: Part = {
        "tickvals": list(labels),
        "ticktext": list(shown),
        "autotickangles": [0, 90],
        "automargin": "height",
    }
    return WordAxis(axis | level, PAD + LINE * max(map(len, lines), default=1), is_level=True)


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
