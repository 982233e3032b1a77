"""What the trust page says of a verdict's worth follows the card."""

from lstm_viz.chapters.trust.words import calibration

CARD = {
    "calibration": {
        "scale": 1.234,
        "error_before": 0.0512,
        "error_after": 0.0205,
        "error_on_test": 0.0349,
    }
}


def test_the_card_s_figures_are_told() -> None:
    said = calibration(CARD)
    for figure in ("multiplied by 1.23", "5.1% before", "2.1% after", "it is 3.5%"):
        assert figure in said, said


def test_a_model_that_was_not_calibrated_promises_nothing() -> None:
    cards: list[dict[str, object]] = [{}, {"calibration": {}}]
    for card in cards:
        assert "not a calibrated probability" in calibration(card)
