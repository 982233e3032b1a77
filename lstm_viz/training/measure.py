"""How well a model does, measured on the weights as they will be written."""

import copy
from dataclasses import dataclass

import torch
from torch import Tensor

from lstm_viz.core.models.model import SentimentModel
from lstm_viz.training.batches import Corpus

_HELDOUT_SHARE = 0.1


@dataclass(frozen=True)
class Scores:
    """Accuracies 0...1; `dev` is None without a treebank."""

    dev: float | None
    heldout: float

    @property
    def choice(self) -> float:
        """What the best epoch and the best seed have the most of; see `RULE`."""
        return self.heldout if self.dev is None else self.dev + _HELDOUT_SHARE * self.heldout


RULE = (
    f"Of all epochs, the weights with the highest dev accuracy + {_HELDOUT_SHARE} x accuracy on "
    "the curriculum's held-out part are kept, and of all seeds tried the one with the "
    "highest; test sentences take no part in either choice."
)


def rounded(model: SentimentModel) -> SentimentModel:
    """A copy of the model as it will be read back from disk."""
    twin = copy.deepcopy(model).eval()
    with torch.no_grad():
        twin.embedding.weight.copy_(twin.embedding.weight.half().float())
    return twin


@torch.no_grad()
def probabilities(model: SentimentModel, corpus: Corpus) -> Tensor:
    """p_positive of every text, in the corpus's order; (N,) 0...1."""
    result = torch.empty(len(corpus))
    for rows, batch in corpus.in_order():
        result[rows] = torch.sigmoid(model(batch.ids, batch.lengths))
    return result


def accuracy(model: SentimentModel, corpus: Corpus) -> float:
    """Share of texts put on the right side of .5."""
    right = (probabilities(model, corpus) > 0.5) == (corpus.targets > 0.5)  # noqa: PLR2004  (even odds)
    return right.float().mean().item()


def measure(model: SentimentModel, dev: Corpus | None, heldout: Corpus) -> Scores:
    """Scores on dev and on the curriculum's held-out part; never on test."""
    return Scores(None if dev is None else accuracy(model, dev), accuracy(model, heldout))
