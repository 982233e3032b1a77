"""What the page on memory says in sentences made from the numbers.

They carry the reader's own words: show them with `st.text`.
"""

from lstm_viz.chapters.memory.charts import bend
from lstm_viz.chapters.memory.view import MemoryView, fullest_unit
from lstm_viz.figures.labels import names
from lstm_viz.figures.numbers import count, gap, percent, signed
from lstm_viz.figures.quantities import SPOKEN


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
    if t == 0:
        return f"After “{spelled[0]}” (word 1), memory holds only what this word wrote."
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
    rest = _part(view.weights[t, least] / written[least])
    name = f"“{spelled[least]}” (word {least + 1})"
    return f"{said} The largest loss is that of {name}: {rest} of what it wrote is left."


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
    told = f"for {count(n_words, 'word')} and {count(n_hidden, 'unit')}"
    if not view.gap:
        return f"Added up, the deposits give exactly the recorded cell state, {told}."
    return (
        f"Added up, the deposits give the recorded cell state, {told}: the largest difference is"
        f" {gap(view.gap)}, from rounding to 32 bits."
    )


def unit_text(view: MemoryView, t: int, unit: int) -> str:
    """Say what the waterfall shows."""
    value = signed(float(view.layer.c[t, unit]))
    if unit == fullest_unit(view, t):
        return f"{_after(view, t)} the fullest unit is unit {unit + 1}: its cell state is {value}."
    return f"{_after(view, t)} the cell state of unit {unit + 1} is {value}."


def map_text(view: MemoryView, unit: int | None) -> str:
    """Say what is marked in the map, what stands beside it, and where its scale has a bend.

    Args:
        view: the split memory of at least one word.
        unit: the unit drawn; None for all together.
    """
    beside = "shares" if unit is None else "numbers"
    said = f"The frame marks the column of the word chosen above; at the right are its {beside}"
    bent = bend(view) if unit is None else None
    if bent is None:
        return f"{said}."
    return (
        f"{said}. So that small deposits can be seen, the scale has a bend: it reaches full"
        f" {SPOKEN['memory']} at {bent:.1f} and goes on to {SPOKEN['beyond']} at"
        f" {float(view.weights.max()):.1f}."
    )
