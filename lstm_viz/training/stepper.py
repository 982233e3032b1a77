"""One training run's moving parts: model, moving average, optimiser, random numbers."""

import copy
import math
from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from lstm_viz.core.models.model import SentimentModel
from lstm_viz.core.text import UNK_ID
from lstm_viz.training.batches import Batch
from lstm_viz.training.data import TrainingData
from lstm_viz.training.ensemble import BothWays
from lstm_viz.training.recipe import CLIP_NORM, FORGET_BIAS, WARM_UP, Recipe
from lstm_viz.training.vocabulary import N_EMBEDDING, neighbours

Reader = SentimentModel | BothWays


class Training:
    """One run: the model being trained, its moving average, its optimiser and its random numbers.

    Args:
        recipe: What was chosen for this model.
        data: What to learn from.
        vectors: Word vectors to start from, (V, E).
        seed: Fixes first weights, order and dropout.
    """

    def __init__(self, recipe: Recipe, data: TrainingData, vectors: Tensor, seed: int) -> None:
        torch.manual_seed(seed)
        self.recipe, self.data = recipe, data
        self.order = torch.Generator().manual_seed(seed)
        self.model = first_model(recipe, vectors)
        self.model.embedding.requires_grad_(not recipe.frozen)
        self.average = copy.deepcopy(self.model)
        self.first = vectors
        self.neighbours = neighbours(vectors, data.n_read()) if recipe.carried else None
        self.n_batches = math.ceil(len(data.train) / recipe.batch_size)
        self.n_steps = self.n_texts = 0
        others = [
            value for key, value in self.model.named_parameters() if not key.startswith("embedding")
        ]
        groups: list[dict[str, Any]] = [{"params": others}]
        if not recipe.frozen:
            groups.insert(0, {"params": [self.model.embedding.weight], "weight_decay": 0.0})
        self.optimizer = torch.optim.AdamW(
            groups, lr=recipe.learning_rate, weight_decay=recipe.weight_decay, fused=True
        )

    @torch.no_grad()
    def learned(self) -> Reader:
        """A copy of the moving average, with the words it never read carried along."""
        model = copy.deepcopy(self.average)
        if self.neighbours is not None:
            self.neighbours.carry(model.embedding.weight, self.first)
        return model

    def epoch(self) -> Iterator[float]:
        """Read every text once; yields the loss of each batch."""
        for batch in self.data.train.shuffled(self.recipe.batch_size, self.order):
            yield self._step(batch)

    def _step(self, batch: Batch) -> float:
        for group in self.optimizer.param_groups:
            group["lr"] = self.recipe.learning_rate * self._rate()
        loss = self._loss(batch)
        self.optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self.model.parameters(), CLIP_NORM)
        self.optimizer.step()
        self.n_steps += 1
        self.n_texts += len(batch.lengths)
        self._follow()
        return loss.item()

    def _rate(self) -> float:
        """Share of the highest learning rate: a short rise, then half a cosine down to zero."""
        done = min(1.0, self.n_steps / (self.n_batches * self.recipe.epochs))
        return min((self.n_steps + 1) / WARM_UP, 0.5 + 0.5 * math.cos(math.pi * done))

    def _loss(self, batch: Batch) -> Tensor:
        """Cross-entropy against soft targets, with words, vectors, states left out at random."""
        recipe, model = self.recipe, self.model
        ids = batch.ids.masked_fill(
            torch.rand(batch.ids.shape) < recipe.word_dropout, UNK_ID
        )  # (B, T)
        x = functional.dropout(model.embedding(ids), recipe.embedding_dropout)  # (B, T, E)
        last = model.summary(x, batch.lengths)  # (B, H)
        logit = model.states_to_logit(functional.dropout(last, recipe.hidden_dropout))  # (B,)
        each = functional.binary_cross_entropy_with_logits(logit, batch.targets, reduction="none")
        return (each * batch.weights).mean()

    @torch.no_grad()
    def _follow(self) -> None:
        """Move the average towards the weights; faster early on, to forget the random start."""
        keep = min(self.recipe.averaging, self.n_steps / (self.n_steps + 10))
        for mean, value in zip(self.average.parameters(), self.model.parameters(), strict=True):
            mean.lerp_(value, 1 - keep)


def first_model(recipe: Recipe, vectors: Tensor) -> Reader:
    """An untrained model on given vectors, forget gates biased open (Jozefowicz et al., 2015)."""
    model: Reader = (
        BothWays(len(vectors), N_EMBEDDING, recipe.n_hidden)
        if recipe.kind == "both"
        else SentimentModel(recipe.kind, len(vectors), N_EMBEDDING, recipe.n_hidden)
    )
    with torch.no_grad():
        model.embedding.weight.copy_(vectors)
        if recipe.kind != "rnn":
            forget = slice(recipe.n_hidden, 2 * recipe.n_hidden)  # torch's order: i f g o
            for name, value in model.recurrent.named_parameters():
                if name.startswith("bias"):  # torch has two, which are added
                    value[forget] = FORGET_BIAS if name.startswith("bias_ih") else 0.0
    return model
