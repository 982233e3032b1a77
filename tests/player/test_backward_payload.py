"""The backward pass reaches the player as it was recorded; what is handed on is what arrives."""

import json

import numpy as np
import pytest

from lstm_viz.core.gradients.backward import sentence_gradients
from lstm_viz.core.gradients.target import Target
from lstm_viz.core.models.checkpoint import load_model
from lstm_viz.core.record import record_sentence
from lstm_viz.figures.quantities import BACKWARD_MAPS, GRADIENTS
from lstm_viz.player.backward_payload import backward_payload
from lstm_viz.player.payload import Payload
from tests.player.test_payload import plane

TEXT = "The film was not bad at all."


def backward(text: str, target: str, model: str = "lstm-tiny") -> tuple[Payload, dict[str, object]]:
    """Return the payload and the recorded gradients."""
    network = load_model(model)
    trace = record_sentence(network, text)
    gradients = sentence_gradients(network, trace, Target.parse(target))
    payload = backward_payload(trace, gradients, network.verdict_head(), network.cell())
    return json.loads(json.dumps(payload, allow_nan=False)), dict(gradients.arrays())


@pytest.mark.parametrize("target", ["last", "3", "loss0"])
def test_gradients_travel_bit_for_bit(target: str) -> None:
    payload, arrays = backward(TEXT, target)
    for quantity in GRADIENTS:
        found = payload["planes"][quantity.code]
        assert found["data"] is not None
        if quantity.code in arrays:
            width = 50 if quantity.code == "grad_x" else 8
            values = plane({**payload, "n_hidden": width}, quantity.code)
            np.testing.assert_array_equal(values, arrays[quantity.code])
    assert set(payload["maps"]) == set(BACKWARD_MAPS) <= set(payload["quantities"])
    assert payload["target"]["step"] == (2 if target == "3" else 7)


def test_what_a_step_hands_on_is_what_the_one_before_gets() -> None:
    payload, arrays = backward(TEXT, "last")
    for passed, arrives in (
        ("grad_c_passed", "grad_c_from_next"),
        ("grad_h_passed", "grad_h_from_next"),
    ):
        rows = plane(payload, passed)
        np.testing.assert_array_equal(rows[1:], np.asarray(arrays[arrives])[:-1])
    forget = plane(payload, "f")
    total = plane(payload, "grad_c")
    np.testing.assert_allclose(plane(payload, "grad_c_passed"), forget * total, atol=1e-7)
    cell = load_model("lstm-tiny").cell()
    at_gates = np.concatenate([plane(payload, f"grad_{gate}_pre") for gate in "ifgo"], axis=1)
    np.testing.assert_allclose(plane(payload, "grad_h_passed"), at_gates @ cell.u, atol=1e-6)


def test_one_scale_holds_every_gradient() -> None:
    payload, _ = backward(TEXT, "last")
    codes = [quantity.code for quantity in GRADIENTS]
    (limit,) = {payload["limits"][code] for code in codes}
    largest = max(
        float(np.abs(plane({**payload, "n_hidden": 1}, code)).max())
        for code in codes
        if code != "grad_x"
    )
    assert largest <= limit <= 1.2 * largest


def test_an_empty_sentence_has_a_backward_pass_of_no_rows() -> None:
    payload, _ = backward("", "last")
    assert payload["n_tokens"] == 0
    assert payload["target"] == {"step": 0, "words": "the logit of an empty memory"}


def test_a_plain_rnn_is_refused() -> None:
    network = load_model("rnn-tiny")
    trace = record_sentence(network, TEXT)
    gradients = sentence_gradients(network, trace, Target())
    with pytest.raises(ValueError, match="plain RNN"):
        backward_payload(trace, gradients, network.verdict_head(), network.cell())
