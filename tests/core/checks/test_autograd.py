"""The differentiable run gives the recorded hidden states: two ways written apart."""

from collections import defaultdict
from typing import Any

import pytest
import torch
from torch import Tensor, nn

from lstm_viz.core.checks.autograd import rerun
from lstm_viz.core.network import network_of
from tests.layers import KINDS, difference, random_layers

# Torch says that it takes a slower way for projections; that is its own affair.
pytestmark = pytest.mark.filterwarnings("ignore:LSTM with projections:UserWarning")


def zeros(n_steps: int) -> defaultdict[str, Tensor]:
    """Nothing added anywhere."""
    return defaultdict(lambda: torch.zeros(n_steps, 1, dtype=torch.float64))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("n_steps", [0, 1, 7])
@pytest.mark.parametrize("options", [{}, {"bias": False}, {"proj_size": 3}])
def test_both_directions_give_the_recorded_states(
    kind: type[nn.LSTM | nn.RNN], n_steps: int, options: dict[str, Any]
) -> None:
    if kind is nn.RNN and "proj_size" in options:
        options = {"num_layers": 1}  # only an LSTM has a projection
    layers = random_layers(kind, n_steps=n_steps, bidirectional=True, **options)
    for trace in layers.traces:
        weights = network_of(layers.module).cell_of(trace)
        again = rerun(weights, trace, zeros(n_steps), layers.x)
        assert difference(again.numpy(force=True), trace.h) <= 1e-12


def test_what_is_added_at_a_step_arrives_there_and_after() -> None:
    layers = random_layers(nn.LSTM, n_steps=5)
    zero = zeros(5)
    zero["grad_c"][2] = 0.1
    weights = network_of(layers.module).cell()
    moved = rerun(weights, layers.traces[0], zero, layers.x).numpy(force=True)
    is_moved = abs(moved - layers.traces[0].h) > 1e-9
    assert not is_moved[:2].any()
    assert is_moved[2:].all()
