"""The receipts' equations, worked out from what the browser is sent."""

import copy

import numpy as np
import pytest

from lstm_viz.core.models.checkpoint import load_model
from lstm_viz.core.record import record_sentence
from lstm_viz.player.payload import Payload, packed, player_payload, weight_payload
from lstm_viz.player.receipt_check import receipt_gaps, unpacked
from tests.awkward import AWKWARD

QUANTITIES = {"i", "f", "g", "o", "c", "tanh_c", "h", "p_positive"}


def sent(name: str, text: str) -> tuple[Payload, Payload]:
    """Return what the browser is sent of a sentence: the payload and the weights."""
    network = load_model(name)
    payload = player_payload(record_sentence(network, text), network.verdict_head())
    return payload, weight_payload(name, network.cell())


@pytest.mark.parametrize("name", ["lstm-tiny", "lstm-small"])
def test_every_equation_gives_its_number(name: str) -> None:
    for text in (*AWKWARD.values(), "The movie was not at all boring and quite enjoyable."):
        gaps = receipt_gaps(*sent(name, text))
        assert set(gaps) == QUANTITIES
        assert max(gaps.values()) <= 1e-4 if len(text) > 1_000 else max(gaps.values()) <= 1e-5


@pytest.mark.parametrize("plane", ["f", "o", "tanh_c"])
def test_a_number_that_is_not_its_equations_is_seen(plane: str) -> None:
    payload, weights = sent("lstm-tiny", "not bad at all")
    wrong = copy.deepcopy(payload)
    values = unpacked(payload["planes"][plane])
    values[5] += 0.01
    wrong["planes"][plane] = packed(values.astype(np.float32))
    assert receipt_gaps(wrong, weights)[plane] == pytest.approx(0.01, abs=1e-4)


def test_a_weight_that_is_not_the_models_is_seen() -> None:
    payload, weights = sent("lstm-tiny", "not bad at all")
    u = unpacked(weights["u"])
    u[:8] += 0.5
    wrong = {**weights, "u": packed(u.astype(np.float32))}
    assert receipt_gaps(payload, wrong)["i"] > 0.01
