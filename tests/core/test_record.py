"""`record` is torch's own computation, step by step; the reference is torch itself."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor, nn

from lstm_viz.core.record import record
from lstm_viz.core.trace import GruTrace, LstmTrace

# Torch says that it takes a slower way for projections; that is its own affair.
pytestmark = pytest.mark.filterwarnings("ignore:LSTM with projections:UserWarning")

Kind = type[nn.LSTM | nn.GRU | nn.RNN]
KINDS: list[Kind] = [nn.LSTM, nn.GRU, nn.RNN]
TOLERANCE = {torch.float32: 1e-6, torch.float64: 1e-12}


@dataclass(frozen=True)
class Case:
    """A module, an input for it and its start."""

    module: nn.LSTM | nn.GRU | nn.RNN
    x: Tensor
    initial: Any


def make_case(kind: Kind, seed: int = 0, **options: Any) -> Case:
    """Build a module with random weights; `options` are its own plus T, dtype, start, batch."""
    n_steps, dtype = options.pop("n_steps", 7), options.pop("dtype", torch.float64)
    start, batch = options.pop("start", True), options.pop("batch", False)
    torch.manual_seed(seed)
    module = kind(options.pop("n_in", 5), options.pop("n_hidden", 6), dtype=dtype, **options)
    x = torch.randn(n_steps, module.input_size, dtype=dtype)
    n_states = module.num_layers * (1 + module.bidirectional)
    h = torch.randn(n_states, module.proj_size or module.hidden_size, dtype=dtype)
    c = torch.randn(n_states, module.hidden_size, dtype=dtype)
    if batch:
        x, h, c = x.unsqueeze(0 if module.batch_first else 1), h[:, None], c[:, None]
    initial = None if not start else (h, c) if kind is nn.LSTM else h
    return Case(module, x, initial)


@torch.no_grad()
def largest_difference(case: Case) -> float:
    """Compare a record with torch: every layer's output, h_n and c_n."""
    traces = record(case.module, case.x, case.initial)
    output, states = case.module(case.x, case.initial)
    n_directions = 1 + case.module.bidirectional
    pairs = [(np.hstack([trace.h for trace in traces[-n_directions:]]), _rows(case, output))]
    h_n, c_n = states if isinstance(states, tuple) else (states, None)
    for number, trace in enumerate(traces):
        last = -1 if number % n_directions == 0 else 0
        pairs.append((trace.h[last], h_n[number].numpy().reshape(-1)))
        if isinstance(trace, LstmTrace):
            pairs.append((trace.c[last], c_n[number].numpy().reshape(-1)))
    layers = range(case.module.num_layers)
    pairs += [_layer_outputs(case, traces, layer) for layer in layers]
    return max(float(np.abs(ours - theirs).max()) for ours, theirs in pairs)


def _rows(case: Case, output: Tensor) -> np.ndarray[Any, Any]:
    return output.reshape(-1, output.shape[-1]).numpy() if case.x.dim() == 3 else output.numpy()


def _layer_outputs(case: Case, traces: Any, layer: int) -> tuple[Any, Any]:
    """Give one inner layer to torch alone, on the input our record says it had."""
    whole, n_directions = case.module, 1 + case.module.bidirectional
    here = slice(layer * n_directions, (layer + 1) * n_directions)
    x = torch.tensor(traces[here][0].x)
    options = {"bias": whole.bias, "bidirectional": whole.bidirectional, "dtype": x.dtype}
    if isinstance(whole, nn.RNN):
        options["nonlinearity"] = whole.nonlinearity
    if whole.proj_size:
        options["proj_size"] = whole.proj_size
    alone = type(whole)(x.shape[1], whole.hidden_size, **options)
    names = {name: name.replace("_l0", f"_l{layer}") for name in alone.state_dict()}
    alone.load_state_dict({name: whole.state_dict()[there] for name, there in names.items()})
    start: Any = None
    if case.initial is not None:
        parts = case.initial if isinstance(case.initial, tuple) else (case.initial,)
        cut = [part.reshape(part.shape[0], -1)[here] for part in parts]
        start = tuple(cut) if len(cut) > 1 else cut[0]
    return np.hstack([trace.h for trace in traces[here]]), alone(x, start)[0].numpy()


OPTIONS = {
    "seed": st.integers(0, 10_000),
    "n_steps": st.integers(1, 12),
    "n_in": st.integers(1, 9),
    "n_hidden": st.integers(2, 9),
    "num_layers": st.integers(1, 3),
    "bidirectional": st.booleans(),
    "bias": st.booleans(),
    "batch_first": st.booleans(),
    "batch": st.booleans(),
    "start": st.booleans(),
    "dtype": st.sampled_from([torch.float32, torch.float64]),
}


@given(st.fixed_dictionaries(OPTIONS), st.integers(0, 1))
@settings(deadline=None, max_examples=150)
def test_lstm_agrees_with_torch(options: dict[str, Any], projection: int) -> None:
    case = make_case(nn.LSTM, **{**options, "proj_size": projection})
    assert largest_difference(case) <= TOLERANCE[options["dtype"]]


@given(st.fixed_dictionaries(OPTIONS), st.sampled_from(["tanh", "relu"]))
@settings(deadline=None, max_examples=100)
def test_rnn_agrees_with_torch(options: dict[str, Any], nonlinearity: str) -> None:
    case = make_case(nn.RNN, **{**options, "nonlinearity": nonlinearity})
    assert largest_difference(case) <= TOLERANCE[options["dtype"]]


@given(st.fixed_dictionaries(OPTIONS))
@settings(deadline=None, max_examples=100)
def test_gru_agrees_with_torch(options: dict[str, Any]) -> None:
    assert largest_difference(make_case(nn.GRU, **options)) <= TOLERANCE[options["dtype"]]


@given(st.integers(0, 1000), st.booleans())
@settings(deadline=None, max_examples=30)
def test_the_grus_identities_hold_in_every_row(seed: int, bidirectional: bool) -> None:  # noqa: FBT001
    case = make_case(nn.GRU, seed, bidirectional=bidirectional, num_layers=2)
    for trace in record(case.module, case.x, case.initial):
        assert isinstance(trace, GruTrace)
        expected = (1 - trace.z) * trace.n + trace.z * trace.h_prev
        np.testing.assert_allclose(trace.h, expected, atol=1e-14)
        np.testing.assert_allclose(trace.n, np.tanh(trace.n_pre), atol=1e-14)
        for gate in "rz":
            pre, value = getattr(trace, f"{gate}_pre"), getattr(trace, gate)
            np.testing.assert_allclose(value, 1 / (1 + np.exp(-pre)), atol=1e-14)


@pytest.mark.parametrize("kind", KINDS)
def test_every_trace_names_its_layer_and_direction(kind: Kind) -> None:
    case = make_case(kind, num_layers=2, bidirectional=True)
    named = [(one.layer, one.order) for one in record(case.module, case.x, case.initial)]
    assert named == [(0, 1), (0, -1), (1, 1), (1, -1)]


@pytest.mark.parametrize("n_projected", [1, 3, 5])
def test_wider_projections_agree_with_torch(n_projected: int) -> None:
    case = make_case(nn.LSTM, num_layers=3, bidirectional=True, proj_size=n_projected)
    assert largest_difference(case) <= 1e-12


@given(st.integers(0, 1000), st.booleans())
@settings(deadline=None, max_examples=50)
def test_identities_hold_in_every_row(seed: int, bidirectional: bool) -> None:  # noqa: FBT001
    case = make_case(nn.LSTM, seed, bidirectional=bidirectional, num_layers=2)
    for trace in record(case.module, case.x, case.initial):
        assert isinstance(trace, LstmTrace)
        np.testing.assert_allclose(trace.c, trace.f * trace.c_prev + trace.i * trace.g, atol=1e-14)
        np.testing.assert_allclose(trace.tanh_c, np.tanh(trace.c), atol=1e-14)
        np.testing.assert_allclose(trace.h, trace.o * trace.tanh_c, atol=1e-14)
        np.testing.assert_allclose(trace.g, np.tanh(trace.g_pre), atol=1e-14)
        for gate in "ifo":
            pre, value = getattr(trace, f"{gate}_pre"), getattr(trace, gate)
            np.testing.assert_allclose(value, 1 / (1 + np.exp(-pre)), atol=1e-14)


@given(st.integers(0, 1000), st.integers(0, 7), st.sampled_from(KINDS))
@settings(deadline=None, max_examples=50)
def test_reading_a_prefix_gives_the_first_rows(seed: int, n_read: int, kind: Kind) -> None:
    case = make_case(kind, seed, num_layers=2)
    whole = record(case.module, case.x, case.initial)
    prefix = record(case.module, case.x[:n_read], case.initial)
    for all_rows, first_rows in zip(whole, prefix, strict=True):
        for name, rows in first_rows.arrays().items():
            np.testing.assert_allclose(rows, all_rows.arrays()[name][:n_read], atol=1e-13)


def test_states_before_a_token_are_those_after_its_neighbour() -> None:
    case = make_case(nn.LSTM, bidirectional=True)
    forward, reverse = record(case.module, case.x, case.initial)
    h_0, c_0 = (part.numpy() for part in case.initial)
    assert isinstance(forward, LstmTrace)
    assert isinstance(reverse, LstmTrace)
    np.testing.assert_array_equal(forward.c_prev, np.vstack([c_0[:1], forward.c[:-1]]))
    np.testing.assert_array_equal(forward.h_prev, np.vstack([h_0[:1], forward.h[:-1]]))
    np.testing.assert_array_equal(reverse.c_prev, np.vstack([reverse.c[1:], c_0[1:]]))
    np.testing.assert_array_equal(reverse.h_prev, np.vstack([reverse.h[1:], h_0[1:]]))


@pytest.mark.parametrize("kind", KINDS)
def test_no_tokens_no_rows(kind: Kind) -> None:
    case = make_case(kind, n_steps=0, num_layers=2, bidirectional=True)
    traces = record(case.module, case.x, case.initial)
    assert len(traces) == 4
    assert all(len(array) == 0 for trace in traces for array in trace.arrays().values())


def test_recording_leaves_the_module_and_its_input_alone() -> None:
    case = make_case(nn.LSTM, num_layers=2)
    before = [value.clone() for value in (*case.module.parameters(), case.x, *case.initial)]
    record(case.module, case.x, case.initial)
    after = (*case.module.parameters(), case.x, *case.initial)
    assert all(torch.equal(old, new) for old, new in zip(before, after, strict=True))


@pytest.mark.parametrize("huge", [1e4, -1e4])
def test_huge_weights_saturate_without_a_warning(huge: float) -> None:
    case = make_case(nn.LSTM, dtype=torch.float32, start=False)
    with torch.no_grad():
        case.module.all_weights[0][0].fill_(huge)
    assert largest_difference(case) <= 1e-6


@pytest.mark.parametrize("shape", [(3, 4), (2, 3, 5), (5,)])
def test_a_wrong_input_is_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="sequence"):
        record(nn.LSTM(5, 6), torch.zeros(shape))


@pytest.mark.parametrize("module", [nn.Linear(5, 6), nn.LSTMCell(5, 6)])
def test_what_is_no_recurrent_layer_is_refused(module: Any) -> None:
    with pytest.raises(ValueError, match=r"[gG]ive a torch\.nn\.LSTM, GRU or RNN"):
        record(module, torch.zeros(3, 5))
