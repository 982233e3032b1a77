"""What is printed of one number holds as printed: equation, tables, CSV."""

import csv
import io
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lstm_viz.chapters.inside.notation import digits_for, parts_of, result_name
from lstm_viz.chapters.inside.tables import shape_table, step_csv, terms_table
from lstm_viz.core.inside import InsideStep, Source, largest_terms, squashed
from lstm_viz.figures.numbers import fixed
from lstm_viz.figures.quantities import NOTATIONS
from tests.chapters.inside.test_figures import GATES, N_INPUTS, STEPS, VIEW


@given(st.integers(0, 10), st.integers(0, 7), st.sampled_from(GATES), st.sampled_from(NOTATIONS))
@settings(max_examples=60, deadline=None)
def test_the_printed_equation_holds_as_printed(t: int, unit: int, gate: str, notation: Any) -> None:
    step = STEPS[gate, t, unit]
    parts = parts_of(step, notation)
    digits = digits_for(step, parts)
    printed = [float(fixed(part.value, digits.parts).replace("−", "-")) for part in parts]
    z = float(fixed(step.z, digits.parts).replace("−", "-"))
    assert round(sum(printed), digits.parts) == z
    squeezed = float(squashed(gate, np.array(z)))
    assert fixed(squeezed, digits.result) == fixed(step.result_recorded, digits.result)


@pytest.mark.parametrize("z", [-12.0, 0.0, 30.0])
def test_a_shut_or_decided_gate_is_printed_too(z: float) -> None:
    result = float(squashed("f", np.array(z)))
    nothing: dict[Source, Any] = {"h": np.zeros(2), "x": np.zeros(2)}
    step = InsideStep(
        "f", 0, 0, nothing, nothing, nothing, {"h": z, "x": 0.0}, 0, 0, z, result, z, result
    )
    digits = digits_for(step, parts_of(step, "books"))
    assert digits.result == {-12.0: 8, 0.0: 3, 30.0: 3}[z]


def test_the_table_adds_up() -> None:
    view = VIEW
    step = view.step("g", 2, 6)
    table = terms_table(step, "torch")
    numbers = [float(cell.replace("−", "-")) for cell in table["Weight · value"]]
    *parts, z, result = numbers
    assert len(parts) == 8 + 1 + 2
    assert sum(parts) == pytest.approx(z, abs=11 * 0.00005)
    assert z == pytest.approx(step.z_recorded, abs=1e-4)
    assert result == pytest.approx(float(view.layer.g[2, 6]), abs=1e-4)
    assert table["Term"][8] == "the other 5"
    assert parts[8] == pytest.approx(largest_terms(step, 8).others, abs=0.00006)
    assert abs(parts[8]) > 0.005  # else the line above says nothing
    assert table["Term"][-1] == f"{result_name(step)} = tanh(z)" == "C\u0303₃[7] = tanh(z)"


def test_the_shapes_are_those_of_the_arrays() -> None:
    view = VIEW
    assert shape_table(view, "f", "books")["In this model"] == ["(13, 8)", "(8,)", "(13,)", "(8,)"]
    table = shape_table(view, "g", "torch")
    assert table["In this model"] == ["(32, 5)", "(32, 8)", "(32,)", "(32,)"]
    assert set(table["Rows of this gate"]) == {"16 to 23"}


def test_the_csv_holds_every_number_in_full() -> None:
    step = VIEW.step("i", 3, 4)
    rows = list(csv.DictReader(io.StringIO(step_csv(step).decode(), newline="")))
    assert len(rows) == 8 + N_INPUTS + 6
    for row in rows[:13]:
        assert float(row["weight"]) * float(row["value"]) == float(row["product"])
    np.testing.assert_array_equal([float(r["value"]) for r in rows[:8]], step.values["h"])
    last = {row["part"]: float(row["product"]) for row in rows[13:]}
    assert last["z"] == step.z
    assert last["result_recorded"] == step.result_recorded
