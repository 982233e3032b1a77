"""The parts of one sum, and the point where the curve squashes it."""

from typing import Any

import numpy as np
import pytest

from lstm_viz.chapters.inside.waterfall import sum_picture
from lstm_viz.core.inside import squashed
from lstm_viz.figures.quantities import NOTATIONS
from tests.chapters.inside.test_figures import GATES, view_of


@pytest.mark.parametrize("notation", NOTATIONS)
@pytest.mark.parametrize("gate", GATES)
def test_the_waterfall_ends_at_z_and_the_point_lies_on_the_curve(gate: str, notation: Any) -> None:
    view = view_of()
    step = view.step(gate, 6, 3)
    fall, curve, _, point = sum_picture(view, step, notation).data
    *parts, z = fall.x
    assert len(parts) == {"books": 3, "torch": 4}[notation]
    assert sum(parts) == pytest.approx(z)
    assert z == pytest.approx(step.z_recorded, abs=1e-5)
    assert point.x[0] == z
    assert point.y[0] == pytest.approx(getattr(view.layer, gate)[6, 3], abs=1e-6)
    np.testing.assert_allclose(curve.y, squashed(gate, curve.x))
    assert min(curve.y) < -0.4 if gate == "g" else min(curve.y) >= 0
