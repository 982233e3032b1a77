"""Trained models on disk: weights as safetensors, a vocabulary, a model card. NumPy only."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load_file, save

from lstm_viz.core.files import ASSETS, write_together
from lstm_viz.core.network import Card, Kind, Network, layers_of
from lstm_viz.core.text import Vocabulary
from lstm_viz.core.weights import Head, Matrix

MODELS = ("lstm-tiny", "lstm-small", "rnn-tiny", "rnn-small")
MODEL_FOLDER = ASSETS / "models"
VOCABULARY_FILE = "vocabulary.txt"
KINDS: tuple[Kind, ...] = ("lstm", "gru", "rnn")


def save_model(folder: Path, network: Network, *, with_words: bool = False) -> None:
    """Write NAME.safetensors (word vectors as float16) and NAME.json with its hash: both or none.

    Args:
        folder: where to; `vocabulary.txt` is expected there, or written with them.
        with_words: whether it is, one word a line.
        network: what to keep, with its name and its card; "sha256" of the weights is added to
            the card that is written.

    Raises:
        OSError: a file cannot be written.
        ValueError: the network reads no words, or gives no verdict.
    """
    weights = save(arrays_of(network))
    whole = {**network.card, "sha256": hashlib.sha256(weights).hexdigest()}
    text = json.dumps(whole, indent=2, ensure_ascii=False) + "\n"
    words = {folder / VOCABULARY_FILE: network.words().content()} if with_words else {}
    card, file = folder / f"{network.name}.json", folder / f"{network.name}.safetensors"
    write_together({**words, card: text.encode(), file: weights})


def arrays_of(network: Network) -> dict[str, Matrix]:
    """Return a network's weights as they stand in its file, by name; word vectors as float16.

    Raises:
        ValueError: the network reads no words, or gives no verdict.
    """
    head = network.verdict_head()
    found = {f"{network.kind}.{name}": array for name, array in network.arrays().items()}
    found["embedding.weight"] = network.word_vectors().astype(np.float16)
    found["head.weight"] = head.weight[None]
    found["head.bias"] = np.array([head.bias], head.weight.dtype)
    return {name: np.ascontiguousarray(array) for name, array in found.items()}


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def card_of(name: str) -> Card:
    """Read a shipped model's card.

    Raises:
        FileNotFoundError: there is no such model.
    """
    card: Card = json.loads((MODEL_FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return card


def load_model(name_or_path: str) -> Network:
    """Load a shipped model by name, or any by the path of its .safetensors file.

    Args:
        name_or_path: one of `MODELS`, or a path; `vocabulary.txt` stands beside the file.

    Returns:
        The model in float32, with the path that it was read from.

    Raises:
        FileNotFoundError: there is no such model, or its vocabulary is missing.
        ValueError: the file is not a model of this kind, or its vocabulary is another's.
    """
    path = Path(name_or_path)
    if name_or_path in MODELS:
        path = MODEL_FOLDER / f"{name_or_path}.safetensors"
    for needed in (path, path.parent / VOCABULARY_FILE):
        if not needed.is_file():
            message = f"No file {needed}. Models shipped here: {', '.join(MODELS)}."
            raise FileNotFoundError(message)
    vocabulary = Vocabulary.read(path.parent / VOCABULARY_FILE)
    network = _network(path, vocabulary)
    if len(vocabulary) != len(network.word_vectors()):
        message = (
            f"{path} has {len(network.word_vectors()):,} word vectors, but the vocabulary beside it"
            f" has {len(vocabulary):,} words."
        )
        raise ValueError(message)
    if network.card.get("sha256_vocabulary", vocabulary.sha256()) != vocabulary.sha256():
        message = (
            f"{path} was trained with other words than those in {path.parent / VOCABULARY_FILE}:"
            " its card has another hash of them."
        )
        raise ValueError(message)
    return network


def _network(path: Path, vocabulary: Vocabulary) -> Network:
    """Read a file; the names and shapes of its arrays tell what it is.

    Raises:
        ValueError: it is not a model of this kind.
    """
    card = _card_beside(path)
    try:
        arrays = _floats(load_file(path))
        kind = next(kind for kind in KINDS if any(name.startswith(f"{kind}.") for name in arrays))
        network = Network(
            name=path.stem,
            kind=kind,
            layers=layers_of(_under(arrays, f"{kind}.")),
            embedding=arrays["embedding.weight"],
            head=Head(arrays["head.weight"].reshape(-1), float(arrays["head.bias"].reshape(-1)[0])),
            vocabulary=vocabulary,
            card=card,
            path=path,
        )
        _check(network, arrays)
    except (SafetensorError, StopIteration, ValueError, TypeError) as error:
        why = str(error) or f"no weights named {', '.join(f'{kind}.*' for kind in KINDS)}"
        message = f"{path} does not hold a model of this project: {why}"
        raise ValueError(message) from error
    except KeyError as error:
        message = f"{path} does not hold a model of this project: {error.args[0]} is missing"
        raise ValueError(message) from error
    return network


def _card_beside(path: Path) -> Card:
    """Read the card beside a file of weights; an empty one where there is none.

    Raises:
        ValueError: it is no card.
    """
    card = path.with_suffix(".json")
    if not card.is_file():
        return {}
    try:
        found = json.loads(card.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        message = f"{card} is not UTF-8"
        raise ValueError(message) from error
    except json.JSONDecodeError as error:
        message = f"{card} is no JSON: {error.msg} in line {error.lineno}, column {error.colno}"
        raise ValueError(message) from error
    if not isinstance(found, dict):
        message = f"{card} is no model card: it holds a {type(found).__name__}"
        raise ValueError(message)
    return found


def _floats(stored: Mapping[str, Matrix]) -> dict[str, Matrix]:
    """Return weights in float32, each of a kind and a number of axes that it can have.

    Raises:
        ValueError: with the weight that is wrong, and where.
    """
    for name, part in stored.items():
        n_axes = 1 if "bias" in name else 2
        if part.dtype.kind != "f":
            message = f"{name} holds {part.dtype}; weights are floats"
            raise ValueError(message)
        if part.ndim != n_axes:
            message = f"{name} has the shape {part.shape}; it has to have {n_axes} axes"
            raise ValueError(message)
        if not np.isfinite(part).all():
            place = np.argwhere(~np.isfinite(part))[0].tolist()
            message = f"{name} is {part[tuple(place)]} at {place}"
            raise ValueError(message)
    return {name: np.array(part, np.float32) for name, part in stored.items()}


def _check(network: Network, arrays: Mapping[str, Matrix]) -> None:
    """Refuse arrays that do not fit together, and any that belong to nothing.

    Raises:
        ValueError: with the array that is wrong.
    """
    network.check()
    wanted = arrays_of(network)
    for name in arrays.keys() ^ wanted.keys():
        message = f"{name} is {'not expected' if name in arrays else 'missing'}"
        raise ValueError(message)
    if network.n_inputs != network.word_vectors().shape[1]:
        message = "the word vectors have another size than the first layer reads"
        raise ValueError(message)


def _under(arrays: Mapping[str, Matrix], prefix: str) -> dict[str, Matrix]:
    """Return the arrays whose names begin so, without the beginning."""
    return {
        name.removeprefix(prefix): part for name, part in arrays.items() if name.startswith(prefix)
    }
