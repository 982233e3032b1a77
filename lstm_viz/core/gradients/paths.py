"""How much of a step's memory still moves that of a later one, by all paths.

A change of C_s is answered by h_s = o_s * tanh(C_s), and through h_s by every later gate
(`jacobians.py`). In float64: what vanishes still has a size. Beside it stands the direct path:
along the conveyor belt alone dC_t/dC_s = diag(f_(s+1) * ... * f_t): the constant error carousel of
Hochreiter & Schmidhuber (1997) with the forget gate of Gers, Schmidhuber & Cummins (2000).
NumPy only.
"""

from typing import Literal

import numpy as np

from lstm_viz.core.gradients.jacobians import (
    Jacobians,
    LstmJacobians,
    RnnJacobians,
    frobenius_norms,
)
from lstm_viz.core.gradients.trace import PathsFrom, SentencePaths
from lstm_viz.core.network import Network
from lstm_viz.core.trace import Array, LayerTrace, LstmTrace, RnnTrace, SentenceTrace
from lstm_viz.core.weights import CellWeights, Matrix
from lstm_viz.errors import InputError

Norm = Literal["frobenius", "spectral"]


def direct_path(trace: LstmTrace) -> Array:
    """Return the product of the forget gates between two steps, unit by unit.

    Args:
        trace: the recorded run, T rows.

    Returns:
        Row t, column s, unit j: the diagonal of the direct dC_t/dC_s, (T, T, H), float64,
        0...1; 1 where s = t, 0 where s is read after t.
    """
    f = trace.f[:: trace.order]
    products: Array = np.zeros((len(f), *f.shape))
    for t, keep in enumerate(f):
        if t:
            np.multiply(products[t - 1, :t], keep, out=products[t, :t])
        products[t, t] = 1
    return products[:: trace.order, :: trace.order]


def direct_path_norms(trace: LstmTrace, norm: Norm = "frobenius") -> Array:
    """Return the norms of the direct dC_t/dC_s for all pairs.

    Args:
        trace: the recorded run, T rows.
        norm: the spectral one is the largest product.

    Returns:
        Row t, column s, (T, T), float64; 0 where s is read after t, on the diagonal sqrt(H)
        (spectral: 1).
    """
    products = direct_path(trace)
    if norm == "spectral":
        largest: Array = products.max(axis=2)
        return largest
    norms: Array = np.linalg.norm(products, axis=2)
    return norms


def direct_path_from(trace: LstmTrace, s: int) -> Array:
    """Return what the belt alone leaves of a change of C_s.

    Args:
        trace: the recorded run, T rows.
        s: the token whose cell state is changed, 0...T-1.

    Returns:
        Frobenius norm of the direct dC_t/dC_s over sqrt(H), t from s on in the order of reading,
        (T - s,), of a layer that read backwards (1 + s,), 0...1.
    """
    keep = trace.f[s :: trace.order].astype(np.float64)  # (T - s, H)
    keep[0] = 1
    left: Array = np.sqrt(np.mean(np.cumprod(keep, axis=0) ** 2, axis=1))
    return left


def full_path_norms(trace: LayerTrace, weights: CellWeights, norm: Norm = "frobenius") -> Matrix:
    """Return the norms of the whole dC_t/dC_s, for a plain RNN of dh_t/dh_s, for all pairs.

    Args:
        trace: the recorded run of one layer in one direction, T rows.
        weights: the layer's weights.
        norm: the spectral one takes the singular values of every matrix, which is slow.

    Returns:
        Row t, column s, (T, T), float64; 0 where s is read after t, on the diagonal sqrt(H)
        (spectral: 1).

    Raises:
        InputError: the layer has a projection, or is a GRU's.
    """
    jacobians = jacobians_of(trace, weights)
    n_steps = len(trace.h)
    if norm == "frobenius":
        norms = frobenius_norms(jacobians, n_steps)
    else:
        norms = np.zeros((n_steps, n_steps))
        for t, changes in jacobians.carry(0, n_steps, n_steps):
            norms[t, : t + 1] = np.linalg.norm(changes, ord=2, axis=(1, 2))
    return norms[:: trace.order, :: trace.order]


def full_path(trace: LayerTrace, weights: CellWeights, s: int, t: int) -> Matrix:
    """Return the whole dC_t/dC_s, for a plain RNN dh_t/dh_s, of one pair.

    Args:
        trace: the recorded run of one layer in one direction, T rows.
        weights: the layer's weights.
        s: the token whose state is changed, 0...T-1.
        t: the token whose state answers, 0...T-1.

    Returns:
        Row: the unit that answers; column: the unit changed; (H, H), float64. Zeros where s
        is read after t.

    Raises:
        InputError: there is no such token, or the layer has a projection or is a GRU's.
    """
    n_steps, n_hidden = trace.h.shape
    if not (0 <= s < n_steps and 0 <= t < n_steps):
        message = f"No pair of tokens {s}, {t}: there are {n_steps}."
        raise InputError(message)
    jacobians = jacobians_of(trace, weights)
    first, last = (one if trace.order == 1 else n_steps - 1 - one for one in (s, t))
    for now, changes in jacobians.carry(first, first + 1, last + 1):
        if now == last:
            jacobian: Matrix = changes[0].T.copy()
            return jacobian
    return np.zeros((n_hidden, n_hidden))


def sentence_paths(
    network: Network, trace: SentenceTrace, norm: Norm = "frobenius"
) -> SentencePaths:
    """Return the direct and the full path between all pairs of steps of the layer looked at.

    Args:
        network: the model that read the sentence; not changed.
        trace: its record, T tokens.
        norm: how a matrix is measured.

    Raises:
        InputError: the layer has a projection, or is a GRU's.
    """
    layer = trace.layer
    direct = direct_path_norms(layer, norm) if isinstance(layer, LstmTrace) else None
    return SentencePaths(direct, full_path_norms(layer, network.cell_of(layer), norm))


def paths_from(network: Network, trace: SentenceTrace, s: int) -> PathsFrom:
    """Return what is left of a change of one word's memory: a column of `sentence_paths`.

    Args:
        network: the model that read the sentence; not changed.
        trace: its record, T tokens.
        s: the token whose memory is changed, 0...T-1.

    Raises:
        InputError: there is no such token, or the layer has a projection or is a GRU's.
    """
    layer, n_steps = trace.layer, len(trace.tokens)
    if not 0 <= s < n_steps:
        message = f"No token {s}: there are {n_steps}."
        raise InputError(message)
    jacobians = jacobians_of(layer, network.cell_of(layer))
    first = s if layer.order == 1 else n_steps - 1 - s
    carried = jacobians.carry(first, first + 1, n_steps)
    full = np.array([_norm(changes[0]) for _, changes in carried])
    direct = direct_path_from(layer, s) if isinstance(layer, LstmTrace) else None
    return PathsFrom(s, direct, full / np.sqrt(layer.h.shape[1]))


def _norm(matrix: Matrix) -> float:
    """Return the Frobenius norm; squared outright, entries below 1e-162 would be lost."""
    largest = float(np.abs(matrix).max())
    return largest * float(np.linalg.norm(matrix / largest)) if largest else 0.0


def jacobians_of(trace: LayerTrace, weights: CellWeights) -> Jacobians:
    """Work out the derivatives of every step.

    Raises:
        InputError: the layer has a projection, or is a GRU's.
    """
    if isinstance(trace, LstmTrace):
        return LstmJacobians.of(trace, weights)
    if isinstance(trace, RnnTrace):
        return RnnJacobians.of(trace, weights)
    message = "paths through a GRU are not worked out here: take an LSTM or a plain RNN"
    raise InputError(message)
