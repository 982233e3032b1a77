"""The direct path is the product of the forget gates; the full one is torch's Jacobian."""

from itertools import product
from typing import Any, cast

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor, nn
from torch.func import jacrev

from lstm_viz.core.gradients import jacobians
from lstm_viz.core.gradients.backward import gate_slopes
from lstm_viz.core.gradients.jacobians import RnnJacobians, frobenius_norms
from lstm_viz.core.gradients.paths import (
    Norm,
    direct_path,
    direct_path_norms,
    full_path,
    full_path_norms,
    sentence_paths,
)
from lstm_viz.core.models.checkpoint import MODELS, load_model
from lstm_viz.core.network import network_of
from lstm_viz.core.record import record_sentence
from tests.layers import KINDS, random_layers
from tests.random_models import torch_model

TYPED = "The movie was not at all boring and quite enjoyable."
MEASURES: dict[Norm, Any] = {
    "frobenius": lambda matrices: np.linalg.norm(matrices, axis=(2, 3)),
    "spectral": lambda matrices: np.linalg.norm(matrices, ord=2, axis=(2, 3)),
}
SIZES = {"seed": st.integers(0, 1000), "n_steps": st.integers(0, 6), "n_hidden": st.integers(2, 6)}


def jacobian(module: nn.LSTM | nn.RNN, trace: Any, order: int = 1) -> Any:
    """Return dC_t/dC_s (plain RNN: dh_t/dh_s) of all pairs, (T, H, T, H), by torch alone."""
    suffix = "_l0" if order == 1 else "_l0_reverse"
    weights = {
        name.removesuffix(suffix): weight.detach().double()
        for name, weight in module.named_parameters()
        if name.endswith(suffix)
    }
    biases = (weights["bias_ih"], weights["bias_hh"]) if module.bias else (None, None)
    cell: Any = torch.lstm_cell if isinstance(module, nn.LSTM) else torch.rnn_tanh_cell
    both = weights["weight_ih"], weights["weight_hh"], *biases
    steps = range(len(trace.x))[::order]
    names = ("h_prev", "c_prev") if isinstance(module, nn.LSTM) else ("h_prev",)
    starts = [torch.tensor(trace.arrays()[name][steps[0]]).double() for name in names]
    x = torch.tensor(trace.x).double()

    def run(nudge: Tensor) -> Tensor:
        states, rows = [start[None] for start in starts], {}
        for t in steps:
            if len(states) == 1:
                states = [cell(x[t][None], states[0], *both) + nudge[t]]
            else:
                h, c = cell(x[t][None], tuple(states), *both)
                o = _output_gate(x[t], states[0], both)
                states = [o * torch.tanh(c + nudge[t]), c + nudge[t]]
                torch.testing.assert_close((o * torch.tanh(c)).detach(), h.detach())
            rows[t] = states[-1][0]
        return torch.stack([rows[t] for t in sorted(rows)])

    return jacrev(run)(torch.zeros_like(torch.tensor(trace.h).double())).numpy()


def _output_gate(x: Tensor, h: Tensor, weights: Any) -> Tensor:
    w, u, *biases = weights
    z = h @ u.T + x @ w.T + sum(bias for bias in biases if bias is not None)
    return torch.sigmoid(z.chunk(4, dim=-1)[3])


def check_full(kind: type[nn.LSTM | nn.RNN], options: dict[str, Any], tolerance: float) -> None:
    """Compare norms of both kinds and single pairs with torch's Jacobian."""
    layers = random_layers(kind, **options)
    for number, trace in enumerate(layers.traces):
        weights = network_of(layers.module).cell_of(trace)
        whole = jacobian(layers.module, trace, -1 if number else 1).transpose(0, 2, 1, 3)
        for norm, measure in MEASURES.items():
            ours = full_path_norms(trace, weights, norm)
            np.testing.assert_allclose(ours, measure(whole), rtol=tolerance, atol=1e-300)
        for t, s in product(range(len(trace.h)), repeat=2):
            ours = full_path(trace, weights, s, t)
            np.testing.assert_allclose(ours, whole[t, s], rtol=tolerance, atol=tolerance)


@given(st.fixed_dictionaries({**SIZES, "n_steps": st.integers(1, 6)}), st.sampled_from(KINDS))
@settings(deadline=None, max_examples=25)
def test_the_full_path_is_the_jacobian(
    options: dict[str, Any], kind: type[nn.LSTM | nn.RNN]
) -> None:
    check_full(kind, {**options, "bias": options["seed"] % 2 == 0, "bidirectional": True}, 1e-9)


@pytest.mark.parametrize("kind", KINDS)
def test_a_float32_record_gives_the_jacobian_too(kind: type[nn.LSTM | nn.RNN]) -> None:
    layers = random_layers(kind, dtype=torch.float32, n_steps=6)
    weights = network_of(layers.module).cell()
    whole = jacobian(layers.module, layers.traces[0])
    theirs = np.linalg.norm(whole.transpose(0, 2, 1, 3), axis=(2, 3))
    np.testing.assert_allclose(full_path_norms(layers.traces[0], weights), theirs, rtol=2e-6)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("n_steps", [1, 2, 13, 40])
def test_halving_changes_nothing(
    kind: type[nn.LSTM | nn.RNN], n_steps: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    layers = random_layers(kind, n_steps=n_steps)
    weights = network_of(layers.module).cell()
    monkeypatch.setattr(jacobians, "_SHORT", 1000)
    step_by_step = full_path_norms(layers.traces[0], weights)
    for shortest in (1, 2, 12):
        monkeypatch.setattr(jacobians, "_SHORT", shortest)
        halved = full_path_norms(layers.traces[0], weights)
        np.testing.assert_allclose(halved, step_by_step, rtol=1e-9)


def keep_then_drop() -> tuple[RnnJacobians, Any]:
    """Build steps that keep one direction early and lose it late, and the other way round."""
    factors = np.ones((20, 2))
    factors[:10, 0] = factors[10:, 1] = 0.25
    turn = np.array([[0.8, -0.6], [0.6, 0.8]])
    mix = turn * factors[:, None] @ turn.T
    expected = np.zeros((20, 20))
    for t, s in product(range(20), repeat=2):
        if s <= t:
            expected[t, s] = np.linalg.norm(factors[s + 1 : t + 1].prod(axis=0))
    return RnnJacobians(mix), expected


def test_halves_that_cancel_lose_no_digits(monkeypatch: pytest.MonkeyPatch) -> None:
    found, expected = keep_then_drop()
    np.testing.assert_allclose(frobenius_norms(found, 20), expected, rtol=1e-8)
    monkeypatch.setattr(jacobians, "_CANCELS", 0.0)  # and without the precaution they would
    with np.errstate(invalid="ignore"), pytest.raises(AssertionError, match="Not equal"):
        np.testing.assert_allclose(frobenius_norms(found, 20), expected, rtol=1e-8)


@given(st.fixed_dictionaries(SIZES))
@settings(deadline=None, max_examples=40)
def test_the_direct_path_is_the_product_of_the_forget_gates(options: dict[str, Any]) -> None:
    layers = random_layers(nn.LSTM, bidirectional=True, **options)
    for trace, order in zip(layers.traces, (1, -1), strict=True):
        found, f = direct_path(trace)[::order, ::order], trace.f[::order]
        for t, s in product(range(len(f)), repeat=2):
            expected = f[s + 1 : t + 1].prod(axis=0) if s <= t else np.zeros(f.shape[1])
            np.testing.assert_allclose(found[t, s], expected, rtol=1e-12)
        for norm, lengths in (
            ("frobenius", (found**2).sum(-1) ** 0.5),
            ("spectral", found.max(-1)),
        ):
            ours = direct_path_norms(trace, cast("Norm", norm))
            np.testing.assert_allclose(ours[::order, ::order], lengths, rtol=1e-12)


def test_without_recurrent_weights_the_belt_is_all_there_is() -> None:
    layers = random_layers(nn.LSTM)
    with torch.no_grad():
        layers.module.all_weights[0][1].zero_()
    (trace,) = layers.traces
    weights = network_of(layers.module).cell()
    np.testing.assert_allclose(full_path_norms(trace, weights), direct_path_norms(trace))


@pytest.mark.parametrize("swapped", [(0, 1), (1, 2), (2, 3)])
def test_swapped_gates_would_be_seen(
    swapped: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    order = [0, 1, 2, 3]
    order[swapped[0]], order[swapped[1]] = order[swapped[1]], order[swapped[0]]
    monkeypatch.setattr(jacobians, "gate_slopes", lambda trace: gate_slopes(trace)[:, order])
    with pytest.raises(AssertionError, match="Not equal"):
        check_full(nn.LSTM, {"n_steps": 4}, 1e-6)


@pytest.mark.parametrize("name", MODELS)
def test_the_paths_of_a_sentence(name: str) -> None:
    network = load_model(name)
    trace = record_sentence(network, TYPED)
    found = sentence_paths(network, trace)
    whole = jacobian(torch_model(network).recurrent, trace.layer).transpose(0, 2, 1, 3)
    np.testing.assert_allclose(found.full, np.linalg.norm(whole, axis=(2, 3)), rtol=1e-5)
    np.testing.assert_allclose(np.diag(found.full), np.sqrt(network.n_hidden))
    assert (found.direct is None) == (network.kind == "rnn")
    if found.direct is not None:
        assert not np.triu(found.direct, 1).any()
        np.testing.assert_allclose(np.diag(found.direct), np.sqrt(network.n_hidden))


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.parametrize("typed", ["", "good"])
def test_no_token_and_one(name: str, typed: str) -> None:
    network = load_model(name)
    n_steps = len(typed) > 0
    found = sentence_paths(network, record_sentence(network, typed))
    assert found.full.shape == (n_steps, n_steps)
    assert found.direct is None or found.direct.shape == (n_steps, n_steps)


@pytest.mark.filterwarnings("ignore:LSTM with projections:UserWarning")
def test_what_cannot_be_done_is_refused() -> None:
    layers = random_layers(nn.LSTM, proj_size=2)
    weights = network_of(layers.module).cell()
    with pytest.raises(ValueError, match="projection"):
        full_path_norms(layers.traces[0], weights)
    for pair in ((0, 6), (-1, 0)):
        with pytest.raises(ValueError, match="pair"):
            full_path(layers.traces[0], weights, *pair)
