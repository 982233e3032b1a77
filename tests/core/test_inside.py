"""A number taken apart: the parts are torch's own, and give the recorded number again."""

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn

from lstm_viz.core.cell import squash
from lstm_viz.core.inside import (
    SOURCES,
    all_terms,
    inside_step,
    largest_terms,
    row_over_sentence,
    squashed,
)
from lstm_viz.core.models.checkpoint import MODELS, load_model
from lstm_viz.core.network import Network, network_of
from lstm_viz.core.record import record_sentence
from lstm_viz.core.trace import GATES, LstmTrace, SentenceTrace
from lstm_viz.core.weights import CellWeights
from tests.layers import random_layers

LSTMS = [name for name in MODELS if name.startswith("lstm")]
TEXT = "The movie was not at all boring and quite enjoyable."
OPTIONS = {
    "seed": st.integers(0, 10_000),
    "n_steps": st.integers(1, 6),
    "n_hidden": st.integers(2, 9),
    "num_layers": st.integers(1, 2),
    "bidirectional": st.booleans(),
    "bias": st.booleans(),
    "dtype": st.sampled_from([torch.float32, torch.float64]),
}


def shipped(name: str, text: str = TEXT) -> tuple[Network, SentenceTrace, LstmTrace]:
    network = load_model(name)
    trace = record_sentence(network, text)
    assert isinstance(trace.layer, LstmTrace)
    return network, trace, trace.layer


@settings(max_examples=60, deadline=None)
@given(st.fixed_dictionaries(OPTIONS), st.sampled_from(GATES), st.data())
def test_the_parts_give_the_recorded_number(
    options: dict[str, Any], gate: str, data: st.DataObject
) -> None:
    layers = random_layers(nn.LSTM, **options)
    n_hidden = layers.module.hidden_size
    for trace in layers.traces:
        weights = network_of(layers.module).cell_of(trace).gate(gate)
        t = data.draw(st.integers(0, len(trace.x) - 1))
        unit = data.draw(st.integers(0, n_hidden - 1))
        step = inside_step(weights, trace, t, unit)
        pre, result = getattr(trace, f"{gate}_pre")[t, unit], getattr(trace, gate)[t, unit]
        assert (step.z_recorded, step.result_recorded) == (float(pre), float(result))
        assert step.z == pytest.approx(pre, abs=1e-5)
        assert step.result == pytest.approx(result, abs=1e-5)
        shares = [*step.products["h"], *step.products["x"], step.b_ih, step.b_hh]
        assert sum(shares) == pytest.approx(step.z, abs=1e-9)


@pytest.mark.parametrize("gate", GATES)
def test_each_share_is_what_torchs_own_parameters_give(gate: str) -> None:
    """Every half against a plain torch product with the rows counted by hand."""
    layers = random_layers(nn.LSTM, seed=5)
    module, (trace,) = layers.module, layers.traces
    step = inside_step(network_of(module).cell().gate(gate), trace, 3, 2)
    row = {"i": 0, "f": 1, "g": 2, "o": 3}[gate] * module.hidden_size + 2
    named = dict(module.named_parameters())
    with torch.no_grad():
        assert step.sums["x"] == pytest.approx(float(named["weight_ih_l0"][row] @ layers.x[3]))
        h_prev = torch.tensor(trace.h[2])
        assert step.sums["h"] == pytest.approx(float(named["weight_hh_l0"][row] @ h_prev))
        assert step.b_ih == float(named["bias_ih_l0"][row])
        assert step.b_hh == float(named["bias_hh_l0"][row])


@pytest.mark.parametrize("gate", GATES)
def test_products_of_float32_numbers_are_exact(gate: str) -> None:
    layers = random_layers(nn.LSTM, dtype=torch.float32)
    step = inside_step(network_of(layers.module).cell().gate(gate), layers.traces[0], 4, 1)
    terms = all_terms(step)
    assert len(terms) == 9
    for term in terms:
        exact = Fraction(term.weight) * Fraction(term.value)
        assert Fraction(term.product) == exact
    np.testing.assert_array_equal([t.value for t in terms[:5]], layers.traces[0].h_prev[4])
    np.testing.assert_array_equal([t.value for t in terms[5:]], layers.traces[0].x[4])


@pytest.mark.parametrize("name", LSTMS)
def test_the_shipped_models_are_taken_apart_to_the_last_digits(name: str) -> None:
    network, _, trace = shipped(name)
    for gate in GATES:
        rows = network.cell().gate(gate)
        recorded = getattr(trace, f"{gate}_pre")
        for unit in range(network.n_hidden):
            again = row_over_sentence(rows, trace, unit)
            np.testing.assert_allclose(again, recorded[:, unit], rtol=0, atol=1e-5)
            for t in (0, 10):
                assert inside_step(rows, trace, t, unit).z == pytest.approx(again[t], abs=1e-12)


@pytest.mark.parametrize("name", LSTMS)
def test_the_squashing_is_the_cells_own_bit_for_bit(name: str) -> None:
    _, _, trace = shipped(name)
    for t in range(len(trace.x)):
        pre = np.concatenate([getattr(trace, f"{gate}_pre")[t] for gate in GATES])
        gates = squash(pre, np.empty_like(pre))
        for row, gate in zip(gates, GATES, strict=True):
            np.testing.assert_array_equal(row, getattr(trace, gate)[t])
            ours = squashed(gate, getattr(trace, f"{gate}_pre")[t])
            assert ours.dtype == np.float32
            np.testing.assert_array_equal(ours, row)


def test_a_huge_sum_shuts_the_gate_without_a_warning() -> None:
    assert squashed("f", np.array(-1e4)) == 0
    assert squashed("f", np.array(1e4)) == 1
    assert squashed("g", np.array(-1e4)) == -1


@given(st.integers(0, 500), st.integers(0, 12))
@settings(max_examples=30, deadline=None)
def test_named_terms_and_the_others_are_the_whole_sum(seed: int, n_named: int) -> None:
    layers = random_layers(nn.LSTM, seed=seed)
    step = inside_step(network_of(layers.module).cell().gate("o"), layers.traces[0], 2, 0)
    terms = largest_terms(step, n_named)
    named = [term.product for term in terms.named]
    assert len(named) + terms.n_others == 9
    assert sum(named) + terms.others == pytest.approx(sum(step.sums.values()), abs=1e-12)
    assert [abs(p) for p in named] == sorted((abs(p) for p in named), reverse=True)
    left = {(t.source, t.index) for t in all_terms(step)} - {
        (t.source, t.index) for t in terms.named
    }
    smallest = min((abs(p) for p in named), default=np.inf)
    assert all(abs(step.products[source][index]) <= smallest for source, index in left)


def test_equal_terms_keep_the_order_of_the_vector() -> None:
    layers = random_layers(nn.LSTM, n_steps=1)
    whole = network_of(layers.module).cell()
    nothing = CellWeights(*(np.zeros_like(part) for part in (whole.w, whole.u, whole.b, whole.b)))
    step = inside_step(nothing.gate("f"), layers.traces[0], 0, 0)
    order = [(term.source, term.index) for term in largest_terms(step, 9).named]
    assert order == [("h", j) for j in range(5)] + [("x", k) for k in range(4)]
    assert step.result == 0.5


def test_a_layer_without_biases_has_zeros() -> None:
    layers = random_layers(nn.LSTM, bias=False)
    step = inside_step(network_of(layers.module).cell().gate("i"), layers.traces[0], 0, 0)
    assert (step.b_ih, step.b_hh) == (0.0, 0.0)
    assert set(step.sums) == set(SOURCES)


def test_what_is_not_there_is_refused() -> None:
    network = network_of(random_layers(nn.LSTM).module)
    with pytest.raises(ValueError, match="no gate 'c'; there are i, f, g, o"):
        network.cell().gate("c")
    with pytest.raises(ValueError, match="no layer 2 that reads forwards"):
        network.cell(1)


def test_taking_apart_changes_no_weight() -> None:
    network, _, trace = shipped("lstm-tiny")
    before = {name: value.copy() for name, value in network.arrays().items()}
    inside_step(network.cell().gate("f"), trace, 3, 2)
    for name, value in network.arrays().items():
        np.testing.assert_array_equal(value, before[name])
