"""The backward passes of the laboratory against torch's autograd."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from torch import Tensor

from lstm_viz.core.gradients.trace import LstmGradients
from lstm_viz.core.models.modules import recurrent_of
from lstm_viz.core.network import Network
from lstm_viz.core.random_nets.experiment import Run, experiment, run_one_lstm
from lstm_viz.core.random_nets.networks import draw_direction, draw_inputs, draw_lstm, draw_rnn
from lstm_viz.core.random_nets.passes import (
    lstm_gradients,
    rnn_gradients,
    run_random,
    weight_gradient,
)
from lstm_viz.core.random_nets.setting import Activation, Setting
from lstm_viz.core.record import record
from lstm_viz.core.trace import LstmTrace
from lstm_viz.core.weights import CellWeights

Rows = NDArray[np.floating]

LSTM = Setting(network="lstm", n_hidden=6, n_steps=9)
RNN = Setting(n_hidden=6, n_steps=9)
NAMES = ("weight_hh_l0", "weight_ih_l0", "bias_ih_l0")
TORCH = {"tanh": torch.tanh, "relu": torch.relu, "identity": torch.clone}

rnns = st.builds(
    Setting,
    n_hidden=st.integers(2, 12),
    n_steps=st.integers(2, 15),
    radius=st.floats(0.1, 2),
    activation=st.sampled_from(["tanh", "identity", "relu"]),
    noise=st.floats(0, 2),
    seed=st.integers(0, 9999),
)
lstms = st.builds(
    Setting,
    network=st.just("lstm"),
    n_hidden=st.integers(2, 12),
    n_steps=st.integers(2, 15),
    forget_bias=st.floats(-4, 6),
    forget_is_one=st.booleans(),
    recurrent_scale=st.floats(0, 4),
    noise=st.floats(0, 2),
    seed=st.integers(0, 9999),
)


def lstm_of(weights: CellWeights) -> Network:
    return Network("random", "lstm", ((weights,),))


def assert_same(ours: Rows, theirs: Tensor) -> None:
    """Compare in float64: a saturated or chaotic run multiplies float32's rounding."""
    assert ours.dtype == np.float64
    reference = theirs.numpy()
    assert np.abs(ours - reference).max() <= 1e-5 * np.abs(reference).max()


def rnn_pair(setting: Setting) -> tuple[Run, list[Tensor], Tensor]:
    """Run an RNN in float64, ours and under autograd: dL/dh at every step, dL/d[U, W, b]."""
    rng = np.random.default_rng(setting.seed)
    drawn = draw_rnn(setting, rng)
    w64, u64, b64 = (part.astype("f8") for part in (drawn.w, drawn.u, drawn.b))
    weights = CellWeights(w64, u64, b64, np.zeros_like(b64))
    x, direction = (draw(setting, rng).astype("f8") for draw in (draw_inputs, draw_direction))
    trace = run_random(weights, x, setting.activation)
    gradients = rnn_gradients(trace, weights, direction)
    u, w, b = (torch.tensor(part, requires_grad=True) for part in (weights.u, weights.w, weights.b))
    h = torch.zeros(setting.n_hidden, dtype=torch.float64)
    states = []
    for row in torch.from_numpy(x):
        h = TORCH[setting.activation](w @ row + u @ h + b)
        states.append(h)
    found = torch.autograd.grad(h @ torch.from_numpy(direction), [*states, u, w, b])
    found_weights = torch.hstack([*found[-3:-1], found[-1][:, None]])
    return Run(trace, gradients, 0.0), list(found[:-3]), found_weights


@given(rnns)
@settings(deadline=None, max_examples=100)
def test_the_rnns_gradients_are_autograds(setting: Setting) -> None:
    run, states, weights = rnn_pair(setting)
    for t, reference in enumerate(states):
        assert_same(run.gradients.grad_h[t], reference)
    assert_same(weight_gradient(run.trace, run.gradients, slice(None)), weights)


def lstm_pair(setting: Setting) -> tuple[Run, list[Tensor], list[Tensor], Tensor]:
    """Run an LSTM in float64, ours and by its equations under autograd."""
    rng = np.random.default_rng(setting.seed)
    weights = draw_lstm(setting, rng).astype(np.float64)
    x, direction = (
        torch.from_numpy(draw(setting, rng)).double() for draw in (draw_inputs, draw_direction)
    )
    (trace,) = record(lstm_of(weights), x)
    assert isinstance(trace, LstmTrace)
    gradients = lstm_gradients(trace, weights, direction.numpy())
    u, w, b = (torch.tensor(part, requires_grad=True) for part in (weights.u, weights.w, weights.b))
    h, c = torch.zeros(2, setting.n_hidden, dtype=torch.float64, requires_grad=True)
    states, cells = [], []
    for row in x:
        i, f, g, o = (w @ row + u @ h + b).chunk(4)
        c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
        h = torch.sigmoid(o) * torch.tanh(c)
        states.append(h)
        cells.append(c)
    leaves = [*states, *cells, u, w, b]
    found = torch.autograd.grad(h @ direction, leaves, materialize_grads=True)
    at_weights = torch.hstack([*found[-3:-1], found[-1][:, None]])
    n_steps = len(states)
    return Run(trace, gradients, 0.0), list(found[:n_steps]), list(found[n_steps:-3]), at_weights


@given(lstms)
@settings(deadline=None, max_examples=100)
def test_the_lstms_gradients_are_autograds(setting: Setting) -> None:
    run, states, cells, weights = lstm_pair(setting)
    assert isinstance(run.gradients, LstmGradients)
    for t in range(setting.n_steps):
        assert_same(run.gradients.grad_h[t], states[t])
        assert_same(run.gradients.grad_c[t], cells[t])
    assert_same(weight_gradient(run.trace, run.gradients, slice(None)), weights)


def test_the_lstms_weight_gradient_is_that_of_torchs_own_module() -> None:
    run = run_one_lstm(LSTM, 3)
    rng = np.random.default_rng(3)
    lstm = recurrent_of(lstm_of(draw_lstm(LSTM, rng))).requires_grad_(requires_grad=True)
    x = draw_inputs(LSTM, rng)
    output, _ = lstm(torch.from_numpy(x))
    loss = output[-1] @ torch.from_numpy(draw_direction(LSTM, rng))
    u, w, b = torch.autograd.grad(loss, [lstm.get_parameter(name) for name in NAMES])
    ours = weight_gradient(run.trace, run.gradients, slice(None))
    np.testing.assert_allclose(ours, torch.hstack([u, w, b[:, None]]).numpy(), atol=1e-6)


@pytest.mark.parametrize("activation", ["tanh", "identity", "relu"])
def test_the_curves_are_the_norms_of_those_gradients_from_the_end_back(
    activation: Activation,
) -> None:
    setting = replace(RNN, activation=activation, n_steps=20, seed=4)
    _, states, _ = rnn_pair(setting)
    norms = experiment(setting).curves[0].norms[0]
    np.testing.assert_allclose(norms[::-1], [float(state.norm()) for state in states], rtol=1e-3)


def test_the_lstms_curves_are_norms_of_those_gradients_too() -> None:
    setting = replace(LSTM, n_steps=20, seed=4)
    _, states, cells, _ = lstm_pair(setting)
    for curve, references in zip(experiment(setting).curves, (cells, states), strict=True):
        expected = [float(reference.norm()) for reference in references]
        np.testing.assert_allclose(curve.norms[0, ::-1], expected, rtol=1e-3)
