"""Two sentences side by side: which word of the one stands beside which of the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

BEFORE = -1  # nothing of the other sentence is read yet


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the alignment.

    Attributes:
        first: the word of the first sentence, counted from 0; None where it has none.
        second: the word of the second sentence, or None.
        same: whether both have a word and it is the same.
    """

    first: int | None
    second: int | None
    same: bool


def align(first: Sequence[str], second: Sequence[str]) -> tuple[Column, ...]:
    """Lay two sentences beside each other.

    Equal words are matched by the longest common runs (Ratcliff & Metzener 1988, as in
    Python's difflib). Between two runs, stretches of the same length are taken for a
    replacement, word by word; others stand alone, first those of the first sentence.

    Args:
        first: the tokens of the first sentence, in normal form.
        second: those of the second.

    Returns:
        Columns in reading order; every word of either sentence stands in exactly one.
    """
    columns: list[Column] = []
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    for kind, a, a_end, b, b_end in matcher.get_opcodes():
        if a_end - a == b_end - b:
            pairs = zip(range(a, a_end), range(b, b_end), strict=True)
            columns += [Column(s, t, kind == "equal") for s, t in pairs]
        else:
            columns += [Column(s, None, same=False) for s in range(a, a_end)]
            columns += [Column(None, t, same=False) for t in range(b, b_end)]
    return tuple(columns)


def steps_beside(columns: Sequence[Column]) -> tuple[list[int], list[int]]:
    """Return where one sentence stands when the other has read a word.

    Args:
        columns: from `align`.

    Returns:
        For each word of the first sentence the last word of the second that stands beside
        it or beside one before it, `BEFORE` if none does; and the same the other way round.
        Both never fall.
    """
    beside: tuple[list[int], list[int]] = ([], [])
    in_first = in_second = BEFORE
    for column in columns:
        if column.first is not None and column.second is not None:
            in_first, in_second = column.first, column.second
        if column.first is not None:
            beside[0].append(in_second)
        if column.second is not None:
            beside[1].append(in_first)
    return beside


def changed(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Return the columns in which the sentences differ."""
    return tuple(column for column in columns if not column.same)


def span(columns: Sequence[Column], side: str) -> range:
    """Return the words of one sentence from before the first change to after the last.

    Args:
        columns: from `align`.
        side: "first" or "second".

    Returns:
        Numbers of words, from 0; empty where nothing changed.
    """
    places = [place for place, column in enumerate(columns) if not column.same]
    if not places:
        return range(0)
    near = columns[max(0, places[0] - 1) : places[-1] + 2]
    words = [word for column in near if (word := getattr(column, side)) is not None]
    return range(words[0], words[-1] + 1) if words else range(0)
