"""The gradients are what they claim: nudge one number, run again, see how far L moves.

The run here is written once more, without the core: the equations and a place for a nudge.
"""

from typing import Any

import numpy as np
import pytest
from torch import nn

from lstm_viz.core.checks.autograd import autograd_gradients
from lstm_viz.core.gradients.backward import backpropagate
from tests.layers import Layers, random_layers

STEP = 1e-5
Nudge = dict[str, Any]  # a gradient's name without "grad_": (T, .) added there


def loss(layers: Layers, nudge: Nudge, order: int) -> float:
    """Run the equations over the tokens and weigh the outputs; a missing nudge is zero."""
    suffix = "l0" if order == 1 else "l0_reverse"
    names = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
    w, u, b_w, b_u = (getattr(layers.module, f"{name}_{suffix}").detach().numpy() for name in names)
    size = u.shape[1]
    at = slice(0, size) if order == 1 else slice(-size, None)
    states = layers.initial if isinstance(layers.initial, tuple) else (layers.initial,)
    h, *memory = (state[0 if order == 1 else -1].numpy() for state in states)

    def plus(name: str, t: int) -> Any:
        return nudge[name][t] if name in nudge else 0.0

    total = 0.0
    for t in range(len(layers.x))[::order]:
        z = w @ (layers.x[t].numpy() + plus("x", t)) + b_w + u @ h + b_u
        if memory:
            h, memory[0] = step(z, memory[0], plus, t)
        else:
            h = np.tanh(z + plus("pre", t)) + plus("h", t)
        total += float(layers.from_head[t, at] @ (h + plus("h_from_head", t)))
        h = h + plus("h_from_next", t)
    return total


def step(z: Any, c: Any, plus: Any, t: int) -> tuple[Any, Any]:
    """Read one token with an LSTM."""
    z_i, z_f, z_g, z_o = (
        part + plus(f"{gate}_pre", t) for part, gate in zip(z.reshape(4, -1), "ifgo", strict=True)
    )
    i, f, o = (1 / (1 + np.exp(-part)) for part in (z_i, z_f, z_o))
    c = f * c + i * np.tanh(z_g) + plus("c", t)
    h = o * np.tanh(c + plus("c_from_h", t)) + plus("h", t)
    return h, c + plus("c_from_next", t)


def nudged(layers: Layers, name: str, shape: tuple[int, int], order: int) -> Any:
    """Return the central difference for every number of one array."""
    found = np.empty(shape)
    for place in np.ndindex(shape):
        nudge = np.zeros(shape)
        nudge[place] = STEP
        up, down = (loss(layers, {name: sign * nudge}, order) for sign in (1, -1))
        found[place] = (up - down) / (2 * STEP)
    return found


@pytest.mark.parametrize("by", [backpropagate, autograd_gradients])
@pytest.mark.parametrize("kind", [nn.LSTM, nn.RNN])
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_every_gradient_is_a_finite_difference(
    by: Any, kind: type[nn.LSTM | nn.RNN], seed: int
) -> None:
    layers = random_layers(kind, seed, n_steps=4, n_hidden=3, bidirectional=True)
    both = by(layers.module, layers.traces, layers.from_head)
    for one, order in zip(both, (1, -1), strict=True):
        for name, array in one.arrays().items():
            expected = nudged(layers, name.removeprefix("grad_"), array.shape, order)
            np.testing.assert_allclose(array, expected, rtol=1e-7, atol=1e-8, err_msg=name)
