"""The pictures of memory show the ledger's numbers, on fixed scales, and any word as text."""

import json
import re
from dataclasses import replace

import numpy as np
import plotly.graph_objects as go
import pytest

from lstm_viz.chapters.memory import words
from lstm_viz.chapters.memory.charts import (
    N_STEPS,
    bend,
    largest_words,
    memory_map,
    memory_stack,
    unit_waterfall,
)
from lstm_viz.chapters.memory.view import MemoryView, memory_view
from lstm_viz.figures.labels import plotly_labels
from lstm_viz.figures.numbers import percent, signed
from lstm_viz.figures.quantities import WORD_COLOURS
from tests.awkward import AWKWARD
from tests.player.test_payload import trace_of

TEXT = "the film was not at all bad and not at all long , was it ?"
LENGTHS = ["one", TEXT, "word " * 30]


def view_of(text: str = TEXT) -> MemoryView:
    return memory_view(trace_of(text))


def figures_of(view: MemoryView, t: int) -> list[go.Figure]:
    return [
        memory_map(view, t),
        memory_map(view, t, 2),
        memory_stack(view, t),
        unit_waterfall(view, t, 2),
    ]


@pytest.mark.parametrize("text", LENGTHS)
def test_the_map_shows_every_weight_read_so_far_and_no_other(text: str) -> None:
    view = view_of(text)
    n_words = len(view.trace.tokens)
    (drawn, *_) = memory_map(view, n_words - 1).data
    for s in range(n_words):
        for t in range(n_words):
            if t < s:
                assert np.isnan(drawn.z[s, t])
            else:
                assert drawn.z[s, t] == view.weights[t, s]
    axis = memory_map(view, 0).layout.coloraxis
    assert axis.cmin == 0
    assert 0 <= axis.cmax - view.weights.max() <= 0.1


def sizes_of(*peaks: float) -> MemoryView:
    """Return a memory of our own: each word keeps what it wrote."""
    view = view_of("word " * len(peaks))
    return replace(view, weights=np.tril(np.tile(np.array(peaks), (len(peaks), 1))))


def test_the_scale_of_sizes_bends_only_where_few_run_away() -> None:
    even = sizes_of(*[2.0] * 30)
    assert bend(even) is None
    assert memory_map(even, 0).layout.coloraxis.colorbar.tickvals == (0, 2.0)
    assert "bend" not in words.map_text(even, None)
    running = sizes_of(*[2.0] * 29, 8.04)
    assert bend(running) == 2.0
    axis = memory_map(running, 0).layout.coloraxis
    assert (axis.cmax, axis.colorbar.tickvals) == (8.1, (0, 2.0, 8.1))
    stops = [stop for stop, _ in axis.colorscale]
    assert stops == pytest.approx([0, 2.0 / 8.1, 1])
    said = words.map_text(running, None)
    assert "full gold at 2.0 and goes on to red at 8.0." in said
    assert "bend" not in words.map_text(running, 3)
    far = memory_map(sizes_of(*[2.0] * 29, 21.04), 0).layout.coloraxis
    assert far.colorbar.tickvals == (0, 21.1)  # 2.0 has no room beside 0; the text says it


@pytest.mark.parametrize("n_words", [1, 11, 46, 50, 51, 199])
def test_every_row_is_named_or_those_that_hold_most(n_words: int) -> None:
    peaks = np.linspace(1, 2, n_words)
    peaks[n_words // 2] = 5
    view = sizes_of(*peaks)
    figure = memory_map(view, n_words - 1)
    rows = list(figure.layout.yaxis.tickvals)
    inner = figure.layout.height - figure.layout.margin.t - figure.layout.margin.b
    assert n_words // 2 in rows
    if n_words <= 50:
        assert rows == list(range(n_words))
    assert all(np.diff(rows) * inner / n_words >= 13)
    assert "share" in [note.text for note in figure.layout.annotations]
    beside = figure.layout.yaxis2  # a named row has its share, however many rows there are
    assert list(beside.tickvals) == rows
    assert list(beside.ticktext) == [percent(view.shares[-1, row]) for row in rows]


def test_a_units_map_is_signed_around_zero() -> None:
    view = view_of()
    figure = memory_map(view, 3, 5)
    axis = figure.layout.coloraxis
    assert (axis.cmin, axis.cmax) == (-1, 1)
    assert axis.colorscale[1][0] == 0.5
    assert figure.data[0].z[2, 3] == view.ledger.deposits[3, 2, 5]


def test_the_numbers_beside_the_map_are_the_marked_column() -> None:
    view = view_of()
    beside = memory_map(view, 4).layout.yaxis2
    assert list(beside.ticktext) == [percent(share) for share in view.shares[4, :5]]
    assert list(beside.tickvals) == [0, 1, 2, 3, 4]
    beside = memory_map(view, 4, 1).layout.yaxis2
    assert list(beside.ticktext) == [signed(d) for d in view.ledger.deposits[4, :5, 1]]
    (mark,) = memory_map(view, 4).layout.shapes
    assert (mark.x0, mark.x1) == (3.5, 4.5)


@pytest.mark.parametrize("text", LENGTHS)
def test_the_stack_adds_up_to_all_that_memory_holds(text: str) -> None:
    view = view_of(text)
    bands = memory_stack(view, 0).data
    np.testing.assert_allclose(
        sum(band.y for band in bands), view.weights.sum(axis=1), rtol=1e-5, atol=1e-6
    )
    named = largest_words(view)
    assert len(named) == min(len(WORD_COLOURS), len(view.trace.tokens))
    left_out = np.delete(view.weights, named, axis=1)
    assert left_out.max(initial=0) <= view.weights[:, named].max(axis=0).min()
    assert len({band.marker.color for band in bands}) == len(bands)
    if left_out.size:
        assert bands[-1].name == f"the other {left_out.shape[1]}"


@pytest.mark.parametrize("text", LENGTHS)
def test_a_waterfall_ends_at_the_recorded_cell_state(text: str) -> None:
    view = view_of(text)
    for t in {0, len(view.trace.tokens) - 1}:
        figure = unit_waterfall(view, t, 3)
        *steps, total = figure.data[0].y
        assert sum(steps) == pytest.approx(total, abs=1e-6)
        assert total == pytest.approx(float(view.layer.c[t, 3]), abs=1e-6)
        assert len(steps) <= N_STEPS + 1
        low, high = figure.layout.yaxis.range
        assert -low == high > np.abs(np.cumsum(steps)).max()


def test_all_units_and_words_share_the_waterfalls_scale() -> None:
    view = view_of()
    ranges = {unit_waterfall(view, t, unit).layout.yaxis.range for t in (0, 9) for unit in (0, 7)}
    assert len(ranges) == 1
    assert view.reach == pytest.approx(np.abs(view.ledger.deposits).sum(axis=1).max())


@pytest.mark.parametrize("text", AWKWARD.values(), ids=AWKWARD)
def test_labels_are_text_to_plotly(text: str) -> None:
    view = view_of(text.encode("utf-8", "replace").decode()[:150])
    n_words = len(view.trace.tokens)
    labels = plotly_labels(view.trace)
    assert len(set(labels)) == n_words
    for number, label in enumerate(labels, start=1):
        assert label.startswith(f"{number} ")
        assert not re.search(r"[<>$]|&(?!amp;|lt;|gt;|#36;)", label)
        assert len(label) <= 100
    if n_words:
        for figure in figures_of(view, n_words - 1):
            json.loads(figure.to_json())


@pytest.mark.parametrize(
    ("share", "written"),
    [(0, "0%"), (0.004, "< 1%"), (0.41, "41%"), (0.999, "> 99%"), (1, "100%")],
)
def test_a_little_is_not_nothing(share: float, written: str) -> None:
    assert percent(share) == written


@pytest.mark.parametrize(
    ("value", "written"), [(-0.001, "0.00"), (0.0, "0.00"), (-0.4, "−0.40"), (1.826, "+1.83")]
)
def test_zero_has_no_sign(value: float, written: str) -> None:
    assert signed(value) == written
