"""How well a model does, measured on the weights as they will be written."""

import copy
from dataclasses import dataclass
from typing import TypeVar

import torch
from torch import Tensor, nn

from lstm_viz.core.models.model import SentimentModel
from lstm_viz.core.models.modules import network_of_model
from lstm_viz.core.pairs.family import read_family, share_held, tallies
from lstm_viz.training.batches import Corpus
from lstm_viz.training.data import TrainingData

_HELDOUT_SHARE, _EVERYDAY_SHARE, _CLAIMS_SHARE = 0.1, 0.2, 0.05
Model = TypeVar("Model", bound=nn.Module)
_EVEN = 0.5
N_BINS = 10
_STEPS = 60  # of the search for a scale: more change no digit
_NEUTRAL = (0.35, 0.65)  # where the verdict on a sentence that judges nothing should lie


@dataclass(frozen=True)
class Scores:
    """What a model reaches, all 0...1.

    Attributes:
        dev: accuracy on the treebank's binary dev sentences; None without a treebank.
        heldout: accuracy on the curriculum's held-out part.
        everyday: share of the everyday dev sentences with the right verdict, which is between
            .35 and .65 for one that judges nothing; None without a treebank.
        claims: share of the textbook's claims that hold over their family of sentences; None for
            a network without gates, and without a treebank.
    """

    dev: float | None
    heldout: float
    everyday: float | None = None
    claims: float | None = None

    @property
    def choice(self) -> float:
        """What the best epoch and the best seed have the most of; see `RULE`."""
        if self.dev is None:
            return self.heldout
        beside = _EVERYDAY_SHARE * (self.everyday or 0.0) + _CLAIMS_SHARE * (self.claims or 0.0)
        return self.dev + _HELDOUT_SHARE * self.heldout + beside


RULE = (
    f"Of all epochs, the weights with the most of dev accuracy + {_HELDOUT_SHARE} x accuracy on "
    f"the curriculum's held-out part + {_EVERYDAY_SHARE} x the share of the everyday dev "
    f"sentences with the right verdict + {_CLAIMS_SHARE} x the share of the textbook's claims "
    "that hold over their family (of an LSTM) are kept, and of all seeds tried the one with the "
    "most; test sentences take no part in either choice."
)


def rounded(model: Model) -> Model:
    """A copy of the model as it will be read back from disk."""
    twin = copy.deepcopy(model).eval()
    vectors = twin.get_parameter("embedding.weight")
    with torch.no_grad():
        vectors.copy_(vectors.half().float())
    return twin


@torch.no_grad()
def probabilities(model: nn.Module, corpus: Corpus) -> Tensor:
    """p_positive of every text, in the corpus's order; (N,) 0...1."""
    result = torch.empty(len(corpus))
    for rows, batch in corpus.in_order():
        result[rows] = torch.sigmoid(model(batch.ids, batch.lengths))
    return result


def accuracy(model: nn.Module, corpus: Corpus) -> float:
    """Share of texts put on the right side of .5."""
    right = (probabilities(model, corpus) > _EVEN) == (corpus.targets > _EVEN)
    return right.float().mean().item()


def fitted_scale(logits: Tensor, targets: Tensor) -> float:
    """What logits are best multiplied by: temperature scaling (Guo et al., 2017), inverted.

    Args:
        logits: (N,).
        targets: (N,), 0 or 1.

    Returns:
        The factor of least cross-entropy, between 1/16 and 16; to 1e-9 of it.
    """
    low, high = -4.0, 4.0  # powers of two; the loss has one minimum, its slope one zero
    for _ in range(_STEPS):
        middle = (low + high) / 2
        scale = 2.0**middle
        slope = ((torch.sigmoid(logits.double() * scale) - targets) * logits).sum()
        low, high = (middle, high) if slope < 0 else (low, middle)
    return float(2.0 ** ((low + high) / 2))


def calibration_error(p: Tensor, targets: Tensor) -> float:
    """Expected calibration error (Naeini et al., 2015): 0...1, small is well calibrated.

    Args:
        p: p_positive of each text, (N,).
        targets: (N,), on either side of one half.

    Returns:
        The mean gap between how sure the verdicts of a bin are and how many of them are right,
        over `N_BINS` bins of equal width between 0 and 1, weighted by how many lie in each.
    """
    bins = (p * N_BINS).long().clamp(max=N_BINS - 1)
    gaps = (p - (targets > _EVEN).float()).double()
    sums = torch.zeros(N_BINS, dtype=torch.double).index_add(0, bins, gaps)
    return (sums.abs().sum() / len(p)).item()


@dataclass(frozen=True)
class Calibration:
    """How a verdict was calibrated: the last layer was multiplied by one number.

    Attributes:
        scale: that number, 1 / temperature; fitted on the dev sentences.
        error_before: expected calibration error on them before, 0...1.
        error_after: and after.
    """

    scale: float
    error_before: float
    error_after: float


def calibrate(model: nn.Module, dev: Corpus | None) -> Calibration | None:
    """Multiply the last layer so that on dev .8 means about .8; None without a treebank.

    Temperature scaling (Guo et al., 2017), folded into the weights: no verdict changes its side.
    """
    if dev is None:
        return None
    p = probabilities(model, dev)
    head = model.get_submodule("head")
    scale = fitted_scale(torch.logit(p.double()), dev.targets)
    with torch.no_grad():
        for value in head.parameters():
            value.mul_(scale)
    after = calibration_error(probabilities(model, dev), dev.targets)
    return Calibration(scale, calibration_error(p, dev.targets), after)


def everyday_share(model: nn.Module, corpus: Corpus) -> float:
    """Share of texts with the right verdict: of a target .5 it is one near .5."""
    p = probabilities(model, corpus)
    is_neutral = corpus.targets == _EVEN
    low, high = _NEUTRAL
    right = torch.where(
        is_neutral, (p >= low) & (p <= high), (p > _EVEN) == (corpus.targets > _EVEN)
    )
    return right.float().mean().item()


def claims_share(model: SentimentModel, data: TrainingData) -> float:
    """Share of the textbook's claims that hold, over all of their family of sentences."""
    found = tallies(read_family(network_of_model(model, "", data.vocabulary, {})))
    return sum(one.n_held for one in found) / sum(one.n_read for one in found)


def told_of(model: nn.Module, data: TrainingData) -> dict[str, float]:
    """What the card says of a seed that was tried: its scores, and each claim by itself."""
    scores = measure(model, data)
    found = {
        "dev": scores.dev,
        "curriculum_heldout": scores.heldout,
        "everyday": scores.everyday,
    }
    if scores.claims is not None and isinstance(model, SentimentModel):
        found |= share_held(network_of_model(model, "", data.vocabulary, {}))
    return {name: round(value, 4) for name, value in found.items() if value is not None}


def measure(model: nn.Module, data: TrainingData) -> Scores:
    """Scores on all that a model may be chosen by; never on test."""
    claims = None
    if data.dev is not None and isinstance(model, SentimentModel) and model.kind == "lstm":
        claims = claims_share(model, data)
    return Scores(
        None if data.dev is None else accuracy(model, data.dev),
        accuracy(model, data.heldout),
        None if data.everyday is None else everyday_share(model, data.everyday),
        claims,
    )
