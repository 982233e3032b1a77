"""Who wrote what is in memory: the cell state as a sum of deposits, one for each word.

C_t = f_t * C_{t-1} + i_t * g_t, unrolled (Hochreiter & Schmidhuber 1997 with the forget
gate of Gers, Schmidhuber & Cummins 2000; unrolled as Murdoch & Szlam 2017 do):

    C_t = sum over s of deposit(t, s) + (f_1 * ... * f_t) * C_0
    deposit(t, s) = f_t * ... * f_{s+1} * i_s * g_s

The sum is exact. It is accounting, not cause: the gates were set by earlier words too.
NumPy only. A deposit is never larger than 1: |i * g| <= 1, and no gate makes it grow.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from lstm_viz.core.trace import Array, LstmTrace

Order = Literal[1, -1]


@dataclass(frozen=True, slots=True)
class MemoryLedger:
    """The cell state of one layer, split by who wrote it.

    Attributes:
        deposits: (T, T, H), -1...1; [t, s] is what word s has in the cell after word t;
            zeros where s is read after t.
        initial: (T, H), what is left of the state before the first word; zeros as a rule.
        order: 1 where the layer read from left to right, -1 from right to left.
    """

    deposits: Array
    initial: Array
    order: Order

    def total(self) -> Array:
        """Return the sum of all shares: the cell state again, (T, H)."""
        total: Array = self.deposits.sum(axis=1) + self.initial
        return total

    def words_read(self, t: int) -> NDArray[np.intp]:
        """Return the words read up to word t, in the order of reading."""
        n_words = len(self.initial)
        return np.arange(t + 1) if self.order == 1 else np.arange(n_words - 1, t - 1, -1)


def split_memory(trace: LstmTrace, order: Order = 1) -> MemoryLedger:
    """Split every cell state of a run into the words' deposits.

    Args:
        trace: one layer's run in one direction.
        order: 1 for a layer that read from left to right, -1 for a reverse layer.

    Returns:
        The ledger in the trace's precision. `largest_gap` tells how well it adds up.

    Raises:
        ValueError: the layer read in the other order.
    """
    c, c_prev, f, i, g = (
        part[::order] for part in (trace.c, trace.c_prev, trace.f, trace.i, trace.g)
    )
    if not np.array_equal(c_prev[1:], c[:-1]):
        message = f"This layer did not read in the order {order}: C before is not C after."
        raise ValueError(message)
    kept = np.cumprod(f, axis=0, dtype=f.dtype)  # (T, H), f_1 * ... * f_t
    return MemoryLedger(
        deposits=_deposits(f, i * g)[::order, ::order],
        initial=(kept * c_prev[:1])[::order],
        order=order,
    )


def _deposits(f: Array, written: Array) -> Array:
    """Let each word's writing (T, H) pass through the later forget gates (T, H): (T, T, H)."""
    n_words, n_hidden = written.shape
    deposits = np.zeros((n_words, n_words, n_hidden), written.dtype)
    for t in range(n_words):
        np.multiply(deposits[t - 1, :t], f[t], out=deposits[t, :t])
        deposits[t, t] = written[t]
    return deposits


def largest_gap(trace: LstmTrace, ledger: MemoryLedger) -> float:
    """Return the largest difference between the ledger's sum and the recorded C; 0 for no words.

    The run rounds C at every step, the ledger its shares: in float32 the gap is some 1e-7
    times the largest |C| and grows slowly with the length.
    """
    return float(np.abs(ledger.total() - trace.c).max(initial=0.0))


def word_weights(ledger: MemoryLedger) -> Array:
    """Return how much of each word is in memory: the sum over units of |deposit|.

    Returns:
        (T, T), 0...H; row t is after word t, column s the word that wrote.
    """
    n_words = len(ledger.initial)
    rows = [np.abs(after).sum(axis=1) for after in ledger.deposits]  # T of (T,)
    return np.array(rows, ledger.initial.dtype).reshape(n_words, n_words)


def word_shares(ledger: MemoryLedger) -> Array:
    """Return each word's share of all that memory holds, signs left aside.

    Returns:
        (T, T), 0...1; a row adds up to 1, less what is left of the initial state;
        zeros where memory holds nothing.
    """
    weights = word_weights(ledger)
    held = weights.sum(axis=1) + np.abs(ledger.initial).sum(axis=1)  # (T,)
    shares: Array = np.divide(
        weights, held[:, None], out=np.zeros_like(weights), where=held[:, None] > 0
    )
    return shares
