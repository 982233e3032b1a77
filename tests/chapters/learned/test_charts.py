"""The charts draw each checkpoint's own numbers, on whole scales, and mark the chosen one."""

from typing import Any

import numpy as np
import pytest

from lstm_viz.chapters.learned.charts import learning_curves, strength, verdict_curves
from lstm_viz.chapters.learned.view import half_way, shared_scales
from lstm_viz.core.models.path import N_CHECKPOINTS
from lstm_viz.figures.open_scale import open_limit
from lstm_viz.figures.spoken import spoken
from tests.awkward import AWKWARD
from tests.chapters.learned.readings import DEV, HELDOUT, TEXTS, facts, stories, view


def test_every_checkpoint_has_its_own_curve() -> None:
    read = view(chosen=5)
    lines = verdict_curves(read).data
    assert len(lines) == N_CHECKPOINTS
    for line, trace in zip(lines, read.traces, strict=True):
        np.testing.assert_array_equal(line.y, trace.p_positive.astype("f4"))
    assert [line.name for line in lines][::11] == ["untrained", "shipped"]
    assert lines[4].name == "after 8,000 texts"


@pytest.mark.parametrize("chosen", [1, 6, 12])
def test_the_chosen_curve_alone_is_thick_and_lies_on_top(chosen: int) -> None:
    figure = verdict_curves(view(chosen=chosen))
    for told in (
        [line.line.width for line in figure.data],
        [line.opacity for line in figure.data],
        [line.zorder for line in figure.data],
        [stroke.line.width for stroke in strokes(figure)],
    ):
        assert told.count(max(told)) == 1
        assert told.index(max(told)) == chosen - 1


def strokes(figure: Any) -> list[Any]:
    """Return the legend's strokes."""
    return [one for one in figure.layout.shapes if one.xsizemode == "pixel"]


def test_the_legend_is_drawn_as_the_lines_are() -> None:
    figure = verdict_curves(view(chosen=3))
    for stroke, line in zip(strokes(figure), figure.data, strict=True):
        assert (stroke.line.color, stroke.opacity) == (line.line.color, line.opacity)
    assert [strength(k) for k in range(1, 13)] == sorted(strength(k) for k in range(1, 13))
    assert [note.text for note in figure.layout.annotations] == ["untrained", "shipped"]


def test_the_scale_of_verdicts_is_whole() -> None:
    low, high = verdict_curves(view()).layout.yaxis.range
    assert low < 0
    assert high > 1


@pytest.mark.parametrize("text", AWKWARD.values(), ids=AWKWARD)
def test_any_text_is_drawn(text: str) -> None:
    read = view(text)
    if read.trace.tokens:
        assert verdict_curves(read).to_json()


def test_what_was_measured_is_drawn_at_its_checkpoint() -> None:
    figure = learning_curves(facts(), stories(), 4)
    heldout, dev, claims = figure.data
    assert tuple(heldout.y) == HELDOUT
    assert tuple(dev.y) == DEV
    assert list(claims.y) == [number % 4 for number in range(N_CHECKPOINTS)]
    for trace in figure.data:
        assert list(trace.customdata) == list(range(1, N_CHECKPOINTS + 1))
    shown = figure.layout.xaxis2.labelalias or figure.layout.xaxis.labelalias
    assert list(shown.values()) == [f"{number:,}" for number in TEXTS]


def test_the_scales_are_whole_and_the_chosen_checkpoint_is_shaded() -> None:
    figure = learning_curves(facts(), stories(), 4)
    assert figure.layout.yaxis.range[0] == 0
    assert figure.layout.yaxis.range[1] >= 1
    assert figure.layout.yaxis2.range[0] == 0
    assert 3 <= figure.layout.yaxis2.range[1] < 4
    (shade,) = [one for one in figure.layout.shapes if one.type == "rect"]
    assert (shade.x0 + shade.x1) / 2 == 3  # places count from 0


def test_a_part_that_was_not_measured_has_no_line() -> None:
    assert len(learning_curves(facts(heldout=HELDOUT), stories()).data) == 2
    every = learning_curves(facts(dev=DEV, heldout=HELDOUT, everyday=DEV, other=DEV), stories())
    assert [trace.name for trace in every.data[:3]] == [
        "generated sentences, held out",
        "film reviews",
        "everyday sentences",
    ]
    assert len(every.data) == 4


def test_the_curves_can_be_heard() -> None:
    said = spoken(verdict_curves(view(chosen=2)))
    assert len(said) == N_CHECKPOINTS
    assert said[0].startswith("untrained: “The” 0.")


def test_the_player_has_one_scale_for_all_checkpoints() -> None:
    traces = view().traces
    found = shared_scales(traces)
    cells = [trace.lstm().c for trace in traces]
    assert found["limits"]["c"] == open_limit(*cells)
    assert found["largest"]["c"] == max(float(np.abs(cell).max()) for cell in cells)
    assert found["largest"]["c"] > float(np.abs(cells[0]).max())
    assert set(found["limits"]) == {"c", "x"}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (HELDOUT, 8),
        (DEV, 5),
        ([0, *[1] * 11], 2),
        ([0, 0.6, *[0.1] * 9, 1], 2),
        ([1, *[0.9] * 10, 0], 12),
    ],
)
def test_half_of_the_way_is_found(values: list[float], expected: int) -> None:
    assert half_way(values) == expected
