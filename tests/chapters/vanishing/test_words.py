"""Sentences about a laboratory run say what its numbers say."""

from dataclasses import replace

import numpy as np
import pytest

from lstm_viz.chapters.vanishing.words import clipping_text, endings, headline, theory_text
from lstm_viz.core.random_nets.experiment import experiment
from lstm_viz.core.random_nets.result import Curve, Experiment
from lstm_viz.core.random_nets.setting import Setting
from lstm_viz.figures.numbers import amount

LSTM = Setting(network="lstm")


def made_of(row: list[float]) -> Experiment:
    """Give an RNN's experiment one row of norms for all five networks."""
    whole = experiment(Setting(n_steps=len(row)))
    return replace(whole, curves=(Curve("h", np.array([row] * 5, np.float64)),))


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ([1, 1e-3, 1e-7], "Here the gradient falls below a millionth after 2 steps."),
        ([1, 1e-7, 1e9], "Here the gradient falls below a millionth after 1 step."),
        ([1, 1e3, 2e6], "Here the gradient grows more than a millionfold in 2 steps."),
        ([2, 2, 2], "Here the gradient is exactly the same over all 2 steps."),
        ([1, 1 + 1e-8, 1], "Here the gradient is the same over all 2 steps, but for rounding."),
        ([2, 1, 0.5], "Here the gradient falls to 25% of its size after 2 steps."),
        ([1, 1, 3.7e-6], "Here the gradient falls to 3.7 millionths of its size after 2 steps."),
        ([1, 1, 3e-3], "Here the gradient falls to 0.3% of its size after 2 steps."),
        ([2, 7, 46], "Here the gradient grows to 23 times its size after 2 steps."),
        (
            [1, 9, 1.5],
            "Here the gradient is about as large after 2 steps as at the end (1.5 times).",
        ),
        ([1, 0, 0], "Here the gradient is exactly 0 after 1 step."),
        ([0, 0, 0], "Here the gradient is exactly 0 from the start."),
        ([1, np.inf, np.nan], "Here the gradient is exactly the same over all 0 steps."),
    ],
)
def test_the_headline_is_made_from_the_numbers(row: list[float], sentence: str) -> None:
    assert headline(made_of(row)) == sentence


def test_the_headline_counts_as_the_curve_does() -> None:
    result = experiment(Setting())
    middle = result.curves[0].middle()
    k = int(np.flatnonzero(middle < 1e-6)[0])
    assert f"after {k} steps" in headline(result)


def test_overflow_is_named_with_its_distance() -> None:
    result = experiment(Setting(activation="identity", radius=2.0, n_steps=300))
    end = result.curves[0].end()
    assert end is not None
    said = endings(result)
    assert f"After {end.k} steps, ∂L/∂h is too large for 32-bit numbers and becomes inf" in said
    assert f"inf, and after {end.nan_from} steps not a number (NaN)." in said
    assert f"in 5 of 5 networks, first at step {result.state_ends.min()}" in said


def test_underflow_is_named_with_its_distance() -> None:
    result = experiment(replace(LSTM, forget_bias=-2.0))
    end = result.curves[0].end()
    assert end is not None
    expected = f"After {end.k} steps, ∂L/∂C is too small for 32-bit numbers and becomes 0."
    assert endings(result).startswith(expected)


@pytest.mark.parametrize(
    ("setting", "reason"),
    [
        (replace(LSTM, recurrent_scale=0.0), "no step reads h"),
        (Setting(activation="relu", noise=0.0), "ReLU passes no gradient"),
    ],
)
def test_a_way_that_does_not_exist_is_not_called_rounding(setting: Setting, reason: str) -> None:
    said = endings(experiment(setting))
    assert "exactly 0, not by rounding" in said
    assert reason in said


def test_nothing_is_said_where_float32_holds_all() -> None:
    assert endings(experiment(Setting())) == ""


def test_clipping_is_told_before_and_after() -> None:
    result = experiment(Setting(activation="identity", radius=1.3, clip=5.0))
    before = float(np.sort(result.weight_norm)[2])
    said = clipping_text(result)
    assert f"**{amount(before)}**, clipped to **5**." in said
    assert "with or without clipping" in said


def test_a_small_gradient_is_left_alone_and_an_overflowed_one_cannot_be_clipped() -> None:
    result = experiment(Setting(clip=100.0))
    assert "not above 100, so clipping leaves it as it is" in clipping_text(result)
    assert "Clipping is off." in clipping_text(experiment(Setting(clip=float("inf"))))
    overflowed = experiment(Setting(activation="identity", radius=2.0, n_steps=300))
    assert "Clipping cannot repair that" in clipping_text(overflowed)


def test_the_theory_is_told_with_its_numbers() -> None:
    result = experiment(Setting(radius=0.8))
    said = theory_text(result)
    assert "the spectral radius, 0.8, to the power of k" in said
    assert f"σ_max = {amount(result.theory[1].factor)}" in said
    assert "0.731 per step" in theory_text(experiment(LSTM))
    assert "No theory" in theory_text(replace(result, theory=()))
