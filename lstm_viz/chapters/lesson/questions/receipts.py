"""Worked receipts that fade: the first whole, the next with one gap, the last with three."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from lstm_viz.chapters.lesson.arithmetic import two
from lstm_viz.chapters.lesson.questions.question import APART, Question, Reading, numeric
from lstm_viz.core.trace import Array


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a receipt: its text, and the gap that follows it, or None."""

    text: str
    gap: Question | None = None


@dataclass(frozen=True, slots=True)
class Worked:
    """One equation with this run's numbers."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """An equation of one unit: its numbers with their names, the sign, usual mistakes."""

    head: str
    names: tuple[str, str, str]
    numbers: tuple[float, float, float]
    sign: str
    wrong: tuple[float, float]
    step: int


def blanks(at: Reading, chapter: int) -> tuple[Worked, ...]:
    """Return the three receipts of a chapter, or () where it has none or no clear numbers.

    Args:
        at: the reading.
        chapter: from 1.
    """
    lines = list(_LINES[chapter](at)) if chapter in _LINES else []
    found: list[Worked] = []
    for place, gaps in enumerate(_GAPS):
        fit = ((line, _worked(line, gaps, place)) for line in lines)
        line, one = next((pair for pair in fit if pair[1] is not None), (None, None))
        if line is None or one is None:
            return ()
        lines.remove(line)
        found.append(one)
    return tuple(found)


_GAPS: Sequence[tuple[int, ...]] = ((), (2,), (0, 1, 2))


def _worked(line: _Line, gaps: tuple[int, ...], place: int) -> Worked | None:
    """Write an equation with gaps; None where a gap's answers would be too near."""
    a, b, c = line.numbers
    signs = (f" {line.sign} ", _equals(line))
    parts: list[Part] = []
    for n, (value, sign) in enumerate(zip((a, b, c), (*signs, "."), strict=True)):
        head = f"{line.head}: " if n == 0 else ""
        if n not in gaps:
            parts.append(Part(f"{head}{two(value)}{sign}"))
            continue
        gap = _gap(line, n, f"gap_{place}_{n}")
        if gap is None:
            return None
        parts += [Part(head, gap), Part(sign)]
    return Worked(tuple(parts))


def _gap(line: _Line, n: int, key: str) -> Question | None:
    """Ask for one number of an equation."""
    a, b, c = line.numbers
    over = (c + b, c + a) if line.sign == "+" else (c + a, c - b)
    values = ((a, b, over[0]), (b, a, over[1]), (c, *line.wrong))[n]
    because = f"{two(a)} {line.sign} {two(b)}{_equals(line)}{two(c)}."
    return numeric(key, f"{line.names[n]} = ?", values, because, line.step, ())


def _equals(line: _Line) -> str:
    a, b, c = (round(value, 2) for value in line.numbers)
    return " = " if abs((a * b if line.sign == "×" else a + b) - c) < APART / 10 else " ≈ "


def _best(score: Array) -> Iterator[tuple[int, int]]:
    """Yield the best place of each word, the word with the highest score first."""
    units = score.argmax(axis=1)
    best = score.max(axis=1)
    for t in np.argsort(-best, kind="stable"):
        if best[t] >= APART:
            yield int(t), int(units[t])


def _spread(*arrays: Array) -> Array:
    """Return how far the numbers of an equation lie apart from each other and from 0."""
    pairs = [np.abs(a - b) for n, a in enumerate(arrays) for b in arrays[n + 1 :]]
    smallest: Array = np.minimum.reduce([*pairs, *(np.abs(one) for one in arrays)])
    return smallest


def _products(
    gate: str, content: str, names: tuple[str, str, str]
) -> Callable[[Reading], Iterator[_Line]]:
    """Return the lines of one product, e.g. f × C before."""

    def lines(at: Reading) -> Iterator[_Line]:
        a, b = (getattr(at.layer, name).astype(np.float64) for name in (gate, content))
        for t, j in _best(_spread(a, b, a * b, (1 - a) * b)):
            numbers = (float(a[t, j]), float(b[t, j]), float(a[t, j] * b[t, j]))
            wrong = (float((1 - a[t, j]) * b[t, j]), float(a[t, j] + b[t, j]))
            head = f"At {at.word(t)}, unit {j + 1}, {names[0]} × {names[1]}"
            yield _Line(head, names, numbers, "×", wrong, t)

    return lines


def _sums(at: Reading) -> Iterator[_Line]:
    """Yield the lines of kept + written = C."""
    layer = at.layer
    a = (layer.f * layer.c_prev).astype(np.float64)
    b = (layer.i * layer.g).astype(np.float64)
    for t, j in _best(_spread(a, b, a + b, a - b)):
        numbers = (float(a[t, j]), float(b[t, j]), float(a[t, j] + b[t, j]))
        wrong = (float(a[t, j] - b[t, j]), float(a[t, j] * b[t, j]))
        head = f"At {at.word(t)}, unit {j + 1}, kept + written"
        yield _Line(head, ("kept", "written", "new C"), numbers, "+", wrong, t)


_LINES: dict[int, Callable[[Reading], Iterator[_Line]]] = {
    3: _sums,
    4: _products("f", "c_prev", ("f", "C before", "kept")),
    5: _products("i", "g", ("i", "C̃", "written")),
    6: _sums,
    7: _products("o", "tanh_c", ("o", "tanh(C)", "h")),
}
