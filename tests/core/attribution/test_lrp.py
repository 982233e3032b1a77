"""Layer-wise relevance propagation: two small cases by hand, a dense reference, its sum."""

from math import exp, tanh
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from lstm_viz.core.attribution.lrp import EPSILON, lrp
from lstm_viz.core.network import Network
from lstm_viz.core.record import record_sentence
from lstm_viz.core.trace import SentenceTrace
from tests.random_models import lstm_layer, one_unit_model, random_reading, readings, torch_model

A, B = 1.2, -0.7  # the word vectors of one_unit_model
W = [0.4, -0.3, 0.9, 0.6]  # i f g o
U = [0.2, 0.5, -0.8, 0.3]
BIAS = [0.1, 0.7, -0.2, -0.4]
HEAD, HEAD_BIAS = 1.5, 0.25


def sigma(z: float) -> float:
    return 1 / (1 + exp(-z))


def over(z: float) -> float:
    """Return the stabilised sum."""
    return z + EPSILON if z >= 0 else z - EPSILON


def by_hand_model() -> Network:
    return one_unit_model({"w": W, "u": U, "b": BIAS}, (HEAD, HEAD_BIAS))


def test_one_word_one_unit_by_hand() -> None:
    i, o = sigma(0.4 * A + 0.1), sigma(0.6 * A - 0.4)
    g_pre = 0.9 * A - 0.2
    c = i * tanh(g_pre)
    h = o * tanh(c)
    logit = HEAD * h + HEAD_BIAS
    to_h = logit * HEAD * h / over(logit)
    to_g = to_h * c / over(c)
    to_word = to_g * 0.9 * A / over(g_pre)
    to_biases = logit * HEAD_BIAS / over(logit) + to_g * -0.2 / over(g_pre)
    network = by_hand_model()
    found = lrp(network, record_sentence(network, "a"))
    assert found.scores == pytest.approx([to_word], abs=1e-6)
    assert found.parts["biases"] == pytest.approx(to_biases, abs=1e-6)
    assert found.parts["epsilon"] == pytest.approx(logit - to_word - to_biases, abs=1e-6)
    assert found.parts["initial states"] == 0
    assert found.should == pytest.approx(logit, abs=1e-6)


def test_two_words_one_unit_by_hand() -> None:
    c_1 = sigma(0.4 * A + 0.1) * tanh(0.9 * A - 0.2)
    h_1 = sigma(0.6 * A - 0.4) * tanh(c_1)
    i, f = sigma(0.4 * B + 0.2 * h_1 + 0.1), sigma(-0.3 * B + 0.5 * h_1 + 0.7)
    g_pre = 0.9 * B - 0.8 * h_1 - 0.2
    c = f * c_1 + i * tanh(g_pre)
    h = sigma(0.6 * B + 0.3 * h_1 - 0.4) * tanh(c)
    logit = HEAD * h + HEAD_BIAS
    to_c = logit * HEAD * h / over(logit)
    to_g = to_c * i * tanh(g_pre) / over(c)
    second = to_g * 0.9 * B / over(g_pre)
    to_h_1 = to_g * -0.8 * h_1 / over(g_pre)
    to_c_1 = to_c * f * c_1 / over(c) + to_h_1
    first = to_c_1 * c_1 / over(c_1) * 0.9 * A / over(0.9 * A - 0.2)
    network = by_hand_model()
    found = lrp(network, record_sentence(network, "a b"))
    assert found.scores == pytest.approx([first, second], abs=1e-6)


def dense_lrp(network: Network, trace: SentenceTrace) -> NDArray[np.floating]:
    """Send relevance through every single connection, one message a connection."""
    layer = lstm_layer(trace)
    model, n_hidden = torch_model(network), layer.h.shape[1]
    rows = slice(2 * n_hidden, 3 * n_hidden)
    recurrent: Any = model.recurrent
    w = recurrent.weight_ih_l0.numpy()[rows].astype(float)
    u = recurrent.weight_hh_l0.numpy()[rows].astype(float)
    head = model.head.weight.numpy()[0].astype(float)

    def messages(
        terms: NDArray[np.floating], z: NDArray[np.floating], relevance: NDArray[np.floating]
    ) -> NDArray[np.floating]:
        return terms * (relevance / (z + np.where(z >= 0, EPSILON, -EPSILON)))[:, None]

    logit = np.array([head @ layer.h[-1] + model.head.bias.item()])
    h_relevance = messages((head * layer.h[-1])[None], logit, logit)[0]
    c_relevance, words = np.zeros(n_hidden), np.zeros(len(trace.tokens))
    for t in range(len(trace.tokens))[::-1]:
        c_relevance = c_relevance + h_relevance
        terms = np.stack([layer.f[t] * layer.c_prev[t], layer.i[t] * layer.g[t]], axis=1)
        c_relevance, g_relevance = messages(terms.astype(float), layer.c[t], c_relevance).T
        z = layer.g_pre[t].astype(float)
        words[t] = messages(w * layer.x[t], z, g_relevance).sum()
        h_relevance = messages(u * layer.h_prev[t], z, g_relevance).sum(axis=0)
    return words


def test_every_connection_for_itself_gives_the_same() -> None:
    for network, trace in readings():
        expected = dense_lrp(network, trace)
        size = np.abs(expected).max()
        np.testing.assert_allclose(lrp(network, trace).scores, expected, atol=1e-3 * size)


@given(st.integers(0, 10_000), st.integers(1, 12), st.sampled_from([1e-6, 1e-3, 0.1, 10.0]))
@settings(deadline=None, max_examples=60)
def test_words_biases_epsilon_and_initial_states_are_the_logit(
    seed: int, n_tokens: int, epsilon: float
) -> None:
    network, trace = random_reading(seed, n_tokens)
    found = lrp(network, trace, epsilon)
    assert set(found.parts) == {"biases", "epsilon", "initial states"}
    scale = max(1, float(np.abs(found.scores).max()))  # near-zero sums make large shares
    assert found.adds_up_to == pytest.approx(found.should, abs=1e-5 * scale)
    assert found.parts["initial states"] == 0


def test_a_larger_epsilon_takes_more() -> None:
    network, trace = readings()[-1]
    taken = [abs(lrp(network, trace, epsilon).parts["epsilon"]) for epsilon in (1e-9, 1e-3, 1e-1)]
    assert taken == sorted(taken)
    assert taken[0] < 1e-6 < taken[1]
