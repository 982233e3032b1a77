"""What is shown of the dev sentences is what was measured, on the weights that are shipped."""

import json
from copy import deepcopy

import pytest

from lstm_viz.chapters.gradients.study import holds, pair_of, read_decay
from lstm_viz.core.models.checkpoint import MODEL_FOLDER

REPORT = read_decay()


def test_it_was_measured_on_the_weights_of_the_cards() -> None:
    assert len(REPORT["sha256"]) == 4
    for name, measured in REPORT["sha256"].items():
        card = json.loads((MODEL_FOLDER / f"{name}.json").read_text(encoding="utf-8"))
        assert card["sha256"] == measured


@pytest.mark.parametrize(("part", "value"), [("median", 0.99), ("slower_percent", 49.0)])
def test_a_claim_that_fails_does_not_hold(part: str, value: float) -> None:
    pair = deepcopy(pair_of(REPORT, "lstm-tiny"))
    assert holds(pair)
    pair["ratio"]["lstm_c"][part] = value
    assert not holds(pair)
