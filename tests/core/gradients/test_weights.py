"""The gradient of the weights is the sum of what the steps contribute."""

from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn

from lstm_viz.core.gradients.backward import backpropagate
from lstm_viz.core.gradients.weights import weight_gradients
from tests.layers import KINDS, OPTIONS, Layers, difference, random_layers, torch_gradients

pytestmark = pytest.mark.filterwarnings("ignore:LSTM with projections:UserWarning")


def compare(layers: Layers, tolerance: float) -> None:
    """Compare every weight of every layer and direction with torch's own gradient."""
    _, theirs = torch_gradients(layers)
    found = backpropagate(layers.module, layers.traces, layers.from_head)
    for number, (trace, one) in enumerate(zip(layers.traces, found, strict=True)):
        layer, is_reverse = divmod(number, 1 + layers.module.bidirectional)
        suffix = f"_l{layer}" + "_reverse" * is_reverse
        parts = weight_gradients(trace, one)
        for name in [key for key in theirs if key.endswith(suffix)]:
            whole, part = theirs[name], parts[name.removesuffix(suffix)]
            assert difference(part.sum(), whole) <= tolerance, name
            steps = part.steps()
            assert difference(steps.sum(axis=0), whole) <= tolerance, name
            lengths = np.sqrt((steps.reshape(len(steps), -1) ** 2).sum(axis=1))
            np.testing.assert_allclose(part.norms(), lengths, rtol=1e-5)
            np.testing.assert_allclose(part.step(0), steps[0], rtol=1e-6)


@given(st.fixed_dictionaries({**OPTIONS, "n_steps": st.integers(1, 10)}), st.sampled_from(KINDS))
@settings(deadline=None, max_examples=60)
def test_the_steps_add_up_to_torchs_gradient(
    options: dict[str, Any], kind: type[nn.LSTM | nn.RNN]
) -> None:
    compare(random_layers(kind, **options), 2e-6 if options["dtype"] is torch.float32 else 1e-12)


def test_the_projection_has_its_gradient() -> None:
    compare(random_layers(nn.LSTM, num_layers=2, bidirectional=True, proj_size=2), 1e-12)


@pytest.mark.parametrize("kind", KINDS)
def test_no_token_contributes_nothing(kind: type[nn.LSTM | nn.RNN]) -> None:
    layers = random_layers(kind, n_steps=0)
    (one,) = backpropagate(layers.module, layers.traces, layers.from_head)
    for name, part in weight_gradients(layers.traces[0], one).items():
        assert part.norms().shape == (0,)
        assert part.sum().shape == getattr(layers.module, f"{name}_l0").shape
        assert not part.sum().any()
