"""The words along an axis: level where they fit, their numbers under the pointer.

Categories stay numbered, "4 not", so that equal words differ; up to `FEW` words the axis writes
the word alone. Of more words an axis cannot write all, and there the numbers help to find them.
"""

from collections.abc import Sequence

from lstm_viz.figures.word_labels import room

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


def along(labels: Sequence[str]) -> dict[str, object]:
    """Return an x axis of words: level where the browser finds room for it, else upright."""
    axis: dict[str, object] = {"type": "category", "automargin": False}
    if len(labels) > FEW:
        return {**axis, "tickangle": UPRIGHT}
    aliases = dict(zip(labels, axis_words(labels), strict=True))
    return {**axis, "labelalias": aliases, "autotickangles": [LEVEL, UPRIGHT]}


def beneath(labels: Sequence[str]) -> int:
    """Return the room that upright words need beneath an axis, in px."""
    return room(axis_words(labels))


def under_pointer(labels: Sequence[str]) -> tuple[str, list[str] | None]:
    """Return how a template names a point's word with its number, and the points' hover texts."""
    return ("%{x}", None) if not labels or len(labels) > FEW else ("%{hovertext}", list(labels))
