"""A network in 64 bits, in which what is left between two ways to a number is no rounding of 32."""

from dataclasses import fields, replace

import numpy as np

from lstm_viz.core.network import Network
from lstm_viz.core.weights import CellWeights


def in_double(network: Network) -> Network:
    """Return the same network with every weight, word vector and bias as float64."""
    head, vectors = network.head, network.embedding
    return replace(
        network,
        layers=tuple(tuple(map(_wide, layer)) for layer in network.layers),
        embedding=None if vectors is None else vectors.astype(float),
        head=None if head is None else replace(head, weight=head.weight.astype(float)),
    )


def _wide(weights: CellWeights) -> CellWeights:
    """Return a layer's weights as float64."""
    arrays = {one.name: getattr(weights, one.name) for one in fields(weights)}
    found = {name: one.astype(float) for name, one in arrays.items() if isinstance(one, np.ndarray)}
    return replace(weights, **found)
