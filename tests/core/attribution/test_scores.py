"""What the methods of attribution read and give back."""

import numpy as np
import pytest

from lstm_viz.core.attribution.scores import Attribution, final_logit, lstm_reading
from lstm_viz.core.models.checkpoint import load_model
from lstm_viz.core.record import record_sentence


def test_the_sum_is_of_words_and_parts() -> None:
    scores = np.array([0.5, -2.0])
    found = Attribution("x", scores, {"start": 0.25, "bias": 1.0}, 0.0, "none", "")
    assert found.adds_up_to == -0.25


@pytest.mark.parametrize("text", ["", "A good film"])
def test_head_and_memory_give_the_recorded_logit(text: str) -> None:
    network = load_model("lstm-tiny")
    trace = record_sentence(network, text)
    reading = lstm_reading(network, trace, "This")
    assert reading.weights.w.dtype == np.float64
    logit = reading.head @ reading.last("h") + reading.head_bias
    assert logit == pytest.approx(final_logit(network, trace), abs=1e-6)


def test_an_rnn_is_refused_by_name() -> None:
    network = load_model("rnn-tiny")
    with pytest.raises(ValueError, match="rnn-tiny is a plain RNN"):
        lstm_reading(network, record_sentence(network, "A good film"), "This")


def test_the_ids_are_those_of_the_words_that_were_read() -> None:
    network = load_model("lstm-tiny")
    trace = record_sentence(network, "good film good")
    first, second, third = network.word_ids(trace.tokens)
    assert first == third != second
    assert np.array_equal(trace.layer.x[0], trace.layer.x[2])
