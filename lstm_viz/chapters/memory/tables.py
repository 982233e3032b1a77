"""How long each unit keeps what was written, as a table; the ledger's numbers as CSV."""

from collections.abc import Iterator

import numpy as np

from lstm_viz.chapters.memory.view import MemoryView, memory_view
from lstm_viz.core.memory import median_half_lives, stuck, words_until_half
from lstm_viz.core.trace import SentenceTrace
from lstm_viz.figures.labels import names
from lstm_viz.figures.numbers import count
from lstm_viz.figures.quantities import BY_CODE
from lstm_viz.figures.tables import csv_bytes

GATES = ("f", "i", "o")
COLUMNS = ("after", "after_token", "written_by", "by_token", "size", "share")

UnitTable = dict[str, list[int] | list[float] | list[str]]


def unit_table(view: MemoryView, t: int) -> UnitTable:
    """List for each unit what it holds and how long it keeps; numbers as numbers, for sorting.

    Args:
        view: the split memory of at least one word.
        t: the word after which the cell state is shown, 0...T-1.

    Returns:
        Columns of H rows by heading. Words are plain text: show them where nothing is read
        as Markdown.
    """
    c, f = view.layer.c, view.layer.f
    sizes = np.abs(view.layer.i * view.layer.g)  # (T, H), when written
    wrote = sizes.argmax(axis=0)  # (H,)
    until = words_until_half(f)
    spelled = names(view.trace)
    units = range(c.shape[1])
    return {
        "Unit": [j + 1 for j in units],
        BY_CODE["c"].label: [round(float(c[t, j]), 3) for j in units],
        f"{BY_CODE['f'].label}, median": [round(float(value), 3) for value in np.median(f, axis=0)],
        "Half-life by its gate": [_words(life) for life in median_half_lives(f)],
        "Largest deposit": [f"{s + 1} {spelled[s]}" for s in wrote],
        "Half of it gone": [_gone(until[s, j], len(f) - 1 - int(s)) for j, s in enumerate(wrote)],
        "Stuck over the sentence": _stuck(view),
    }


def _words(life: float) -> str:
    """Write a half-life in words."""
    if np.isinf(life):
        return "endless (f = 1)"
    return f"{life:,.1f} words"


def _gone(until: float, n_later: int) -> str:
    """Tell when less than half of a deposit was left, or for how long it was not."""
    if n_later == 0:
        return "written last"
    return (
        f"still there after {n_later}" if np.isinf(until) else f"after {count(int(until), 'word')}"
    )


def _stuck(view: MemoryView) -> list[str]:
    """Name the gates that never moved away from one end, for each unit."""
    told: list[list[str]] = [[] for _ in range(view.layer.c.shape[1])]
    for gate in GATES:
        ends, name = stuck(getattr(view.layer, gate)), BY_CODE[gate].name
        for j in np.flatnonzero(ends.open):
            told[j].append(f"{name} open")
        for j in np.flatnonzero(ends.shut):
            told[j].append(f"{name} shut")
    return [", ".join(gates) or "–" for gates in told]


def deposits_csv(trace: SentenceTrace) -> bytes:
    """Return the ledger as CSV, a line for each word in memory after each word.

    Columns: after and written_by (numbers of words, from 1 as on the page) with their tokens
    in normal form; size, the sum over units of |deposit|, 0...H; share, 0...1 of all sizes
    then; unit_1...unit_H, the deposits with their signs.

    Args:
        trace: the reading of one sentence by an LSTM with one layer.
    """
    view = memory_view(trace)
    head = [*COLUMNS, *(f"unit_{j + 1}" for j in range(view.layer.c.shape[1]))]
    return csv_bytes(head, _lines(view))


def _lines(view: MemoryView) -> Iterator[list[object]]:
    """Yield the lines of the CSV, each number as the shortest that names the same float32."""
    tokens = [token.text for token in view.trace.tokens]
    for t, after in enumerate(tokens):
        deposits = view.ledger.deposits[t].astype(np.str_).tolist()
        for s in range(t + 1):
            size, share = view.weights[t, s], view.shares[t, s]
            yield [t + 1, after, s + 1, tokens[s], str(size), str(share), *deposits[s]]
