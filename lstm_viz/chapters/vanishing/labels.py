"""Where the names of lines stand, so that they can be read and none covers another."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

LINE = 16  # px a line of text needs
FAR = 0.55  # of the width; beyond it a name stands left of its line's end,
FAR_SHORT = 0.8  # a short name from here on
NEAR = 0.35  # of the width; names with ends closer than this must not share a height
CLEAR = 20  # px from a line's end to its name

Spot = tuple[float, float, float]  # x, and the middle and half the height in px


@dataclass(frozen=True, slots=True)
class Label:
    """A name and where its line ends.

    Attributes:
        name: what the line is.
        kind: "measured" or "theory", or where it ends.
        swatch: a piece of the line, in Plotly's HTML.
        x: the end of its line, from 0 at the left to 1 at the right.
        y: the same in px above the x axis.
    """

    name: str
    kind: str
    swatch: str
    x: float
    y: float


def placed(labels: Iterable[Label], height: int) -> list[dict[str, Any]]:
    """Place names: right of the picture in two lines, or beside an end within it in one.

    Args:
        labels: one for each line.
        height: of the y axis, in px.

    Returns:
        Plotly annotations, the highest first.
    """
    done: list[Spot] = []
    annotations = []
    for label in sorted(labels, key=lambda one: -one.y):
        half = LINE * (1.0 if label.x >= 1 else 0.5)
        middle = _free(min(max(label.y, half), height - half), half, label.x, done)
        done.append((label.x, middle, half))
        annotations.append(_annotation(label, middle / height))
    return annotations


def _annotation(label: Label, y: float) -> dict[str, Any]:
    """Write one name; y goes from 0 to 1."""
    outside = label.x >= 1
    left = not outside and label.x > (FAR_SHORT if label.kind == "theory" else FAR)
    return {
        "text": f"{label.swatch} {label.name}{'<br>' if outside else ', '}{label.kind}",
        "x": label.x,
        "y": y,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "right" if left else "left",
        "yanchor": "middle",
        "align": "left",
        "xshift": 4 if outside else -CLEAR if left else CLEAR,
        "showarrow": False,
        "font": {"size": 12},
    }


def _free(middle: float, half: float, x: float, done: list[Spot]) -> float:
    """Lower a name until it touches none of those placed; raise it where there is no room."""
    near = sorted((spot for spot in done if abs(x - spot[0]) < NEAR), key=lambda spot: -spot[1])
    lowered, raised = middle, middle
    for _, other, other_half in near:
        if abs(lowered - other) < half + other_half:
            lowered = other - other_half - half
    for _, other, other_half in reversed(near):
        if abs(raised - other) < half + other_half:
            raised = other + other_half + half
    return lowered if lowered >= half else raised
