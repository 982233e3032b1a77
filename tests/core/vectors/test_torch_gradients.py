"""The gradients at every step of torch's own modules, each led over the tokens one at a time.

So every h and C between two steps is a tensor, and autograd says what arrives at it. No equation of
the backward pass is written here. A GRU's gradients are refused (`gradients/test_backward.py`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from lstm_viz.core.gradients.backward import backpropagate
from lstm_viz.core.gradients.trace import LstmGradients, RnnGradients
from lstm_viz.core.record import record
from lstm_viz.core.trace import LstmTrace

# Torch says that it takes a slower way for projections; that is its own affair.
pytestmark = pytest.mark.filterwarnings("ignore:LSTM with projections:UserWarning")

E, H = 3, 4
GRADIENTS = {"LSTM": LstmGradients, "RNN": RnnGradients}
SHAPES: list[dict[str, Any]] = [
    {},
    {"bias": False},
    {"num_layers": 2},
    {"bidirectional": True},
    {"num_layers": 3, "bidirectional": True, "bias": False},
]
PROJECTED: list[dict[str, Any]] = [
    {"proj_size": 2},
    {"proj_size": 3, "num_layers": 2, "bidirectional": True},
]
MODULES = [
    *(("LSTM", options) for options in SHAPES + PROJECTED),
    *(("RNN", {"nonlinearity": "tanh", **options}) for options in SHAPES),
    *(("RNN", {"nonlinearity": "relu", **options}) for options in SHAPES),
]


@dataclass(frozen=True)
class Row:
    """One row of the table."""

    kind: str
    options: dict[str, Any]
    n_steps: int
    start: bool

    def __str__(self) -> str:
        """Name it in pytest's own list."""
        words = [f"{name}={one}" for name, one in self.options.items()]
        return f"{self.kind}({', '.join(words)}) T={self.n_steps}{' from a state' * self.start}"


TABLE = [Row(*module, *more) for module, *more in product(MODULES, (1, 4, 20), (True, False))]


@dataclass(frozen=True)
class Led:
    """One layer in one direction, led over the tokens: tensors that autograd knows."""

    x: Tensor  # (T, E), what this direction alone reads
    start: tuple[Tensor, ...]  # (1, P) and, of an LSTM, (1, H)
    before: dict[int, tuple[Tensor, ...]]  # the states that token t alone reads
    after: dict[int, tuple[Tensor, ...]]  # the states after it

    def all_of(self, place: int) -> Tensor:
        """Return h (0) or C (1) after each token, (T, .)."""
        return torch.cat([self.after[t][place] for t in sorted(self.after)])


def alone(module: nn.RNNBase) -> Iterator[tuple[int, nn.RNNBase]]:
    """Yield the order and a module of its own for each layer and direction, in torch's order."""
    options: dict[str, Any] = {"bias": module.bias, "dtype": torch.float64}
    if module.proj_size:
        options["proj_size"] = module.proj_size
    if isinstance(module, nn.RNN):
        options["nonlinearity"] = module.nonlinearity
    ends = ("", "_reverse") if module.bidirectional else ("",)
    for layer, end in product(range(module.num_layers), ends):
        of_this = f"_l{layer}{end}"
        weights = {
            name.removesuffix(of_this) + "_l0": weight
            for name, weight in module.state_dict().items()
            if name.endswith(of_this)
        }
        n_in = weights["weight_ih_l0"].shape[1]
        single: nn.RNNBase = type(module)(n_in, module.hidden_size, **options)
        single.load_state_dict(weights)
        yield (-1 if end else 1), single


def led(module: nn.RNNBase, x: Tensor, starts: list[tuple[Tensor, ...]]) -> list[Led]:
    """Lead every layer and direction over the tokens."""
    found: list[Led] = []
    n_ways = 2 if module.bidirectional else 1
    for (order, single), start in zip(alone(module), starts, strict=True):
        if found and order == 1:
            x = torch.cat([one.all_of(0) for one in found[-n_ways:]], dim=1)
        here, state = Led(x.clone(), start, {}, {}), start
        for t in range(len(x))[::order]:
            here.before[t] = read = tuple(one.clone() for one in state)
            _, returned = single(here.x[t : t + 1], read if len(read) > 1 else read[0])
            here.after[t] = state = returned if isinstance(returned, tuple) else (returned,)
        found.append(here)
    return found


def drawn(row: Row) -> tuple[nn.RNNBase, Tensor, list[tuple[Tensor, ...]]]:
    """Return a module whose gates move, an input, and the states of each layer and direction."""
    torch.manual_seed(1)
    module: nn.RNNBase = getattr(nn, row.kind)(E, H, dtype=torch.float64, **row.options)
    if row.options.get("nonlinearity") != "relu":  # which would grow without end
        with torch.no_grad():
            for weight in module.parameters():
                weight.mul_(1.5)
    n_states = module.num_layers * (2 if module.bidirectional else 1)
    sizes = [module.proj_size or H, H][: 1 + (row.kind == "LSTM")]
    values = [
        [torch.randn(1, size, dtype=torch.float64) for size in sizes] for _ in range(n_states)
    ]
    starts = [tuple((value * row.start).requires_grad_() for value in one) for one in values]
    return module, torch.randn(row.n_steps, E, dtype=torch.float64, requires_grad=True), starts


def assert_close(ours: Any, theirs: Any) -> None:
    scale = max(1.0, float(np.abs(theirs).max()))
    np.testing.assert_allclose(ours, theirs, rtol=0, atol=1e-12 * scale)


@pytest.mark.parametrize("row", TABLE, ids=str)
def test_what_arrives_at_every_state_and_input_is_what_autograd_says(row: Row) -> None:
    module, x, starts = drawn(row)
    runs, n_ways = led(module, x, starts), 2 if module.bidirectional else 1
    output = torch.cat([one.all_of(0) for one in runs[-n_ways:]], dim=1)
    states: Any = tuple(map(torch.cat, zip(*starts, strict=True)))
    initial = states if row.kind == "LSTM" else states[0]
    torch.testing.assert_close(output, module(x, initial)[0], rtol=0, atol=1e-13)
    from_head = torch.randn_like(output)
    cells = [one.all_of(1) for one in runs] if row.kind == "LSTM" else []
    from_cells = [torch.randn_like(cell) for cell in cells]
    parts = zip([output, *cells], [from_head, *from_cells], strict=True)
    loss = torch.stack([(states * arriving).sum() for states, arriving in parts]).sum()

    traces = record(module, x, initial if row.start else None)
    found = backpropagate(module, traces, from_head.numpy(), [one.numpy() for one in from_cells])
    assert {type(one) for one in found} == {GRADIENTS[row.kind]}
    pairs: list[tuple[Any, list[Tensor]]] = [(sum(one.grad_x for one in found[:n_ways]), [x])]
    for ours, run, trace in zip(found, runs, traces, strict=True):
        tokens = range(row.n_steps)
        pairs += [
            (ours.grad_x, [run.x]),
            (ours.grad_h, [run.after[t][0] for t in tokens]),
            (ours.grad_h_start, [run.start[0]]),
        ]
        if isinstance(ours, LstmGradients) and isinstance(trace, LstmTrace):
            # Within a step h is made of C itself, not of the tensor that the step hands on.
            pairs += [
                (ours.grad_c_from_next, [run.after[t][1] for t in tokens]),
                (ours.grad_c * trace.f, [run.before[t][1] for t in tokens]),
                (ours.grad_c_start, [run.start[1]]),
            ]
    wanted = [tensor for _, tensors in pairs for tensor in tensors]
    answers = iter(torch.autograd.grad(loss, wanted))
    for ours, tensors in pairs:
        theirs = torch.cat([next(answers) for _ in tensors]).numpy()
        assert_close(ours, theirs.reshape(ours.shape))
