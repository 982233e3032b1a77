"""Where one unit runs away the map of changes still shows the others, and says what it cuts."""

import json
from dataclasses import replace

import numpy as np
import pytest

from lstm_viz.chapters.compare.charts import difference_map
from lstm_viz.chapters.compare.view import comparison
from lstm_viz.chapters.surgery.charts import change_map, unit_lines
from lstm_viz.chapters.surgery.view import Operation, SurgeryView
from lstm_viz.core.record import record_sentence
from lstm_viz.core.trace import SentenceTrace
from lstm_viz.figures.open_scale import (
    DOWN,
    UP,
    change_limit,
    marks_beyond,
    note_beyond,
    sign_beyond,
)
from tests.random_models import SENTENCE, random_model

RUNAWAY, UNIT = 21.1, 7


def both_readings(towards: float = RUNAWAY) -> tuple[SentenceTrace, SentenceTrace]:
    """Return a reading and the same with every cell state moved, one unit's far beyond all."""
    network = random_model(0, n_hidden=20)
    trace = record_sentence(network, SENTENCE)
    layer = trace.lstm()
    moved = layer.c + np.linspace(-1, 1, layer.c.size).reshape(layer.c.shape)
    moved[-3:, UNIT] = layer.c[-3:, UNIT] + towards
    return trace, replace(trace, layers=(replace(layer, c=moved.astype("f4")),))


def cut_view() -> SurgeryView:
    """Return a sentence read twice with one unit's cell state far beyond all others' at the end."""
    before, after = both_readings()
    held = Operation("c", RUNAWAY, (UNIT,), len(before.tokens) - 3, len(before.tokens))
    return SurgeryView(before, after, held, n_checked=0, n_same=0)


def test_only_changes_that_can_be_seen_have_a_say() -> None:
    late = np.zeros((46, 64))
    late[-1] = np.linspace(-1, 1, 64)
    assert change_limit(late) == 1  # though 98 of 100 cells are 0
    assert change_limit(np.full((3, 4), np.nan)) == change_limit(np.zeros((3, 4))) == 0.1
    late[-1, 5] = RUNAWAY
    assert change_limit(late) == 1


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ([0.5, -1.0, np.nan], ""),
        ([21.13, -1.0], f"{UP} beyond the scale, up to +21.1"),
        ([0.2, -15.06], f"{DOWN} beyond the scale, down to −15.1"),
        ([3.0, -2.0], f"{UP}{DOWN} beyond the scale: up to +3.0, down to −2.0"),
        ([np.nan, np.nan], ""),
    ],
)
def test_the_note_says_how_far_they_go(numbers: list[float], said: str) -> None:
    assert note_beyond(np.array(numbers), 1.0) == said


def test_each_cell_beyond_has_its_sign_and_no_other_has() -> None:
    numbers = np.array([[0.5, 2.0, np.nan], [-2.0, -1.0, 1.0]])
    up, down = marks_beyond(["a", "b", "c"], ["one", "two"], numbers, 1.0)
    assert (up.x, up.y, up.marker.symbol) == (("b",), ("one",), "triangle-up")
    assert (down.x, down.y, down.marker.symbol) == (("a",), ("two",), "triangle-down")
    assert [sign_beyond(value, 1.0) for value in numbers.ravel()] == ["", UP, "", DOWN, "", ""]
    assert marks_beyond(["a"], ["one"], np.array([[1.0]]), 1.0) == []


@pytest.mark.parametrize(
    ("towards", "symbol", "said"),
    [
        (RUNAWAY, "triangle-up", f"{UP} beyond the scale, up to +21.1"),
        (-RUNAWAY, "triangle-down", f"{DOWN} beyond the scale, down to −21.1"),
    ],
)
def test_compare_shows_the_others_and_marks_the_runaway(
    towards: float, symbol: str, said: str
) -> None:
    figure = difference_map(comparison(*both_readings(towards)), "c")
    _, marks = figure.data
    assert figure.layout.coloraxis.cmax <= 1
    assert (set(marks.y), len(marks.x), marks.marker.symbol) == ({f"unit {UNIT + 1}"}, 3, symbol)
    assert [note.text for note in figure.layout.annotations] == [said]
    json.loads(figure.to_json())


def test_numbers_in_cells_carry_the_sign_themselves() -> None:
    network = random_model(0, n_hidden=8)
    trace = record_sentence(network, SENTENCE)
    layer = trace.lstm()
    moved = layer.c + np.float32(0.2)
    moved[-1, 2] += RUNAWAY
    figure = difference_map(
        comparison(trace, replace(trace, layers=(replace(layer, c=moved),))), "c"
    )
    (cells,) = figure.data
    assert [text for row in cells.text for text in row if UP in text] == [f"{UP}+21.30"]


def test_what_if_shows_the_others_and_marks_the_runaway() -> None:
    view = cut_view()
    change = view.change("c")
    figure = change_map(view, "c")
    limit = figure.layout.coloraxis.cmax
    assert limit < np.abs(change).max() / 2
    assert {row for mark in figure.data[1:] for row in mark.y} == {UNIT + 1}
    assert sum(len(mark.x) for mark in figure.data[1:]) == (np.abs(change) > limit).sum()
    assert "beyond the scale" in figure.layout.annotations[0].text


def test_a_unit_that_runs_away_has_its_own_scale_and_shows_all_of_itself() -> None:
    view = cut_view()
    (low, high) = unit_lines(view, UNIT).layout.yaxis.range
    assert -low == high >= RUNAWAY
    others = {unit_lines(view, j).layout.yaxis.range for j in range(20) if j != UNIT}
    assert max(high for _, high in others) < RUNAWAY / 3
