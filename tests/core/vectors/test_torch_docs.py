"""Torch's documentation of nn.LSTM, nn.GRU and nn.RNN: every option, every shape, its examples.

Two referees for each row: torch's own output, h_n and c_n, in the shapes that are documented, and
the documented equations, evaluated without torch in `equations.py`.
"""

from dataclasses import dataclass, field
from itertools import product
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from lstm_viz.core.record import record
from lstm_viz.core.trace import LayerTrace, LstmTrace
from tests.core.vectors import equations

# Torch says that it takes a slower way for projections; that is its own affair.
pytestmark = pytest.mark.filterwarnings("ignore:LSTM with projections:UserWarning")

TOLERANCE = {torch.float32: 1e-6, torch.float64: 1e-12}
N_STEPS = 5


@dataclass(frozen=True)
class Row:
    """One row of the table: a module as it is written, and the input that it is given."""

    kind: str
    sizes: tuple[int, ...]
    options: dict[str, Any] = field(default_factory=dict)
    n_batch: int | None = None  # None for an input without a batch
    start: bool = True

    def __str__(self) -> str:
        """Name it in pytest's own list."""
        words = [*map(str, self.sizes), *(f"{name}={one}" for name, one in self.options.items())]
        return (
            f"{self.kind}({', '.join(words)})"
            f" {'unbatched' if self.n_batch is None else f'batch of {self.n_batch}'}"
            f"{' from a state' * self.start}"
        )

    def made(self, dtype: torch.dtype) -> tuple[nn.RNNBase, Tensor, tuple[Tensor, ...]]:
        """Return the module, its input and its states, of the documented shapes."""
        torch.manual_seed(0)
        module: nn.RNNBase = getattr(nn, self.kind)(*self.sizes, dtype=dtype, **self.options)
        batch = () if self.n_batch is None else (self.n_batch,)
        steps_and_batch = (*batch, N_STEPS) if module.batch_first else (N_STEPS, *batch)
        x = torch.randn(*steps_and_batch, module.input_size, dtype=dtype)
        n_states = (2 if module.bidirectional else 1) * module.num_layers
        h_0 = torch.randn(n_states, *batch, module.proj_size or module.hidden_size, dtype=dtype)
        c_0 = torch.randn(n_states, *batch, module.hidden_size, dtype=dtype)
        return module, x, (h_0, c_0) if self.kind == "LSTM" else (h_0,)


EXAMPLES = [Row(kind, (10, 20, 2), n_batch=3) for kind in ("LSTM", "GRU", "RNN")]
ALL_KINDS: list[dict[str, Any]] = [
    {},
    {"num_layers": 3},
    {"bias": False},
    {"batch_first": True},
    {"num_layers": 2, "dropout": 0.5},
    {"bidirectional": True},
    {"num_layers": 2, "bias": False, "batch_first": True, "dropout": 0.5, "bidirectional": True},
]
OF_ITS_OWN: dict[str, list[dict[str, Any]]] = {
    "LSTM": [{"proj_size": 2}, {"proj_size": 1, "num_layers": 3, "bidirectional": True}],
    "GRU": [],
    "RNN": [
        {"nonlinearity": "tanh"},
        {"nonlinearity": "relu"},
        {"nonlinearity": "relu", "num_layers": 2, "bidirectional": True},
    ],
}
TABLE = EXAMPLES + [
    Row(kind, (3, 4), options, n_batch, start)
    for kind, own in OF_ITS_OWN.items()
    for options, n_batch, start in product(ALL_KINDS + own, (None, 1, 3), (True, False))
]


def sequences(row: Row, x: Tensor, states: tuple[Tensor, ...], batch_axis: int) -> list[Any]:
    """Cut a batch into what `record` reads: one sequence with its start, each a batch of one."""
    if row.n_batch is None:
        return [(x, states)]
    return [
        (x.narrow(batch_axis, n, 1), tuple(state.narrow(1, n, 1) for state in states))
        for n in range(row.n_batch)
    ]


def recorded(row: Row, made: tuple[nn.RNNBase, Tensor, tuple[Tensor, ...]]) -> list[Any]:
    """Record every sequence of a row."""
    module, x, states = made
    found = []
    for one, start in sequences(row, x, states, 0 if module.batch_first else 1):
        initial = (start if row.kind == "LSTM" else start[0]) if row.start else None
        found.append(record(module, one, initial))
    return found


def last(trace: LayerTrace, name: str) -> Any:
    return getattr(trace, name)[-1 if trace.order == 1 else 0]


def joined(runs: list[Any], row: Row, module: nn.RNNBase) -> list[Any]:
    """Return what torch returns, from our records: output, h_n and, of an LSTM, c_n."""
    n_ways, axis = (2 if module.bidirectional else 1), (0 if module.batch_first else 1)
    outputs = [np.hstack([trace.h for trace in traces[-n_ways:]]) for traces in runs]
    names = "hc" if row.kind == "LSTM" else "h"
    ends = [
        [np.stack([last(trace, name) for trace in traces]) for traces in runs] for name in names
    ]
    if row.n_batch is None:
        return [outputs[0], *(end[0] for end in ends)]
    return [np.stack(outputs, axis), *(np.stack(end, 1) for end in ends)]


@pytest.mark.parametrize("dtype", TOLERANCE, ids=str)
@pytest.mark.parametrize("row", TABLE, ids=str)
@torch.no_grad()
def test_the_outputs_are_torchs_in_the_documented_shapes(row: Row, dtype: torch.dtype) -> None:
    made = row.made(dtype)
    module, x, states = made
    ours = joined(recorded(row, made), row, module)  # while it trains: dropout acts in torch alone
    module.eval()
    given: Any = states if row.kind == "LSTM" else states[0]
    output, after = module(x, given if row.start else None)
    theirs = [output, *(after if row.kind == "LSTM" else (after,))]
    for mine, one in zip(ours, theirs, strict=True):
        assert mine.shape == one.shape
        assert np.abs(mine - one.numpy()).max() <= TOLERANCE[dtype]


@pytest.mark.parametrize("row", TABLE, ids=str)
@torch.no_grad()
def test_every_step_is_what_the_documented_equations_give(row: Row) -> None:
    made = row.made(torch.float64)
    module, x, states = made
    pieces = sequences(row, x, states, 0 if module.batch_first else 1)
    for traces, (one, start) in zip(recorded(row, made), pieces, strict=True):
        rows = one.reshape(N_STEPS, -1).tolist()
        flat = [state.reshape(len(state), -1) * row.start for state in start]
        starts = [
            dict(zip("hc", map(Tensor.tolist, parts), strict=False))
            for parts in zip(*flat, strict=True)
        ]
        expected = equations.evaluated(module, rows, starts)
        for trace, steps in zip(traces, expected, strict=True):
            for name in steps[0]:
                theirs = np.array([step[name] for step in steps])
                np.testing.assert_allclose(getattr(trace, name), theirs, rtol=0, atol=1e-13)
            assert isinstance(trace, LstmTrace) == ("c" in steps[0])
