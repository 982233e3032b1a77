"""The ledger's split: deposits add up to the cell state, and nothing written is nothing split."""

import numpy as np

from lstm_viz.core.attribution.methods import FOR_LSTM, attribute
from lstm_viz.core.memory import split_memory
from lstm_viz.core.record import record_sentence
from tests.core.attribution.test_methods import TOLERANCE
from tests.random_models import SENTENCE, lstm_layer, random_model, readings


def test_deposits_are_the_last_cell_state() -> None:
    for _, trace in readings():
        layer = lstm_layer(trace)
        deposits = split_memory(layer).deposits[-1]
        np.testing.assert_allclose(deposits.sum(axis=0), layer.c[-1], atol=TOLERANCE)
        np.testing.assert_allclose(deposits[-1], layer.i[-1] * layer.g[-1], atol=1e-7)
        # What the first word wrote, carried on by hand.
        carried = layer.i[0] * layer.g[0]
        for t in range(1, len(layer.f)):
            carried = layer.f[t] * carried
        np.testing.assert_allclose(deposits[0], carried, atol=1e-6)


def test_a_cell_at_exactly_zero_splits_into_zeros() -> None:
    network = random_model(0)
    for array in network.arrays().values():
        array[10:15] = 0  # no candidate: nothing is ever written
    trace = record_sentence(network, SENTENCE)
    for method in FOR_LSTM:
        assert (attribute(network, trace, method).scores == 0).all()
