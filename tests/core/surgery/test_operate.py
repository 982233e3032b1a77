"""Surgery: what is not held is the model's own computation, bit for bit; what is held is held."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lstm_viz.core.cell import HELD
from lstm_viz.core.network import Network
from lstm_viz.core.record import record_sentence
from lstm_viz.core.surgery.operate import (
    Clamp,
    ablate,
    deaf_to,
    goldfish,
    operate,
    perfect_memory,
)
from lstm_viz.core.trace import SentenceTrace
from tests.random_models import lstm_layer, random_model, random_reading, readings


def assert_same(one: SentenceTrace, other: SentenceTrace, rows: slice = slice(None)) -> None:
    """Compare two records bit for bit."""
    for name, array in one.arrays().items():
        np.testing.assert_array_equal(array[rows], other.arrays()[name][rows], err_msg=name)


def sigma(z: Any) -> Any:
    return 1 / (1 + np.exp(-z))


def reference(network: Network, trace: SentenceTrace, clamp: Clamp) -> dict[str, Any]:
    """Run the equations in float64 with a clamp at whole tokens and units, by plain loops."""
    weights = network.cell()
    w, u, b = (part.astype(float) for part in (weights.w, weights.u, weights.b))
    head = network.verdict_head().weight.astype(float)
    n_tokens, n_hidden = lstm_layer(trace).h.shape
    tokens = np.arange(n_tokens)[clamp.tokens or slice(None)]
    units = np.arange(n_hidden)[clamp.units or slice(None)]
    h, c = np.zeros((2, n_hidden))
    rows: dict[str, Any] = {name: [] for name in (*HELD, "logit")}

    def hold(quantity: str, t: int, values: Any) -> Any:
        values = np.array(values)
        if quantity == clamp.quantity and t in tokens:
            values[units] = clamp.value
        rows[quantity].append(values)
        return values

    for t, x in enumerate(trace.layer.x.astype(float)):
        i, f, g, o = np.split(w @ x + u @ h + b, 4)
        i, f, o = (
            hold(*gate) for gate in (("i", t, sigma(i)), ("f", t, sigma(f)), ("o", t, sigma(o)))
        )
        g = hold("g", t, np.tanh(g))
        c = hold("c", t, f * c + i * g)
        h = hold("h", t, o * np.tanh(c))
        rows["logit"].append(head @ h + network.verdict_head().bias)
    return rows


def test_without_a_clamp_the_record_is_the_same_bit_for_bit() -> None:
    for network, trace in readings():
        assert_same(operate(network, trace, []), trace)
        assert operate(network, trace, []).p_before == trace.p_before


@pytest.mark.parametrize("quantity", HELD)
def test_held_at_its_own_values_nothing_changes(quantity: str) -> None:
    for network, trace in readings():
        recorded = trace.arrays()[quantity]
        assert_same(operate(network, trace, [Clamp(quantity, recorded)]), trace)
        one = Clamp(quantity, float(recorded[3, 2]), units=(2,), tokens=(3,))
        assert_same(operate(network, trace, [one]), trace)
    everything = [Clamp(name, trace.arrays()[name]) for name in HELD]
    assert_same(operate(network, trace, everything), trace)


@given(
    st.integers(0, 1000),
    st.sampled_from(HELD),
    st.sampled_from([0.0, 1.0, -0.5, 3.0]),
    st.lists(st.integers(0, 6), min_size=1, unique=True),
    st.lists(st.integers(0, 4), min_size=1, unique=True),
)
@settings(deadline=None, max_examples=120)
def test_everything_behind_a_clamp_is_computed_anew(
    seed: int, quantity: str, value: float, tokens: list[int], units: list[int]
) -> None:
    network, trace = random_reading(seed, 7)
    clamp = Clamp(quantity, value, units, tokens)
    found = operate(network, trace, [clamp])
    for name, rows in reference(network, trace, clamp).items():
        np.testing.assert_allclose(
            found.arrays()[name], np.array(rows), rtol=1e-5, atol=2e-5, err_msg=name
        )
    assert (found.arrays()[quantity][np.ix_(tokens, units)] == np.float32(value)).all()
    assert_same(found, trace, slice(None, min(tokens)))
    np.testing.assert_array_equal(lstm_layer(found).tanh_c, np.tanh(lstm_layer(found).c))


@pytest.mark.parametrize("start", [0, 4])
def test_perfect_memory_that_writes_nothing_keeps_the_cell_exactly(start: int) -> None:
    for network, trace in readings():
        later = slice(start, None)
        found = lstm_layer(
            operate(network, trace, [perfect_memory(start), Clamp("i", 0, tokens=later)])
        )
        before = lstm_layer(trace).c_prev[start]
        assert (found.c[start:] == before).all()
        assert (found.f[start:] == 1).all()


def test_each_ready_intervention_does_what_it_says() -> None:
    for network, trace in readings():
        layer = lstm_layer(operate(network, trace, [goldfish(3)]))
        np.testing.assert_array_equal(layer.c[3:], (layer.i * layer.g)[3:])
        layer = lstm_layer(operate(network, trace, [perfect_memory(3)]))
        np.testing.assert_array_equal(layer.c[3:], (layer.c_prev + layer.i * layer.g)[3:])
        layer = lstm_layer(operate(network, trace, [deaf_to(4)]))
        np.testing.assert_array_equal(layer.c[4], (layer.f * layer.c_prev)[4])
        assert (layer.i[5:] > 0).all()


def test_a_unit_without_a_voice_is_a_unit_without_a_cell_to_all_others() -> None:
    for network, trace in readings():
        by_h, by_c = (operate(network, trace, [ablate(2, quantity)]) for quantity in ("h", "c"))
        np.testing.assert_array_equal(by_h.logit, by_c.logit)
        others = np.delete(np.arange(network.n_hidden), 2)
        for name in HELD:
            one, other = by_h.arrays()[name], by_c.arrays()[name]
            np.testing.assert_array_equal(one[:, others], other[:, others])
        assert (lstm_layer(by_h).h[:, 2] == 0).all()
        assert (lstm_layer(by_c).c[:, 2] == 0).all()
        assert lstm_layer(by_h).c[:, 2].all()
        assert np.abs(by_h.logit - trace.logit).max() > 0


def test_the_later_clamp_counts() -> None:
    network, trace = random_reading(0)
    found = operate(network, trace, [Clamp("f", 0.0), Clamp("f", 1.0, units=(1,))])
    assert (lstm_layer(found).f == [0, 1, 0, 0, 0]).all()


def test_gates_before_squashing_stay_as_computed() -> None:
    network, trace = random_reading(0)
    found = lstm_layer(operate(network, trace, [Clamp("f", 0.0, tokens=(0,))]))
    np.testing.assert_array_equal(found.f_pre[0], lstm_layer(trace).f_pre[0])


def test_surgery_leaves_the_first_record_alone() -> None:
    network, trace = random_reading(0)
    before = {name: array.copy() for name, array in trace.arrays().items()}
    operate(network, trace, [Clamp(name, 0.3) for name in HELD])
    for name, array in trace.arrays().items():
        np.testing.assert_array_equal(array, before[name])


def test_an_empty_sentence_can_be_operated_on() -> None:
    network = random_model(0)
    trace = record_sentence(network, "")
    found = operate(network, trace, [perfect_memory(0), ablate(1)])
    assert_same(found, trace)
    assert found.logit.shape == (0,)


@pytest.mark.parametrize(
    ("clamp", "said"),
    [
        (Clamp("x", 0.0), "'x'; there are i, f, g, o, c, h"),
        (Clamp("f", float("nan")), "finite"),
        (Clamp("c", np.array([1.0, np.inf, 0, 0, 0])), "finite"),
        (Clamp("f", 0.0, units=(5,)), "no such unit; there are 5"),
        (Clamp("f", 0.0, units=(-1,)), "no such unit"),
        (Clamp("f", 0.0, tokens=(9,)), "no such token; there are 9"),
    ],
)
def test_what_cannot_be_held_is_refused(clamp: Clamp, said: str) -> None:
    network, trace = random_reading(0, 9)
    with pytest.raises(ValueError, match=said):
        operate(network, trace, [clamp])


def test_a_plain_rnn_is_refused() -> None:
    network, trace = random_reading(0, kind="rnn")
    with pytest.raises(ValueError, match="plain RNN"):
        operate(network, trace, [])
