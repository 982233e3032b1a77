"""Texts as padded numbers, in batches of like length, so that little time goes into padding."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from lstm_viz.core.text import MAX_TOKENS, PAD_ID, Vocabulary
from lstm_viz.studies.treebank import Example

_EVAL_BATCH = 512


@dataclass(frozen=True)
class Batch:
    """A few texts of about the same length.

    Attributes:
        ids: (B, T) long, padded at the right.
        lengths: (B,) long.
        targets: (B,) float32, 0...1.
        weights: (B,) float32, how much each counts in the loss.
    """

    ids: Tensor
    lengths: Tensor
    targets: Tensor
    weights: Tensor


@dataclass(frozen=True)
class Corpus:
    """All texts as one padded table; the same four fields as a `Batch`, with N rows."""

    ids: Tensor
    lengths: Tensor
    targets: Tensor
    weights: Tensor

    def __len__(self) -> int:
        """The number of texts."""
        return len(self.lengths)

    def rows(self, rows: Tensor) -> Batch:
        """The given rows (B,), cut to the longest of them."""
        lengths = self.lengths[rows]
        width = max(1, int(lengths.max()))
        return Batch(self.ids[rows, :width].long(), lengths, self.targets[rows], self.weights[rows])

    def shuffled(self, batch_size: int, generator: torch.Generator) -> Iterator[Batch]:
        """Every text once, batches of like length in random order."""
        noise = torch.rand(len(self), generator=generator)
        chunks = torch.split((self.lengths + noise * 1.5).argsort(), batch_size)
        for number in torch.randperm(len(chunks), generator=generator).tolist():
            yield self.rows(chunks[number])

    def in_order(self) -> Iterator[tuple[Tensor, Batch]]:
        """Row numbers and batch, shortest texts first; for measuring."""
        for rows in torch.split(self.lengths.argsort(), _EVAL_BATCH):
            yield rows, self.rows(rows)


def number(
    examples: Sequence[Example], vocabulary: Vocabulary, weights: Sequence[float] | None = None
) -> Corpus:
    """Number the words of all examples; `weights` (one an example) default to 1."""
    ids = [
        torch.tensor(vocabulary.ids(example.words[:MAX_TOKENS]), dtype=torch.int32)
        for example in examples
    ]
    return Corpus(
        torch.nn.utils.rnn.pad_sequence(ids, batch_first=True, padding_value=PAD_ID),
        torch.tensor([len(row) for row in ids]),
        torch.tensor([example.target for example in examples]),
        torch.tensor(weights) if weights is not None else torch.ones(len(examples)),
    )
