"""What is shown of the dev sentences is what was measured, on the weights that are shipped."""

import json
from copy import deepcopy

import numpy as np
import pytest

from lstm_viz.chapters.gradients.study import (
    accuracy_bars,
    accuracy_table,
    decay_band,
    holds,
    pair_of,
    read_decay,
)
from lstm_viz.core.models.checkpoint import MODEL_FOLDER

REPORT = read_decay()
PAIRS = [(pair["lstm"], pair["rnn"]) for pair in REPORT["pairs"]]


def test_it_was_measured_on_the_weights_of_the_cards() -> None:
    assert len(REPORT["sha256"]) == 4
    for name, measured in REPORT["sha256"].items():
        card = json.loads((MODEL_FOLDER / f"{name}.json").read_text(encoding="utf-8"))
        assert card["sha256"] == measured


@pytest.mark.parametrize(("lstm", "rnn"), PAIRS)
def test_the_band_is_the_quartiles_and_the_line_the_median(lstm: str, rnn: str) -> None:
    pair = pair_of(REPORT, lstm)
    assert pair["rnn"] == rnn
    figure = decay_band(pair)
    assert figure.layout.yaxis.type == "log"
    named = {trace.name: trace for trace in figure.data if trace.name}
    rows = pair["series"]["rnn_h"]["log10_relative"]
    np.testing.assert_allclose(np.log10(named["RNN ∂L/∂h"].y), rows["median"], atol=1e-9)
    assert list(named["RNN ∂L/∂h"].customdata) == rows["n"]
    c_band, rnn_band = (trace for trace in figure.data if trace.fill == "toself")
    np.testing.assert_allclose(np.log10(rnn_band.y[:41]), rows["q25"], atol=1e-9)
    np.testing.assert_allclose(np.log10(rnn_band.y[41:])[::-1], rows["q75"], atol=1e-9)
    assert c_band.fillcolor != rnn_band.fillcolor


@pytest.mark.parametrize(("lstm", "rnn"), PAIRS)
def test_the_bars_and_the_table_are_the_counts(lstm: str, rnn: str) -> None:
    ours, theirs = accuracy_bars(REPORT, lstm, rnn).data
    table = accuracy_table(REPORT, lstm, rnn)
    for bars, name in ((ours, lstm), (theirs, rnn)):
        right = np.array(list(map(int, table[f"{name} right"])))
        sentences = np.array(list(map(int, table["Sentences"])))
        np.testing.assert_allclose(bars.y, 100 * right / sentences, atol=0.01)
    assert sum(map(int, table["Sentences"])) == REPORT["data"]["binary_sentences"]
    assert ours.marker.pattern.shape != theirs.marker.pattern.shape


@pytest.mark.parametrize(("part", "value"), [("median", 0.99), ("slower_percent", 49.0)])
def test_a_claim_that_fails_does_not_hold(part: str, value: float) -> None:
    pair = deepcopy(pair_of(REPORT, "lstm-tiny"))
    assert holds(pair)
    pair["ratio"]["lstm_c"][part] = value
    assert not holds(pair)
