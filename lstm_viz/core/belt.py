"""How much of a step's memory is still on the belt at a later one: the direct path.

Along the belt alone dC_t/dC_s = diag(f_(s+1) * ... * f_t): the constant error carousel of
Hochreiter & Schmidhuber (1997) with the forget gate of Gers, Schmidhuber & Cummins (2000).
NumPy only.
"""

from typing import Literal

import numpy as np

from lstm_viz.core.trace import Array, LstmTrace

Norm = Literal["frobenius", "spectral"]


def direct_path(trace: LstmTrace, *, reverse: bool = False) -> Array:
    """Return the product of the forget gates between two steps, unit by unit.

    Args:
        trace: the recorded run, T rows.
        reverse: the layer reads from right to left.

    Returns:
        Row t, column s, unit j: the diagonal of the direct dC_t/dC_s, (T, T, H), float64,
        0...1; 1 where s = t, 0 where s is read after t.
    """
    f = trace.f[::-1] if reverse else trace.f
    products: Array = np.zeros((len(f), *f.shape))
    for t, keep in enumerate(f):
        if t:
            np.multiply(products[t - 1, :t], keep, out=products[t, :t])
        products[t, t] = 1
    return products[::-1, ::-1] if reverse else products


def direct_path_norms(
    trace: LstmTrace, *, reverse: bool = False, norm: Norm = "frobenius"
) -> Array:
    """Return the norms of the direct dC_t/dC_s for all pairs.

    Args:
        trace: the recorded run, T rows.
        reverse: the layer reads from right to left.
        norm: the spectral one is the largest product.

    Returns:
        Row t, column s, (T, T), float64; 0 where s is read after t, on the diagonal sqrt(H)
        (spectral: 1).
    """
    products = direct_path(trace, reverse=reverse)
    if norm == "spectral":
        largest: Array = products.max(axis=2)
        return largest
    norms: Array = np.linalg.norm(products, axis=2)
    return norms


def direct_path_from(trace: LstmTrace, s: int) -> Array:
    """Return what the belt alone leaves of a change of C_s, in a layer that reads forwards.

    Args:
        trace: the recorded run, T rows.
        s: the token whose cell state is changed, 0...T-1.

    Returns:
        Frobenius norm of the direct dC_t/dC_s over sqrt(H), t from s on, (T - s,), 0...1.
    """
    keep = trace.f[s:].astype(np.float64)  # (T - s, H)
    keep[0] = 1
    left: Array = np.sqrt(np.mean(np.cumprod(keep, axis=0) ** 2, axis=1))
    return left
