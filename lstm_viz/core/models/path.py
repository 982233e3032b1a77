"""A model's path of learning: twelve checkpoints of one training run, on disk beside the model.

Number 1 is the network before its first text, number 12 the shipped weights to the bit. The word
vectors are no part of a checkpoint: in a run that keeps its path they are another model's and stay
the same throughout, so all checkpoints share the table in NAME.safetensors. What a checkpoint has
of its own is what was learned: the recurrent weights and the last layer, in float32.

NAME.path.safetensors holds each of these weights by its name in NAME.safetensors, stacked over the
checkpoints, (12, ...). What was measured at each of them stands in NAME.json under "path", with
the file's hash. NumPy only.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load_file, save

from lstm_viz.core.models.checkpoint import arrays_beside_words, with_weights
from lstm_viz.core.network import Card, Network
from lstm_viz.core.weights import Matrix
from lstm_viz.errors import InputError

N_CHECKPOINTS = 12
ENDING = ".path.safetensors"  # what follows the model's name
_ANOTHER = "get both files again, or train the model anew"


@dataclass(frozen=True, slots=True)
class Facts:
    """What was measured at each of a path's checkpoints; N_CHECKPOINTS numbers each.

    Attributes:
        steps: steps of the optimiser taken before it, rising from 0.
        texts: texts read before it, rising from 0.
        scores: by the part that was measured, as in `training.measure.Scores`: the share put on
            the right side, 0...1. A part that was not measured is missing.
    """

    steps: tuple[int, ...]
    texts: tuple[int, ...]
    scores: Mapping[str, tuple[float, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class LearningPath:
    """How a model became what it is.

    Attributes:
        networks: N_CHECKPOINTS networks on one table of word vectors; the last is the model.
        facts: what was measured of them.
    """

    networks: tuple[Network, ...]
    facts: Facts


def path_file(network: Network) -> Path:
    """Return where a model's path lies, whether it is there or not.

    Raises:
        InputError: the model was not read from a file.
    """
    file = network.file()
    return file.with_name(f"{file.stem}{ENDING}")


def checkpoint_of(network: Network, arrays: Mapping[str, Matrix], number: int) -> Network:
    """Return a model as it was at a checkpoint, on the same word vectors.

    Args:
        network: the model.
        arrays: the weights it had then, by their names in a file, float32.
        number: which checkpoint, from 1.

    Raises:
        KeyError: a weight is missing.
    """
    return replace(with_weights(network, arrays), name=f"{network.name}, checkpoint {number}")


def content_of(networks: Sequence[Network]) -> bytes:
    """Return what NAME.path.safetensors holds.

    Args:
        networks: N_CHECKPOINTS of one shape.
    """
    found = [arrays_beside_words(network) for network in networks]
    stacked = {name: np.stack([arrays[name] for arrays in found]) for name in found[0]}
    return save({name: array.astype(np.float32) for name, array in stacked.items()})


def told(facts: Facts, content: bytes) -> dict[str, Any]:
    """Return what the model's card says under "path".

    Args:
        facts: what was measured.
        content: what the file holds; its hash is told.
    """
    return {
        "sha256": hashlib.sha256(content).hexdigest(),
        "steps": list(facts.steps),
        "texts": list(facts.texts),
        "scores": {part: list(values) for part, values in facts.scores.items()},
        "word_vectors": "the same at every checkpoint: frozen while it was trained",
    }


def load_path(network: Network) -> LearningPath:
    """Load the path of a model; the embedding is shared, not copied.

    Args:
        network: the model, read from a file; NAME.path.safetensors stands beside it.

    Raises:
        InputError: the file is missing, damaged, of another model, or ends in other weights than
            the model's; or the model's card does not say what was measured.
    """
    path = path_file(network)
    if not path.is_file():
        raise InputError("there is no such file", where=path, remedy=_ANOTHER)
    try:
        facts = _facts(network.card)
        stacked = load_file(path)
        own = arrays_beside_words(network)
        _check(stacked, own)
    except (SafetensorError, ValueError) as error:
        why = error.what if isinstance(error, InputError) else str(error)
        message = f"it does not hold the path of {network.name}: {why}"
        raise InputError(message, where=path, remedy=_ANOTHER) from error
    before = [
        checkpoint_of(network, {name: array[k] for name, array in stacked.items()}, k + 1)
        for k in range(N_CHECKPOINTS - 1)
    ]
    return LearningPath((*before, network), facts)


def _check(stacked: Mapping[str, Matrix], own: Mapping[str, Matrix]) -> None:
    """Refuse weights that are not the model's at twelve times, the last time as they are now.

    Raises:
        InputError: with the weight that is wrong.
    """
    for name in sorted(stacked.keys() ^ own.keys()):
        message = f"{name} is {'not expected' if name in stacked else 'missing'}"
        raise InputError(message)
    for name, array in stacked.items():
        shape = (N_CHECKPOINTS, *own[name].shape)
        if array.dtype != np.float32:
            raise InputError(f"{name} holds {array.dtype}, not float32")
        if array.shape != shape:
            raise InputError(f"{name} has the shape {array.shape}, not {shape}")
        if not np.isfinite(array).all():
            place = np.argwhere(~np.isfinite(array))[0].tolist()
            raise InputError(f"{name} is {array[tuple(place)]} at {place}")
        if not np.array_equal(array[-1], own[name]):
            message = f"its last {name} is not the model's: it is of another training run"
            raise InputError(message)


def _facts(card: Card) -> Facts:
    """Read what a card says of the path.

    Raises:
        InputError: it says nothing, or not what it has to.
    """
    said = card.get("path")
    if not isinstance(said, dict):
        raise InputError("the model's card tells of no path")
    scores = said.get("scores")
    if not isinstance(scores, dict):
        raise InputError("the model's card tells of no scores under “path”")
    return Facts(
        steps=tuple(map(int, _numbers(said, "steps"))),
        texts=tuple(map(int, _numbers(said, "texts"))),
        scores={str(part): _numbers(scores, part) for part in scores},
    )


def _numbers(said: Mapping[str, Any], what: str) -> tuple[float, ...]:
    """Read what a card says of each checkpoint.

    Raises:
        InputError: it is not a number for each.
    """
    found = said[what] if isinstance(said.get(what), list) else []
    numbers = [one for one in found if isinstance(one, int | float)]
    if len(numbers) != N_CHECKPOINTS:
        message = f"the model's card does not tell {N_CHECKPOINTS} numbers of {what} under “path”"
        raise InputError(message)
    return tuple(map(float, numbers))
