"""The picture and the CSV hold the computation's own numbers; sentences are made from them."""

import csv
import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from lstm_viz.chapters.vanishing.charts import (
    BEYOND,
    LEAST_RANGE,
    THEORIES,
    axis_range,
    decay_figure,
)
from lstm_viz.chapters.vanishing.controls import PRESETS
from lstm_viz.chapters.vanishing.labels import Label, placed
from lstm_viz.chapters.vanishing.tables import experiment_csv, file_name
from lstm_viz.core.random_nets.experiment import experiment
from lstm_viz.core.random_nets.result import LARGEST, SMALLEST, Curve, Experiment
from lstm_viz.core.random_nets.setting import Setting

SETTINGS = {name: preset.setting for name, preset in PRESETS.items()} | {
    "overflows": Setting(activation="identity", radius=2.0, n_steps=300),
    "relu": Setting(activation="relu", noise=0.0),
    "relu overflows in some": Setting(activation="relu", radius=2.0, n_steps=300),
    "underflows": Setting(radius=0.1),
    "saturated": Setting(
        network="lstm", n_hidden=2, n_steps=300, forget_is_one=True, noise=3.0, recurrent_scale=12.0
    ),
    "two steps": Setting(n_steps=2),
}


@pytest.fixture(params=SETTINGS, scope="module")
def measured(request: pytest.FixtureRequest) -> Experiment:
    return experiment(SETTINGS[request.param])


def made_of(*rows: list[float]) -> Experiment:
    """Give an RNN's experiment other norms."""
    norms = np.array(rows, np.float64)
    whole = experiment(Setting(n_steps=norms.shape[1]))
    return replace(whole, curves=(Curve("h", norms),))


def traces(figure: Any, kind: str) -> list[Any]:
    return [trace for trace in figure.data if trace.name.endswith(kind)]


def test_the_lines_are_the_medians_as_measured(measured: Experiment) -> None:
    drawn = traces(decay_figure(measured), "measured")
    assert len(drawn) == len(measured.curves)
    for trace, curve in zip(reversed(drawn), measured.curves, strict=True):
        n_shown = len(trace.y)
        np.testing.assert_array_equal(trace.y, curve.middle()[:n_shown])
        np.testing.assert_array_equal(trace.x, np.arange(n_shown))
        np.testing.assert_array_equal(trace.customdata[:, 0], curve.lowest()[:n_shown])
        np.testing.assert_array_equal(trace.customdata[:, 1], curve.highest()[:n_shown])
        end = curve.end()
        assert n_shown == (measured.setting.n_steps if end is None else end.k)


def test_the_bands_hold_every_network(measured: Experiment) -> None:
    for trace, curve in zip(
        reversed(traces(decay_figure(measured), "range")), measured.curves, strict=True
    ):
        n_shown = len(trace.x) // 2
        high, low = trace.y[:n_shown], trace.y[::-1][:n_shown]
        norms = np.clip(np.nan_to_num(curve.norms, nan=np.inf), SMALLEST, LARGEST)[:, :n_shown]
        bottom, top = (10.0**power for power in axis_range(measured))
        assert (low <= np.clip(norms, bottom, top)).all()
        assert (high >= np.clip(norms, bottom, top)).all()


def test_theory_is_dashed_and_has_its_slope(measured: Experiment) -> None:
    names = {
        "radius": "ρᵏ, theory",
        "bound": "upper bound, theory",
        "belt": "σ(b)ᵏ, theory",
    }
    for line in measured.theory:
        (trace,) = traces(decay_figure(measured), names[line.code])
        assert trace.line.dash in {"dash", "dot"}
        powers = np.log10(trace.y)
        limits = axis_range(measured)
        assert 0 < trace.x[1] <= measured.setting.n_steps - 1
        assert limits[0] - 1e-9 <= powers[1] <= limits[1] + 1e-9
        is_whole = trace.x[1] == measured.setting.n_steps - 1
        assert is_whole or min(abs(powers[1] - limit) for limit in limits) < 1e-9
        slope = (powers[1] - powers[0]) / trace.x[1]
        assert slope == pytest.approx(np.log10(line.factor), abs=1e-9)
        assert powers[0] == pytest.approx(line.log10[0])


def test_the_axis_is_logarithmic_and_holds_all_there_is(measured: Experiment) -> None:
    axis = decay_figure(measured).layout.yaxis
    assert axis.type == "log"
    lowest, highest = axis.range
    assert lowest <= LEAST_RANGE[0]
    assert highest >= LEAST_RANGE[1]
    for curve in measured.curves:
        found = curve.norms[np.isfinite(curve.norms) & (curve.norms > 0)]
        assert 10.0**lowest < found.min()
        assert found.max() < 10.0**highest


def test_two_curves_share_one_axis_and_neither_is_rescaled() -> None:
    small = made_of(*([[1e-3, 1e-5, 1e-7]] * 5))
    (trace,) = traces(decay_figure(small), "measured")
    np.testing.assert_array_equal(trace.y, [1e-3, 1e-5, 1e-7])


def test_the_figure_is_json(measured: Experiment) -> None:
    spec = json.loads(decay_figure(measured).to_json())
    assert spec["layout"]["yaxis"]["type"] == "log"


@pytest.mark.parametrize(
    ("name", "symbol"),
    [("overflows", "triangle-up"), ("underflows", "triangle-down"), ("relu", "x")],
)
def test_the_end_is_marked_and_named(name: str, symbol: str) -> None:
    result = experiment(SETTINGS[name])
    end = result.curves[0].end()
    assert end is not None
    figure = decay_figure(result)
    (mark,) = [trace for trace in figure.data if trace.mode == "markers"]
    assert mark.marker.symbol == symbol
    names = " ".join(label.text for label in figure.layout.annotations)
    assert f"{end.k} step" in names
    power = np.log10(mark.y[0])
    if end.kind == "inf":
        assert mark.x[0] == end.k
        assert np.log10(LARGEST) < power < np.log10(LARGEST) + BEYOND
    elif end.kind == "zero":
        assert mark.x[0] == end.k
        assert np.log10(SMALLEST) - BEYOND - 1 < power < np.log10(SMALLEST)
    else:
        assert power == pytest.approx(0, abs=1e-6)


def test_no_mark_where_float32_holds_all() -> None:
    figure = decay_figure(experiment(SETTINGS["Vanishes"]))
    assert not [trace for trace in figure.data if trace.mode == "markers"]
    assert not [shape for shape in figure.layout.shapes if shape.type == "rect"]


def test_every_line_is_named_where_it_ends(measured: Experiment) -> None:
    figure = decay_figure(measured)
    assert figure.layout.showlegend is False
    names = [note.text for note in figure.layout.annotations]
    assert len(names) == len(measured.curves) + len(measured.theory)
    last = measured.setting.n_steps - 1
    for line in measured.theory:
        (note,) = (one for one in figure.layout.annotations if names_it(one.text, line.code))
        (trace,) = (one for one in figure.data if names_it(one.name, line.code))
        assert note.x == pytest.approx(min(trace.x[1] / last, 0.99))


def names_it(text: str, code: str) -> bool:
    return THEORIES[code] in text


@pytest.mark.parametrize("y", [0.0, 150.0, 300.0])
def test_names_stand_clear_of_one_another(y: float) -> None:
    height = 300
    labels = [Label(f"n{number}", "theory", "-", 1.0, y) for number in range(4)]
    spots = sorted(annotation["y"] * height for annotation in placed(labels, height))
    assert min(np.diff(spots)) >= 32 - 1e-9
    assert spots[0] >= 16
    assert spots[-1] <= height - 16


def test_the_csv_holds_every_number(measured: Experiment) -> None:
    rows = list(csv.DictReader(experiment_csv(measured).decode().splitlines()))
    for curve in measured.curves:
        quantity = {"h": "dL/dh", "c": "dL/dC"}[curve.code]
        mine = [row for row in rows if row["quantity"] == quantity]
        for d, norms in enumerate(curve.norms):
            told = [float(row["norm"]) for row in mine if row["network"] == str(d)]
            np.testing.assert_array_equal(told, norms)
        middle = [float(row["norm"]) for row in mine if row["network"] == "median"]
        np.testing.assert_array_equal(middle, curve.middle())
    assert {row["kind"] for row in rows if row["quantity"] in {"radius", "bound", "belt"}} <= {
        "theory"
    }


def test_the_files_name_tells_the_setting(measured: Experiment) -> None:
    name = file_name(measured)
    assert name.startswith(f"gradient-{measured.setting.network}-")
    assert name.endswith(".csv")
    assert " " not in name
