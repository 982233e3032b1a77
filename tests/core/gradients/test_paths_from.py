"""One word's column of the paths is the column that all pairs have, in units of the identity."""

from dataclasses import replace

import numpy as np
import pytest

from lstm_viz.core.gradients.paths import direct_path_from, full_path, paths_from, sentence_paths
from lstm_viz.core.models.checkpoint import load_model
from lstm_viz.core.network import Network
from lstm_viz.core.record import record_sentence
from lstm_viz.core.trace import LstmTrace

TEXT = "the movie was not at all boring , it 's good ! the film was not bad at all ."


@pytest.mark.parametrize("s", [0, 3, 19])
def test_a_column_of_all_pairs(network: Network, s: int) -> None:
    trace = record_sentence(network, TEXT)
    assert len(trace.tokens) == 20
    found, pairs = paths_from(network, trace, s), sentence_paths(network, trace)
    whole = np.sqrt(trace.layer.h.shape[1])
    np.testing.assert_allclose(found.full, pairs.full[s:, s] / whole, rtol=1e-9)
    assert found.full[0] == pytest.approx(1)
    assert (found.direct is None) == (pairs.direct is None)
    if found.direct is not None and pairs.direct is not None:
        np.testing.assert_allclose(found.direct, pairs.direct[s:, s] / whole, rtol=1e-12)


def test_the_forget_gate_of_the_word_itself_takes_no_part(loaded_lstm: Network) -> None:
    layer = record_sentence(loaded_lstm, TEXT).layer
    assert isinstance(layer, LstmTrace)
    left = direct_path_from(layer, 4)
    assert left[0] == 1
    by_hand = layer.f[5].astype(float) * layer.f[6].astype(float)
    assert left[2] == pytest.approx(np.linalg.norm(by_hand) / np.sqrt(len(by_hand)))


def test_what_has_nearly_vanished_still_has_a_length() -> None:
    shipped = load_model("rnn-tiny")
    small = replace(shipped.cell(), u=shipped.cell().u / 32)
    network = replace(shipped, layers=((small,),))
    trace = record_sentence(network, "not bad " * 60)
    full = paths_from(network, trace, 0).full
    weights = network.cell()
    jacobian = full_path(trace.layer, weights, 0, 119)
    assert 0 < np.abs(jacobian).max() < 1e-162  # its square is 0
    by_hand = np.sqrt((np.ldexp(jacobian, 500) ** 2).sum() / len(jacobian))
    assert full[-1] == pytest.approx(np.ldexp(by_hand, -500), rel=1e-9, abs=0)


@pytest.mark.parametrize("s", [-1, 20])
def test_no_such_word(network: Network, s: int) -> None:
    trace = record_sentence(network, TEXT)
    with pytest.raises(ValueError, match="there are 20"):
        paths_from(network, trace, s)
