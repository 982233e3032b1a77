"""In 64 bits the backward pass is autograd's to 1e-12: what is left in 32 bits is rounding."""

import numpy as np
import pytest

from lstm_viz.core.checks.autograd import autograd_sentence_gradients
from lstm_viz.core.checks.double import in_double
from lstm_viz.core.gradients.backward import sentence_gradients
from lstm_viz.core.models.checkpoint import load_model
from lstm_viz.core.record import record_sentence
from lstm_viz.training.language.curriculum import generate


@pytest.mark.parametrize("name", ["lstm-tiny", "rnn-tiny"])
def test_by_hand_and_by_autograd_in_64_bits(name: str) -> None:
    network = in_double(load_model(name))
    for example in generate(40, 5):
        trace = record_sentence(network, " ".join(example.words))
        theirs = autograd_sentence_gradients(network, trace).arrays()
        for which, ours in sentence_gradients(network, trace).arrays().items():
            assert ours.dtype == np.float64
            np.testing.assert_allclose(ours, theirs[which], rtol=1e-10, atol=1e-12)
