"""How much of a step's memory still moves that of a later one, by all paths.

A change of C_s is answered by h_s = o_s * tanh(C_s), and through h_s by every later gate
(`links.py`); the belt alone is in `belt.py`. In float64: what vanishes still has a size.
"""

import numpy as np

from lstm_viz.core.belt import Norm, direct_path_from, direct_path_norms
from lstm_viz.core.cell import CellWeights, Matrix
from lstm_viz.core.checkpoint import LoadedModel
from lstm_viz.core.gradient_trace import PathsFrom, SentencePaths
from lstm_viz.core.halves import Links, frobenius_norms
from lstm_viz.core.links import LstmLinks
from lstm_viz.core.links_rnn import RnnLinks
from lstm_viz.core.trace import LstmTrace, RnnTrace, SentenceTrace


def full_path_norms(
    trace: LstmTrace | RnnTrace,
    weights: CellWeights,
    *,
    reverse: bool = False,
    norm: Norm = "frobenius",
) -> Matrix:
    """Return the norms of the whole dC_t/dC_s, for a plain RNN of dh_t/dh_s, for all pairs.

    Args:
        trace: the recorded run of one layer in one direction, T rows.
        weights: the layer's weights.
        reverse: the layer reads from right to left.
        norm: the spectral one takes the singular values of every matrix, which is slow.

    Returns:
        Row t, column s, (T, T), float64; 0 where s is read after t, on the diagonal sqrt(H)
        (spectral: 1).

    Raises:
        ValueError: the layer has a projection.
    """
    links = _links_of(trace, weights, reverse=reverse)
    n_steps = len(trace.h)
    if norm == "frobenius":
        norms = frobenius_norms(links, n_steps)
    else:
        norms = np.zeros((n_steps, n_steps))
        for t, changes in links.carry(0, n_steps, n_steps):
            norms[t, : t + 1] = np.linalg.norm(changes, ord=2, axis=(1, 2))
    return norms[::-1, ::-1] if reverse else norms


def full_path(
    trace: LstmTrace | RnnTrace, weights: CellWeights, s: int, t: int, *, reverse: bool = False
) -> Matrix:
    """Return the whole dC_t/dC_s, for a plain RNN dh_t/dh_s, of one pair.

    Args:
        trace: the recorded run of one layer in one direction, T rows.
        weights: the layer's weights.
        s: the token whose state is changed, 0...T-1.
        t: the token whose state answers, 0...T-1.
        reverse: the layer reads from right to left.

    Returns:
        Row: the unit that answers; column: the unit changed; (H, H), float64. Zeros where s
        is read after t.

    Raises:
        ValueError: there is no such token, or the layer has a projection.
    """
    n_steps, n_hidden = trace.h.shape
    if not (0 <= s < n_steps and 0 <= t < n_steps):
        message = f"No pair of tokens {s}, {t}: there are {n_steps}."
        raise ValueError(message)
    links = _links_of(trace, weights, reverse=reverse)
    first, last = (n_steps - 1 - s, n_steps - 1 - t) if reverse else (s, t)
    for now, changes in links.carry(first, first + 1, last + 1):
        if now == last:
            jacobian: Matrix = changes[0].T.copy()
            return jacobian
    return np.zeros((n_hidden, n_hidden))


def sentence_paths(
    loaded: LoadedModel, trace: SentenceTrace, norm: Norm = "frobenius"
) -> SentencePaths:
    """Return the direct and the full path between all pairs of steps of a sentence.

    Args:
        loaded: the model that read the sentence; not changed.
        trace: its record, T tokens.
        norm: how a matrix is measured.
    """
    layer, weights = trace.layer, CellWeights.of(loaded.model.recurrent, "l0")
    direct = direct_path_norms(layer, norm=norm) if isinstance(layer, LstmTrace) else None
    return SentencePaths(direct, full_path_norms(layer, weights, norm=norm))


def paths_from(loaded: LoadedModel, trace: SentenceTrace, s: int) -> PathsFrom:
    """Return what is left of a change of one word's memory: a column of `sentence_paths`.

    Args:
        loaded: the model that read the sentence; not changed.
        trace: its record, T tokens.
        s: the token whose memory is changed, 0...T-1.

    Raises:
        ValueError: there is no such token.
    """
    layer, n_steps = trace.layer, len(trace.tokens)
    if not 0 <= s < n_steps:
        message = f"No token {s}: there are {n_steps}."
        raise ValueError(message)
    links = _links_of(layer, CellWeights.of(loaded.model.recurrent, "l0"), reverse=False)
    carried = links.carry(s, s + 1, n_steps)
    full = np.array([_length(changes[0]) for _, changes in carried])
    direct = direct_path_from(layer, s) if isinstance(layer, LstmTrace) else None
    return PathsFrom(s, direct, full / np.sqrt(layer.h.shape[1]))


def _length(matrix: Matrix) -> float:
    """Return the Frobenius norm; squared outright, entries below 1e-162 would be lost."""
    largest = float(np.abs(matrix).max())
    return largest * float(np.linalg.norm(matrix / largest)) if largest else 0.0


def _links_of(trace: LstmTrace | RnnTrace, weights: CellWeights, *, reverse: bool) -> Links:
    """Work out the derivatives of every step."""
    if isinstance(trace, LstmTrace):
        return LstmLinks.of(trace, weights, reverse=reverse)
    return RnnLinks.of(trace, weights, reverse=reverse)
