"""What the page on memory says in sentences made from the numbers.

They carry the reader's own words: show them with `st.text`.
"""

import numpy as np

from lstm_viz.figures.memory_view import MemoryView, fullest_unit
from lstm_viz.figures.word_labels import names, percent, signed
from lstm_viz.ui.words import count


def lead(view: MemoryView, t: int) -> str:
    """Say who wrote most of what is in memory after a word, and whose writing is gone.

    Args:
        view: the split memory of at least one word.
        t: after which word, 0...T-1.
    """
    spelled = names(view.trace)
    shares = view.shares[t]
    if not shares.any():
        return f"{_after(view, t)} memory is empty."
    most = int(shares.argmax())
    said = (
        f"{_after(view, t)} {_part(shares[most])} of what memory holds was written by"
        f" “{spelled[most]}” (word {most + 1})."
    )
    written = view.weights.diagonal()[: t + 1]  # (t + 1,), at the time
    lost = written - view.weights[t, : t + 1]
    least = int(lost.argmax())
    if lost[least] <= 0:
        return said
    left = _part(view.weights[t, least] / written[least])
    return f"{said} Of what “{spelled[least]}” (word {least + 1}) wrote, {left} is left."


def _after(view: MemoryView, t: int) -> str:
    """Name the word after which memory is looked at."""
    if t == len(view.trace.tokens) - 1:
        return "After the last word,"
    return f"After “{names(view.trace)[t]}” (word {t + 1}),"


def _part(share: float) -> str:
    """Write a share in words that stand in a sentence."""
    return percent(share).replace("<", "less than").replace(">", "more than")


def gap_text(view: MemoryView) -> str:
    """Say how well the deposits add up to what was recorded."""
    n_words, n_hidden = view.layer.c.shape
    gap = np.format_float_positional(view.gap, precision=2, fractional=False, trim="-")
    return (
        f"Added up, the deposits give the recorded cell state: over {count(n_words, 'word')} and"
        f" {count(n_hidden, 'unit')} the largest gap is {gap}, as 32-bit numbers are rounded."
    )


def unit_text(view: MemoryView, t: int, unit: int) -> str:
    """Say what the waterfall shows."""
    which = "" if unit != fullest_unit(view, t) else ", the fullest one,"
    return f"{_after(view, t)} unit {unit + 1}{which} holds {signed(float(view.layer.c[t, unit]))}."
