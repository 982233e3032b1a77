"""The laboratory against what theory knows, and at the ends of every range."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from lstm_viz.core.network import Network
from lstm_viz.core.random_nets.experiment import (
    N_DRAWS,
    _norms,
    experiment,
    run_one_lstm,
    run_one_rnn,
)
from lstm_viz.core.random_nets.networks import N_INPUTS, draw_direction, draw_lstm, draw_rnn
from lstm_viz.core.random_nets.passes import rnn_gradients, run_random
from lstm_viz.core.random_nets.setting import Activation, Setting
from lstm_viz.core.record import record
from lstm_viz.core.trace import LstmTrace
from lstm_viz.core.weights import CellWeights

LSTM = Setting(network="lstm", n_hidden=6, n_steps=9)
RNN = Setting(n_hidden=6, n_steps=9)
CAROUSEL = replace(LSTM, forget_is_one=True, recurrent_scale=0.0, n_steps=300)

rnns = st.builds(
    Setting,
    n_hidden=st.integers(2, 12),
    n_steps=st.integers(2, 15),
    radius=st.floats(0.1, 2),
    activation=st.sampled_from(["tanh", "identity", "relu"]),
    noise=st.floats(0, 2),
    seed=st.integers(0, 9999),
)


@given(st.floats(0.5, 1.5), st.integers(2, 40), st.integers(0, 1000))
@settings(deadline=None, max_examples=30)
def test_a_scaled_orthogonal_matrix_gives_exactly_rho_to_the_k(
    radius: float, n_hidden: int, seed: int
) -> None:
    rng = np.random.default_rng(seed)
    orthogonal, _ = np.linalg.qr(rng.standard_normal((n_hidden, n_hidden)))
    u = (radius * orthogonal).astype(np.float32)
    none = np.zeros(n_hidden, "f4")
    weights = CellWeights(np.zeros((n_hidden, 1), "f4"), u, none, none)
    trace = run_random(weights, np.zeros((60, 1), "f4"), "identity")
    direction = draw_direction(Setting(n_hidden=n_hidden), rng)
    gradients = rnn_gradients(trace, weights, direction)
    norms = np.linalg.norm(gradients.grad_h[::-1].astype("f8"), axis=1)
    np.testing.assert_allclose(norms, radius ** np.arange(60.0), rtol=1e-4)


@pytest.mark.parametrize("radius", [0.7, 1.0, 1.25])
def test_a_linear_rnn_changes_by_rho_a_step_in_the_long_run(radius: float) -> None:
    norms = experiment(Setting(activation="identity", radius=radius, n_steps=200)).curves[0].norms
    rate = (norms[:, 199] / norms[:, 99]) ** 0.01
    np.testing.assert_allclose(rate, radius, rtol=0.03)


@given(rnns)
@settings(deadline=None, max_examples=40)
def test_the_upper_bound_is_one(setting: Setting) -> None:
    result = experiment(replace(setting, n_steps=25))
    bound = next(line for line in result.theory if line.code == "bound")
    assert (result.curves[0].norms <= 10**bound.log10 * (1 + 1e-4)).all()


def test_the_spectral_radius_is_the_one_chosen() -> None:
    for seed in range(5):
        u = draw_rnn(replace(RNN, radius=1.3, n_hidden=40), np.random.default_rng(seed)).u
        assert np.abs(np.linalg.eigvals(u.astype("f8"))).max() == pytest.approx(1.3, rel=1e-5)


def test_the_carousel_keeps_the_gradient_exactly() -> None:
    memory, hidden = experiment(CAROUSEL).curves
    assert (memory.code, hidden.code) == ("c", "h")
    np.testing.assert_array_equal(memory.norms, np.tile(memory.norms[:, :1], 300))
    assert not hidden.norms[:, 1:].any()


def test_recurrent_weights_end_the_carousel() -> None:
    memory = experiment(replace(CAROUSEL, recurrent_scale=1.0)).curves[0].norms
    assert np.ptp(np.log10(memory), axis=1).min() > 0.1


def test_without_recurrent_weights_and_input_the_belt_is_the_theory() -> None:
    result = experiment(replace(LSTM, recurrent_scale=0.0, noise=0.0, n_steps=40))
    (belt,) = result.theory
    assert belt.factor == pytest.approx(1 / (1 + np.exp(-1.0)))
    np.testing.assert_allclose(np.log10(result.curves[0].middle()), belt.log10, atol=1e-5)


def test_the_forget_bias_goes_to_the_forget_gate() -> None:
    rng = np.random.default_rng(0)
    lstm = draw_lstm(replace(LSTM, forget_bias=5.0, recurrent_scale=0.0), rng)
    (trace,) = record(Network("random", "lstm", ((lstm,),)), torch.zeros(3, N_INPUTS))
    assert isinstance(trace, LstmTrace)
    np.testing.assert_allclose(trace.f, 1 / (1 + np.exp(-5.0)), rtol=1e-6)
    np.testing.assert_array_equal(trace.i, np.float32(0.5))
    held = draw_lstm(replace(LSTM, forget_is_one=True), rng)
    (trace,) = record(Network("random", "lstm", ((held,),)), torch.randn(20, N_INPUTS))
    assert isinstance(trace, LstmTrace)
    assert (trace.f == 1).all()


@pytest.mark.parametrize("activation", ["tanh", "identity", "relu"])
@pytest.mark.parametrize("noise", [0.0, 3.0])
@pytest.mark.parametrize("radius", [0.1, 2.0])
def test_the_ends_of_every_range_run_without_a_warning(
    activation: Activation, noise: float, radius: float
) -> None:
    for n_hidden in (2, 32):
        setting = Setting(
            n_hidden=n_hidden, n_steps=300, radius=radius, activation=activation, noise=noise
        )
        result = experiment(setting)
        assert result.curves[0].norms.shape == (N_DRAWS, 300)
        assert (result.curves[0].norms[:, 0] > 0).all()


@pytest.mark.parametrize("bias", [-4.0, 6.0])
@pytest.mark.parametrize("scale", [0.0, 12.0])
@pytest.mark.parametrize("noise", [0.0, 3.0])
def test_the_ends_of_every_range_of_the_lstm_too(bias: float, scale: float, noise: float) -> None:
    for is_one in (False, True):
        setting = replace(LSTM, n_hidden=2, n_steps=300, forget_bias=bias, forget_is_one=is_one)
        result = experiment(replace(setting, recurrent_scale=scale, noise=noise))
        assert [curve.code for curve in result.curves] == ["c", "h"]


def test_a_setting_gives_the_same_numbers_again_and_leaves_torchs_chance_alone() -> None:
    torch.manual_seed(5)
    expected = torch.rand(1)
    torch.manual_seed(5)
    first, second = experiment(LSTM), experiment(LSTM)
    assert torch.equal(torch.rand(1), expected)
    np.testing.assert_array_equal(first.curves[0].norms, second.curves[0].norms)
    other = experiment(replace(LSTM, seed=1))
    np.testing.assert_array_equal(other.curves[0].norms[0], first.curves[0].norms[1])


def test_all_is_float32() -> None:
    runs = [run_one_rnn(RNN, 0), run_one_lstm(LSTM, 0)]
    for run in runs:
        for array in (*run.trace.arrays().values(), *run.gradients.arrays().values()):
            assert array.dtype == np.float32
    tiny = np.full((1, 4), 1e-30, np.float32)  # its square is 0 in float32, its norm is not
    assert _norms(tiny)[0] == pytest.approx(2e-30)
