"""A model's weights as tables and colours: torch's stack cut into gates, the textbook's matrix."""

import numpy as np
from numpy.typing import NDArray

from lstm_viz.core.network import Network
from lstm_viz.core.trace import GATES
from lstm_viz.core.weights import CellWeights
from lstm_viz.figures.quantities import NEGATIVE, POSITIVE


def rows_of(gate: str, n_hidden: int) -> slice:
    """Return which of torch's 4H rows belong to a gate ("i", "f", "g" or "o")."""
    block = GATES.index(gate)
    return slice(block * n_hidden, (block + 1) * n_hidden)


def sizes(network: Network) -> dict[str, int]:
    """Count what a network that reads words consists of.

    Returns:
        "units" H, "inputs" E, "words" V, and the numbers in its parts: "recurrent",
        "head", "embedding".
    """
    vectors = network.word_vectors()
    return {
        "units": network.n_hidden,
        "inputs": vectors.shape[1],
        "words": len(vectors),
        "recurrent": sum(array.size for array in network.arrays().values()),
        "head": network.verdict_head().weight.size + 1,
        "embedding": vectors.size,
    }


def textbook_matrix(weights: CellWeights, gate: str) -> NDArray[np.floating]:
    """Return a gate's one matrix over [h before, x]: (H, H + E), as the equations have it."""
    part = weights.gate(gate)
    return np.hstack([part.u, part.w])


WEIGHT_SCALE = [  # zero is clear, so that it is the page's own colour, light or dark
    [0.0, NEGATIVE[0]],
    [0.5, f"{NEGATIVE[0]}00"],
    [0.5, f"{POSITIVE[0]}00"],
    [1.0, POSITIVE[0]],
]


def weight_limit(weights: CellWeights) -> float:
    """Return the end of the scale that a model's four matrices share."""
    largest = max(float(np.abs(part).max()) for part in (weights.w, weights.u))
    return float(np.ceil(largest * 10) / 10)
