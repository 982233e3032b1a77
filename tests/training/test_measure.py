"""Calibration is folded into the weights; each part of the score is what it says."""

import copy
from dataclasses import replace

import pytest
import torch

from lstm_viz.core.text import Vocabulary
from lstm_viz.studies.treebank import Example
from lstm_viz.training.batches import number
from lstm_viz.training.measure import (
    Scores,
    calibrate,
    calibration_error,
    everyday_share,
    fitted_scale,
    probabilities,
)
from lstm_viz.training.recipe import recipe_of
from lstm_viz.training.stepper import first_model

WORDS = Vocabulary(("<pad>", "<unk>", "a", "b", "c"))
RECIPE = replace(recipe_of("lstm-tiny"), n_hidden=4)
TEXTS = [
    Example(tuple("abc"[i] for i in row), float(row[0] == 0))
    for row in ((0, 1), (1, 0), (2,), (0, 0, 1), (2, 1), (1, 2), (0,), (1, 1, 0))
]


def reader() -> torch.nn.Module:
    torch.manual_seed(1)
    return first_model(RECIPE, torch.randn(len(WORDS), 50)).eval()


def test_calibration_is_folded_into_the_last_layer() -> None:
    """Every logit is multiplied by one number, so that no verdict changes its side."""
    model, dev = reader(), number(TEXTS, WORDS)
    before = torch.logit(probabilities(model, dev).double())
    fresh = copy.deepcopy(model)
    found = calibrate(model, dev)
    assert found is not None
    assert found.scale == pytest.approx(fitted_scale(before, dev.targets))
    after = torch.logit(probabilities(model, dev).double())
    assert torch.allclose(after, before * found.scale, atol=1e-5)
    assert found.error_before == calibration_error(probabilities(fresh, dev), dev.targets)
    assert found.error_after == calibration_error(probabilities(model, dev), dev.targets)


def test_without_a_treebank_nothing_is_calibrated() -> None:
    model = reader()
    assert calibrate(model, None) is None


def test_too_sure_on_either_side_is_not_balanced_by_the_other() -> None:
    """Half of the verdicts are right, of both bins: each is .45 too sure."""
    p = torch.tensor([0.95] * 10 + [0.05] * 10)
    targets = torch.tensor([1.0, 0.0] * 10)
    assert calibration_error(p, targets) == pytest.approx(0.45)
    just = torch.tensor([0.75] * 4)
    assert calibration_error(just, torch.tensor([1.0, 1.0, 1.0, 0.0])) == pytest.approx(0)


class Fixed(torch.nn.Module):
    """Says of a text what its first word says: a 0.9, b 0.5, c 0.2."""

    def forward(self, ids: torch.Tensor, _lengths: torch.Tensor) -> torch.Tensor:
        return torch.logit(torch.tensor([0.5, 0.5, 0.9, 0.5, 0.2]))[ids[:, 0]]


def test_a_neutral_sentence_is_wrong_far_from_one_half() -> None:
    texts = [Example((word,), 0.5) for word in "abc"]
    assert everyday_share(Fixed(), number(texts, WORDS)) == pytest.approx(1 / 3)


def test_neutral_sentences_are_right_near_one_half() -> None:
    """Against the verdicts themselves: targets set so that just the first five are right."""
    model = reader()
    p = probabilities(model, number(TEXTS, WORDS)).tolist()
    assert all(0.35 < one < 0.65 for one in p)  # an untrained reader says nothing
    targets = [0.5] * 3 + [float(one > 0.5) for one in p[3:5]] + [float(one < 0.5) for one in p[5:]]
    texts = [replace(text, target=target) for text, target in zip(TEXTS, targets, strict=True)]
    assert everyday_share(model, number(texts, WORDS)) == pytest.approx(5 / 8)


def test_what_is_chosen_by() -> None:
    assert Scores(None, 0.6).choice == 0.6
    assert Scores(0.8, 0.6, 0.9, 0.5).choice == pytest.approx(0.8 + 0.06 + 0.18 + 0.025)
    assert Scores(0.8, 0.6, 0.9).choice == pytest.approx(0.8 + 0.06 + 0.18)
