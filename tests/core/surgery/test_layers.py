"""Surgery in every layer and direction: the identities hold exactly there too."""

from typing import Any

import numpy as np
import pytest
import torch
from torch import nn

from lstm_viz.core.cell import HELD
from lstm_viz.core.surgery.operate import Clamp, operate_layers
from lstm_viz.core.trace import LstmTrace, Order
from tests.layers import Layers, random_layers

SHAPES = [(layers, ways) for layers in (1, 2) for ways in (False, True)]
SAME = ("i", "f", "g", "o", "c", "tanh_c", "h", "c_prev", "h_prev", "x", "f_pre")


def lstm_layers(num_layers: int, *, bidirectional: bool) -> tuple[nn.LSTM, Layers]:
    run = random_layers(nn.LSTM, 3, num_layers=num_layers, bidirectional=bidirectional)
    assert isinstance(run.module, nn.LSTM)
    return run.module, run


def place_of(trace: LstmTrace) -> tuple[int, Order]:
    return trace.layer, trace.order


def held(module: nn.LSTM, x: Any, clamps: Any, initial: Any = None) -> list[LstmTrace]:
    found = operate_layers(module, x, clamps, initial)
    return [one for one in found if isinstance(one, LstmTrace)]


def assert_same(one: LstmTrace, other: LstmTrace) -> None:
    for name in SAME:
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name), err_msg=name)


@pytest.mark.parametrize(("num_layers", "bidirectional"), SHAPES)
def test_held_at_its_own_values_nothing_changes(num_layers: int, *, bidirectional: bool) -> None:
    module, run = lstm_layers(num_layers, bidirectional=bidirectional)
    own = [[Clamp(what, getattr(trace, what)) for what in HELD] for trace in run.traces]
    for clamps in ({}, dict(zip(map(place_of, run.traces), own, strict=True))):
        found = held(module, run.x, clamps, run.initial)
        for one, other in zip(found, run.traces, strict=True):
            assert_same(one, other)


@pytest.mark.parametrize(("num_layers", "bidirectional"), SHAPES)
def test_perfect_memory_that_writes_nothing_keeps_the_cell_exactly(
    num_layers: int, *, bidirectional: bool
) -> None:
    module, run = lstm_layers(num_layers, bidirectional=bidirectional)
    for place, trace in enumerate(run.traces):
        clamps = {place_of(trace): [Clamp("f", 1), Clamp("i", 0)]}
        found = held(module, run.x, clamps, run.initial)
        start = run.initial[1][place].numpy()
        assert (found[place].c == start).all()
        assert found[place].c.shape == (6, 5)


def test_a_layer_above_is_what_torch_makes_of_the_held_one_below() -> None:
    module, run = lstm_layers(2, bidirectional=True)
    clamp = Clamp("f", 0.0, units=(1, 2), tokens=(2, 3))
    found = held(module, run.x, {(0, -1): [clamp]}, run.initial)
    assert_same(found[0], run.traces[0])
    assert (found[1].f[2:4, 1:3] == 0).all()
    np.testing.assert_array_equal(found[1].c[4:], run.traces[1].c[4:])  # read before the clamp
    assert (found[1].c[2] != run.traces[1].c[2]).any()
    above: Any = nn.LSTM(10, 5, bidirectional=True, dtype=torch.float64)
    weights = {k.replace("l1", "l0"): v for k, v in module.state_dict().items() if "l1" in k}
    above.load_state_dict(weights)
    below = torch.from_numpy(np.concatenate([found[0].h, found[1].h], axis=1))
    expected, _ = above(below, tuple(part[2:] for part in run.initial))
    ours = np.concatenate([found[2].h, found[3].h], axis=1)
    np.testing.assert_allclose(ours, expected.detach().numpy(), atol=1e-12)


def test_what_is_not_there_cannot_be_held() -> None:
    module, run = lstm_layers(1, bidirectional=False)
    with pytest.raises(ValueError, match="no layer 2 that reads forwards"):
        operate_layers(module, run.x, {(1, 1): [Clamp("f", 0)]})
    with pytest.raises(ValueError, match="with a projection"):
        operate_layers(nn.LSTM(4, 5, proj_size=2), torch.zeros(3, 4), {})
    with pytest.raises(ValueError, match="a plain RNN"):
        operate_layers(nn.RNN(4, 5), torch.zeros(3, 4), {})
    assert held(module, run.x[:0], {(0, 1): [Clamp("f", 0)]})[0].c.shape == (0, 5)
