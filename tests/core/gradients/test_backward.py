"""The gradients by hand are those of autograd, and those of torch's own modules."""

import copy
from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn

from lstm_viz.core.checks.autograd import autograd_gradients
from lstm_viz.core.gradients import backward
from lstm_viz.core.gradients.backward import backpropagate, gate_slopes
from lstm_viz.core.gradients.trace import LstmGradients
from lstm_viz.core.record import record
from tests.layers import KINDS, OPTIONS, Layers, difference, random_layers, torch_gradients

# Torch says that it takes a slower way for projections; that is its own affair.
pytestmark = pytest.mark.filterwarnings("ignore:LSTM with projections:UserWarning")

TOLERANCE = {torch.float32: 1e-6, torch.float64: 1e-12}
AS_TORCH = 8  # times torch's own rounding, since two differ by more than one; 4.6 is the most seen


def from_autograd(layers: Layers) -> float:
    """Return the largest difference of any array of any layer and direction."""
    given_to_both = layers.module, layers.traces, layers.from_head
    pairs = zip(backpropagate(*given_to_both), autograd_gradients(*given_to_both), strict=True)
    return max(
        difference(ours.arrays()[name], array)
        for ours, theirs in pairs
        for name, array in theirs.arrays().items()
    )


def allowed(layers: Layers, dtype: torch.dtype) -> float:
    """Return the tolerance; more only where torch's own float32 is further from the exact result.

    Three layers both ways multiply the rounding of each. How far it reaches is measured: autograd
    in float32 against autograd in float64, on the same weights.
    """
    if dtype is torch.float64:
        return TOLERANCE[dtype]
    exact = copy.deepcopy(layers.module).double()
    start = layers.initial
    start = tuple(part.double() for part in start) if isinstance(start, tuple) else start.double()
    traces = record(exact, layers.x.double(), start)
    truth = autograd_gradients(exact, traces, layers.from_head.astype(np.float64))
    theirs = autograd_gradients(layers.module, layers.traces, layers.from_head)
    strayed = max(
        difference(one.arrays()[name].astype(np.float64), array)
        for one, exactly in zip(theirs, truth, strict=True)
        for name, array in exactly.arrays().items()
    )
    return max(TOLERANCE[dtype], AS_TORCH * strayed)


@given(st.fixed_dictionaries(OPTIONS), st.sampled_from(KINDS))
@settings(deadline=None, max_examples=120)
def test_by_hand_is_autograd(options: dict[str, Any], kind: type[nn.LSTM | nn.RNN]) -> None:
    layers = random_layers(kind, **options)
    assert from_autograd(layers) <= allowed(layers, options["dtype"])


@pytest.mark.parametrize("n_projected", [1, 3])
def test_by_hand_is_autograd_with_a_projection(n_projected: int) -> None:
    options = {"num_layers": 2, "bidirectional": True, "proj_size": n_projected}
    assert from_autograd(random_layers(nn.LSTM, **options)) <= 1e-12


@given(st.fixed_dictionaries({**OPTIONS, "n_steps": st.integers(1, 10)}), st.sampled_from(KINDS))
@settings(deadline=None, max_examples=60)
def test_the_input_gets_what_torch_gives_it(
    options: dict[str, Any], kind: type[nn.LSTM | nn.RNN]
) -> None:
    layers = random_layers(kind, **options)
    first = backpropagate(layers.module, layers.traces, layers.from_head)
    both = first[: 1 + layers.module.bidirectional]
    grad_x = np.sum([one.grad_x for one in both], axis=0)
    assert difference(grad_x, torch_gradients(layers)[0]) <= allowed(layers, options["dtype"])


@given(st.integers(0, 1000), st.booleans())
@settings(deadline=None, max_examples=40)
def test_the_arrivals_add_up(seed: int, bidirectional: bool) -> None:  # noqa: FBT001
    layers = random_layers(nn.LSTM, seed, num_layers=2, bidirectional=bidirectional)
    found = backpropagate(layers.module, layers.traces, layers.from_head)
    for number, (trace, one) in enumerate(zip(layers.traces, found, strict=True)):
        assert isinstance(one, LstmGradients)
        order = -1 if bidirectional and number % 2 else 1
        f, grad_c, from_next = (
            part[::order] for part in (trace.f, one.grad_c, one.grad_c_from_next)
        )
        np.testing.assert_array_equal(one.grad_c, one.grad_c_from_h + one.grad_c_from_next)
        np.testing.assert_array_equal(one.grad_h, one.grad_h_from_head + one.grad_h_from_next)
        np.testing.assert_array_equal(from_next[:-1], f[1:] * grad_c[1:])
        assert not from_next[-1].any()
        assert not one.grad_h_from_next[::order][-1].any()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("n_steps", [0, 1])
def test_no_token_and_one(kind: type[nn.LSTM | nn.RNN], n_steps: int) -> None:
    layers = random_layers(kind, n_steps=n_steps, num_layers=2, bidirectional=True)
    assert from_autograd(layers) <= 1e-12
    found = backpropagate(layers.module, layers.traces, layers.from_head)
    assert all(len(part) == n_steps for one in found for part in one.arrays().values())


def test_a_head_in_the_middle_leaves_nothing_after_it() -> None:
    layers = random_layers(nn.LSTM, n_steps=7)
    layers.from_head[np.arange(7) != 3] = 0
    (one,) = backpropagate(layers.module, layers.traces, layers.from_head)
    for name, rows in one.arrays().items():
        assert not rows[4:].any(), name
    assert isinstance(one, LstmGradients)
    assert np.abs(one.grad_c[:4]).min(axis=1).all()


@pytest.mark.parametrize("swapped", [(0, 1), (1, 2), (0, 3), (2, 3)])
def test_swapped_gates_would_be_seen(
    swapped: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    slopes, order = gate_slopes, [0, 1, 2, 3]
    order[swapped[0]], order[swapped[1]] = order[swapped[1]], order[swapped[0]]
    monkeypatch.setattr(backward, "gate_slopes", lambda trace: slopes(trace)[:, order].copy())
    assert from_autograd(random_layers(nn.LSTM)) > 1e-3


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_left_behind(kind: type[nn.LSTM | nn.RNN]) -> None:
    layers = random_layers(kind, num_layers=2, bidirectional=True)
    weights = [weight.clone() for weight in layers.module.parameters()]
    arrays = [part.copy() for trace in layers.traces for part in trace.arrays().values()]
    head = layers.from_head.copy()
    from_autograd(layers)
    for weight, before in zip(layers.module.parameters(), weights, strict=True):
        assert weight.grad is None
        assert torch.equal(weight, before)
    after = [part for trace in layers.traces for part in trace.arrays().values()]
    assert all(np.array_equal(new, old) for new, old in zip(after, arrays, strict=True))
    np.testing.assert_array_equal(layers.from_head, head)


def test_huge_weights_saturate_without_a_warning() -> None:
    layers = random_layers(nn.LSTM, dtype=torch.float32)
    with torch.no_grad():
        layers.module.all_weights[0][0].fill_(1e4)
    traces = record(layers.module, layers.x, layers.initial)
    assert from_autograd(replace(layers, traces=traces)) <= 1e-6


def test_what_does_not_fit_is_refused() -> None:
    layers, other = random_layers(nn.LSTM), random_layers(nn.LSTM, n_hidden=7)
    for give in (backpropagate, autograd_gradients):
        with pytest.raises(ValueError, match="arrives at the top"):
            give(layers.module, layers.traces, layers.from_head[:-1])
        with pytest.raises(ValueError, match="not of this network"):
            give(other.module, layers.traces, layers.from_head)
        with pytest.raises(ValueError, match="not of this network"):
            give(nn.RNN(4, 5), layers.traces, layers.from_head)


def test_the_names_are_the_agreed_ones() -> None:
    agreed = {"grad_h", "grad_c", "grad_c_from_h", "grad_c_from_next", "grad_x"}
    agreed |= {f"grad_{gate}_pre" for gate in "ifgo"}
    assert agreed <= {field.name for field in fields(LstmGradients)}


@pytest.mark.parametrize("bidirectional", [False, True])
def test_a_relu_networks_gradients_are_torchs(*, bidirectional: bool) -> None:
    shape = {"num_layers": 2, "bidirectional": bidirectional, "nonlinearity": "relu"}
    layers = random_layers(nn.RNN, 2, **shape)
    assert from_autograd(layers) <= 1e-12
    found = backpropagate(layers.module, layers.traces, layers.from_head)
    theirs, _ = torch_gradients(layers)
    ours = np.sum([one.grad_x for one in found[: 1 + bidirectional]], axis=0)
    assert difference(ours, theirs) <= 1e-12
    assert any((trace.h == 0).any() for trace in layers.traces)


def test_a_grus_gradients_are_refused_in_words() -> None:
    gru = nn.GRU(4, 5)
    traces = record(gru, torch.randn(3, 4))
    with pytest.raises(ValueError, match="gradients of a GRU are not worked out here"):
        backpropagate(gru, traces, np.zeros((3, 5), np.float32))
