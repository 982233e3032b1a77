"""The ledger adds up to the recorded cell state; each deposit is the product it claims to be."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn

from lstm_viz.core.attribution.ledger import logit_shares, secants
from lstm_viz.core.memory import largest_gap, split_memory, unit_account, word_shares, word_weights
from lstm_viz.core.models.checkpoint import load_model
from lstm_viz.core.record import record, record_sentence
from lstm_viz.core.trace import LstmTrace, Order
from tests.random_models import torch_model

SENTENCE = "The movie was not at all boring and quite enjoyable."
SHIPPED = ("lstm-tiny", "lstm-small")
EPS = float(np.finfo(np.float32).eps)

RUNS = st.fixed_dictionaries(
    {
        "seed": st.integers(0, 10_000),
        "n_words": st.integers(0, 12),
        "n_hidden": st.integers(1, 7),
        "n_layers": st.integers(1, 2),
        "start": st.booleans(),
    }
)


def runs(
    seed: int = 0,
    n_words: int = 9,
    n_hidden: int = 5,
    n_layers: int = 2,
    dtype: torch.dtype = torch.float64,
    *,
    start: bool = True,
) -> list[tuple[LstmTrace, Order]]:
    """Record a random LSTM that reads both ways: every layer and direction with its order."""
    torch.manual_seed(seed)
    module = nn.LSTM(4, n_hidden, n_layers, bidirectional=True, dtype=dtype)
    initial = None
    if start:
        h, c = torch.randn(2, 2 * n_layers, n_hidden, dtype=dtype)
        initial = (h, c)
    traces = record(module, torch.randn(n_words, 4, dtype=dtype), initial)
    orders: list[Order] = [1, -1] * n_layers
    return [
        (trace, order)
        for trace, order in zip(traces, orders, strict=True)
        if isinstance(trace, LstmTrace)
    ]


def shipped(name: str, text: str = SENTENCE) -> LstmTrace:
    """Record a shipped model."""
    layer = record_sentence(load_model(name), text).layer
    assert isinstance(layer, LstmTrace)
    return layer


@given(RUNS, st.sampled_from([torch.float32, torch.float64]))
@settings(deadline=None, max_examples=80)
def test_the_deposits_add_up_to_the_cell_state(run: dict[str, Any], dtype: torch.dtype) -> None:
    for trace, _ in runs(**run, dtype=dtype):
        ledger = split_memory(trace)
        assert ledger.deposits.dtype == trace.c.dtype
        tolerance = 1e-6 if dtype == torch.float32 else 1e-12
        np.testing.assert_allclose(
            ledger.deposits.sum(axis=1) + ledger.initial, trace.c, rtol=0, atol=tolerance
        )
        assert largest_gap(trace, ledger) <= tolerance


@given(RUNS)
@settings(deadline=None, max_examples=40)
def test_each_deposit_is_the_product_of_the_gates_after_it(run: dict[str, Any]) -> None:
    for trace, order in runs(**run):
        deposits = split_memory(trace).deposits
        n_words = len(trace.c)
        for t in range(n_words):
            for s in range(n_words):
                after = trace.f[s + 1 : t + 1] if order == 1 else trace.f[t:s]
                expected = after.prod(axis=0) * trace.i[s] * trace.g[s]
                is_read = s * order <= t * order
                np.testing.assert_allclose(deposits[t, s], expected * is_read, atol=1e-14)
        assert np.abs(deposits).max(initial=0) <= 1


@given(RUNS)
@settings(deadline=None, max_examples=40)
def test_a_row_is_the_row_before_after_one_gate_and_the_newest(run: dict[str, Any]) -> None:
    for trace, order in runs(**run):
        ledger = split_memory(trace)
        rows = range(len(trace.c))[::order]
        for before, now in pairwise(rows):
            kept = trace.f[now] * ledger.deposits[before]
            kept[now] = trace.i[now] * trace.g[now]
            np.testing.assert_allclose(ledger.deposits[now], kept, atol=1e-15)
            np.testing.assert_allclose(
                ledger.initial[now], trace.f[now] * ledger.initial[before], atol=1e-15
            )


@pytest.mark.parametrize(("one", "other"), ["fg", "fi", "fo", "go", "io"])
def test_a_swapped_pair_of_gates_would_be_seen(one: str, other: str) -> None:
    """All pairs but i and g, whose product is the same either way."""
    for trace, _ in runs():
        gates: Any = {one: getattr(trace, other), other: getattr(trace, one)}
        wrong = replace(trace, **gates)
        assert largest_gap(wrong, split_memory(wrong)) > 1e-3


def test_a_lost_initial_state_would_be_seen() -> None:
    for trace, _ in runs():
        ledger = split_memory(trace)
        lost = replace(ledger, initial=np.zeros_like(ledger.initial))
        assert largest_gap(trace, lost) > 1e-3


def test_the_other_order_is_refused() -> None:
    for trace, order in runs():
        with pytest.raises(ValueError, match="order"):
            split_memory(replace(trace, order=1 if order == -1 else -1))


@pytest.mark.parametrize("name", SHIPPED)
def test_the_shipped_models_add_up(name: str) -> None:
    trace = shipped(name)
    ledger = split_memory(trace)
    assert largest_gap(trace, ledger) <= 1e-6
    assert not ledger.initial.any()


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("word", ["good ", "awful ", "a very good film that is not bad "])
def test_a_long_text_adds_up_as_well_as_float32_allows(name: str, word: str) -> None:
    trace = shipped(name, word * 200)
    gap = largest_gap(trace, split_memory(trace))
    assert gap <= 2 * EPS * len(trace.c) * np.abs(trace.c).max()


@given(RUNS)
@settings(deadline=None, max_examples=40)
def test_weights_and_shares_count_the_size_of_every_deposit(run: dict[str, Any]) -> None:
    for trace, _ in runs(**run):
        ledger = split_memory(trace)
        weights, shares = word_weights(ledger), word_shares(ledger)
        np.testing.assert_allclose(weights, np.abs(ledger.deposits).sum(axis=2), atol=1e-14)
        left = np.abs(ledger.initial).sum(axis=1)
        np.testing.assert_allclose(shares * (weights.sum(axis=1) + left)[:, None], weights)
        if not run["start"]:
            np.testing.assert_allclose(shares.sum(axis=1), 1)


def test_an_empty_memory_has_no_shares() -> None:
    ((trace, _), *_) = runs(start=False)
    silent = replace(trace, g=np.zeros_like(trace.g), c=0 * trace.c, c_prev=0 * trace.c)
    assert not word_shares(split_memory(silent)).any()


@given(RUNS, st.integers(0, 13), st.data())
@settings(deadline=None, max_examples=40)
def test_a_units_account_ends_at_its_cell_state(
    run: dict[str, Any], n_named: int, data: st.DataObject
) -> None:
    for trace, order in runs(**{**run, "n_words": run["n_words"] + 1}):
        n_words, n_hidden = trace.c.shape
        ledger = split_memory(trace)
        t, unit = data.draw(st.integers(0, n_words - 1)), data.draw(st.integers(0, n_hidden - 1))
        account = unit_account(ledger, t, unit, n_named)
        n_read = t + 1 if order == 1 else n_words - t
        assert len(account.words) == min(n_named, n_read)
        assert account.n_others == n_read - len(account.words)
        assert account.total == pytest.approx(trace.c[t, unit], abs=1e-12)
        assert account.steps.sum() + account.others == pytest.approx(trace.c[t, unit], abs=1e-12)
        assert (np.diff(account.words) * order > 0).all()
        np.testing.assert_array_equal(account.steps, ledger.deposits[t, account.words, unit])
        left_out = np.delete(ledger.deposits[t, :, unit], account.words)
        if len(account.words):
            assert np.abs(left_out).max(initial=0) <= np.abs(account.steps).min()


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("text", [SENTENCE, "good", "", "not a bad film at all , not at all"])
def test_the_logit_is_the_sum_of_the_words_shares(name: str, text: str) -> None:
    network = load_model(name)
    trace = record_sentence(network, text)
    assert isinstance(trace.layer, LstmTrace)
    head = torch_model(network).head
    ledger = split_memory(trace.layer)
    weight, bias = head.weight.numpy(), float(head.bias)
    shares = logit_shares(trace.layer, ledger, weight, bias)
    expected = trace.logit[-1] if text else bias
    assert shares.total() == pytest.approx(float(expected), abs=1e-5)
    assert shares.words.shape == (len(trace.tokens),)
    for t, logit in enumerate(trace.logit):
        then = logit_shares(trace.layer, ledger, weight, bias, t)
        assert then.total() == pytest.approx(float(logit), abs=1e-5)
        assert not then.words[t + 1 :].any()


@given(RUNS)
@settings(deadline=None, max_examples=40)
def test_the_logit_adds_up_in_every_layer_and_direction(run: dict[str, Any]) -> None:
    for trace, order in runs(**{**run, "n_words": run["n_words"] + 1}):
        weight = np.random.default_rng(run["seed"]).standard_normal((trace.c.shape[1],))
        shares = logit_shares(trace, split_memory(trace), weight, 0.25)
        h_last = trace.h[-1] if order == 1 else trace.h[0]
        assert shares.total() == pytest.approx(h_last @ weight + 0.25, abs=1e-12)


def test_a_memory_of_zero_goes_out_through_the_output_gate_alone() -> None:
    ((trace, _), *_) = runs()
    empty = replace(trace, c=np.zeros_like(trace.c))
    np.testing.assert_array_equal(secants(empty), trace.o)


def test_a_head_of_another_width_is_refused() -> None:
    ((trace, _), *_) = runs()
    with pytest.raises(ValueError, match="4 weights"):
        logit_shares(trace, split_memory(trace), np.zeros(4), 0.0)
