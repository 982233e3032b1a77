"""What the comparison says in sentences made from the numbers: show them with `st.text`."""

import numpy as np

from lstm_viz.chapters.compare.view import Comparison, differences, verdicts
from lstm_viz.core.pairs.alignment import Column, changed, span
from lstm_viz.figures.labels import names, quoted
from lstm_viz.figures.verdict import leaning, moved, printed


def lead(view: Comparison) -> str:
    """Say what was changed and what it did to the verdict.

    Args:
        view: two readings with at least one word each.
    """
    if not changed(view.columns):
        return "The model reads both sentences as the same words: nothing differs."
    first, second = (float(trace.p_positive[-1]) for trace in (view.first, view.second))
    return (
        f"From {quoted(view.first, span(view.columns, 'first'))} to"
        f" {quoted(view.second, span(view.columns, 'second'))} the verdict"
        f" {moved(first, second)}{_names(first, second)}."
    )


def _names(first: float, second: float) -> str:
    """Say what the verdicts are called, if that differs."""
    was, now = leaning(first), leaning(second)
    return "" if was == now else f", from {was} to {now}"


def where(view: Comparison) -> str:
    """Say where the words first differ and after which the verdicts lie furthest apart.

    Args:
        view: two readings with at least one word each.

    Returns:
        "" where nothing differs, or where there is but one word.
    """
    if len(view.columns) == 1 or not changed(view.columns):
        return ""
    if not any(column.same for column in view.columns):
        return "They have no word in common."
    start, (column, apart) = changed(view.columns)[0], _furthest(view)
    begins = f"The words first differ at {_word(view, start)}"
    if printed(apart) == 0:
        return f"{begins}; after no word that both have do the verdicts differ by as much as 0.01."
    if column is start:
        return f"{begins}, and after it the verdicts lie furthest apart, by {apart:.2f}."
    return f"{begins}; after {_word(view, column)} the verdicts lie furthest apart, by {apart:.2f}."


def _furthest(view: Comparison) -> tuple[Column, float]:
    """Return the words both have after which the printed verdicts lie furthest apart, how far."""
    apart = np.abs(np.subtract(*verdicts(view)))  # (K,), NaN where one has no word
    place = int(np.nanargmax(apart))
    first, second = (printed(float(p[place])) for p in verdicts(view))
    return view.columns[place], abs(first - second)


def _word(view: Comparison, column: Column) -> str:
    """Quote the word of a column, the second sentence's where it has one, with its numbers."""
    a, b = column.first, column.second
    word = names(view.first)[a or 0] if b is None else names(view.second)[b]
    if a is None or b is None:
        return f"“{word}” (word {(a or b or 0) + 1}, only in {'B' if a is None else 'A'})"
    numbers = f"word {a + 1}" if a == b else f"word {a + 1} of A, {b + 1} of B"
    return f"“{word}” ({numbers})"


def alike(view: Comparison, code: str) -> str:
    """Say that a quantity is the same at all words that both have; "" where it differs.

    Args:
        view: two readings by an LSTM.
        code: one of `MAPS`.
    """
    sizes = np.abs(differences(view, code))  # (K, H)
    if np.isnan(sizes).all():
        return "No word of one sentence stands beside a word of the other: there is no difference."
    if printed(float(np.nanmax(sizes))) == 0:
        return "At no word that both sentences have does it differ by as much as 0.01."
    return ""


def columns_text(view: Comparison) -> str:
    """Say how the words were laid beside each other."""
    same = sum(column.same for column in view.columns)
    only_a = sum(column.second is None for column in view.columns)
    only_b = sum(column.first is None for column in view.columns)
    replaced = len(view.columns) - same - only_a - only_b
    kinds = [(replaced, "replaced"), (only_a, "only in A"), (only_b, "only in B")]
    parts = [
        f"{number} {'is' if number == 1 else 'are'} {kind}" for number, kind in kinds if number
    ]
    both = f"{same or 'No'} word{' is' if same <= 1 else 's are'} in both sentences"
    return f"{', '.join([both, *parts])}."
