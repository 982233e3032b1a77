"""The verdict of many texts, in batches, without a record."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn.utils.rnn import PackedSequence

from lstm_viz.core.models.modules import recurrent_of
from lstm_viz.core.network import Network
from lstm_viz.core.text import MAX_TOKENS, tokenize, words

BLOCK = 16384  # texts held at once: sorted by length, so that a batch is nearly a rectangle
BATCH = 512
_KEPT_STRETCHES, _LONGEST_KEPT = 100_000, 40

Ids = NDArray[np.int64]
Logits = NDArray[np.floating]


class _Numbers(dict[str, list[int]]):
    """The word numbers of every stretch without white space met so far, as far as memory goes.

    A token never spans white space, so a text's numbers are those of its stretches.
    """

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network, self.vocabulary = network, network.words()

    def __missing__(self, stretch: str) -> list[int]:
        """Split a stretch met for the first time; no token beyond `MAX_TOKENS` is read."""
        numbers = self.vocabulary.ids(words(stretch, at_most=MAX_TOKENS))
        if len(stretch) <= _LONGEST_KEPT:
            if len(self) >= _KEPT_STRETCHES:
                self.clear()
            self[stretch] = numbers
        return numbers

    def of(self, text: str) -> list[int]:
        """Number the words of a text, the first `MAX_TOKENS` of them."""
        if self.network.tokenizer is not tokenize:  # its tokens may span white space
            return self.network.word_ids(self.network.tokenizer(text)[:MAX_TOKENS])
        stretches = text.split(maxsplit=MAX_TOKENS)[:MAX_TOKENS]  # each holds a token at least
        return list(chain.from_iterable(map(self.__getitem__, stretches)))[:MAX_TOKENS]


def score(network: Network, texts: Iterable[str]) -> Iterator[float]:
    """Score texts in their order; any number of them, with bounded memory.

    Args:
        network: the model with its vocabulary.
        texts: one text each; cut at `MAX_TOKENS` tokens.

    Yields:
        `p_positive` after each text's last token, 0...1; after none, of an empty memory.
    """
    numbers = _Numbers(network)
    source = map(numbers.of, texts)
    while block := list(islice(source, BLOCK)):
        yield from _score_block(network, block)


def _score_block(network: Network, block: list[list[int]]) -> list[float]:
    """Score one block of numbered texts."""
    scores: list[float] = torch.sigmoid(torch.from_numpy(final_logits(network, block))).tolist()
    return scores


@torch.no_grad()
def final_logits(network: Network, block: Sequence[Sequence[int]]) -> Logits:
    """Read numbered texts, the longest first, and keep the last logit of each.

    Args:
        network: the model with its vocabulary.
        block: the word numbers of B texts, 0...V-1; a text may be empty.

    Returns:
        The logit after each text's last token, in the order given, (B,); after none, of
        an empty memory.

    Raises:
        ValueError: the network reads no words, or gives no verdict.
    """
    head, recurrent = network.verdict_head(), recurrent_of(network)
    lengths = np.fromiter(map(len, block), np.int64, len(block))
    ids = np.fromiter(chain.from_iterable(block), np.int64, lengths.sum())
    starts = np.cumsum(lengths) - lengths
    order = np.argsort(-lengths, kind="stable")
    order = order[: np.count_nonzero(lengths)]  # an empty text leaves the memory empty
    h_last = np.zeros((len(block), network.n_outputs), network.dtype)
    for first in range(0, len(order), BATCH):
        rows = order[first : first + BATCH]
        packed = _packed(network, ids, starts[rows], lengths[rows])
        _, state = recurrent(packed)
        states = state if isinstance(state, torch.Tensor) else state[0]  # (L, B, P)
        h_last[rows] = states[-1].numpy()  # of the top layer, which the head reads
    return head.logits(h_last)


def _packed(network: Network, ids: Ids, starts: Ids, lengths: Ids) -> PackedSequence:
    """Pack texts of falling length: all first words, all second words, ... without padding.

    Args:
        network: the model.
        ids: word numbers of all texts, one after another.
        starts: where each of the B texts starts, (B,).
        lengths: their lengths, falling, (B,).

    Returns:
        Their word vectors, packed.
    """
    times = np.arange(lengths[0])[:, None]  # (T, 1)
    still_read = times < lengths  # (T, B)
    places = (starts + times)[still_read]
    vectors = network.word_vectors()[ids[places]]
    return PackedSequence(torch.from_numpy(vectors), torch.from_numpy(still_read.sum(axis=1)))
