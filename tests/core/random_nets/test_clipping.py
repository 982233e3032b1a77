"""Clipping against torch's own, and the share of early steps in the weight gradient."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from torch import nn

from lstm_viz.core.random_nets.experiment import experiment, run_one_rnn
from lstm_viz.core.random_nets.passes import clipped, size, weight_gradient
from lstm_viz.core.random_nets.setting import Setting

RNN = Setting(n_hidden=6, n_steps=9)


@pytest.mark.parametrize("clip", [float("inf"), 0.1, 1e6])
def test_clipping_is_torchs_own(clip: float) -> None:
    run = run_one_rnn(replace(RNN, radius=2.0, activation="identity"), 0)
    gradient = weight_gradient(run.trace, run.gradients, slice(None))
    ours = clipped(gradient, clip)
    parameter = torch.zeros(gradient.shape, requires_grad=True)
    parameter.grad = torch.tensor(gradient)
    nn.utils.clip_grad_norm_([parameter], clip)
    np.testing.assert_allclose(ours, parameter.grad.numpy(), rtol=1e-4)
    assert size(ours) == pytest.approx(min(size(gradient), clip), rel=1e-5)


def test_the_experiment_tells_both_norms_and_the_early_share() -> None:
    setting = replace(RNN, n_steps=40, radius=0.5, clip=0.5)
    result = experiment(setting)
    np.testing.assert_allclose(result.clipped_norm, 0.5, rtol=1e-5)
    assert (result.weight_norm > 0.5).all()
    assert (result.early_share < 1e-5).all()
    run = run_one_rnn(setting, 0)
    early = weight_gradient(run.trace, run.gradients, slice(0, 20))
    whole = weight_gradient(run.trace, run.gradients, slice(None))
    assert result.early_share[0] == pytest.approx(size(early) / size(whole), rel=1e-4)


@pytest.mark.parametrize(
    "wrong",
    [{"n_hidden": 1}, {"n_steps": 301}, {"radius": 0.0}, {"noise": -1.0}, {"seed": -1},
     {"clip": 0.0}, {"clip": float("nan")}, {"forget_bias": float("nan")}],
)  # fmt: skip
def test_a_setting_outside_its_range_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"from|above"):
        replace(RNN, **wrong)  # type: ignore[arg-type]
