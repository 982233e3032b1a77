"""Trained models on disk: weights as safetensors, a vocabulary, a model card. NumPy only."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load_file, save

from lstm_viz.core.files import ASSETS, read_json, write_together
from lstm_viz.core.network import STACKED, Card, Kind, Network, layers_of
from lstm_viz.core.text import Vocabulary
from lstm_viz.core.trace import KIND_NAMES
from lstm_viz.core.weights import Head, Matrix
from lstm_viz.errors import InputError

MODELS = ("lstm-tiny", "lstm-small", "rnn-tiny", "rnn-small")
MODEL_FOLDER = ASSETS / "models"
VOCABULARY_FILE = "vocabulary.txt"
REPORTS = ("decay", "deletion")  # what was measured with the models on the dev set
_ANOTHER = "get the file again, or train it anew"
_WORDS_BESIDE = f"put the {VOCABULARY_FILE} there that the model was trained with"
KINDS: tuple[Kind, ...] = ("lstm", "gru", "rnn")


def save_model(
    folder: Path,
    network: Network,
    *,
    with_words: bool = False,
    beside: Mapping[str, bytes] | None = None,
) -> None:
    """Write NAME.safetensors (word vectors as float16) and NAME.json with its hash: all or none.

    Args:
        folder: where to; `vocabulary.txt` is expected there, or written with them.
        network: what to keep, with its name and its card; "sha256" of the weights is added to
            the card that is written.
        with_words: whether the vocabulary is written, one word a line.
        beside: other files that belong to the model, by what follows its name in theirs.

    Raises:
        OSError: a file cannot be written.
        InputError: the network reads no words, or gives no verdict.
    """
    weights = save(arrays_of(network))
    whole = {**network.card, "sha256": hashlib.sha256(weights).hexdigest()}
    text = json.dumps(whole, indent=2, ensure_ascii=False) + "\n"
    words = {folder / VOCABULARY_FILE: network.words().content()} if with_words else {}
    card, file = folder / f"{network.name}.json", folder / f"{network.name}.safetensors"
    others = {folder / f"{network.name}{end}": content for end, content in (beside or {}).items()}
    write_together({**words, **others, card: text.encode(), file: weights})


def arrays_of(network: Network) -> dict[str, Matrix]:
    """Return a network's weights as they stand in its file, by name; word vectors as float16.

    Raises:
        InputError: the network reads no words, or gives no verdict.
    """
    vectors = {"embedding.weight": network.word_vectors().astype(np.float16)}
    found = {**arrays_beside_words(network), **vectors}
    return {name: np.ascontiguousarray(array) for name, array in found.items()}


def arrays_beside_words(network: Network) -> dict[str, Matrix]:
    """Return a network's weights by their names in its file, the word vectors left out.

    Raises:
        InputError: the network gives no verdict.
    """
    head = network.verdict_head()
    found = {f"{network.kind}.{name}": array for name, array in network.arrays().items()}
    found["head.weight"] = head.weight[None]
    found["head.bias"] = np.array([head.bias], head.weight.dtype)
    return found


def with_weights(network: Network, arrays: Mapping[str, Matrix]) -> Network:
    """Return a network with other weights on the same word vectors, which are not copied.

    Args:
        network: an LSTM, GRU or plain RNN that reads words.
        arrays: float32, by their names in a file; what is no recurrent weight and not the head's
            is not looked at.

    Raises:
        KeyError: a weight is missing.
    """
    layers = layers_of(_under(arrays, f"{network.kind}."))
    return replace(network, layers=layers, head=_head(arrays))


def _head(arrays: Mapping[str, Matrix]) -> Head:
    """Read the last layer."""
    return Head(arrays["head.weight"].reshape(-1), float(arrays["head.bias"].reshape(-1)[0]))


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def card_of(name: str) -> Card:
    """Read a shipped model's card.

    Raises:
        FileNotFoundError: there is no such model.
    """
    card = MODEL_FOLDER / f"{name}.json"
    return read_json(card.read_bytes(), card)


def report_of(name: str) -> dict[str, Any]:
    """Read what was measured with the shipped models.

    Args:
        name: one of `REPORTS`; the study of that name wrote it.

    Raises:
        OSError: it is missing.
        InputError: it is damaged.
    """
    path = MODEL_FOLDER / f"{name}.json"
    return read_json(path.read_bytes(), path)


def load_model(name_or_path: str) -> Network:
    """Load a shipped model by name, or any by the path of its .safetensors file.

    Args:
        name_or_path: one of `MODELS`, or a path; `vocabulary.txt` stands beside the file.

    Returns:
        The model in float32, with the path that it was read from.

    Raises:
        InputError: there is no such model, its vocabulary is missing or another's, or the file is
            not a model of this kind.
    """
    path = Path(name_or_path)
    if name_or_path in MODELS:
        path = MODEL_FOLDER / f"{name_or_path}.safetensors"
    words = path.parent / VOCABULARY_FILE
    if not path.is_file():
        choice = f"give another .safetensors file, or one of {', '.join(MODELS)}"
        remedy = _ANOTHER if name_or_path in MODELS else choice
        raise InputError("there is no such file", where=path, remedy=remedy)
    if not words.is_file():
        raise InputError("there is no such file", where=words, remedy=_WORDS_BESIDE)
    vocabulary = Vocabulary.read(words)
    network = _network(path, vocabulary)
    if len(vocabulary) != len(network.word_vectors()):
        message = (
            f"it has {len(network.word_vectors()):,} word vectors, but the vocabulary beside it"
            f" has {len(vocabulary):,} words"
        )
        raise InputError(message, where=path, remedy=_WORDS_BESIDE)
    if network.card.get("sha256_vocabulary", vocabulary.sha256()) != vocabulary.sha256():
        message = (
            f"it was trained with other words than those in {words}: its card has another hash of"
            " them"
        )
        raise InputError(message, where=path, remedy=_WORDS_BESIDE)
    return network


def _network(path: Path, vocabulary: Vocabulary) -> Network:
    """Read a file; the names and shapes of its arrays tell what it is.

    Raises:
        InputError: it is not a model of this kind.
    """
    card = card_beside(path)
    try:
        arrays = _floats(load_file(path))
        kind = _kind(arrays)
        network = Network(
            name=path.stem,
            kind=kind,
            layers=layers_of(_under(arrays, f"{kind}.")),
            embedding=arrays["embedding.weight"],
            head=_head(arrays),
            vocabulary=vocabulary,
            card=card,
            path=path,
        )
        _check(network, arrays)
    except (SafetensorError, ValueError, TypeError) as error:
        remedy = getattr(error, "remedy", "") or _ANOTHER
        message = f"it does not hold a model of this project: {_why(error)}"
        raise InputError(message, where=path, remedy=remedy) from error
    except KeyError as error:
        message = f"it does not hold a model of this project: {error.args[0]} is missing"
        raise InputError(message, where=path, remedy=_ANOTHER) from error
    return network


def _why(error: Exception) -> str:
    """Return what is wrong, without what to do about it."""
    return error.what if isinstance(error, InputError) else str(error)


def _kind(arrays: Mapping[str, Matrix]) -> Kind:
    """Tell from the names what a file holds, and hold the shapes against it.

    Raises:
        InputError: nothing is named as it has to be, or the shapes are another kind's.
    """
    kind = next((one for one in KINDS if any(name.startswith(f"{one}.") for name in arrays)), None)
    first = next((name for name in arrays if name.endswith("weight_hh_l0")), None)
    looks = None if first is None else _look_of(arrays[first])
    seen = "" if looks is None else f"; {first} has the shape of {KIND_NAMES[looks]}'s"
    if kind is None:
        message = f"no weights named {', '.join(f'{one}.*' for one in KINDS)}{seen}"
        raise InputError(message)
    is_projected = any("weight_hr" in name for name in arrays)  # then H is not seen from it
    if looks not in {None, kind} and not is_projected:
        raise InputError(seen.removeprefix("; "), remedy=f"name its weights {looks}.*")
    return kind


def _look_of(u: Matrix) -> Kind | None:
    """Tell from U's shape, (n_gates * H, H), what kind of network it is of; None: of none."""
    n_rows, n_units = u.shape
    looks = (kind for kind in KINDS if n_rows == n_units * len(STACKED[kind]))
    return next(looks, None)


def card_beside(path: Path) -> Card:
    """Read the card beside a file of weights; an empty one where there is none.

    Raises:
        InputError: it is no JSON object.
    """
    card = path.with_suffix(".json")
    return read_json(card.read_bytes(), card) if card.is_file() else {}


def _floats(stored: Mapping[str, Matrix]) -> dict[str, Matrix]:
    """Return weights in float32, each of a kind and a number of axes that it can have.

    Raises:
        InputError: with the weight that is wrong, and where.
    """
    for name, part in stored.items():
        n_axes = 1 if "bias" in name else 2
        if part.dtype.kind != "f":
            message = f"{name} holds {part.dtype}; weights are floats"
            raise InputError(message)
        if part.ndim != n_axes:
            message = f"{name} has the shape {part.shape}; it has to have {n_axes} axes"
            raise InputError(message)
        if not np.isfinite(part).all():
            place = np.argwhere(~np.isfinite(part))[0].tolist()
            message = f"{name} is {part[tuple(place)]} at {place}"
            raise InputError(message)
    return {name: np.array(part, np.float32) for name, part in stored.items()}


def _check(network: Network, arrays: Mapping[str, Matrix]) -> None:
    """Refuse arrays that do not fit together, and any that belong to nothing.

    Raises:
        InputError: with the array that is wrong.
    """
    network.check()
    wanted = arrays_of(network)
    for name in arrays.keys() ^ wanted.keys():
        message = f"{name} is {'not expected' if name in arrays else 'missing'}"
        raise InputError(message)
    if network.n_inputs != network.word_vectors().shape[1]:
        message = "the word vectors have another size than the first layer reads"
        raise InputError(message)


def _under(arrays: Mapping[str, Matrix], prefix: str) -> dict[str, Matrix]:
    """Return the arrays whose names begin so, without the beginning."""
    return {
        name.removeprefix(prefix): part for name, part in arrays.items() if name.startswith(prefix)
    }
