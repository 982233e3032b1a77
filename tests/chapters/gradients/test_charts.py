"""The charts draw the numbers, all on one axis, and leave out what has no logarithm."""

import csv
import io
from typing import Any

import numpy as np
import pytest

from lstm_viz.chapters.gradients import cached, charts
from lstm_viz.chapters.gradients.study import pair_of, read_decay
from lstm_viz.chapters.gradients.tables import filler_csv, flow_csv, paths_csv
from lstm_viz.chapters.gradients.view import BothPaths, FillerRuns, Flow, flow, with_point
from lstm_viz.chapters.lstm_rnn import cached as lstm_rnn_cached
from lstm_viz.chapters.lstm_rnn.charts import forgotten_at, influence_left, verdicts
from lstm_viz.chapters.lstm_rnn.tables import twins_csv
from lstm_viz.core.gradients.filler_text import FillerRun
from lstm_viz.core.gradients.target import Target
from lstm_viz.core.gradients.trace import PathsFrom
from lstm_viz.figures.log_axis import HEIGHT, LSTM_C, RNN, Line, log_lines, log_range
from lstm_viz.figures.quantities import BY_CODE, NETWORKS
from lstm_viz.ui import cache

TEXT = "The movie was not at all boring and quite enjoyable."


def lines_of(figure: Any) -> dict[str, Any]:
    return {trace.name: trace for trace in figure.data}


@pytest.mark.parametrize("target", ["last", "4", "1", "loss0"])
def test_the_norms_are_those_of_the_backward_passes(target: str) -> None:
    found = cached.flow_of("lstm-tiny", TEXT, target)
    lstm, rnn = (cached.gradients_of(name, TEXT, target) for name in ("lstm-tiny", "rnn-tiny"))
    row = Target.parse(target).row(11)
    assert row is not None
    assert found.row == row
    drawn = lines_of(charts.gradient_norms(found))
    for name, rows in (
        ("LSTM ∂L/∂C", lstm.arrays()["grad_c"]),
        ("LSTM ∂L/∂h", lstm.arrays()["grad_h"]),
        ("RNN ∂L/∂h", rnn.arrays()["grad_h"]),
    ):
        norms = np.sqrt((rows.astype(float) ** 2).sum(axis=1))
        np.testing.assert_allclose(drawn[name].y, norms[: row + 1])
        assert not norms[row + 1 :].any()


def test_all_words_stand_below_and_all_lines_share_one_log_axis() -> None:
    figure = charts.gradient_norms(cached.flow_of("lstm-tiny", TEXT, "4"))
    assert len(figure.layout.xaxis.categoryarray) == 11
    assert figure.layout.yaxis.type == "log"
    assert {trace.yaxis for trace in figure.data} == {None}
    everything = np.concatenate([trace.y for trace in figure.data])
    low, high = figure.layout.yaxis.range
    assert 10**low < everything.min()
    assert everything.max() < 10**high


def test_a_plain_rnn_or_no_word_is_refused() -> None:
    trace, lstm = cache.trace_of("lstm-tiny", TEXT), cached.gradients_of("lstm-tiny", TEXT, "last")
    rnn = cached.gradients_of("rnn-tiny", TEXT, "last")
    with pytest.raises(ValueError, match="plain RNN"):
        flow(trace, rnn, rnn)
    empty = cached.gradients_of("lstm-tiny", "", "last")
    with pytest.raises(ValueError, match="no token"):
        flow(cache.trace_of("lstm-tiny", ""), empty, rnn)
    assert isinstance(flow(trace, lstm, rnn), Flow)


def test_zero_has_no_point_and_no_say_in_the_axis() -> None:
    line = Line("a", np.array([0.0, 1e-40, 1.0, 0.0]), LSTM_C)
    (drawn,) = log_lines([0, 1, 2, 3], [line], ("x", "y")).data
    assert np.isnan(drawn.y[[0, 3]]).all()
    assert log_range([line])[0] == pytest.approx(-40, abs=3)
    nothing = Line("b", np.zeros(3), RNN)
    figure = log_lines([0, 1, 2], [nothing], ("x", "y"))
    assert not figure.layout.annotations


def test_names_at_the_ends_do_not_touch() -> None:
    lines = [Line(name, np.array([1.0, 1.0 + k / 1e6]), LSTM_C) for k, name in enumerate("abc")]
    names = log_lines(["x", "y"], lines, ("x", "y")).layout.annotations
    heights = sorted(name.yshift for name in names)
    assert min(np.diff(heights)) > 10


@pytest.mark.parametrize("last", [1.0, 1e-6])
def test_names_stay_within_the_picture(last: float) -> None:
    lines = [Line(name, np.array([1e-6, 1.0, last]), LSTM_C) for name in "abc"]
    figure = log_lines(["x", "y", "z"], lines, ("x", "y"))
    low, high = figure.layout.yaxis.range
    for name in figure.layout.annotations:
        assert 0 <= HEIGHT * (name.y - low) / (high - low) + name.yshift <= HEIGHT


@pytest.mark.parametrize("drawn", ["norms", "paths"])
def test_lines_are_told_by_colour_and_by_dash_and_by_marker(drawn: str) -> None:
    found, paths = (
        cached.flow_of("lstm-small", TEXT, "last"),
        cached.paths_of("lstm-small", TEXT, 0),
    )
    figure = charts.gradient_norms(found) if drawn == "norms" else charts.path_norms(found, paths)
    for told in ("line.color", "line.dash", "marker.symbol"):
        part, name = told.split(".")
        assert len({getattr(getattr(trace, part), name) for trace in figure.data}) == 3


def test_the_lstms_lines_have_the_colours_of_the_player_above_them() -> None:
    drawn = lines_of(charts.gradient_norms(cached.flow_of("lstm-tiny", TEXT, "last")))
    for code in ("c", "h"):
        line = drawn[f"LSTM {BY_CODE[f'grad_{code}'].letter}"]
        assert line.line.color == line.marker.color == BY_CODE[code].still
    assert drawn["RNN ∂L/∂h"].line.color == NETWORKS["rnn"]


def test_the_paths_begin_at_the_word_that_is_followed() -> None:
    paths = cached.paths_of("lstm-tiny", TEXT, 4)
    drawn = lines_of(charts.path_norms(cached.flow_of("lstm-tiny", TEXT, "last"), paths))
    assert set(drawn) == {"LSTM belt", "LSTM all paths", "RNN all paths"}
    for trace in drawn.values():
        assert trace.x[0] == "5 at"
        assert trace.y[0] == pytest.approx(1)
        assert len(trace.y) == 7


def test_the_chosen_distance_is_a_run_of_its_own_in_its_place() -> None:
    stretch = cached.filler_runs_of("lstm-tiny", "the", 33)
    assert [run.distance for run in stretch.lstm] == [0, 5, 10, 20, 30, 33, 50, 75, 100, 150]
    figure = charts.filler_norms(stretch, 33)
    (mark,) = figure.layout.shapes
    assert mark.x0 == 33
    drawn = lines_of(figure)["RNN ∂L/∂h"]
    np.testing.assert_array_equal(drawn.y, [run.norm for run in stretch.rnn])
    point = stretch.lstm[1]
    assert with_point(stretch, point, stretch.rnn[1]) == stretch


def test_both_verdicts_on_one_axis() -> None:
    both = lstm_rnn_cached.twins_of("lstm-tiny", TEXT)
    figure = verdicts(both)
    assert tuple(figure.layout.yaxis.range) == (0, 1)
    for name, model in (("LSTM", "lstm-tiny"), ("RNN", "rnn-tiny")):
        np.testing.assert_array_equal(
            lines_of(figure)[name].y, cache.trace_of(model, TEXT).p_positive
        )


def test_the_first_words_influence_and_where_it_is_forgotten() -> None:
    both = lstm_rnn_cached.twins_of("lstm-tiny", "not bad " * 60)
    drawn = lines_of(influence_left(both))
    np.testing.assert_array_equal(drawn["RNN"].y, both.paths.rnn.full)
    assert drawn["LSTM"].y[0] == pytest.approx(1)
    assert forgotten_at(np.array([1.0, 0.02, 0.0099, 0.5])) == 2
    assert forgotten_at(np.array([1.0, 0.01])) is None


def test_the_csv_holds_every_point() -> None:
    found = cached.flow_of("lstm-tiny", TEXT, "last")
    paths = cached.paths_of("lstm-tiny", TEXT, 8)
    stretch = FillerRuns((FillerRun(0, 1.5, 0.8),), (FillerRun(0, 0.0, 0.7),))
    written = flow_csv(found), paths_csv(found, paths), filler_csv(stretch)
    tables = [list(csv.DictReader(io.StringIO(one.decode()))) for one in written]
    assert [len(table) for table in tables] == [3 * 11, 3 * 3, 4]
    rows = [row for table in tables for row in table]
    assert float(tables[2][0]["value"]) == 1.5
    first = next(row for row in rows if row["series"] == "lstm dL/dC")
    assert (first["place"], first["word"]) == ("1", "the")
    assert float(first["value"]) == found.c[0]
    belt = [row for row in rows if row["series"] == "lstm belt"]
    assert [row["place"] for row in belt] == ["9", "10", "11"]
    assert [row["word"] for row in belt] == ["quite", "enjoyable", "."]
    both = BothPaths(PathsFrom(0, None, np.ones(11)), paths.rnn)
    assert b"belt" not in paths_csv(found, both)


def test_the_other_csv_too() -> None:
    both, pair = lstm_rnn_cached.twins_of("lstm-tiny", TEXT), pair_of(read_decay(), "lstm-tiny")
    rows = list(csv.DictReader(io.StringIO(twins_csv(both, pair).decode())))
    medians = [row for row in rows if row["chart"] == "dev sentences median"]
    assert len(medians) == 3 * 41
    last = next(r for r in reversed(rows) if (r["chart"], r["series"]) == ("verdict", "rnn"))
    assert float(last["value"]) == both.rnn.p_positive[-1]
