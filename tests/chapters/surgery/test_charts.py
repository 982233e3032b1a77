"""The pictures of "What if" show two readings, what was held, and every single strongest."""

import json
from dataclasses import replace

import numpy as np
import pytest

from lstm_viz.chapters.surgery.cached import single_units_view, surgery_view
from lstm_viz.chapters.surgery.charts import change_map, unit_lines, verdict_lines
from lstm_viz.chapters.surgery.tables import surgery_csv
from lstm_viz.chapters.surgery.view import (
    LIMITS,
    STATES,
    Operation,
    SurgeryView,
    experiments,
    largest_change,
    shown_unit,
)
from lstm_viz.chapters.surgery.words import changed, check, lead
from lstm_viz.core.record import record_sentence
from lstm_viz.core.surgery.operate import ablate, deaf_to, goldfish, operate, perfect_memory
from lstm_viz.figures.open_scale import change_limit
from tests.awkward import AWKWARD
from tests.random_models import SENTENCE, random_model

SAFE = {name: text.encode("utf-8", "replace").decode()[:150] for name, text in AWKWARD.items()}
HOLD = Operation("i", 0.0, (1, 3), 2, 5)


def view_of(operation: Operation = HOLD, seed: int = 0) -> SurgeryView:
    network = random_model(seed)
    return surgery_view(network, record_sentence(network, SENTENCE), operation)


@pytest.mark.parametrize("quantity", LIMITS)
@pytest.mark.parametrize("seed", range(2))
def test_only_what_is_named_is_held(quantity: str, seed: int) -> None:
    view = view_of(Operation(quantity, 0.25, (1, 3), 2, 5), seed)
    layer = view.after.layer
    held = getattr(layer, quantity)[2:5]
    assert (held[:, [1, 3]] == np.float32(0.25)).all()
    assert (held[:, [0, 2, 4]] != np.float32(0.25)).all()
    np.testing.assert_array_equal(layer.h[:2], view.before.layer.h[:2])
    assert np.abs(view.change()).max() > 0 or quantity in "oh"
    assert view.after.logit[-1] != view.before.logit[-1]


@pytest.mark.parametrize("quantity", LIMITS)
def test_the_check_compares_every_recorded_number(quantity: str) -> None:
    view = view_of(Operation(quantity, 0.5, (), 1, 4))
    assert view.n_checked == view.n_same
    assert view.n_checked == sum(array.size for array in view.before.arrays().values())
    assert "bit for bit" in check(view)
    assert "NOT" in check(replace(view, n_same=view.n_same - 1))


def test_the_ready_experiments_are_the_cores_interventions() -> None:
    network = random_model(1)
    trace = record_sentence(network, "Boring , but not bad !")
    ready = experiments(trace, 0, 2)
    labels = ["Deaf to “not”", "Goldfish from “but” on", "Goldfish at every word", "Perfect memory"]
    assert [made.label for made in ready[:4]] == labels
    clamps = [deaf_to(3), goldfish(2), goldfish(0), perfect_memory(0), ablate(2)]
    for made, clamp in zip(ready, clamps, strict=True):
        ours = surgery_view(network, trace, made.operation).after
        np.testing.assert_array_equal(ours.logit, operate(network, trace, [clamp]).logit)


def test_a_readers_word_is_in_no_label_a_button_reads_as_markdown() -> None:
    network = random_model(1)
    trace = record_sentence(network, "**bold** :red[x] `a` great")
    ready = experiments(trace, 3, 0)
    assert ready[0].label == "Deaf to word 4, which matters most"
    assert not any("from" in made.label for made in ready)  # there is no turn to forget from
    assert all(made.label.replace(" ", "").replace(",", "").isalnum() for made in ready)


def test_both_lines_are_the_readings_on_a_fixed_scale() -> None:
    view = view_of()
    before, after = verdict_lines(view).data
    np.testing.assert_allclose(before.y, view.before.p_positive, atol=1e-6)
    np.testing.assert_allclose(after.y, view.after.p_positive, atol=1e-6)
    assert verdict_lines(view).layout.yaxis.range == (-0.02, 1.02)
    band = verdict_lines(view).layout.shapes[0]
    assert (band.x0, band.x1) == (1.5, 4.5)
    unit = shown_unit(view)
    assert np.abs(view.change()[:, unit]).max() == np.abs(view.change()).max()
    assert shown_unit(view_of(Operation("f", 0.0, (4,), 0, 3))) == 4


def test_a_units_panels_are_its_cell_and_hidden_state_in_both_readings() -> None:
    view, unit = view_of(), 1
    figure = unit_lines(view, unit)
    assert [line.yaxis for line in figure.data] == [None, None, "y2", "y2"]
    for number, line in enumerate(figure.data):
        reading = (view.before, view.after)[number % 2].layer.arrays()
        np.testing.assert_array_equal(line.y, reading["ch"[number // 2]][:, unit])
    for j in range(5):  # each unit's own scale: both of its lines reach well into the picture
        figure = unit_lines(view, j)
        for code, axis in (("c", "yaxis"), ("h", "yaxis2")):
            own = max(np.abs(states[:, j]).max() for states in view.states(code))
            end = 1.05 * max(1.0, own)
            assert figure.layout[axis].range == pytest.approx((-end, end))
    bands = [shape for shape in figure.layout.shapes if shape.type == "rect"]
    assert [(band.x0, band.x1, band.xref) for band in bands] == [(1.5, 4.5, "x"), (1.5, 4.5, "x2")]


def test_where_no_cell_changed_the_unit_whose_hidden_state_did_is_shown() -> None:
    last = len(view_of().before.tokens)
    view = view_of(Operation("o", 1.0, (), last - 1, last))
    assert not view.change("c").any()
    t, j = largest_change(view, "h")
    assert (t, shown_unit(view)) == (last - 1, j)
    assert changed(view, "c") == "The cell state of no unit changed."
    assert f"in unit {j + 1} after" in changed(view, "h")


@pytest.mark.parametrize("code", STATES)
def test_the_map_is_after_minus_before_around_zero(code: str) -> None:
    view = view_of()
    figure = change_map(view, code)
    cells = figure.data[0]
    for t, j in ((3, 1), (7, 0)):
        before, after = (trace.layer.arrays()[code][t, j] for trace in (view.before, view.after))
        assert cells.z[j][t] == after - before
    t, j = largest_change(view, code)
    limit = change_limit(view.change(code))
    axis = figure.layout.coloraxis
    assert -axis.cmin == axis.cmax == limit
    assert bool(figure.layout.annotations) == (abs(view.change(code)[t, j]) > limit)


@pytest.mark.parametrize("text", SAFE.values(), ids=SAFE)
def test_any_word_is_drawn(text: str) -> None:
    network = random_model(0)
    trace = record_sentence(network, text)
    if not trace.tokens:
        assert single_units_view(network, trace).loudest == 0
        return
    view = surgery_view(network, trace, experiments(trace, 0, 0)[0].operation)
    for figure in (verdict_lines(view), unit_lines(view, 0), change_map(view)):
        json.loads(figure.to_json())
    assert surgery_csv(view).count(b"\n") >= 1 + len(trace.tokens)


def test_the_lead_says_both_ends_and_what_the_verdict_is_called() -> None:
    view = view_of()

    def said(before: float, after: float) -> str:
        ends = [
            replace(trace, p_positive=np.full_like(trace.p_positive, p))
            for trace, p in ((view.before, before), (view.after, after))
        ]
        return lead(replace(view, before=ends[0], after=ends[1]), [])

    held = "the input gate of units 2 and 4 held at 0, from “was” (word 3) to “at” (word 5)"
    ends = f"With {held}, the model ends at 0.31 instead of 0.89."
    assert said(0.89, 0.31) == f"{ends} The verdict turns from positive to negative."
    assert said(0.49, 0.51).endswith("the model ends at 0.51 instead of 0.49.")
    assert said(0.62, 0.45).endswith("The verdict turns from positive to undecided.")
    assert said(0.89, 0.8901).endswith("the model still ends at 0.89.")
