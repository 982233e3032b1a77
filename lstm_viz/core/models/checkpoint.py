"""Trained models on disk: weights as safetensors, a vocabulary, a model card."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save
from torch import Tensor

from lstm_viz.core.files import ASSETS, write_atomic
from lstm_viz.core.models.model import Kind, SentimentModel
from lstm_viz.core.text import Vocabulary

MODELS = ("lstm-tiny", "lstm-small", "rnn-tiny", "rnn-small")
MODEL_FOLDER = ASSETS / "models"
VOCABULARY_FILE = "vocabulary.txt"

Card = dict[str, Any]


@dataclass(frozen=True, slots=True)
class LoadedModel:
    """A model ready to read, with all that belongs to it; shared, so never written to."""

    name: str
    model: SentimentModel
    vocabulary: Vocabulary
    card: Card


def save_model(folder: Path, name: str, model: SentimentModel, card: Card) -> None:
    """Write NAME.safetensors (word vectors as float16) and NAME.json with its hash.

    Args:
        folder: where to; `vocabulary.txt` is expected there.
        name: the model's name.
        model: what to keep.
        card: the model card; "sha256" of the weights is added to what is written.

    Raises:
        OSError: a file cannot be written.
    """
    state = {key: value.detach().contiguous() for key, value in model.state_dict().items()}
    state["embedding.weight"] = state["embedding.weight"].half()
    weights = save(state)
    write_atomic(folder / f"{name}.safetensors", weights)
    whole = {**card, "sha256": hashlib.sha256(weights).hexdigest()}
    text = json.dumps(whole, indent=2, ensure_ascii=False) + "\n"
    write_atomic(folder / f"{name}.json", text.encode())


def load_model(name_or_path: str) -> LoadedModel:
    """Load a shipped model by name, or any by the path of its .safetensors file.

    Args:
        name_or_path: one of `MODELS`, or a path; `vocabulary.txt` stands beside the file.

    Returns:
        The model in float32, in evaluation mode.

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
    try:
        model = _model_of(load_file(path))
    except (SafetensorError, KeyError, RuntimeError) as error:
        message = f"{path} does not hold a model of this project: {error}"
        raise ValueError(message) from error
    if len(vocabulary) != model.embedding.num_embeddings:
        message = f"{path} has vectors for another vocabulary than the one beside it."
        raise ValueError(message)
    card = path.with_suffix(".json")
    facts = json.loads(card.read_text(encoding="utf-8")) if card.is_file() else {}
    return LoadedModel(path.stem, model, vocabulary, facts)


def _model_of(state: dict[str, Tensor]) -> SentimentModel:
    """Build the model whose weights these are; their shapes tell its sizes."""
    kind: Kind = "lstm" if "lstm.weight_hh_l0" in state else "rnn"
    n_hidden = state[f"{kind}.weight_hh_l0"].shape[1]
    n_vocabulary, n_embedding = state["embedding.weight"].shape
    with torch.random.fork_rng(devices=[]):
        model = SentimentModel(kind, n_vocabulary, n_embedding, n_hidden)
    model.load_state_dict({key: value.float() for key, value in state.items()})
    return model.eval().requires_grad_(requires_grad=False)
