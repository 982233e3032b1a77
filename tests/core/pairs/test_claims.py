"""The textbook's claims are measured as their rules say: worked by hand and by the equations."""

from dataclasses import replace

import numpy as np
import pytest

from lstm_viz.core.models.checkpoint import load_model
from lstm_viz.core.pairs.claims import STORY, claims_of, kept_negative, kept_share, written_for
from lstm_viz.core.record import record_sentence
from lstm_viz.core.trace import LstmTrace
from lstm_viz.errors import InputError


def story(name: str = "lstm-tiny") -> tuple[LstmTrace, np.ndarray]:
    network = load_model(name)
    layer = record_sentence(network, STORY).layer
    assert isinstance(layer, LstmTrace)
    return layer, network.verdict_head().weight


def worked() -> LstmTrace:
    layer, _ = story()
    two = np.array([[0.5, 1.0], [0.25, 0.5]])
    c_prev = np.array([[0.0, 0.0], [3.0, -1.0]])
    return replace(layer, f=two, i=two, g=np.array([[1.0, -1.0], [0.0, 1.0]]), c_prev=c_prev)


def test_shares_are_those_of_the_hand_worked_case() -> None:
    layer, head = worked(), np.array([1.0, 2.0])
    np.testing.assert_allclose(kept_share(layer), [1, (0.75 + 0.5) / 4])
    np.testing.assert_allclose(kept_negative(layer, head), [1, 0.5])
    np.testing.assert_allclose(written_for(layer, head), [0.5 - 2, 1])


@pytest.mark.parametrize("name", ["lstm-tiny", "lstm-small"])
def test_each_claim_is_its_rule_worked_out_again(name: str) -> None:
    layer, head = story(name)
    found = {
        claim.name: claim for claim in claims_of(record_sentence(load_model(name), STORY), head)
    }
    assert len(found) == 5
    kept = [
        float((layer.f[t] * abs(layer.c_prev[t])).sum() / abs(layer.c_prev[t]).sum())
        for t in range(1, 11)
    ]
    others = float(np.median(kept[:2] + kept[3:]))
    assert found["not_forget"].value == pytest.approx(kept[2], rel=1e-5)
    assert found["not_forget"].holds is (kept[2] < others)
    inputs = layer.i.mean(axis=1).tolist()
    assert found["not_input"].bound == pytest.approx(np.median(inputs[:3] + inputs[4:]), rel=1e-5)
    written = np.abs(layer.i * layer.g).mean(axis=1)
    assert found["boring_input"].holds is bool(written[6] > written[:6].max())
    assert found["enjoyable_forget"].word == "enjoyable"
    assert found["enjoyable_forget"].holds is (found["enjoyable_forget"].value < 0.5)
    towards = (layer.i * layer.g) @ head
    assert found["enjoyable_input"].holds is bool(towards[9] > 0 and towards.argmax() == 9)


def test_a_sentence_without_its_words_is_refused() -> None:
    trace = record_sentence(load_model("lstm-tiny"), "It was not boring.")
    with pytest.raises(InputError, match="with 'enjoyable'"):
        claims_of(trace, np.zeros(8))


def test_a_plain_rnn_makes_no_claims() -> None:
    trace = record_sentence(load_model("rnn-tiny"), STORY)
    with pytest.raises(ValueError, match="plain RNN"):
        claims_of(trace, np.ones(8))
