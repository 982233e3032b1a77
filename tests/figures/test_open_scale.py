"""An open scale ends where all of it can be seen; what lies beyond is named, never hidden."""

import numpy as np
import pytest

from lstm_viz.figures.open_scale import LEAST, largest_size, open_limit


def test_without_a_runaway_the_scale_ends_at_the_largest_value() -> None:
    values = np.linspace(-3.14, 2.0, 100, dtype=np.float32)
    assert open_limit(values) == pytest.approx(3.2)
    assert largest_size(values) == pytest.approx(3.14)


def test_one_runaway_unit_of_64_does_not_blank_the_others() -> None:
    values = np.full((11, 64), 1.0, np.float32)
    values[:, 7] = -21.1
    assert open_limit(values) == 1.0
    assert largest_size(values) == pytest.approx(21.1)


def test_all_that_shares_a_scale_counts() -> None:
    assert open_limit(np.ones(4, np.float32), np.full(4, 2, np.float32)) == 2.0
    assert largest_size(np.ones(4, np.float32), np.full(4, -2, np.float32)) == 2.0


def test_nothing_and_next_to_nothing_have_a_scale_too() -> None:
    assert open_limit(np.zeros((0, 8), np.float32)) == LEAST
    assert open_limit(np.zeros((3, 8), np.float32)) == LEAST
    sparse = np.zeros(100, np.float32)
    sparse[0] = 5  # the usual value is 0: there is nothing that it would blank
    assert open_limit(sparse) == 5.0
    assert largest_size() == 0.0
