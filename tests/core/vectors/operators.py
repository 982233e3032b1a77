"""ONNX's operators LSTM, GRU and RNN: their numbers as a network of ours, our run as their outputs.

By the operators' definition. ONNX stacks other gates in another order, keeps directions on an axis
of their own, has one array for both biases, and reads a batch whose sequences may end early; we
read one sequence.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lstm_viz.core.network import Kind, Network
from lstm_viz.core.record import record
from lstm_viz.core.trace import LstmTrace
from lstm_viz.core.weights import CellWeights

Array = NDArray[Any]

OPERATORS: Mapping[str, Kind] = {"LSTM": "lstm", "GRU": "gru", "RNN": "rnn"}
THEIR_GATES = {"LSTM": "iofc", "GRU": "zrh", "RNN": "i"}  # as ONNX stacks them
OUR_GATES = {"LSTM": "ifco", "GRU": "rzh", "RNN": "i"}  # as torch does, by ONNX's letters


@dataclass(frozen=True)
class Given:
    """What an operator is given.

    Attributes:
        operator: a key of `OPERATORS`.
        inputs: by ONNX's names: X, W and R; B, sequence_lens, initial_h, initial_c, P if given.
        attributes: by ONNX's names; those absent have ONNX's defaults.
    """

    operator: str
    inputs: Mapping[str, Array]
    attributes: Mapping[str, Any] = field(default_factory=dict)

    @property
    def direction(self) -> str:
        return str(self.attributes.get("direction", "forward"))

    @property
    def layout(self) -> int:
        return int(self.attributes.get("layout", 0))

    def batch_second(self, name: str) -> Array | None:
        """Return an input as in layout 0, where the batch is the second axis."""
        array = self.inputs.get(name)
        return array if array is None or not self.layout else array.swapaxes(0, 1)


def network_of_operator(given: Given) -> Network:
    """Return the network; one that reads backwards alone has a stranger that reads forwards."""
    cells = [_cell(given, number) for number in range(len(given.inputs["W"]))]
    if given.direction == "reverse":
        cells.insert(0, _stranger(cells[0]))
    kind = OPERATORS[given.operator]
    relu = given.attributes.get("activations", ["Tanh"])[0] == "Relu"
    network = Network("an operator", kind, (tuple(cells),), "relu" if relu else "tanh")
    network.check()
    return network


def _cell(given: Given, number: int) -> CellWeights:
    """Return the weights of one direction."""
    w, u = (_restacked(given.inputs[name][number], given.operator) for name in "WR")
    both = np.zeros(2 * len(w), w.dtype) if "B" not in given.inputs else given.inputs["B"][number]
    b_ih, b_hh = (_restacked(part, given.operator) for part in np.split(both, 2))
    if given.operator == "GRU" and not given.attributes.get("linear_before_reset", 0):
        # The reset gate acts on h alone, not on the bias beside it.
        candidate = slice(-len(b_hh) // 3, None)
        b_ih[candidate] += b_hh[candidate]
        b_hh[candidate] = 0
    return CellWeights(w, u, b_ih, b_hh)


def _restacked(rows: Array, operator: str) -> Array:
    """Put gates into our order; a copy."""
    theirs = THEIR_GATES[operator]
    by_gate = dict(zip(theirs, np.split(rows, len(theirs)), strict=True))
    return np.concatenate([by_gate[gate] for gate in OUR_GATES[operator]])


def _stranger(cell: CellWeights) -> CellWeights:
    """Return the same weights with every sign turned: what they give may be seen nowhere."""
    return CellWeights(-cell.w, -cell.u, -cell.b_ih, -cell.b_hh)


def outputs_of(given: Given) -> dict[str, Array]:
    """Record every sequence of a batch alone; return Y, Y_h and, of an LSTM, Y_c as ONNX does."""
    network, x = network_of_operator(given), given.batch_second("X")
    assert x is not None
    n_steps, n_batch, n_ways = len(x), x.shape[1], len(given.inputs["W"])
    lengths = given.inputs.get("sequence_lens", np.full(n_batch, n_steps))
    y = np.zeros((n_steps, n_ways, n_batch, network.n_hidden), x.dtype)
    y_h, y_c = np.zeros((2, n_ways, n_batch, network.n_hidden), x.dtype)
    for place, length in enumerate(lengths):
        traces = record(network, x[:length, place], _start(given, network, place))
        for way, trace in enumerate(traces[-n_ways:]):
            last = -1 if trace.order == 1 else 0
            y[:length, way, place], y_h[way, place] = trace.h, trace.h[last]
            if isinstance(trace, LstmTrace):
                y_c[way, place] = trace.c[last]
    if given.layout:
        y, y_h, y_c = y.transpose(2, 0, 1, 3), y_h.swapaxes(0, 1), y_c.swapaxes(0, 1)
    return {"Y": y, "Y_h": y_h} | ({"Y_c": y_c} if given.operator == "LSTM" else {})


def _start(given: Given, network: Network, place: int) -> Any:
    """Return the states before a sequence of the batch as `record` takes them; zeros if absent."""
    states = []
    for name in ("initial_h", "initial_c")[: 2 if given.operator == "LSTM" else 1]:
        state = np.zeros((network.n_directions, network.n_hidden), network.dtype)
        batch = given.batch_second(name)
        if batch is not None:
            state[-batch.shape[0] :] = batch[:, place]
        states.append(state)
    return tuple(states) if given.operator == "LSTM" else states[0]


def difference(ours: Array, theirs: Array) -> float:
    """Return the largest difference, in units of the largest number where that is above 1."""
    assert ours.shape == theirs.shape
    assert ours.dtype == theirs.dtype
    return float(np.abs(ours - theirs).max() / max(1.0, np.abs(theirs).max()))
