"""The verdict of many texts, in batches, without a record."""

from collections.abc import Iterable, Iterator
from itertools import islice

import torch

from lstm_viz.core.checkpoint import LoadedModel
from lstm_viz.core.text import MAX_TOKENS, words

BLOCK = 16384  # texts held at once: sorted by length, so that batches waste little
BATCH = 256


def score(loaded: LoadedModel, texts: Iterable[str]) -> Iterator[float]:
    """Score texts in their order; any number of them, with bounded memory.

    Args:
        loaded: the model with its vocabulary.
        texts: one text each; cut at `MAX_TOKENS` tokens.

    Yields:
        `p_positive` after each text's last token, 0...1.
    """
    source = iter(texts)
    while block := list(islice(source, BLOCK)):
        yield from _score_block(loaded, block)


@torch.no_grad()
def _score_block(loaded: LoadedModel, block: list[str]) -> list[float]:
    """Score one block, sorted by length inside."""
    ids = [loaded.vocabulary.ids(words(text)[:MAX_TOKENS]) for text in block]
    order = sorted(range(len(ids)), key=lambda n: len(ids[n]))
    result = torch.empty(len(ids))
    for start in range(0, len(order), BATCH):
        batch = order[start : start + BATCH]
        lengths = torch.tensor([len(ids[n]) for n in batch])
        width = max(1, int(lengths.max()))
        padded = torch.tensor([ids[n] + [0] * (width - len(ids[n])) for n in batch])
        result[batch] = torch.sigmoid(loaded.model(padded, lengths))
    scores: list[float] = result.tolist()
    return scores
