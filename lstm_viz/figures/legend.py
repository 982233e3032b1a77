"""The legend of a colour scale, the same above every map."""

from collections.abc import Sequence


def legend_above(title: str, ticks: Sequence[float]) -> dict[str, object]:
    """Return a colour bar that lies above the picture, at its left, its title beside it.

    Args:
        title: what the colours mean; fixed words, Plotly reads it as markup.
        ticks: the numbers that are written at it.
    """
    return {
        "title": {"text": title, "side": "right"},
        "tickvals": list(ticks),
        "tickformat": "~g",
        "ticklabeloverflow": "allow",
        "orientation": "h",
        "thickness": 10,
        "len": 290,  # title included
        "lenmode": "pixels",
        "x": 0,
        "xref": "container",
        "xanchor": "left",
        "y": 1,
        "yref": "container",
        "yanchor": "top",
    }
