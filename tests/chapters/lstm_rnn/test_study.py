"""What is drawn of the dev sentences is what was measured."""

import numpy as np
import pytest

from lstm_viz.chapters.gradients.study import read_decay
from lstm_viz.chapters.lstm_rnn.study import accuracy_bars, accuracy_table, decay_band, pair_of

REPORT = read_decay()
PAIRS = [(pair["lstm"], pair["rnn"]) for pair in REPORT["pairs"]]


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
