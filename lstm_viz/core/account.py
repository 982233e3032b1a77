"""One unit's cell state as a sum to read: the largest deposits, and the others. NumPy only."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lstm_viz.core.memory import MemoryLedger
from lstm_viz.core.trace import Array


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
