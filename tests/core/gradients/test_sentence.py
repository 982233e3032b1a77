"""The gradients of a sentence: of the shipped models, for every target that can be asked for."""

from typing import Any

import numpy as np
import pytest
import torch

from lstm_viz.core.checks.autograd import autograd_sentence_gradients
from lstm_viz.core.gradients.backward import sentence_gradients
from lstm_viz.core.gradients.target import Target
from lstm_viz.core.models.checkpoint import MODELS, load_model
from lstm_viz.core.network import Network
from lstm_viz.core.record import record_sentence
from tests.layers import difference
from tests.random_models import torch_model

TYPED = "The movie was not at all boring and quite enjoyable."
TARGETS = [Target(), Target(step=0), Target(step=5), Target(label=0), Target(label=1)]


def from_torch(network: Network, trace: Any, target: Target) -> tuple[float, Any]:
    """Differentiate torch's own module and the head; return L and dL/dx."""
    x = torch.tensor(trace.layer.x).clone().requires_grad_()
    h, _ = torch_model(network).recurrent(x)
    logit = torch_model(network).head(h[-1 if target.step is None else target.step])[0]
    if target.label is not None:
        p = torch.sigmoid(logit.double())
        logit = -torch.log(p if target.label else 1 - p)
    return logit.item(), torch.autograd.grad(logit, [x])[0].numpy()


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("name", MODELS)
def test_the_shipped_models(name: str, target: Target) -> None:
    network = load_model(name)
    trace = record_sentence(network, TYPED)
    by_hand = sentence_gradients(network, trace, target)
    by_autograd = autograd_sentence_gradients(network, trace, target)
    for code, array in by_autograd.arrays().items():
        assert array.dtype == np.float32
        assert difference(by_hand.arrays()[code], array) <= 1e-6, code
    value, grad_x = from_torch(network, trace, target)
    assert by_hand.value == pytest.approx(value, rel=1e-5)
    assert by_autograd.value == pytest.approx(value, rel=1e-5)
    assert difference(by_hand.layer.grad_x, grad_x) <= 1e-6
    assert by_hand.target == target


@pytest.mark.parametrize("name", MODELS)
def test_after_the_target_there_is_nothing(name: str) -> None:
    network = load_model(name)
    trace = record_sentence(network, TYPED)
    for array in sentence_gradients(network, trace, Target(step=4)).arrays().values():
        assert not array[5:].any()
    prefix = record_sentence(network, "The movie was not at")
    read_so_far = sentence_gradients(network, prefix).arrays()
    for code, array in sentence_gradients(network, trace, Target(step=4)).arrays().items():
        np.testing.assert_allclose(array[:5], read_so_far[code], atol=1e-6)


def test_the_loss_pulls_towards_its_label(network: Network) -> None:
    trace = record_sentence(network, "not a good film")
    p = float(trace.p_positive[-1])
    logit = sentence_gradients(network, trace).layer.grad_x
    for label in (0, 1):
        loss = sentence_gradients(network, trace, Target(label=label))
        np.testing.assert_allclose(loss.layer.grad_x, (p - label) * logit, rtol=1e-4, atol=1e-7)
        assert loss.value == pytest.approx(-np.log(p if label else 1 - p), rel=1e-4)


@pytest.mark.parametrize("logit", [-1000.0, -90.0, 0.0, 90.0, 1000.0])
def test_a_sure_verdict_neither_overflows_nor_cancels(logit: float) -> None:
    for label in (0, 1):
        value, slope = Target(label=label).value_and_slope(logit)
        wrong = logit * (1 - 2 * label)  # how far on the wrong side
        assert value == pytest.approx(max(wrong, 0) + np.log1p(np.exp(-abs(wrong))))
        assert slope == pytest.approx((1 - 2 * label) * np.exp(min(wrong, 0)) / (1 + (wrong == 0)))


@pytest.mark.parametrize("target", [Target(), Target(label=1)])
def test_an_empty_text_has_a_value_and_no_rows(network: Network, target: Target) -> None:
    trace = record_sentence(network, " ")
    for by in (sentence_gradients, autograd_sentence_gradients):
        found = by(network, trace, target)
        assert all(len(array) == 0 for array in found.arrays().values())
        bias = network.verdict_head().bias
        assert found.value == pytest.approx(np.log1p(np.exp(-bias)) if target.label else bias)


@pytest.mark.parametrize(
    ("spelled", "target"),
    [
        ("last", Target()),
        ("1", Target(step=0)),
        ("12", Target(step=11)),
        ("loss0", Target(label=0)),
        ("loss1", Target(label=1)),
    ],
)
def test_targets_are_spelled(spelled: str, target: Target) -> None:
    assert Target.parse(spelled) == target


@pytest.mark.parametrize("spelled", ["", "0", "-1", "1.0", "loss2", "first", "٣", "9" * 5000, " 1"])
def test_a_wrong_spelling_is_refused(spelled: str) -> None:
    with pytest.raises(ValueError, match="no target"):
        Target.parse(spelled)


@pytest.mark.parametrize(("step", "n_steps"), [(3, 3), (0, 0), (-1, 3)])
def test_a_token_that_is_not_there_is_refused(step: int, n_steps: int) -> None:
    with pytest.raises(ValueError, match="no token"):
        Target(step=step).row(n_steps)


def test_a_label_is_nought_or_one() -> None:
    with pytest.raises(ValueError, match="label"):
        Target(label=2)
