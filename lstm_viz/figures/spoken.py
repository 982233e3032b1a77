"""A figure in words, from its own data: for those who hear the page, and for those who read.

Everything that a figure draws is said: each line, row of bars and map by its name, with all of its
numbers where they are few and with its ends and extremes where they are many. What only frames or
fills is left out. Nothing is computed anew: the words cannot say another number than the picture.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import unescape
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from lstm_viz.figures.numbers import amount, count, fixed, signed, true_minus

FEW = 16  # numbers that are said one by one
FEW_ROWS = 16  # rows of a map that are said one by one
_TAG, _BREAK = re.compile(r"<[^>]*>"), re.compile(r"<br>")
_NUMBERED = re.compile(r"^\d+ (?=\S)")

Numbers = NDArray[np.float64]
Write = Callable[[float], str]


def spoken(figure: go.Figure) -> list[str]:
    """Say what a figure shows.

    Args:
        figure: made of scatters, bars, waterfalls and heat maps. A trace's `meta` may help:
            "said", all that is to be said of it, perhaps nothing; "name", where its own is missing
            or not to be shown; "places" and "rows", how its places or columns and its rows are
            called, by number from 1, such as "h[{}]".

    Returns:
        Sentences, at least one for each trace that shows something: plain text, with the reader's
        own words in it.
    """
    axes = {_axis_name(trace, _upright(trace)) for trace in figure.data if _speaks(trace)}
    return [
        sentence
        for trace in figure.data
        if _speaks(trace)
        for sentence in _of(figure, trace, several=len(axes) > 1)
    ]


def _speaks(trace: Any) -> bool:  # noqa: ANN401 - any trace of Plotly's
    """Tell whether a trace shows something of its own: no band, no frame, no carrier of text."""
    is_band = trace.type == "scatter" and bool(trace.fill)
    return (trace.hoverinfo != "skip" and not is_band) or bool(trace.meta)


def _of(figure: go.Figure, trace: Any, *, several: bool) -> Iterator[str]:  # noqa: ANN401
    """Yield the sentences of one trace; `several` axes have to be told apart."""
    meta: Mapping[str, str] = trace.meta or {}
    if "said" in meta:
        if meta["said"]:
            yield meta["said"]
    elif trace.type == "heatmap":
        yield from _map(figure, trace, meta)
    else:
        yield from _line(figure, trace, meta, several=several)


def _line(
    figure: go.Figure,
    trace: Any,  # noqa: ANN401
    meta: Mapping[str, str],
    *,
    several: bool,
) -> Iterator[str]:
    """Say a line, a row of bars or a waterfall."""
    values, places = trace.y, trace.x
    if _upright(trace) == "x":
        values, places = places, values
    if values is None or len(values) == 0:
        return
    numbers = np.asarray(values, dtype=float)
    words = _names(places, len(numbers), meta.get("places", ""), first=0)
    axis = figure.layout[_axis_name(trace, _upright(trace))]
    write, title = _writer(trace, axis), _plain(axis.title.text or "")
    name = meta.get("name") or _plain(trace.name or "")
    if several and title and "name" not in meta:
        name = ", ".join(filter(None, (title, name)))
    is_drawn = np.isfinite(numbers)
    if figure.layout.barmode == "stack":
        is_drawn &= numbers != 0
    yield from _told(name or title, words, numbers, np.flatnonzero(is_drawn).tolist(), write)


def _told(
    name: str,
    words: Sequence[str],
    numbers: Numbers,
    there: list[int],
    write: Write,
) -> Iterator[str]:
    """Say numbers one by one, or their ends and extremes."""
    if not there:
        yield _sentence(name, "no number")
    elif len(there) <= FEW:
        yield _sentence(name, "; ".join(f"{words[n]} {write(numbers[n])}" for n in there))
    else:
        yield _sentence(name, _summary(words, numbers, there, write))


def _summary(words: Sequence[str], numbers: Numbers, there: list[int], write: Write) -> str:
    """Say the ends and the extremes of many numbers."""
    low, high = (there[int(find(numbers[there]))] for find in (np.argmin, np.argmax))
    first, last = there[0], there[-1]
    return (
        f"{count(len(there), 'number')}, from {write(numbers[first])} ({_bare(words[first])}) to"
        f" {write(numbers[last])} ({_bare(words[last])}); the smallest is {write(numbers[low])}"
        f" ({_bare(words[low])}), the largest {write(numbers[high])} ({_bare(words[high])})"
    )


def _map(figure: go.Figure, trace: Any, meta: Mapping[str, str]) -> Iterator[str]:  # noqa: ANN401
    """Say a map: its size and extremes, and each row where they are few."""
    cells = np.asarray(trace.z, dtype=float)
    if not cells.size or not np.isfinite(cells).any():
        return
    n_rows, n_columns = cells.shape
    columns = _names(trace.x, n_columns, meta.get("places", ""))
    rows = _names(trace.y, n_rows, meta.get("rows", ""))
    low = figure.layout.coloraxis.cmin
    write = signed if low is not None and low < 0 else _two
    name = meta.get("name") or _plain(figure.layout.coloraxis.colorbar.title.text or "")
    ends = [
        f"{write(cells[at])} ({_bare(rows[at[0]])}, {_bare(columns[at[1]])})"
        for find in (np.nanargmin, np.nanargmax)
        for at in (np.unravel_index(find(cells), cells.shape),)
    ]
    size = f"{count(n_rows, 'row')} and {count(n_columns, 'column')}"
    yield _sentence(name, f"{size}, from {ends[0]} to {ends[1]}")
    for row in range(n_rows) if 1 < n_rows <= FEW_ROWS else ():
        there = np.flatnonzero(np.isfinite(cells[row])).tolist()
        if there:
            yield from _told(_bare(rows[row]), columns, cells[row], there, write)


def _names(given: Any, number: int, form: str, first: int = 1) -> list[str]:  # noqa: ANN401
    """Name places: as they are called, else as the axis does, else by their number."""
    if form:
        return [form.format(n) for n in range(1, number + 1)]
    return [_word(name) for name in (range(first, first + number) if given is None else given)]


def _word(place: object) -> str:
    """Write a place before its number: a word in quotes and without its own, else what it is."""
    if not isinstance(place, str):
        return f"at {true_minus(f'{place:.4g}')}:"
    said = _plain(place)
    return f"“{_NUMBERED.sub('', said)}”" if _NUMBERED.match(said) else said


def _bare(word: str) -> str:
    """Write a place by itself."""
    return word.removesuffix(":")


def _sentence(name: str, said: str) -> str:
    return f"{name}: {said}." if name else f"{said[:1].upper()}{said[1:]}."


def _writer(trace: Any, axis: Any) -> Write:  # noqa: ANN401
    """Return how a trace's numbers are written: as on its axis."""
    if axis.type == "log":
        return amount
    return signed if trace.type == "waterfall" else _two


def _two(value: float) -> str:
    """Write a number with two decimals."""
    return fixed(value, 2)


def _upright(trace: Any) -> str:  # noqa: ANN401
    """Return along which axis a trace's numbers are read, "x" or "y"."""
    return "x" if getattr(trace, "orientation", None) == "h" else "y"


def _axis_name(trace: Any, way: str) -> str:  # noqa: ANN401
    """Return the axis that a trace's numbers are read on, as the layout calls it."""
    return f"{way}axis{(trace[f'{way}axis'] or way)[1:]}"


def _plain(text: str) -> str:
    """Take Plotly's marks away; what is left is what a reader sees."""
    return unescape(_TAG.sub("", _BREAK.sub(" ", text))).strip()
