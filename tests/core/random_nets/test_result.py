"""Medians, ranges and ends of curves, where float32 holds them and where it does not."""

from dataclasses import replace

import numpy as np
import pytest

from lstm_viz.core.random_nets.experiment import experiment
from lstm_viz.core.random_nets.result import LARGEST, SMALLEST, Curve, End
from lstm_viz.core.random_nets.setting import Setting

INF, NAN = np.inf, np.nan


def curve(*rows: list[float]) -> Curve:
    return Curve("h", np.array(rows, np.float64))


def test_the_median_is_one_networks_own_number() -> None:
    three = curve([1, 3, 0], [1, NAN, 5], [1, 2, INF])
    np.testing.assert_array_equal(three.middle(), [1, 3, 5])
    np.testing.assert_array_equal(three.lowest(), [1, 2, 0])
    np.testing.assert_array_equal(three.highest(), [1, INF, INF])


@pytest.mark.parametrize(
    ("row", "end"),
    [
        ([1, 2, 3], None),
        ([1, 1e38, INF, INF], End("inf", 2, None)),
        ([1, INF, NAN], End("inf", 1, 2)),
        ([1, NAN, NAN], End("inf", 1, 1)),
        ([1, 1e-44, 0, 0], End("zero", 2, None)),
        ([1, 0, 0], End("cut", 1, None)),
        ([0, 0], End("cut", 0, None)),
    ],
)
def test_the_end_is_named(row: list[float], end: End | None) -> None:
    assert curve(row).end() == end


def test_explosion_beyond_float32_ends_in_inf_and_then_nan() -> None:
    setting = Setting(activation="identity", radius=2.0, n_steps=300)
    result = experiment(setting)
    (hidden,) = result.curves
    end = hidden.end()
    assert end is not None
    assert end.kind == "inf"
    assert end.nan_from is not None
    assert end.k <= end.nan_from < 300
    assert 1e36 < hidden.middle()[end.k - 1] < LARGEST * np.sqrt(setting.n_hidden)
    assert (result.state_ends > 0).all()  # the linear state overflows as well
    assert not np.isfinite(result.weight_norm).any()
    assert not np.isfinite(result.clipped_norm).any()


def test_vanishing_beyond_float32_ends_in_zero() -> None:
    (hidden,) = experiment(Setting(radius=0.1)).curves
    end = hidden.end()
    assert end is not None
    assert end.kind == "zero"
    assert SMALLEST <= hidden.middle()[end.k - 1] < 1e-42
    assert not hidden.middle()[end.k :].any()


def test_a_relu_without_input_is_shut_at_once() -> None:
    (hidden,) = experiment(Setting(activation="relu", noise=0.0)).curves
    assert hidden.end() == End("cut", 1, None)


def test_where_every_memory_is_saturated_there_is_no_belt_to_draw() -> None:
    setting = Setting(network="lstm", n_hidden=2, n_steps=300, forget_is_one=True, noise=3.0)
    found = [experiment(replace(setting, seed=seed)) for seed in range(0, 60, 5)]
    without = [result for result in found if not result.theory]
    assert all(result.curves[0].middle()[0] == 0 for result in without)
    assert all(result.curves[0].middle()[0] > 0 for result in found if result.theory)
    assert without
