"""What the comparison says in one sentence made from the numbers: show it with `st.text`."""

from collections.abc import Iterable

import numpy as np

from lstm_viz.core.alignment import changed, span
from lstm_viz.core.trace import SentenceTrace
from lstm_viz.figures.comparison import Comparison, verdicts
from lstm_viz.figures.word_labels import names, visible

LONGEST_QUOTE = 60  # characters
STAYS = 0.005  # less than this is no change in two digits


def lead(view: Comparison) -> str:
    """Say what was changed, what it did to the verdict, where it began and where it was largest.

    Args:
        view: two readings with at least one word each.
    """
    differ = changed(view.columns)
    if not differ:
        return "The model reads both sentences as the same words: nothing differs."
    first, second = (float(trace.p_positive[-1]) for trace in (view.first, view.second))
    said = (
        f"From {_quoted(view.first, span(view.columns, 'first'))} to"
        f" {_quoted(view.second, span(view.columns, 'second'))} the verdict"
        f" {_moves(first, second)}; the first difference is at “{_word(view, 0)}”"
    )
    largest = _largest(view)
    return f"{said}{'' if largest is None else f', the largest at “{largest}”'}."


def _moves(first: float, second: float) -> str:
    """Say how the last verdict changes, in two digits."""
    if abs(second - first) < STAYS:
        return f"stays at {second:.2f}"
    return f"{'rises' if second > first else 'falls'} from {first:.2f} to {second:.2f}"


def _quoted(trace: SentenceTrace, words: Iterable[int]) -> str:
    """Quote some words of a sentence as typed; "nothing" for none."""
    found = [trace.tokens[word] for word in words]
    if not found:
        return "nothing"
    typed = " ".join(trace.text[found[0].start : found[-1].end].split())
    return f"“{visible(typed.encode('utf-8', 'replace').decode(), LONGEST_QUOTE)}”"


def _word(view: Comparison, number: int) -> str:
    """Return the word of a changed column, the second sentence's where it has one."""
    column = changed(view.columns)[number]
    if column.second is not None:
        return names(view.second)[column.second]
    return names(view.first)[column.first or 0]


def _largest(view: Comparison) -> str | None:
    """Return the word both have at which their verdicts lie furthest apart, if any does."""
    apart = np.abs(np.subtract(*verdicts(view)))  # (K,), NaN where one has no word
    if not np.nan_to_num(apart).any():
        return None
    second = view.columns[int(np.nanargmax(apart))].second
    return None if second is None else names(view.second)[second]


def columns_text(view: Comparison) -> str:
    """Say how the words were laid beside each other."""
    same = sum(column.same for column in view.columns)
    only_a = sum(column.second is None for column in view.columns)
    only_b = sum(column.first is None for column in view.columns)
    replaced = len(view.columns) - same - only_a - only_b
    return f"Words in both: {same}. Replaced: {replaced}. Only in A: {only_a}. Only in B: {only_b}."
