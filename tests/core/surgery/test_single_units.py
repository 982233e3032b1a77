"""Which unit and gate carry the verdict: the batch against one operation at a time."""

import numpy as np
import pytest

from lstm_viz.core.models.checkpoint import load_model
from lstm_viz.core.record import record_sentence
from lstm_viz.core.surgery.operate import Clamp, ablate, operate
from lstm_viz.core.surgery.single_units import single_units
from lstm_viz.core.trace import GATES
from tests.random_models import SENTENCE, lstm_layer, random_reading, readings


def test_each_effect_is_that_of_the_operation_alone() -> None:
    for network, trace in readings()[:5]:
        found, n_hidden = single_units(network, trace), network.n_hidden
        for j in range(n_hidden):
            silent = operate(network, trace, [ablate(j)])
            change = silent.logit[-1] - trace.logit[-1]
            assert found.units[j] == pytest.approx(change, abs=1e-5)
            for place, gate in enumerate(GATES):
                mean = float(trace.arrays()[gate][:, j].mean())
                assert found.neutral[place, j] == pytest.approx(mean, abs=1e-6)
                held = operate(network, trace, [Clamp(gate, mean, units=(j,))])
                change = held.logit[-1] - trace.logit[-1]
                assert found.gates[place, j] == pytest.approx(change, abs=1e-5)


def test_the_larger_model_agrees_where_it_matters() -> None:
    network = load_model("lstm-small")
    trace = record_sentence(network, SENTENCE)
    found = single_units(network, trace)
    for unit in np.argsort(-np.abs(found.units))[:3].tolist():
        change = operate(network, trace, [ablate(unit)]).logit[-1] - trace.logit[-1]
        assert found.units[unit] == pytest.approx(change, abs=1e-5)
        assert abs(change) > 0.01
    for place in np.argsort(-np.abs(found.gates), axis=None)[:3].tolist():
        gate, unit = GATES[place // network.n_hidden], place % network.n_hidden
        mean = float(getattr(lstm_layer(trace), gate)[:, unit].mean())
        held = operate(network, trace, [Clamp(gate, mean, units=(unit,))])
        change = held.logit[-1] - trace.logit[-1]
        assert found.gates[GATES.index(gate), unit] == pytest.approx(change, abs=1e-5)


def test_one_token_moves_no_gate() -> None:
    for network, trace in readings("great"):
        np.testing.assert_allclose(single_units(network, trace).gates, 0, atol=1e-6)


def test_an_empty_sentence_is_carried_by_nothing() -> None:
    for network, trace in readings(""):
        found = single_units(network, trace)
        assert not found.units.any()
        assert not found.gates.any()
        assert not found.neutral.any()


def test_a_plain_rnn_is_refused() -> None:
    with pytest.raises(ValueError, match="plain RNN"):
        single_units(*random_reading(0, kind="rnn"))
