"""Contextual decomposition: small cases by hand, the loops of the paper, its sum."""

from collections.abc import Callable
from math import exp, tanh
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lstm_viz.core.attribution.decomposition import (
    contextual_decomposition,
    split_phrases,
    split_three,
    split_two,
    word_decompositions,
)
from lstm_viz.core.attribution.decomposition import sigma as sigma_of
from lstm_viz.core.network import Network
from lstm_viz.core.record import record_sentence
from lstm_viz.core.trace import SentenceTrace
from tests.random_models import one_unit_model, random_reading, readings, torch_model

A, B = 1.2, -0.7  # the word vectors of one_unit_model
NUMBERS = {"w": [0.4, -0.3, 0.9, 0.6], "u": [0.2, 0.5, -0.8, 0.3], "b": [0.1, 0.7, -0.2, -0.4]}
HEAD, HEAD_BIAS = 1.5, 0.25


def sigma(z: float) -> float:
    return 1 / (1 + exp(-z))


def test_one_word_one_unit_by_hand() -> None:
    network = one_unit_model(NUMBERS, (HEAD, HEAD_BIAS))
    trace = record_sentence(network, "a")
    # The rest is 0 everywhere, so the whole cell is the phrase's.
    h = sigma(0.6 * A - 0.4) * tanh(sigma(0.4 * A + 0.1) * tanh(0.9 * A - 0.2))
    whole = contextual_decomposition(network, trace, 0, 1)
    assert whole.beta == pytest.approx(HEAD * h, abs=1e-6)
    assert whole.gamma == pytest.approx(HEAD_BIAS, abs=1e-6)
    nothing = contextual_decomposition(network, trace, 0, 0)
    assert (nothing.beta, nothing.should) == (0, whole.should)
    assert nothing.gamma == pytest.approx(HEAD * h + HEAD_BIAS, abs=1e-6)


def test_the_first_of_two_words_by_hand() -> None:
    c_1 = sigma(0.4 * A + 0.1) * tanh(0.9 * A - 0.2)
    h_1 = sigma(0.6 * A - 0.4) * tanh(c_1)

    def parts(
        u: float, w: float, bias: float, squash: Callable[[float], float]
    ) -> tuple[float, ...]:
        """Split squash(u h_1 + w B + bias); the first term is the phrase's."""
        a, b = u * h_1, w * B
        first = squash(bias)
        whole = squash(a + b + bias)
        from_a = (squash(a + bias) - first + whole - squash(b + bias)) / 2
        from_b = (squash(b + bias) - first + whole - squash(a + bias)) / 2
        return from_a, from_b, first

    i_a, i_b, i_0 = parts(0.2, 0.4, 0.1, sigma)
    f_a, f_b, f_0 = parts(0.5, -0.3, 0.7, sigma)
    g_a, g_b, g_0 = parts(-0.8, 0.9, -0.2, tanh)
    beta_c = (f_a + f_0) * c_1 + i_a * g_a + i_a * g_0 + i_0 * g_a
    gamma_c = f_b * c_1 + i_b * (g_a + g_b + g_0) + (i_a + i_0) * g_b + i_0 * g_0
    o = sigma(0.6 * B + 0.3 * h_1 - 0.4)
    beta = HEAD * o * (tanh(beta_c) + tanh(beta_c + gamma_c) - tanh(gamma_c)) / 2
    gamma = HEAD * o * (tanh(gamma_c) + tanh(beta_c + gamma_c) - tanh(beta_c)) / 2 + HEAD_BIAS
    network = one_unit_model(NUMBERS, (HEAD, HEAD_BIAS))
    found = contextual_decomposition(network, record_sentence(network, "a b"), 0, 1)
    assert (found.beta, found.gamma) == pytest.approx((beta, gamma), abs=1e-6)


def gate_parts(rel: float, irrel: float, bias: float, act: Any) -> tuple[float, float, float]:
    """Return what a gate owes to the phrase, to its bias, and all of it."""
    orders = (act(rel + bias) - act(bias), act(rel + irrel + bias) - act(irrel + bias))
    return sum(orders) / 2, act(bias), act(rel + irrel + bias)


def loops(network: Network, trace: SentenceTrace, start: int, end: int) -> float:
    """Return the beta of one phrase, unit by unit, each term of the products named."""
    recurrent: Any = torch_model(network).recurrent
    w, u = (part.numpy().astype(float) for part in (recurrent.weight_ih_l0, recurrent.weight_hh_l0))
    b = (recurrent.bias_ih_l0 + recurrent.bias_hh_l0).numpy().astype(float)
    n_hidden = u.shape[1]
    beta_h, gamma_h, beta_c, gamma_c = np.zeros((4, n_hidden))
    for t, x in enumerate(trace.layer.x):
        inside = start <= t < end
        new = np.zeros((4, n_hidden))
        for j in range(n_hidden):
            parts = [
                gate_parts(
                    u[row] @ beta_h + inside * (w[row] @ x),
                    u[row] @ gamma_h + (not inside) * (w[row] @ x),
                    b[row],
                    np.tanh if place == 2 else sigma,
                )
                for place, row in enumerate(range(j, 4 * n_hidden, n_hidden))
            ]
            (i_a, i_0, i), (f_a, f_0, f), (g_a, g_0, g), (_, _, o) = parts
            beta = (f_a + f_0) * beta_c[j] + i_a * g_a + i_a * g_0 + i_0 * g_a
            beta += i_0 * g_0 if inside else 0
            c = f * (beta_c[j] + gamma_c[j]) + i * g
            from_beta = o * (tanh(beta) + tanh(c) - tanh(c - beta)) / 2
            new[:, j] = from_beta, o * tanh(c) - from_beta, beta, c - beta
        beta_h, gamma_h, beta_c, gamma_c = new
    return float(network.verdict_head().weight.astype(float) @ beta_h)


@pytest.mark.parametrize("seed", range(5))
def test_every_phrase_is_what_the_loops_say(seed: int) -> None:
    network, trace = random_reading(seed, 5)
    phrases = [(start, end) for start in range(6) for end in range(start, 6)]
    expected = [loops(network, trace, *phrase) for phrase in phrases]
    found = split_phrases(network, trace, phrases)
    np.testing.assert_allclose(found[:, 0], expected, atol=2e-6)


@given(st.integers(0, 10_000), st.integers(0, 12), st.data())
@settings(deadline=None, max_examples=80)
def test_phrase_and_rest_are_the_logit(seed: int, n_tokens: int, data: st.DataObject) -> None:
    network, trace = random_reading(seed, n_tokens)
    start = data.draw(st.integers(0, n_tokens))
    end = data.draw(st.integers(start, n_tokens))
    found = contextual_decomposition(network, trace, start, end)
    assert found.adds_up_to == pytest.approx(found.should, abs=1e-5)


def test_phrase_and_rest_are_the_logit_of_the_shipped_models() -> None:
    for network, trace in readings()[-2:]:
        n_tokens = len(trace.tokens)
        phrases = [(s, e) for s in range(n_tokens) for e in range(s, n_tokens + 1)]
        sums = split_phrases(network, trace, phrases).sum(axis=1)
        np.testing.assert_allclose(sums, trace.logit[-1], atol=1e-5)


def test_the_whole_sentence_is_the_phrase_and_an_empty_one_is_nothing() -> None:
    for network, trace in readings():
        whole = contextual_decomposition(network, trace, 0, len(trace.tokens))
        bias = network.verdict_head().bias
        assert whole.gamma == pytest.approx(bias, abs=1e-6)
        assert whole.beta == pytest.approx(whole.should - bias, abs=1e-5)
        assert contextual_decomposition(network, trace, 2, 2).beta == 0


def test_words_are_phrases_of_one() -> None:
    for network, trace in readings():
        found = word_decompositions(network, trace)
        for t, score in enumerate(found.scores):
            alone = contextual_decomposition(network, trace, t, t + 1)
            assert score == pytest.approx(alone.beta, abs=1e-12)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 1), (0, 6)])
def test_a_phrase_outside_the_sentence_is_refused(start: int, end: int) -> None:
    network, trace = random_reading(0, 5)
    with pytest.raises(ValueError, match="sentence of 5 tokens"):
        contextual_decomposition(network, trace, start, end)


numbers = st.floats(-20, 20)


@given(numbers, numbers, numbers)
def test_a_split_sums_to_the_whole_and_is_fair(a: float, b: float, bias: float) -> None:
    first, second, third = np.array([a]), np.array([b]), np.array([bias])
    parts = split_three(first, second, third, sigma_of)
    assert sum(part[0] for part in parts) == pytest.approx(sigma(a + b + bias), abs=1e-12)
    swapped = split_three(second, first, third, sigma_of)
    assert parts[0][0] == pytest.approx(swapped[1][0], abs=1e-12)
    of_a, of_b = split_two(first, second, np.tanh)
    assert of_a[0] + of_b[0] == pytest.approx(tanh(a + b), abs=1e-12)
    assert of_b[0] == pytest.approx(split_two(second, first, np.tanh)[0][0], abs=1e-12)
