"""In which order a map lists the units; every order lists each unit once."""

import numpy as np
from numpy.typing import NDArray

from lstm_viz.core.trace import Array, LstmTrace

BEHAVIOUR = ("f", "i", "g", "o", "c", "h")
_LEAST = 1e-12


def row_orders(layer: LstmTrace, head: Array) -> dict[str, list[int]]:
    """Return the orders that the player offers beside the units' own.

    Args:
        layer: the recorded run, T rows of H units.
        head: the last layer's weight, (H,), any sign.

    Returns:
        "influence": the units by what they add to the verdict's logit, mean over the tokens of
        |w * h|, largest first. "clustered": units that behave alike side by side.
    """
    influence = np.abs(head * layer.h).mean(axis=0) if len(layer.h) else np.zeros(len(head))
    return {
        "influence": np.argsort(-influence, kind="stable").tolist(),
        "clustered": _alike(layer).tolist(),
    }


def _alike(layer: LstmTrace) -> NDArray[np.intp]:
    """Order the units by the Fiedler vector of their likeness (Atkins, Boman, Hendrickson 1998).

    Likeness is the correlation, -1...1, of two units' gates and states over the sentence,
    moved to 0...2; the second eigenvector of its Laplacian lays like units side by side.
    """
    n_hidden = layer.c.shape[1]
    if len(layer.c) == 0 or n_hidden < 3:  # noqa: PLR2004
        return np.arange(n_hidden)
    runs = np.concatenate([getattr(layer, code) for code in BEHAVIOUR]).T  # (H, 6T)
    runs = runs - runs.mean(axis=1, keepdims=True)
    runs = runs / np.maximum(np.linalg.norm(runs, axis=1, keepdims=True), _LEAST)
    likeness = 1 + runs @ runs.T  # (H, H)
    laplacian = np.diag(likeness.sum(axis=1)) - likeness
    fiedler = np.linalg.eigh(laplacian)[1][:, 1]
    order: NDArray[np.intp] = np.argsort(fiedler * np.sign(fiedler[0] or 1), kind="stable")
    return order
