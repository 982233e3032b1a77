"""The norms of all T (T + 1) / 2 Jacobians without multiplying up each of them.

For t behind a middle and s before it dC_t/dC_s = P_t Q_s, with P_t from the middle's state on
and Q_s up to it, and by the cyclic trace

    |P_t Q_s|^2 = trace(P_t Q_s Q_s^T P_t^T) = <P_t^T P_t, Q_s Q_s^T>

so all pairs across the middle cost one product of two tall matrices instead of a product of
Jacobians each. Both halves are cut again in the same way; short stretches are carried step by
step. Where P_t and Q_s nearly cancel, the trace would lose digits: those pairs are multiplied.
"""

import numpy as np

from lstm_viz.core.cell import Matrix
from lstm_viz.core.links import LstmLinks
from lstm_viz.core.links_rnn import RnnLinks

Links = LstmLinks | RnnLinks
_SHORT = 12  # tokens: below, cutting costs more than it saves
_CANCELS = 1e-6  # share of |P|^2 |Q|^2; above it the error of float64 stays below 1e-9


def frobenius_norms(links: Links, n_steps: int) -> Matrix:
    """Return the Frobenius norm of dC_t/dC_s, for a plain RNN of dh_t/dh_s, for all pairs.

    Args:
        links: the derivatives of every step.
        n_steps: T.

    Returns:
        Row t, column s in the order of reading, (T, T), float64; 0 where s > t.
    """
    squares = np.zeros((n_steps, n_steps))
    stretches = [(0, n_steps)]
    while stretches:
        first, stop = stretches.pop()
        if stop - first <= _SHORT:
            for t, changes in links.carry(first, stop, stop):
                squares[t, first : t + 1] = _squares(changes)
        else:
            middle = (first + stop) // 2
            squares[middle:stop, first:middle] = _across(links, first, middle, stop)
            stretches += [(first, middle), (middle, stop)]
    norms: Matrix = np.sqrt(squares)
    return norms


def _across(links: Links, first: int, middle: int, stop: int) -> Matrix:
    """Return the squared norms of all pairs across the middle, (stop - middle, middle - first)."""
    later, earlier = links.after(middle, stop), links.before(first, middle)
    grams_later = (later.transpose(0, 2, 1) @ later).reshape(len(later), -1)  # (n, S * S)
    grams_earlier = (earlier @ earlier.transpose(0, 2, 1)).reshape(len(earlier), -1)
    squares: Matrix = grams_later @ grams_earlier.T
    largest = np.outer(_squares(later), _squares(earlier))
    for row, one, is_lost in zip(squares, later, squares < _CANCELS * largest, strict=True):
        if is_lost.any():
            row[is_lost] = _squares(one @ earlier[is_lost])
    return squares


def _squares(matrices: Matrix) -> Matrix:
    """Return the squared Frobenius norm of each matrix of a stack, (n, ., .) to (n,)."""
    flat = matrices.reshape(len(matrices), -1)
    squares: Matrix = np.einsum("sk,sk->s", flat, flat)
    return squares
