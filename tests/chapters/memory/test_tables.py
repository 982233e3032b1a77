"""The tables of memory are the gates' and the ledger's numbers."""

import csv
import io
from dataclasses import replace
from typing import Any

import numpy as np

from lstm_viz.chapters.memory.tables import deposits_csv, unit_table
from lstm_viz.chapters.memory.view import memory_view
from lstm_viz.core.trace import LstmTrace
from tests.chapters.memory.test_charts import view_of
from tests.player.test_payload import trace_of


def test_the_table_agrees_with_the_gates() -> None:
    trace = trace_of("a b c d")
    layer = trace.layer
    assert isinstance(layer, LstmTrace)
    f = np.tile(np.array([0.5, 1, 0.99, 0, 0.25, 0.5, 0.5, 0.5], np.float32), (4, 1))
    i = np.ones_like(f)
    g = np.zeros_like(f)
    g[1], g[3, 5] = 0.5, 0.9
    view = replace(memory_view(trace), layer=replace(layer, f=f, i=i, g=g))
    table: dict[str, list[Any]] = unit_table(view, 3)
    assert table["Unit"] == list(range(1, 9))
    assert table["Cell state"] == [round(float(c), 3) for c in layer.c[3]]
    lives = ["1.0 words", "endless (f = 1)", "69.0 words", "0.0 words", "0.5 words"]
    assert table["Half-life by its gate"][:5] == lives
    assert table["Largest deposit"][:6] == ["2 b"] * 5 + ["4 d"]
    gone = ["after 2 words", "still there after 2", "still there after 2", "after 1 word"]
    assert table["Half of it gone"][:4] == gone
    assert table["Half of it gone"][5] == "written last"
    stuck = table["Stuck over the sentence"]
    assert stuck[0].startswith("input gate open")
    assert stuck[1].startswith("forget gate open, input gate open")
    assert stuck[3].startswith("forget gate shut, input gate open")


def test_the_csv_holds_the_ledger_number_for_number() -> None:
    view = view_of('say "no, not" , ok')
    rows = list(csv.DictReader(io.StringIO(deposits_csv(view.trace).decode(), newline="")))
    n_words = len(view.trace.tokens)
    assert len(rows) == n_words * (n_words + 1) // 2
    for row in rows:
        t, s = int(row["after"]) - 1, int(row["written_by"]) - 1
        assert row["after_token"] == view.trace.tokens[t].text
        assert row["by_token"] == view.trace.tokens[s].text
        assert np.float32(row["size"]) == view.weights[t, s]
        assert np.float32(row["share"]) == view.shares[t, s]
        units = [np.float32(row[f"unit_{j + 1}"]) for j in range(8)]
        np.testing.assert_array_equal(units, view.ledger.deposits[t, s])


def test_an_empty_sentence_has_a_view_and_a_csv_of_one_line() -> None:
    view = view_of("")
    assert view.gap == view.reach == 0
    assert deposits_csv(view.trace).count(b"\n") == 1
