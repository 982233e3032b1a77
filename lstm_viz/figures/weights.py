"""A model's weights as tables and colours: torch's stack cut into gates, the textbook's matrix."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from lstm_viz.core.trace import GATES
from lstm_viz.figures.quantities import NEGATIVE, POSITIVE

Weights = Mapping[str, NDArray[np.floating]]
Table = dict[str, list[str]]

SHOWN_ORDER = ("f", "i", "g", "o")  # how the step is told
RECURRENT = ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0")


def rows_of(gate: str, n_hidden: int) -> slice:
    """Return which of torch's 4H rows belong to a gate ("i", "f", "g" or "o")."""
    block = GATES.index(gate)
    return slice(block * n_hidden, (block + 1) * n_hidden)


def sizes(weights: Weights) -> dict[str, int]:
    """Count what the model consists of.

    Returns:
        "units" H, "inputs" E, "words" V, and the numbers in its parts: "recurrent",
        "head", "embedding".
    """
    n_words, n_inputs = weights["embedding.weight"].shape
    return {
        "units": weights["weight_hh_l0"].shape[1],
        "inputs": n_inputs,
        "words": n_words,
        "recurrent": sum(weights[name].size for name in RECURRENT),
        "head": weights["head.weight"].size + weights["head.bias"].size,
        "embedding": weights["embedding.weight"].size,
    }


def textbook_matrix(weights: Weights, gate: str) -> NDArray[np.floating]:
    """Return a gate's one matrix over [h before, x]: (H, H + E), as the equations have it."""
    rows = rows_of(gate, weights["weight_hh_l0"].shape[1])
    return np.hstack([weights["weight_hh_l0"][rows], weights["weight_ih_l0"][rows]])


WEIGHT_SCALE = [  # zero is clear, so that it is the page's own colour, light or dark
    [0.0, NEGATIVE[0]],
    [0.5, f"{NEGATIVE[0]}00"],
    [0.5, f"{POSITIVE[0]}00"],
    [1.0, POSITIVE[0]],
]


def weight_limit(weights: Weights) -> float:
    """Return the end of the scale that a model's four matrices share."""
    largest = max(float(np.abs(weights[name]).max()) for name in ("weight_ih_l0", "weight_hh_l0"))
    return float(np.ceil(largest * 10) / 10)
