"""The tables of "What if": every single strongest, and both readings as CSV."""

import csv
import io

import numpy as np
import pytest

from lstm_viz.chapters.surgery.cached import single_units_view
from lstm_viz.chapters.surgery.tables import MOST, single_units_table, surgery_csv
from lstm_viz.chapters.surgery.view import STATES, gates_ranked
from lstm_viz.core.attribution.occlusion import leave_one_out
from lstm_viz.core.surgery.operate import ablate, operate
from lstm_viz.core.surgery.single_units import single_units
from lstm_viz.figures.labels import names
from tests.chapters.surgery.test_charts import view_of
from tests.random_models import random_reading


@pytest.mark.parametrize("seed", range(3))
def test_the_table_ranks_the_cores_carriers(seed: int) -> None:
    network, trace = random_reading(seed)
    view, found = single_units_view(network, trace), single_units(network, trace)
    by_size = np.argsort(-np.abs(found.units), kind="stable").tolist()
    assert view.strongest == by_size[0]
    at = np.argsort(-np.abs(found.gates), axis=None, kind="stable")[:4].tolist()
    expected_gates = [("ifgo"[place // len(by_size)], place % len(by_size)) for place in at]
    assert [(q, j) for q, j, _, _ in gates_ranked(view, 4)] == expected_gates
    assert view.loudest == np.abs(leave_one_out(network, trace).scores).argmax()
    table = single_units_table(view)
    for row, unit in enumerate(by_size[:MOST]):
        silenced = operate(network, trace, [ablate(unit)])
        assert table["Held"][row] == f"unit {unit + 1}"
        expected = silenced.logit[-1] - trace.logit[-1]
        assert table["Logit changes by"][row] == pytest.approx(expected, abs=1e-5)
        verdict = silenced.p_positive[-1]
        assert table["Verdict would be"][row] == pytest.approx(verdict, abs=1e-5)


def test_the_csv_holds_both_readings() -> None:
    view = view_of()
    rows = list(csv.DictReader(io.StringIO(surgery_csv(view).decode(), newline="")))
    assert [row["token"] for row in rows] == list(names(view.before))
    for t, row in enumerate(rows):
        assert np.float32(row["changed_logit"]) == np.float32(view.after.logit[t])
        assert np.float32(row["verdict"]) == np.float32(view.before.p_positive[t])
        for code in STATES:
            before, after = view.states(code)
            assert np.float32(row[f"{code}_2"]) == before[t, 1]
            assert np.float32(row[f"changed_{code}_2"]) == after[t, 1]
