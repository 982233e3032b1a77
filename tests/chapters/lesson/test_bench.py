"""The bench is a real LSTM: what the reader sets is what it has, and it adds up."""

import numpy as np
import pytest

from lstm_viz.chapters.lesson.bench import MEMORY, NAME, RANGES, TEXTBOOK, bench, told, turned
from lstm_viz.chapters.lesson.cached import bench_payload
from lstm_viz.core.trace import GATES
from lstm_viz.player.receipt_check import receipt_gaps

CLOSE = 1e-6


def test_the_textbooks_miniatures_come_out() -> None:
    layer = bench(TEXTBOOK)[1].lstm()
    for code in GATES:
        assert getattr(layer, code)[1] == pytest.approx(TEXTBOOK[code], abs=CLOSE)
    assert layer.c_prev[1] == pytest.approx(MEMORY, abs=CLOSE)
    assert layer.i[1] * layer.g[1] == pytest.approx([0.72, -0.03, 0.25], abs=CLOSE)
    assert layer.f[1] * layer.c_prev[1] == pytest.approx([0.8, -0.42, 0.1], abs=CLOSE)
    assert layer.c[1] == pytest.approx([1.52, -0.45, 0.35], abs=CLOSE)


def test_a_valve_goes_to_both_ends_exactly_and_no_further() -> None:
    for code, (least, most) in RANGES.items():
        for asked, given in ((-9.0, least), (9.0, most)):
            layer = bench(turned(TEXTBOOK, code, 1, asked))[1].lstm()
            assert getattr(layer, code)[1][1] == pytest.approx(given, abs=CLOSE)
            assert np.isfinite(layer.c).all()
    with pytest.raises(ValueError, match="no valve"):
        turned(TEXTBOOK, "f", 3, 0.5)


def test_what_is_told_is_what_was_computed() -> None:
    assert told(TEXTBOOK, ("f",)) == (
        "Kept: 1.00 × 0.80 = 0.80, 0.70 × −0.60 = −0.42, 0.20 × 0.50 = 0.10."
    )
    assert told(TEXTBOOK, ("i", "g")) == (
        "Written: 0.90 × 0.80 = 0.72, 0.10 × −0.30 = −0.03, 0.50 × 0.50 = 0.25."
    )
    assert told(TEXTBOOK, ("f", "i")) == (
        "Kept + written: 0.80 + 0.72 = 1.52, −0.42 + (−0.03) = −0.45, 0.10 + 0.25 = 0.35."
    )
    assert told(TEXTBOOK, ("o",)).startswith("Shown: 0.90 × ")


def test_the_players_receipts_of_the_bench_hold() -> None:
    payload = bench_payload(TEXTBOOK)
    assert payload["model"] == NAME
    assert max(receipt_gaps(payload, payload["weights"]).values()) < CLOSE
