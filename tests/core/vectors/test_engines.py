"""Random LSTMs, GRUs and RNNs run by engines that have nothing of torch's and nothing of ours.

ONNX's reference evaluator is the operators' definition in NumPy; ONNX Runtime is an engine of its
own in C++, in float32 and with its own ways to squash.
"""

from dataclasses import dataclass
from itertools import combinations, product
from typing import Any

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx.reference import ReferenceEvaluator

from tests.core.vectors import operators
from tests.core.vectors.operators import Array, Given, difference, outputs_of

OPSET, FORMAT = 22, 10  # of ONNX: the operators' newest definition, and a file that both read
BLOCKS = {"LSTM": 4, "GRU": 3, "RNN": 1}
KINDS = ("LSTM", "GRU", "RNN tanh", "RNN relu")
DIRECTIONS = ("forward", "reverse", "bidirectional")
# Steps, inputs, hidden units, sequences side by side.
SIZES = [(n_steps, *rest) for n_steps in (1, 7, 50) for rest in ((1, 1, 1), (5, 3, 2), (8, 16, 1))]
OUTPUTS = {"LSTM": ["Y", "Y_h", "Y_c"], "GRU": ["Y", "Y_h"], "RNN": ["Y", "Y_h"]}


@dataclass(frozen=True)
class Row:
    """One row of the table."""

    kind: str
    direction: str
    bias: bool
    start: bool
    sizes: tuple[int, int, int, int]
    layout: int = 0
    ends_early: bool = False

    def __str__(self) -> str:
        """Name it in pytest's own list."""
        said = {"bias": self.bias, "start": self.start, "ends early": self.ends_early}
        words = [self.kind, self.direction, *(word for word, holds in said.items() if holds)]
        return f"{' '.join(words)} {self.sizes}" + " batch first" * self.layout

    def given(self, dtype: type[np.floating[Any]]) -> Given:
        """Draw the numbers: large enough that gates move, small enough that relu stays finite."""
        operator, *activation = self.kind.split(" ")
        draw = np.random.default_rng(list(str(self).encode()))
        inputs: dict[str, Array] = {
            name: draw.standard_normal(shape).astype(dtype)
            for name, shape in self._shapes(operator).items()
        }
        inputs["R"] /= dtype(self.sizes[2] ** 0.5)
        if self.layout:
            of_the_batch = inputs.keys() & {"X", "initial_h", "initial_c"}
            inputs |= {name: inputs[name].swapaxes(0, 1) for name in of_the_batch}
        if self.ends_early:
            n_steps, *_, n_batch = self.sizes
            inputs["sequence_lens"] = np.linspace(1, n_steps, n_batch).astype(np.int32)
        attributes: dict[str, Any] = {"direction": self.direction, "hidden_size": self.sizes[2]}
        if self.layout:
            attributes["layout"] = self.layout
        if operator == "GRU":
            attributes["linear_before_reset"] = 1  # as torch does
        if activation:
            attributes["activations"] = [activation[0].title()] * len(inputs["W"])
        return Given(operator, inputs, attributes)

    def _shapes(self, operator: str) -> dict[str, tuple[int, ...]]:
        """Return the shapes of what is drawn, in layout 0."""
        n_steps, n_in, n_hidden, n_batch = self.sizes
        n_ways, n_rows = 1 + (self.direction == "bidirectional"), BLOCKS[operator] * n_hidden
        state = n_ways, n_batch, n_hidden
        shapes: dict[str, tuple[int, ...]] = {
            "X": (n_steps, n_batch, n_in),
            "W": (n_ways, n_rows, n_in),
            "R": (n_ways, n_rows, n_hidden),
        }
        bias: dict[str, tuple[int, ...]] = {"B": (n_ways, 2 * n_rows)} if self.bias else {}
        states = ("initial_h", "initial_c")[: 1 + (operator == "LSTM")] if self.start else ()
        return shapes | bias | dict.fromkeys(states, state)


TABLE = [Row(*row) for row in product(KINDS, DIRECTIONS, (True, False), (True, False), SIZES)]
WAYS = list(product(KINDS, DIRECTIONS))
ALL_GIVEN: dict[str, Any] = {"bias": True, "start": True, "sizes": (7, 5, 3, 4)}
BATCH_FIRST = [Row(*way, **ALL_GIVEN, layout=1) for way in WAYS]
ENDS_EARLY = [Row(*way, **ALL_GIVEN, ends_early=True) for way in WAYS]


def model_of(given: Given) -> onnx.ModelProto:
    """Return a file of ONNX with the operator alone."""
    schema = onnx.defs.get_schema(given.operator)
    names = [one.name if one.name in given.inputs else "" for one in schema.inputs]
    outputs = OUTPUTS[given.operator]
    node = onnx.helper.make_node(given.operator, names, outputs, **given.attributes)
    kinds = {
        name: onnx.helper.np_dtype_to_tensor_dtype(x.dtype) for name, x in given.inputs.items()
    }
    graph = onnx.helper.make_graph(
        [node],
        "one operator",
        [
            onnx.helper.make_tensor_value_info(name, kinds[name], array.shape)
            for name, array in given.inputs.items()
        ],
        [onnx.helper.make_tensor_value_info(name, kinds["X"], None) for name in outputs],
    )
    opset = [onnx.helper.make_operatorsetid("", OPSET)]
    return onnx.helper.make_model(graph, opset_imports=opset, ir_version=FORMAT)


def by_reference(given: Given) -> list[Array]:
    found = ReferenceEvaluator(model_of(given)).run(None, dict(given.inputs))
    return [np.asarray(one) for one in found]


def by_runtime(given: Given) -> list[Array]:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    model = model_of(given).SerializeToString()
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    return [np.asarray(one) for one in session.run(None, dict(given.inputs))]


def largest_difference(given: Given, theirs: list[Array]) -> float:
    """Compare all that an operator gives."""
    ours = outputs_of(given)
    assert list(ours) == OUTPUTS[given.operator]
    return max(difference(*pair) for pair in zip(ours.values(), theirs, strict=True))


def known_to_reference(rows: list[Row]) -> list[Row]:
    return [row for row in rows if row.kind != "RNN relu"]


@pytest.mark.parametrize("row", known_to_reference(TABLE + BATCH_FIRST), ids=str)
def test_the_definition_of_onnx_gives_the_same(row: Row) -> None:
    given = row.given(np.float64)
    assert largest_difference(given, by_reference(given)) <= 1e-12


@pytest.mark.parametrize("row", TABLE + ENDS_EARLY, ids=str)
def test_onnx_runtime_gives_the_same(row: Row) -> None:
    given = row.given(np.float32)
    assert largest_difference(given, by_runtime(given)) <= 2e-6


@pytest.mark.parametrize(
    ("operator", "first", "second"),
    [
        (operator, *pair)
        for operator in ("LSTM", "GRU")
        for pair in combinations(operators.THEIR_GATES[operator], 2)
    ],
)
def test_swapped_gates_would_be_seen(
    operator: str, first: str, second: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    gates = operators.THEIR_GATES[operator]
    swapped = gates.translate(str.maketrans(first + second, second + first))
    monkeypatch.setitem(operators.THEIR_GATES, operator, swapped)
    given = Row(operator, "bidirectional", **ALL_GIVEN).given(np.float64)
    assert largest_difference(given, by_reference(given)) > 1e-2
