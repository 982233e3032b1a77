"""Random layers with a run and a gradient that arrives at their outputs."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from hypothesis import strategies as st
from torch import Tensor, nn

from lstm_viz.core.record import record

OPTIONS = {
    "seed": st.integers(0, 10_000),
    "n_steps": st.integers(0, 10),
    "n_hidden": st.integers(2, 9),
    "num_layers": st.integers(1, 3),
    "bidirectional": st.booleans(),
    "bias": st.booleans(),
    "dtype": st.sampled_from([torch.float32, torch.float64]),
}
KINDS = [nn.LSTM, nn.RNN]


@dataclass(frozen=True)
class Layers:
    """A module, its input and start, its record, and dL/d(output)."""

    module: nn.LSTM | nn.RNN
    x: Tensor
    initial: Any
    traces: Any
    from_head: Any


def random_layers(kind: type[nn.LSTM | nn.RNN], seed: int = 0, **options: Any) -> Layers:
    """Build a module with weights large enough that gates move, and record it."""
    n_steps, dtype = options.pop("n_steps", 6), options.pop("dtype", torch.float64)
    torch.manual_seed(seed)
    module = kind(4, options.pop("n_hidden", 5), dtype=dtype, **options)
    with torch.no_grad():
        for weight in module.parameters():
            weight.mul_(1.5)
    n_states, n_out = module.num_layers * (1 + module.bidirectional), module.hidden_size
    x = torch.randn(n_steps, 4, dtype=dtype)
    h = torch.randn(n_states, module.proj_size or n_out, dtype=dtype)
    c = torch.randn(n_states, n_out, dtype=dtype)
    initial = (h, c) if kind is nn.LSTM else h
    shape = n_steps, h.shape[1] * (1 + module.bidirectional)
    traces = record(module, x, initial)
    return Layers(module, x, initial, traces, torch.randn(shape, dtype=dtype).numpy())


def torch_gradients(layers: Layers) -> tuple[Any, dict[str, Any]]:
    """Ask torch's own module for dL/dx and the gradient of every weight."""
    x = layers.x.clone().requires_grad_()
    output, _ = layers.module(x, layers.initial)
    loss = (output * torch.from_numpy(layers.from_head)).sum()
    names, weights = zip(*layers.module.named_parameters(), strict=True)
    found = [part.numpy() for part in torch.autograd.grad(loss, [x, *weights])]
    return found[0], dict(zip(names, found[1:], strict=True))


def difference(ours: Any, theirs: Any) -> float:
    """Return the largest difference, in units of the largest number where that is above 1."""
    assert ours.shape == theirs.shape
    assert ours.dtype == theirs.dtype
    if not theirs.size:
        return 0.0
    return float(np.abs(ours - theirs).max() / max(1.0, np.abs(theirs).max()))
