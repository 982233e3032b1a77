"""What may be recorded: a module behind its wrappers, one sequence, states to start from.

What is recorded is decided by what a module is. Wrappers whose module stands behind them are taken
off; weights are read as the module computes with them, parametrised or not. Everything else is
refused in one sentence that names its type, since a record that is nearly right is worse than none.
NumPy only: torch's objects are known by their attributes and the names of their types.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from lstm_viz.core.trace import Array
from lstm_viz.core.weights import Matrix, Vector
from lstm_viz.errors import InputError

BEHIND = {  # wrappers by the names of their types: where the module stands
    "OptimizedModule": "_orig_mod",
    "DataParallel": "module",
    "DistributedDataParallel": "module",
}
OTHERS = {  # beginnings of torch's own module paths, and what to do
    "torch.jit": "scripted: give the module that it was made from",
    "torch.ao": "quantized: give the module that it was made from",
    "torch.fx": "traced: give the module that it was made from",
}


class Tensor(Protocol):
    """A `torch.Tensor`."""

    def numpy(self, *, force: bool = False) -> Array:
        """Return it as an array."""


Numbers = Array | Tensor
State = tuple[Numbers, Numbers]
Start = tuple[Vector, Vector]


def unwrapped(source: Any) -> Any:  # noqa: ANN401 - any object may be given
    """Take wrappers off a module until the one that holds the weights is reached."""
    while (place := BEHIND.get(type(source).__name__)) and hasattr(source, place):
        source = getattr(source, place)
    return source


def refused(source: Any) -> str:  # noqa: ANN401
    """Say in one sentence why something is no module to record; "" where it may be one."""
    kind, path = type(source).__name__, type(source).__module__
    for start, why in OTHERS.items():
        if path.startswith(start):
            return f"This {kind} is {why}."
    if kind.endswith("Cell"):
        return f"{kind} reads one step; give a torch.nn.LSTM, GRU or RNN, which reads a sequence."
    return ""


def weights_in(source: Any) -> dict[str, Array]:  # noqa: ANN401
    """Return a module's weights by torch's names, as it computes with them.

    Args:
        source: a `torch.nn.LSTM`, `GRU` or `RNN`, parametrised or not.

    Raises:
        InputError: a weight has a type that NumPy does not have.
    """
    names = [name for name in source._flat_weights_names if name]
    return {name: array_of(getattr(source, name), name) for name in names}


def array_of(numbers: Numbers, what: str) -> Array:
    """Return numbers as an array of floats.

    Args:
        numbers: an array or a tensor.
        what: what it is called where it is refused.

    Raises:
        InputError: it is neither, or its numbers are no floats that NumPy has.
    """
    if isinstance(numbers, np.ndarray):
        found: Array = numbers
    elif hasattr(numbers, "numpy") and hasattr(numbers, "dtype"):
        if "bfloat16" in str(numbers.dtype):
            message = "it is of bfloat16, which NumPy does not have"
            raise InputError(message, where=what, remedy="give it as float32")
        found = numbers.numpy(force=True)
    else:
        remedy = "unpack it first" if type(numbers).__name__ == "PackedSequence" else ""
        message = f"it has to be a tensor or an array; this is {type(numbers).__name__}"
        raise InputError(message, where=what, remedy=remedy)
    if found.dtype.kind != "f":
        raise InputError(f"it has to be of floats; this is {found.dtype}", where=what)
    return found


def one_sequence(
    x: Numbers, n_inputs: int, dtype: np.dtype[np.floating], *, batch_first: bool
) -> Matrix:
    """Return an input as (T, E): a copy of its own, in the precision of the weights.

    Args:
        x: one sequence, (T, E), or with the batch of one that the module expects.
        n_inputs: E.
        dtype: of the weights.
        batch_first: where the batch stands.

    Raises:
        InputError: it is not one sequence of that size, or not of floats.
    """
    array = array_of(x, "the input")
    batch_axis = 0 if batch_first else 1
    is_batch = array.ndim == 3 and array.shape[batch_axis] == 1
    rows = array.squeeze(batch_axis) if is_batch else array
    if rows.ndim != 2 or rows.shape[1] != n_inputs:
        message = f"it has the shape {array.shape}"
        remedy = f"give one sequence of shape (T, {n_inputs})"
        raise InputError(message, where="the input", remedy=remedy)
    return np.array(rows, dtype)


def start_states(
    initial: Numbers | State, shapes: Mapping[str, tuple[int, int]], dtype: np.dtype[np.floating]
) -> Iterator[Start]:
    """Yield (h_0, c_0) for each layer and direction; where there is no cell, c_0 is h_0, unused.

    Args:
        initial: as torch takes it: a pair for an LSTM, h_0 alone for the others.
        shapes: of "h_0" and, for an LSTM alone, of "c_0": (L * D, P) and (L * D, H).
        dtype: of the weights.

    Raises:
        InputError: torch would refuse it: no pair, no single state, or another shape.
    """
    is_pair = isinstance(initial, tuple | list)
    if is_pair != ("c_0" in shapes):
        message = (
            "an LSTM starts from a pair, (h_0, c_0)"
            if "c_0" in shapes
            else "this network starts from h_0 alone: it has no cell state"
        )
        raise InputError(message)
    parts = tuple(initial) if is_pair else (initial,)  # type: ignore[arg-type]
    if len(parts) != len(shapes):
        message = f"an LSTM starts from a pair, (h_0, c_0); these are {len(parts)} states"
        raise InputError(message)
    states = [_state(part, *one, dtype) for part, one in zip(parts, shapes.items(), strict=True)]
    return zip(states[0], states[-1], strict=True)


def _state(
    numbers: Numbers, name: str, shape: tuple[int, int], dtype: np.dtype[np.floating]
) -> NDArray[np.floating]:
    """Return one state as (L * D, .), a copy of its own."""
    array = array_of(numbers, name)
    if array.shape not in {shape, (shape[0], 1, shape[1])}:
        message = f"it has the shape {array.shape}; it has to be {shape}, or with a batch of 1"
        raise InputError(message, where=name)
    return np.array(array.reshape(shape), dtype)


def frozen(*arrays: Array) -> None:
    """Let nobody write into arrays: what a record says stays said."""
    for array in arrays:
        array.flags.writeable = False
