"""One method that runs away leaves the other methods' scores to be seen."""

from dataclasses import replace

import numpy as np
import pytest

from lstm_viz.chapters.attribution import words
from lstm_viz.chapters.attribution.bars import score_bars
from tests.chapters.attribution.test_charts import view_of
from tests.chapters.attribution.test_view import made_by_hand


@pytest.mark.parametrize(
    ("sizes", "reach", "beyond"),
    [
        ((1.5, 1.3, 0.3, 0.9, 1.4, 1.0, 0.9), 1.5, 0),
        ((1.7, 1.7, 0.0, 0.4, 41.5, 1.2, 1.0), 1.7, 1),
        ((0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0), 1.0, 0),
        ((1e-7, 1e-7, 1e-7, 0.05, 0.02, 0.01, 0.0), 0.05, 0),
        ((0.0, 0.0, 0.0, 0.0, 0.02, 0.7, 0.0), 0.1, 1),
    ],
)
def test_only_a_method_that_runs_away_goes_beyond_the_scale(
    sizes: tuple[float, ...], reach: float, beyond: int
) -> None:
    view = view_of()
    scores = np.linspace(-1, 0.5, len(view.trace.tokens))
    rows = [
        replace(row, scores=size * scores) for row, size in zip(view.methods, sizes, strict=True)
    ]
    made = replace(view, methods=tuple(rows))
    assert made.reach == reach
    assert len(made.beyond) == beyond
    assert ("Beyond it" in words.scale(made)) == bool(beyond)


def test_each_bar_that_goes_beyond_has_its_sign_and_the_note_says_how_far() -> None:
    made = made_by_hand()
    shown = score_bars(made)
    marks = [trace for trace in shown.data if trace.type == "scatter"]
    assert [(list(mark.marker.symbol), mark.xaxis) for mark in marks] == [
        (["triangle-right"], "x2"),
        (["triangle-left"], "x5"),
    ]
    assert shown.layout.annotations[-1].text.endswith("beyond: mask to +2.00, LRP to −1.00")
    assert words.scale(made).endswith(
        "−0.10 to +0.10 logits. Beyond it: masking (+2.00) and LRP (−1.00)."
    )
