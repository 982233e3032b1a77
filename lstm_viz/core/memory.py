"""Who wrote what is in memory: the cell state as a sum of deposits, one for each word.

C_t = f_t * C_{t-1} + i_t * g_t, unrolled (Hochreiter & Schmidhuber 1997 with the forget
gate of Gers, Schmidhuber & Cummins 2000; unrolled as Murdoch & Szlam 2017 do):

    C_t = sum over s of deposit(t, s) + (f_1 * ... * f_t) * C_0
    deposit(t, s) = f_t * ... * f_{s+1} * i_s * g_s

The sum is exact. It is accounting, not cause: the gates were set by earlier words too.
A deposit is never larger than 1: |i * g| <= 1, and no gate makes it grow.

With it: one unit's cell state as a sum to read, the largest deposits and the others; and how long
a unit keeps what was written, by its forget gate and in fact. NumPy only.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lstm_viz.core.trace import Array, LstmTrace, Order
from lstm_viz.errors import InputError


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


def split_memory(trace: LstmTrace) -> MemoryLedger:
    """Split every cell state of a run into the words' deposits.

    Args:
        trace: one layer's run in one direction.

    Returns:
        The ledger in the trace's precision. `largest_gap` tells how well it adds up.

    Raises:
        InputError: the layer did not read in the order that its trace names.
    """
    order = trace.order
    c, c_prev, f, i, g = (
        part[::order] for part in (trace.c, trace.c_prev, trace.f, trace.i, trace.g)
    )
    if not np.array_equal(c_prev[1:], c[:-1]):
        message = f"This layer did not read in the order {order}: C before is not C after."
        raise InputError(message)
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


@dataclass(frozen=True, slots=True)
class Account:
    """One unit's memory as the steps of a waterfall.

    Attributes:
        words: (n,), the words with the largest deposits, in the order of reading.
        steps: (n,), their deposits, -1...1.
        n_others: how many more words were read.
        others: what these have in memory together, with what is left of the initial state.
        total: the sum: C_t of the unit.
    """

    words: NDArray[np.intp]
    steps: Array
    n_others: int
    others: float
    total: float


def unit_account(ledger: MemoryLedger, t: int, unit: int, n_named: int) -> Account:
    """Account for C_t of one unit, word by word.

    Args:
        ledger: the split memory.
        t: after which word, 0...T-1.
        unit: which unit, 0...H-1.
        n_named: how many words have a step of their own at most.
    """
    read = ledger.words_read(t)  # (R,)
    shares = ledger.deposits[t, read, unit]  # (R,)
    rank = np.argsort(np.argsort(-np.abs(shares), kind="stable"))
    named = rank < n_named
    others = float(shares[~named].sum() + ledger.initial[t, unit])
    return Account(
        words=read[named],
        steps=shares[named],
        n_others=int(np.count_nonzero(~named)),
        others=others,
        total=float(shares[named].sum()) + others,
    )


STILL_THERE = np.inf  # more than half is left at the end
NEVER = np.inf  # the half-life of a gate of exactly 1
OPEN, SHUT = 0.95, 0.05


def half_lives(f: Array) -> Array:
    """Return after how many words half is left if the gate stays as it is: ln(1/2) / ln f.

    The half-life of exponential decay with the factor f a word (Mozer 1991 sets such time
    constants by hand; Tallec & Ollivier 2018 read them from the gate).

    Args:
        f: forget gates, any shape, 0...1.

    Returns:
        Half-lives in words, 0...`NEVER`, as float64; 0 for f = 0.
    """
    with np.errstate(divide="ignore"):  # ln 0 is -inf, and 1 / ln 1 is inf
        lives: Array = np.abs(np.log(0.5) / np.log(f.astype(np.float64)))
    return lives


def median_half_lives(f: Array) -> Array:
    """Return each unit's half-life, the median over the sentence.

    Args:
        f: forget gates, (T, H), 0...1; T at least 1.

    Returns:
        (H,), words, 0...`NEVER`.
    """
    medians: Array = np.median(half_lives(f), axis=0)
    return medians


def words_until_half(f: Array, order: Order = 1) -> Array:
    """Return after how many words less than half of a deposit was really left.

    A deposit shrinks by the product of the gates that follow, whatever its size.

    Args:
        f: forget gates, (T, H), 0...1.
        order: 1 for a layer that read from left to right, -1 for a reverse layer.

    Returns:
        (T, H), 1...T-1 for the deposit that word s made in unit j, or `STILL_THERE`.
    """
    gates = f[::order]
    until = np.full(gates.shape, STILL_THERE)
    left = np.ones_like(gates)
    for t in range(1, len(gates)):
        left[:t] *= gates[t]
        fell = (left[:t] < 0.5) & np.isinf(until[:t])
        until[:t] = np.where(fell, t - np.arange(t)[:, None], until[:t])
    return until[::order]


@dataclass(frozen=True, slots=True)
class Stuck:
    """Which units' gate never moved away from one end, (H,) each."""

    open: NDArray[np.bool_]
    shut: NDArray[np.bool_]


def stuck(gate: Array) -> Stuck:
    """Tell whose gate stays above `OPEN`, or below `SHUT`, at every word.

    Args:
        gate: a gate, (T, H), 0...1.

    Returns:
        Two flags a unit; both false where there is no word.
    """
    some = np.full(gate.shape[1], len(gate) > 0)
    return Stuck(some & (gate > OPEN).all(axis=0), some & (gate < SHUT).all(axis=0))
