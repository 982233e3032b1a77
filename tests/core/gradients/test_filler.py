"""The filler_run sentence: as many filler words as asked for, and torch's own gradient."""

import numpy as np
import pytest

from lstm_viz.core.checks.autograd import autograd_sentence_gradients
from lstm_viz.core.gradients.filler import filler_run
from lstm_viz.core.gradients.filler_text import DISTANCES, FILLERS, MATTERS, MOST, filler_sentence
from lstm_viz.core.gradients.trace import LstmGradients
from lstm_viz.core.models.checkpoint import MODELS, load_model
from lstm_viz.core.record import record_sentence

PLAIN = MATTERS + 1  # tokens of the sentence without filler


@pytest.mark.parametrize("filler", FILLERS)
@pytest.mark.parametrize("distance", DISTANCES)
def test_every_filler_word_is_one_known_token(filler: str, distance: int) -> None:
    trace = record_sentence(load_model("lstm-tiny"), filler_sentence(filler, distance))
    assert len(trace.tokens) == PLAIN + distance
    assert trace.tokens[MATTERS].text == "enjoyable"
    assert trace.known.all()
    assert not trace.n_cut


@pytest.mark.parametrize("name", MODELS)
def test_the_length_is_that_of_torchs_gradient_at_the_word(name: str) -> None:
    network = load_model(name)
    trace = record_sentence(network, filler_sentence("story", 12))
    layer = autograd_sentence_gradients(network, trace).layer
    rows = layer.grad_c if isinstance(layer, LstmGradients) else layer.grad_h
    found = filler_run(network, "story", 12)
    assert found.norm == pytest.approx(np.linalg.norm(rows[MATTERS]), rel=1e-4)
    assert found.p_positive == pytest.approx(trace.p_positive[-1])
    assert found.distance == 12


def test_the_farthest_distance_can_be_shown() -> None:
    assert max(DISTANCES) == MOST
    assert all(len(text.split()) >= MOST for text in FILLERS.values())
