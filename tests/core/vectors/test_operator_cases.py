"""ONNX's own test cases of its operators LSTM, GRU and RNN, with the numbers that it publishes.

They come with the package, made for those who write an engine. Most have one number for every
weight, so they hold the steps, the states and the layouts; that no gate takes another's place is
seen in `test_engines.py`, whose weights differ.
"""

import re
from functools import cache
from importlib import import_module
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx.backend.test.case import node as node_cases
from onnx.backend.test.case.test_case import TestCase

from tests.core.vectors.operators import OPERATORS, Given, difference, outputs_of

COMPARED = (
    "test_lstm_defaults",
    "test_lstm_with_initial_bias",
    "test_lstm_batchwise",
    "test_lstm_reverse",
    "test_lstm_bidirectional",
    # These GRUs reset h before the product, torch's after it. The numbers are the same where h is
    # zero, as in the only step of the first three; where all of r is one number, as in the next
    # two; and where the candidate is 1 or -1 either way, since its sums are large, as in the last.
    "test_gru_defaults",
    "test_gru_with_initial_bias",
    "test_gru_batchwise",
    "test_gru_reverse",
    "test_gru_bidirectional",
    "test_gru_seq_length",
    "test_simple_rnn_defaults",
    "test_simple_rnn_with_initial_bias",
    "test_rnn_seq_length",
    "test_simple_rnn_batchwise",
    "test_simple_rnn_reverse",
    "test_simple_rnn_bidirectional",
)
LEFT_OUT = {
    "test_lstm_with_peepholes": "its gates see the cell state; torch's LSTM has no peepholes",
}
TOLERANCE = 1e-6  # their numbers are of float32


@cache
def cases() -> dict[str, TestCase]:
    """Return the package's cases of the three operators by name."""
    for operator in OPERATORS:
        import_module(f"{node_cases.__name__}.{operator.lower()}")  # fills the list
    found = {}
    for case in node_cases._NodeTestCases:
        assert case.model is not None
        if any(node.op_type in OPERATORS for node in case.model.graph.node):
            found[case.name] = case
    return found


def largest_difference(name: str) -> float:
    """Compare every output that a case publishes."""
    case = cases()[name]
    assert case.model is not None
    assert case.data_sets is not None
    (node,) = case.model.graph.node
    schema = onnx.defs.get_schema(node.op_type)
    taken = [one.name for one, name in zip(schema.inputs, node.input, strict=False) if name]
    given_back = [one.name for one, name in zip(schema.outputs, node.output, strict=False) if name]
    attributes = {one.name: onnx.helper.get_attribute_value(one) for one in node.attribute}
    if "direction" in attributes:
        attributes["direction"] = attributes["direction"].decode()
    ((inputs, outputs),) = case.data_sets
    given = Given(node.op_type, dict(zip(taken, inputs, strict=True)), attributes)
    ours = outputs_of(given)
    named = zip(given_back, outputs, strict=True)
    return max(difference(ours[name], np.asarray(theirs)) for name, theirs in named)


@pytest.mark.parametrize("name", COMPARED)
def test_a_case_of_onnx_gives_the_published_numbers(name: str) -> None:
    assert largest_difference(name) <= TOLERANCE


def test_no_case_of_onnx_is_passed_over() -> None:
    assert set(cases()) == {*COMPARED, *LEFT_OUT}
    folder = Path(node_cases.__file__).parent
    speaks = re.compile('"({})"'.format("|".join(OPERATORS)))
    files = {path for path in folder.parent.rglob("*.py") if speaks.search(path.read_text("utf-8"))}
    assert files == {folder / f"{operator.lower()}.py" for operator in OPERATORS}


@pytest.mark.parametrize("name", LEFT_OUT)
def test_a_case_that_is_left_out_is_another_computation(name: str) -> None:
    assert largest_difference(name) > 1e-3
