"""The deletion test: the order, the curve against scoring one by one, the area."""

import json

import numpy as np
import pytest
import torch

from lstm_viz.core.attribution.deletion import (
    DeletionCurve,
    Removal,
    deletion_curves,
    deletion_order,
)
from lstm_viz.core.attribution.methods import METHODS
from lstm_viz.core.models.checkpoint import MODEL_FOLDER, load_model
from lstm_viz.core.record import record_sentence
from lstm_viz.core.text import UNK_ID
from tests.random_models import SHIPPED_LSTMS, random_model, random_reading, readings, torch_model


def test_the_words_that_support_the_verdict_go_first() -> None:
    scores = np.array([0.1, -2.0, 3.0, 0.1])
    assert deletion_order(scores, 0.5).tolist() == [2, 0, 3, 1]
    assert deletion_order(scores, -0.5).tolist() == [1, 0, 3, 2]


@pytest.mark.parametrize("removal", ["deleted", "replaced_by_unk"])
def test_a_curve_is_scoring_with_fewer_and_fewer_words(removal: Removal) -> None:
    for network, trace in readings():
        ids = network.words().ids(token.text for token in trace.tokens)
        order = np.random.default_rng(0).permutation(len(ids))
        _, curve = deletion_curves(network, trace, [np.arange(len(ids)), order], removal)
        for n_removed in range(1 + len(ids)):
            gone = set(order[:n_removed].tolist())
            left = [word for t, word in enumerate(ids) if t not in gone]
            if removal == "replaced_by_unk":
                left = [UNK_ID if t in gone else word for t, word in enumerate(ids)]
            logit = torch_model(network)(
                torch.tensor([[*left, 0]]), torch.tensor([len(left)])
            ).item()
            assert curve.logit[n_removed] == pytest.approx(logit, abs=1e-5)
            side = logit if trace.logit[-1] > 0 else -logit
            assert curve.p_verdict[n_removed] == pytest.approx(1 / (1 + np.exp(-side)), abs=1e-5)
        assert curve.p_verdict[0] >= 0.5


def curve_of(*p_verdict: float) -> DeletionCurve:
    p = np.array(p_verdict)
    return DeletionCurve(np.arange(len(p) - 1), np.log(p / (1 - p)), p)


def test_area_and_flip_by_hand() -> None:
    assert curve_of(0.8, 0.6, 0.4).area == pytest.approx((0.7 + 0.5) / 2)
    assert curve_of(0.8, 0.6, 0.4).flip_share == 1
    assert curve_of(0.8, 0.4, 0.6, 0.6, 0.6).flip_share == 0.25
    assert curve_of(0.8, 0.7, 0.6).flip_share == 1
    assert curve_of(0.8, 0.49, 0.3).flip_share == 0.5  # a little below one half is enough
    assert curve_of(0.8, 0.5, 0.3).flip_share == 1  # one half itself is not below
    assert curve_of(0.7).area == pytest.approx(0.7)
    assert curve_of(0.7).flip_share == 1


def test_supportive_words_first_is_faster_than_last() -> None:
    network = load_model("lstm-small")
    trace = record_sentence(network, "A dull plot , but great acting and a wonderful ending !")
    scores = METHODS["leave_one_out"](network, trace).scores
    first = deletion_order(scores, float(trace.logit[-1]))
    fast, slow = deletion_curves(network, trace, [first, first[::-1]])
    assert fast.area < slow.area - 0.1
    assert fast.flip_share < slow.flip_share


def test_an_empty_sentence_has_a_curve_of_one_point() -> None:
    network = random_model(0)
    trace = record_sentence(network, "")
    (curve,) = deletion_curves(network, trace, [np.arange(0)])
    assert curve.logit == pytest.approx([network.verdict_head().bias])
    assert curve.area == curve.p_verdict[0]


def test_a_plain_rnn_can_be_tested_too() -> None:
    network, trace = random_reading(0, 6, "rnn")
    (curve,) = deletion_curves(network, trace, [np.arange(6)])
    assert curve.logit[0] == pytest.approx(trace.logit[-1], abs=1e-5)


@pytest.mark.parametrize("name", SHIPPED_LSTMS)
def test_the_shipped_result_is_of_the_shipped_weights(name: str) -> None:
    found = json.loads((MODEL_FOLDER / "deletion.json").read_text(encoding="utf-8"))
    result = found["models"][name]
    assert found["sentences"] >= 300
    assert result["sha256"] == load_model(name).card["sha256"]
    for removal in ("deleted", "replaced_by_unk"):
        assert set(result[removal]) == {*METHODS, "random"}
        means = [row["mean"] for row in result[removal].values()]
        assert means == sorted(means)
        assert list(result[removal])[-1] == "random"
        for row in result[removal].values():
            assert row["lower_quartile"] <= row["median"] <= row["upper_quartile"]
            # The curve's points at tenths give its area again, nearly.
            assert np.trapezoid(row["curve"], dx=0.1) == pytest.approx(row["mean"], abs=0.01)
