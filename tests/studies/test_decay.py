"""How fast a gradient shrinks, on rows whose decay is known."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_viz.studies.decay import by_distance, profile, quartiles, slope


@given(st.floats(0.3, 1.2), st.integers(2, 60), st.floats(1e-3, 1e3))
def test_a_constant_factor_is_found_whatever_the_scale(
    factor: float, n_steps: int, scale: float
) -> None:
    lengths = scale * factor ** np.arange(n_steps)[::-1]  # the last row is the largest for < 1
    found = profile(lengths[:, None] * np.array([0.6, 0.8]))
    np.testing.assert_allclose(found, np.arange(n_steps) * np.log10(factor), atol=1e-9)
    assert slope(found) == pytest.approx(np.log10(factor), abs=1e-9)


def test_the_slope_is_the_least_squares_line() -> None:
    rows = np.random.default_rng(0).normal(size=17)
    assert slope(rows) == pytest.approx(np.polyfit(np.arange(17), rows, 1)[0])


def test_a_row_of_zeros_is_refused() -> None:
    with pytest.raises(ValueError, match="too small"):
        profile(np.array([[0.0, 0.0], [1.0, 2.0]]))


def test_each_distance_counts_the_sentences_that_reach_it() -> None:
    profiles = [np.array([0.0, -1.0, -4.0]), np.array([0.0, -3.0])]
    assert by_distance(profiles, 5) == {
        "k": [0, 1, 2],
        "n": [2, 2, 1],
        "q25": [0.0, -2.5, -4.0],
        "median": [0.0, -2.0, -4.0],
        "q75": [0.0, -1.5, -4.0],
    }
    assert by_distance(profiles, 0)["k"] == [0]
    assert quartiles([3, 1, 2, 5, 4]) == {"q25": 2.0, "median": 3.0, "q75": 4.0}
