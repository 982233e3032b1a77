"""The verdict of many texts, in batches, without a record."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn.utils.rnn import PackedSequence

from lstm_viz.core.models.modules import recurrent_of
from lstm_viz.core.network import Network
from lstm_viz.core.text import each_word, tokenize, words
from lstm_viz.errors import InputError

BLOCK, BLOCK_TOKENS = 16384, 1_000_000  # held at once, sorted so that a batch is nearly a rectangle
BATCH, BATCH_TOKENS = 512, 102_400  # texts read side by side; tokens, the padding a rectangle has
STEPS = 4096  # of a long text that are read at once; then on from where it stands
_KEPT_STRETCHES, _LONGEST_KEPT = 100_000, 40
_LONG = 1_000_000  # characters of a text that is numbered word by word

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
        """Split a stretch met for the first time."""
        numbers = self.vocabulary.ids(words(stretch))
        if len(stretch) <= _LONGEST_KEPT:
            if len(self) >= _KEPT_STRETCHES:
                self.clear()
            self[stretch] = numbers
        return numbers

    def of(self, text: str) -> Sequence[int]:
        """Number all words of a text."""
        if self.network.tokenizer is not tokenize:  # its tokens may span white space
            return self.network.word_ids(self.network.tokenizer(text))
        if len(text) > _LONG:  # slower, but neither its parts nor its words are held at once
            return array("q", self.vocabulary.ids_one_by_one(each_word(text)))
        return list(chain.from_iterable(map(self.__getitem__, text.split())))


def score(network: Network, texts: Iterable[str]) -> Iterator[float]:
    """Score texts in their order; any number of them, with bounded memory.

    Args:
        network: the model with its vocabulary.
        texts: one text each, read to its end, however long.

    Raises:
        InputError: the network reads no words, or gives no verdict, or one that is no number.

    Yields:
        `p_positive` after each text's last token, 0...1; after none, of an empty memory.
    """
    numbers = _Numbers(network)
    for block in _blocks(map(numbers.of, texts)):
        yield from _score_block(network, block)


def _blocks(source: Iterator[Sequence[int]]) -> Iterator[list[Sequence[int]]]:
    """Yield texts in blocks of at most so many texts, and hardly more than so many tokens."""
    block: list[Sequence[int]] = []
    n_tokens = 0
    for numbers in source:
        block.append(numbers)
        n_tokens += len(numbers)
        if len(block) >= BLOCK or n_tokens >= BLOCK_TOKENS:
            yield block
            block, n_tokens = [], 0
    if block:
        yield block


def _score_block(network: Network, block: list[Sequence[int]]) -> list[float]:
    """Score one block of numbered texts.

    Raises:
        InputError: a verdict is no number.
    """
    logits = final_logits(network, block)
    if np.isnan(logits).any():
        message = "its verdict is no number: the weights are too large for float32"
        raise InputError(message, where=network.path or network.name)
    scores: list[float] = torch.sigmoid(torch.from_numpy(logits)).tolist()
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
        InputError: the network reads no words, or gives no verdict.
    """
    head, recurrent = network.verdict_head(), recurrent_of(network)
    lengths = np.fromiter(map(len, block), np.int64, len(block))
    ids = np.fromiter(chain.from_iterable(block), np.int64, lengths.sum())
    starts = np.cumsum(lengths) - lengths
    order = np.argsort(-lengths, kind="stable")
    order = order[: np.count_nonzero(lengths)]  # an empty text leaves the memory empty
    h_last = np.zeros((len(block), network.n_outputs), network.dtype)
    while len(order):
        longest = int(lengths[order[0]])
        if longest > STEPS:
            row, order = int(order[0]), order[1:]
            h_last[row] = _read_on(network, ids[starts[row] : starts[row] + longest])
            continue
        n_rows = min(BATCH, max(1, BATCH_TOKENS // longest))
        rows, order = order[:n_rows], order[n_rows:]
        _, state = recurrent(_packed(network, ids, starts[rows], lengths[rows]))
        h_last[rows] = _top(state)
    return head.logits(h_last)


def _read_on(network: Network, ids: Ids) -> Logits:
    """Read a long text part by part, each from where the last one ended: its last h, (P,)."""
    recurrent, state = recurrent_of(network), None
    for first in range(0, len(ids), STEPS):
        vectors = torch.from_numpy(network.word_vectors()[ids[first : first + STEPS]])
        _, state = recurrent(vectors[None], state)
    shown: Logits = _top(state)[0]
    return shown


def _top(state: Any) -> Logits:  # noqa: ANN401 - h, or h and c
    """Return the last hidden state of the top layer, which the head reads, (B, P)."""
    states: torch.Tensor = state if isinstance(state, torch.Tensor) else state[0]  # (L, B, P)
    found: Logits = states[-1].numpy()
    return found


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
