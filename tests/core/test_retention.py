"""Half-lives by the gate and in fact; both held against a count by hand."""

from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from torch import nn

from lstm_viz.core.memory import (
    NEVER,
    OPEN,
    SHUT,
    STILL_THERE,
    half_lives,
    median_half_lives,
    split_memory,
    stuck,
    words_until_half,
)
from lstm_viz.core.record import record
from lstm_viz.core.trace import LstmTrace, Order

gates = hnp.arrays(
    np.float64, hnp.array_shapes(min_dims=2, max_dims=2, max_side=8), elements=st.floats(0, 1)
)


@pytest.mark.parametrize(
    ("f", "words"), [(0.5, 1), (0.25, 0.5), (2**-0.1, 10), (0.0, 0), (1.0, NEVER)]
)
def test_half_lives_known_by_hand(f: float, words: float) -> None:
    assert half_lives(np.array([f]))[0] == pytest.approx(words)


@given(st.floats(0.01, 0.9999))
def test_after_the_half_life_half_is_left(f: float) -> None:
    assert f ** half_lives(np.array([f]))[0] == pytest.approx(0.5)


def test_a_gate_of_one_in_half_the_words_has_no_finite_median() -> None:
    f = np.array([[1, 0.5], [1, 0.5], [0.5, 1]], np.float32)
    assert median_half_lives(f).tolist() == [NEVER, 1]


@given(gates, st.sampled_from([1, -1]))
def test_words_until_half_is_counted_word_by_word(f: np.ndarray[Any, Any], order: Order) -> None:
    found = words_until_half(f, order)
    n_words = len(f)
    for s in range(n_words):
        for j in range(f.shape[1]):
            left, expected = 1.0, STILL_THERE
            later = range(s + 1, n_words) if order == 1 else range(s - 1, -1, -1)
            for n_later, t in enumerate(later, start=1):
                left *= f[t, j]
                if left < 0.5:
                    expected = n_later
                    break
            assert found[s, j] == expected


@pytest.mark.parametrize("direction", [0, 1])
def test_the_count_agrees_with_the_deposits_themselves(direction: int) -> None:
    torch.manual_seed(2)
    module = nn.LSTM(4, 6, bidirectional=True, dtype=torch.float64)
    trace = record(module, torch.randn(9, 4, dtype=torch.float64))[direction]
    order: Order = -1 if direction else 1
    assert isinstance(trace, LstmTrace)
    deposits = np.abs(split_memory(trace).deposits)
    until = words_until_half(trace.f, order)
    assert np.isfinite(until).any()
    for s, j in np.argwhere(np.isfinite(until)):
        n_later = int(until[s, j])
        half = deposits[s, s, j] / 2
        assert deposits[s + order * n_later, s, j] < half
        assert deposits[s + order * (n_later - 1), s, j] >= half


def test_a_gate_is_stuck_only_if_it_is_so_at_every_word() -> None:
    gate = np.array([[0.96, 0.96, 0.04, 0.5, OPEN], [0.99, 0.9, 0.01, 0.5, SHUT]])
    assert stuck(gate).open.tolist() == [True, False, False, False, False]
    assert stuck(gate).shut.tolist() == [False, False, True, False, False]
    assert not stuck(gate[:0]).open.any()
