"""The comparison draws the two readings' own numbers, on shared scales, and any word as text."""

import csv
import io
import json

import numpy as np
import pytest

from lstm_viz.chapters.compare.charts import (
    below_columns,
    column_labels,
    difference_map,
    verdict_curves,
)
from lstm_viz.chapters.compare.tables import comparison_csv
from lstm_viz.chapters.compare.view import Comparison, comparison, difference_limit, differences
from lstm_viz.core.models.checkpoint import load_model
from lstm_viz.core.pairs.alignment import steps_beside
from lstm_viz.core.record import record_sentence
from lstm_viz.core.trace import LstmTrace
from lstm_viz.core.weights import Head
from lstm_viz.figures.open_scale import change_limit
from lstm_viz.figures.quantities import MAPS
from lstm_viz.player.payload import player_payload, synchronised
from tests.awkward import AWKWARD

A, B = "the film was good .", "the film was not bad at all ."


TINY = load_model("lstm-tiny")


def view_of(first: str = A, second: str = B) -> Comparison:
    return comparison(record_sentence(TINY, first), record_sentence(TINY, second))


def test_differences_are_b_minus_a_at_aligned_words_and_nothing_elsewhere() -> None:
    network = load_model("lstm-tiny")  # random inputs of another length begin otherwise
    view = comparison(record_sentence(network, A), record_sentence(network, B))
    first, second = view.first.layer, view.second.layer
    assert isinstance(first, LstmTrace)
    assert isinstance(second, LstmTrace)
    found = differences(view, "c")
    for column, row in zip(view.columns, found, strict=True):
        if column.first is None or column.second is None:
            assert np.isnan(row).all()
        else:
            np.testing.assert_array_equal(
                row.astype("f4"), second.c[column.second] - first.c[column.first]
            )
    assert np.abs(found[:3]).max() < 1e-6  # before the change: as 32-bit numbers are rounded
    assert np.nanmax(np.abs(found)) > 0


def test_the_cell_has_its_own_scale_and_all_else_one_with_zero_in_the_middle() -> None:
    view = view_of()
    others = [code for code in MAPS if code != "c"]
    (shared,) = {difference_limit(view, code) for code in others}
    for code in MAPS:
        limit = difference_limit(view, code)
        figure = difference_map(view, code)
        axis = figure.layout.coloraxis
        assert (axis.cmin, axis.cmax) == (-limit, limit)
        assert list(axis.colorbar.tickvals) == [-limit, 0, limit]
        is_beyond = float(np.nanmax(np.abs(differences(view, code)))) > limit
        assert bool(figure.layout.annotations) == is_beyond
    cells = differences(view, "c")
    assert difference_limit(view, "c") == change_limit(cells)
    assert shared == change_limit(*(differences(view, code) for code in others))


def test_the_curves_are_the_verdicts_with_gaps() -> None:
    view = view_of()
    first, second = verdict_curves(view).data
    for curve, p in ((first, view.first.p_positive), (second, view.second.p_positive)):
        np.testing.assert_array_equal(curve.y[~np.isnan(curve.y)], p.astype("f4"))
        assert len(curve.y) == len(view.columns)
        assert curve.connectgaps is False
    assert np.isnan(first.y).sum() == len(view.columns) - 5
    assert tuple(verdict_curves(view).layout.yaxis.range) == (-0.02, 1.02)


def test_labels_tell_whose_a_word_is() -> None:
    labels = column_labels(view_of("it was good", "it is not good"))
    assert labels[0] == "1 it"
    assert "2 only A: was" in labels
    assert "4 only B: not" in labels
    assert column_labels(view_of("good", "bad")) == ["1 good → bad"]
    assert below_columns(view_of("it was good", "it is not good"))[:2] == ["it", "A: was"]
    assert below_columns(view_of("good", "bad")) == ["good<br>→ bad"]


@pytest.mark.parametrize("text", AWKWARD.values(), ids=AWKWARD)
def test_any_word_is_drawn_as_text(text: str) -> None:
    view = view_of("a < b & good", text)
    for figure in (verdict_curves(view), difference_map(view)):
        assert "<b>" not in json.dumps(figure.to_plotly_json()["data"][0]["x"])
    assert comparison_csv(view).decode("utf-8", "strict")


def test_the_csv_holds_every_column_and_reads_back() -> None:
    view = view_of()
    rows = list(csv.DictReader(io.StringIO(comparison_csv(view).decode())))
    assert len(rows) == len(view.columns)
    cells = differences(view, "c")
    for row, column, values in zip(rows, view.columns, cells, strict=True):
        if column.second is None:
            assert row["b_word"] == row["p_b"] == row["c_1"] == ""
        else:
            assert row["b_token"] == view.second.tokens[column.second].text
            assert np.float32(row["p_b"]) == np.float32(view.second.p_positive[column.second])
        if column.first is not None and column.second is not None:
            assert np.float32(row["c_1"]) == np.float32(values[0])


def test_players_of_a_group_share_scales_and_know_each_others_steps() -> None:
    view = view_of()
    head = Head(np.ones(8, "f4"), 0.0)
    plain = [player_payload(trace, head) for trace in (view.first, view.second)]
    plain[0]["limits"], plain[1]["limits"] = {"c": 1.0, "x": 3.0}, {"c": 2.0, "x": 0.5}
    first, second = synchronised(plain, "pair", steps_beside(view.columns))
    assert first["limits"] == second["limits"] == {"c": 2.0, "x": 3.0}
    assert first["sync"]["group"] == second["sync"]["group"]
    assert len(first["sync"]["map"]) == first["n_tokens"]
    assert len(second["sync"]["map"]) == second["n_tokens"]
    assert "sync" not in plain[0]
