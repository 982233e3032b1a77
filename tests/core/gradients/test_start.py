"""Gradients at the states before the first step, and gradients that arrive at the cell state."""

from typing import Any

import numpy as np
import pytest
import torch
from torch import nn

from lstm_viz.core.gradients.backward import backpropagate
from lstm_viz.core.record import record

E, H, T = 3, 4, 6


def made(kind: Any, *, layers: int, both: bool) -> tuple[nn.LSTM | nn.RNN, list[torch.Tensor]]:
    torch.manual_seed(layers)
    module = kind(E, H, layers, bidirectional=both, dtype=torch.float64)
    n_states = layers * (2 if both else 1)
    n_parts = 2 if kind is nn.LSTM else 1
    return module, [torch.randn(n_states, H, dtype=torch.float64) for _ in range(n_parts)]


@pytest.mark.parametrize("both", [False, True])
@pytest.mark.parametrize("layers", [1, 2])
@pytest.mark.parametrize("kind", [nn.LSTM, nn.RNN])
def test_the_start_and_the_cell_are_autograds(kind: Any, layers: int, *, both: bool) -> None:
    module, states = made(kind, layers=layers, both=both)
    x = torch.randn(T, E, dtype=torch.float64)
    wanted = [state.clone().requires_grad_() for state in states]
    initial: Any = tuple(wanted) if kind is nn.LSTM else wanted[0]
    output, last = module(x, initial)
    from_head = torch.randn_like(output)
    from_last = torch.randn(len(states[0]), H, dtype=torch.float64)
    loss = (output * from_head).sum()
    if kind is nn.LSTM:
        loss = loss + (last[1] * from_last).sum()
    expected = torch.autograd.grad(loss, wanted)

    start: Any = tuple(states) if kind is nn.LSTM else states[0]
    traces = record(module, x, start)
    cells = []
    for trace, part in zip(traces, from_last.numpy(), strict=True):
        rows = np.zeros((T, H))
        rows[-1 if trace.order == 1 else 0] = part  # the last state is that of the last step read
        cells.append(rows)
    found = backpropagate(module, traces, from_head.numpy(), cells if kind is nn.LSTM else ())
    for n, one in enumerate(found):
        names = ("grad_h_start", "grad_c_start")[: len(expected)]
        for name, whole in zip(names, expected, strict=True):
            mine: Any = getattr(one, name)
            np.testing.assert_allclose(mine, whole[n], atol=1e-12)
        assert not any(name.endswith("_start") for name in one.arrays())


def test_what_cannot_arrive_is_refused() -> None:
    module, states = made(nn.LSTM, layers=2, both=False)
    traces = record(module, torch.randn(T, E, dtype=torch.float64), tuple(states))  # type: ignore[arg-type]
    top = np.ones((T, H))
    with pytest.raises(ValueError, match="There are 2 layers and directions; these are 1"):
        backpropagate(module, traces, top, [None])
    with pytest.raises(ValueError, match=r"of shape \(6, 4\) arrives at C; this is \(4,\)"):
        backpropagate(module, traces, top, [None, np.ones(H)])
