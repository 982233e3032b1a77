"""All that the page on memory shows of one sentence, worked out once."""

from dataclasses import dataclass

import numpy as np

from lstm_viz.core.memory import (
    MemoryLedger,
    largest_gap,
    split_memory,
    word_shares,
    word_weights,
)
from lstm_viz.core.trace import Array, LstmTrace, SentenceTrace


@dataclass(frozen=True, slots=True)
class MemoryView:
    """One sentence's memory, split by who wrote it.

    Attributes:
        trace: the reading.
        layer: its recorded run.
        ledger: the deposits, (T, T, H).
        weights: (T, T), sum over units of |deposit| of word s after word t, 0...H.
        shares: (T, T), each word's share of a row of `weights`, 0...1.
        reach: no waterfall of any unit leaves -reach...reach.
        gap: largest difference between the deposits' sum and the recorded cell state.
    """

    trace: SentenceTrace
    layer: LstmTrace
    ledger: MemoryLedger
    weights: Array
    shares: Array
    reach: float
    gap: float


def memory_view(trace: SentenceTrace) -> MemoryView:
    """Split the memory of a sentence.

    Args:
        trace: the reading of one sentence by an LSTM with one layer.

    Raises:
        InputError: the trace is not an LSTM's.
    """
    layer = trace.lstm()
    ledger = split_memory(layer)
    sizes = [np.abs(after).sum(axis=0).max() for after in ledger.deposits]
    return MemoryView(
        trace=trace,
        layer=layer,
        ledger=ledger,
        weights=word_weights(ledger),
        shares=word_shares(ledger),
        reach=float(max(sizes, default=0.0)),
        gap=largest_gap(layer, ledger),
    )


def fullest_unit(view: MemoryView, t: int) -> int:
    """Return the unit whose |C| is largest after word t, counted from 0."""
    return int(np.argmax(np.abs(view.layer.c[t])))
