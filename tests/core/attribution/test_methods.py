"""Attributions of every method: their sums, and the methods that only score again or derive."""

import numpy as np
import pytest
import torch
from captum.attr import IntegratedGradients
from torch import Tensor

from lstm_viz.core.attribution.gradient_methods import N_STEPS, integrated_gradients
from lstm_viz.core.attribution.methods import FOR_ANY, FOR_LSTM, METHODS, attribute
from lstm_viz.core.models.checkpoint import arrays_of, load_model
from lstm_viz.core.models.model import SentimentModel
from lstm_viz.core.models.modules import recurrent_of, sentiment_model
from lstm_viz.core.network import Network
from lstm_viz.core.record import record_sentence
from lstm_viz.core.text import UNK_ID
from lstm_viz.core.trace import SentenceTrace
from tests.random_models import (
    SENTENCE,
    random_model,
    random_reading,
    readings,
    torch_model,
)

TOLERANCE = 1e-5
SEEDS = range(6)


def logit_of(network: Network, ids: list[int]) -> float:
    """Score word numbers with the model itself; the padding is not read."""
    padded = torch.tensor([[*ids, 0]])
    return float(torch_model(network)(padded, torch.tensor([len(ids)])))


def ids_of(network: Network, trace: SentenceTrace) -> list[int]:
    return network.words().ids(token.text for token in trace.tokens)


@pytest.mark.parametrize("method", METHODS)
def test_every_method_gives_a_score_a_token_and_keeps_its_promise(method: str) -> None:
    for network, trace in readings():
        found = attribute(network, trace, method)
        assert found.name == method
        assert found.scores.shape == (len(trace.tokens),)
        assert np.isfinite(found.scores).all()
        assert found.should == trace.logit[-1]
        total = found.scores.sum() + sum(found.parts.values())
        assert found.adds_up_to == pytest.approx(total, abs=1e-12)
        if found.promise == "exact":
            assert found.adds_up_to == pytest.approx(found.should, abs=TOLERANCE)


@pytest.mark.parametrize("method", METHODS)
def test_an_empty_sentence_has_no_scores_but_a_logit(method: str) -> None:
    for network, trace in readings(" "):
        found = attribute(network, trace, method)
        assert found.scores.shape == (0,)
        assert found.should == pytest.approx(logit_of(network, []))
        if found.promise != "none":
            assert found.adds_up_to == pytest.approx(found.should, abs=TOLERANCE)


def test_what_is_promised_by_which_method() -> None:
    network, trace = random_reading(0)
    promises = {name: attribute(network, trace, name).promise for name in METHODS}
    assert [name for name in METHODS if promises[name] == "exact"] == ["lrp", "ledger_split"]
    assert [name for name in METHODS if promises[name] == "approximate"] == ["integrated_gradients"]


@pytest.mark.parametrize("kind", ["lstm", "rnn"])
def test_leave_one_out_is_scoring_without_the_word(kind: str) -> None:
    network = random_model(3, "lstm" if kind == "lstm" else "rnn")
    trace = record_sentence(network, SENTENCE)
    ids = ids_of(network, trace)
    whole = logit_of(network, ids)
    without = [whole - logit_of(network, ids[:t] + ids[t + 1 :]) for t in range(len(ids))]
    unknown = [
        whole - logit_of(network, [*ids[:t], UNK_ID, *ids[t + 1 :]]) for t in range(len(ids))
    ]
    found = attribute(network, trace, "leave_one_out")
    np.testing.assert_allclose(found.scores, without, atol=TOLERANCE)
    replaced = attribute(network, trace, "replaced_by_unk")
    np.testing.assert_allclose(replaced.scores, unknown, atol=TOLERANCE)
    assert (replaced.scores[~trace.known] == 0).all()
    assert not trace.known.all()


def test_leave_one_out_of_the_only_word_leaves_the_empty_memory() -> None:
    network = load_model("lstm-tiny")
    found = attribute(network, record_sentence(network, "great"), "leave_one_out")
    assert found.scores[0] == pytest.approx(found.should - logit_of(network, []), abs=TOLERANCE)


def vectors_to_logit(network: Network, x: Tensor) -> Tensor:
    """Read sentences of vectors (B, T, E) with torch alone."""
    return read(torch_model(network), x)


def read(model: SentimentModel, x: Tensor) -> Tensor:
    """Read sentences of vectors with a module."""
    output, _ = model.recurrent(x)
    logits: Tensor = model.head(output[:, -1])
    return logits[:, 0]


@pytest.mark.parametrize("kind", ["lstm", "rnn"])
@pytest.mark.parametrize("seed", SEEDS)
def test_gradient_x_input_is_what_finite_differences_say(kind: str, seed: int) -> None:
    network, trace = random_reading(seed, kind="lstm" if kind == "lstm" else "rnn")
    exact = sentiment_model(network).double()
    x = torch.tensor(trace.layer.x).double()
    step = 1e-6
    slopes = []
    for t in range(len(x)):
        # The slope of the logit while word t alone is stretched.
        longer, shorter = x.clone(), x.clone()
        longer[t] *= 1 + step
        shorter[t] *= 1 - step
        up, down = read(exact, torch.stack([longer, shorter]))
        slopes.append(float(up - down) / (2 * step))
    found = attribute(network, trace, "gradient_x_input")
    np.testing.assert_allclose(found.scores, slopes, atol=2e-5, rtol=1e-4)


@pytest.mark.parametrize("kind", ["lstm", "rnn"])
def test_gradient_x_input_is_autograd_and_leaves_no_gradient_behind(kind: str) -> None:
    network, trace = random_reading(1, kind="lstm" if kind == "lstm" else "rnn")
    x = torch.tensor(trace.layer.x)[None].requires_grad_()
    (gradient,) = torch.autograd.grad(vectors_to_logit(network, x), x)
    expected = (gradient * x)[0].sum(-1).detach().numpy()
    found = attribute(network, trace, "gradient_x_input")
    np.testing.assert_allclose(found.scores, expected, atol=TOLERANCE)
    assert all(parameter.grad is None for parameter in recurrent_of(network).parameters())


def test_integrated_gradients_are_captums() -> None:
    for network, trace in [*readings(), random_reading(2, kind="rnn")]:
        x = torch.tensor(trace.layer.x)[None]

        def forward(x: Tensor, network: Network = network) -> Tensor:
            return vectors_to_logit(network, x)

        theirs = IntegratedGradients(forward).attribute(x, torch.zeros_like(x), n_steps=N_STEPS)
        ours = integrated_gradients(network, trace, N_STEPS)
        expected = theirs[0].sum(-1).detach().numpy()
        np.testing.assert_allclose(ours.scores, expected, atol=2e-5)
        zero = vectors_to_logit(network, torch.zeros_like(x)).item()
        assert ours.parts["baseline"] == pytest.approx(zero, abs=1e-6)


@pytest.mark.parametrize(
    ("name", "tolerance"),
    [("lstm-tiny", TOLERANCE), ("lstm-small", TOLERANCE), ("rnn-tiny", 5e-3)],
)
def test_integrated_gradients_are_complete_with_enough_steps_only(
    name: str, tolerance: float
) -> None:
    network = load_model(name)
    trace = record_sentence(network, SENTENCE)
    few, enough = (integrated_gradients(network, trace, n_steps) for n_steps in (2, N_STEPS))
    assert enough.adds_up_to == pytest.approx(enough.should, abs=tolerance)
    assert abs(few.adds_up_to - few.should) > 2 * tolerance


def test_a_method_that_does_not_exist_or_apply_is_refused() -> None:
    network, trace = random_reading(0, kind="rnn")
    with pytest.raises(ValueError, match=", ".join(METHODS)):
        attribute(network, trace, "sing")
    for method in FOR_LSTM:
        with pytest.raises(
            ValueError, match=f"{method}: this needs an LSTM.*{' or '.join(FOR_ANY)}"
        ):
            attribute(network, trace, method)
        with pytest.raises(ValueError, match="LSTM"):
            METHODS[method](network, trace)
    assert all(attribute(network, trace, method).scores.any() for method in FOR_ANY)


@pytest.mark.parametrize("method", METHODS)
def test_no_method_writes_to_the_model_or_the_trace(method: str) -> None:
    network, trace = random_reading(5)
    weights = {name: array.copy() for name, array in arrays_of(network).items()}
    rows = {name: array.copy() for name, array in trace.arrays().items()}
    attribute(network, trace, method)
    for name, array in arrays_of(network).items():
        np.testing.assert_array_equal(array, weights[name])
    for name, array in trace.arrays().items():
        np.testing.assert_array_equal(array, rows[name])


def test_two_hundred_tokens_are_scored() -> None:
    network = load_model("lstm-tiny")
    trace = record_sentence(network, "great but boring , " * 60)
    for method in FOR_LSTM:
        found = attribute(network, trace, method)
        assert found.scores.shape == (200,)
        assert np.isfinite(found.scores).all()
