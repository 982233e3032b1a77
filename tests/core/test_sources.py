"""What may be recorded is told by what a module is; the rest is refused with its type's name."""

from typing import Any

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn.utils import parametrizations
from torch.nn.utils.rnn import pack_sequence

from lstm_viz.core.gradients.backward import backpropagate
from lstm_viz.core.network import network_of
from lstm_viz.core.record import record
from lstm_viz.core.sources import unwrapped
from lstm_viz.core.surgery.operate import Clamp, operate_layers

N_INPUTS, N_HIDDEN, T = 3, 4, 5


def relu_rnn() -> nn.RNN:
    return nn.RNN(N_INPUTS, N_HIDDEN, nonlinearity="relu").eval()


def sequence(seed: int = 0) -> torch.Tensor:
    return torch.randn(T, N_INPUTS, generator=torch.Generator().manual_seed(seed))


def shown(module: nn.Module, x: torch.Tensor) -> np.ndarray[Any, Any]:
    with torch.no_grad():
        found: np.ndarray[Any, Any] = module(x)[0].numpy()
    return found


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("wrap", [torch.compile, nn.DataParallel], ids=["compiled", "parallel"])
def test_a_wrapped_module_is_recorded_as_what_it_is(wrap: Any) -> None:
    module = relu_rnn()
    wrapped: Any = nn.DataParallel(wrap(module))
    (trace,) = record(wrapped, sequence())
    np.testing.assert_allclose(trace.h, shown(module, sequence()), atol=1e-6)
    assert unwrapped(wrap(module)) is module


def test_a_parametrised_weight_is_the_one_that_acts() -> None:
    module = nn.LSTM(N_INPUTS, N_HIDDEN).eval()
    parametrizations.weight_norm(module, "weight_hh_l0")
    with torch.no_grad():
        for name, magnitude in module.named_parameters():
            if name.endswith("original0"):
                magnitude.mul_(3)
    (trace,) = record(module, sequence())
    np.testing.assert_allclose(trace.h, shown(module, sequence()), atol=1e-6)


def quantized() -> nn.Module:
    made: nn.Module = torch.ao.nn.quantized.dynamic.LSTM(N_INPUTS, N_HIDDEN)  # type: ignore[no-untyped-call]
    return made


REFUSED: dict[str, tuple[Any, str]] = {
    "scripted": (lambda: torch.jit.script(relu_rnn()), "scripted: give the module"),
    "quantized": (quantized, "This LSTM is quantized"),
    "GRUCell": (lambda: nn.GRUCell(N_INPUTS, N_HIDDEN), "^GRUCell reads one step"),
    "Linear": (lambda: nn.Linear(N_INPUTS, N_HIDDEN), "this is Linear"),
    "NumPy": (lambda: np.zeros((3, 4)), "this is ndarray"),
    "None": (lambda: None, "this is NoneType"),
    "bfloat16": (
        lambda: nn.LSTM(N_INPUTS, N_HIDDEN).bfloat16(),
        "weight_ih_l0: it is of bfloat16, which NumPy does not have; give",
    ),
}


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning")
@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_recorded_is_named(name: str) -> None:
    make, match = REFUSED[name]
    with pytest.raises(ValueError, match=match):
        record(make(), sequence())


@pytest.mark.parametrize(
    ("x", "match"),
    [
        (pack_sequence([sequence()]), "this is PackedSequence; unpack it first"),
        (None, "this is NoneType"),
        ([[0.0] * N_INPUTS], "this is list"),
        (sequence().bfloat16(), "the input: it is of bfloat16"),
        (sequence().long(), "the input: it has to be of floats; this is int64"),
        (sequence().to(torch.complex64), "this is complex64"),
        (sequence() > 0, "this is bool"),
        (sequence().numpy().astype(np.int8), "this is int8"),
    ],
    ids=str,
)
def test_an_input_that_is_no_sequence_of_floats_is_named(x: Any, match: str) -> None:
    with pytest.raises(ValueError, match=match):
        record(nn.LSTM(N_INPUTS, N_HIDDEN), x)


@pytest.mark.parametrize("dtype", [torch.float16, torch.float64])
def test_the_record_has_the_precision_of_the_weights(dtype: torch.dtype) -> None:
    module = nn.LSTM(N_INPUTS, N_HIDDEN)
    start = torch.zeros(1, N_HIDDEN, dtype=dtype)
    (trace,) = record(module, sequence().to(dtype), (start, start))
    assert {array.dtype for array in trace.arrays().values()} == {np.dtype(np.float32)}
    assert trace.x.dtype == np.float32


def test_nobody_writes_into_a_record() -> None:
    module = nn.LSTM(N_INPUTS, N_HIDDEN, 2, bidirectional=True)
    x = sequence()
    traces = record(module, x)
    before = [trace.x.copy() for trace in traces]
    x.fill_(9)
    for trace, old in zip(traces, before, strict=True):
        np.testing.assert_array_equal(trace.x, old)
        for name, array in {**trace.arrays(), "x": trace.x}.items():
            with pytest.raises(ValueError, match="read-only"):
                array[...] = 0
            assert not array.flags.writeable, name
    given = sequence().numpy()
    record(module, given)
    assert given.flags.writeable  # what the caller has stays the caller's


SHAPES = [(N_HIDDEN,), (2, 2 * N_HIDDEN), (4, N_HIDDEN, 1), (3, N_HIDDEN), (4, 2, N_HIDDEN)]


@pytest.mark.parametrize("kind", [nn.LSTM, nn.GRU, nn.RNN])
@pytest.mark.parametrize("shape", SHAPES)
def test_states_that_torch_refuses_are_refused(kind: Any, shape: tuple[int, ...]) -> None:
    module = kind(N_INPUTS, N_HIDDEN, 2, bidirectional=True)
    state = torch.zeros(shape)
    initial = (state, state) if kind is nn.LSTM else state
    with pytest.raises(ValueError, match=r"h_0: it has the shape .* it has to be \(4, 4\)"):
        record(module, sequence(), initial)
    for fitting in (torch.zeros(4, N_HIDDEN), torch.zeros(4, 1, N_HIDDEN)):
        record(module, sequence(), (fitting, fitting) if kind is nn.LSTM else fitting)


def test_a_cell_state_is_not_taken_for_granted() -> None:
    one = torch.zeros(1, N_HIDDEN)
    with pytest.raises(ValueError, match=r"an LSTM starts from a pair, \(h_0, c_0\)"):
        record(nn.LSTM(N_INPUTS, N_HIDDEN), sequence(), one)
    with pytest.raises(ValueError, match="these are 3 states"):
        record(nn.LSTM(N_INPUTS, N_HIDDEN), sequence(), (one, one, one))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="starts from h_0 alone"):
        record(nn.GRU(N_INPUTS, N_HIDDEN), sequence(), (one, one))


def test_a_mask_of_units_holds_the_units_that_it_names() -> None:
    module = nn.LSTM(N_INPUTS, N_HIDDEN)
    mask = np.array([False, False, True, True])
    (masked,) = operate_layers(module, sequence(), {(0, 1): [Clamp("f", 0.0, units=mask)]})
    (numbered,) = operate_layers(module, sequence(), {(0, 1): [Clamp("f", 0.0, units=(2, 3))]})
    np.testing.assert_array_equal(masked.h, numbered.h)
    with pytest.raises(ValueError, match="a mask of units needs 4 truth values"):
        operate_layers(module, sequence(), {(0, 1): [Clamp("f", 0.0, units=mask[:2])]})


@pytest.mark.parametrize("kind", [nn.LSTM, nn.RNN])
def test_another_modules_record_is_not_taken_back(kind: Any) -> None:
    mine, other = (kind(N_INPUTS, N_HIDDEN) for _ in range(2))
    traces = record(other, sequence())
    arrives = np.ones((T, N_HIDDEN), np.float32)
    backpropagate(other, traces, arrives)
    with pytest.raises(ValueError, match="These traces are not of this network"):
        backpropagate(mine, traces, arrives)
    with torch.no_grad():
        other.bias_ih_l0.add_(0.1)  # trained on since
    with pytest.raises(ValueError, match="not of this network"):
        backpropagate(network_of(other), traces, arrives)
