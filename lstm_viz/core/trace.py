"""The frozen record of a run. NumPy only, so that figures need no torch.

T tokens, H hidden units, P outputs (P = H but for a layer with a projection), E inputs.
Row t of every array is the state after token t; the state before it is `c_prev[t]`,
`h_prev[t]`. In a layer that reads backwards "before" is the token to the right.

| field                     | shape  | range        | screen          |
|---------------------------|--------|--------------|-----------------|
| x                         | (T, E) | any          | the input       |
| i_pre f_pre g_pre o_pre   | (T, H) | any          | before squashing|
| i f o                     | (T, H) | 0...1        | gates           |
| g                         | (T, H) | -1...1       | candidate       |
| c_prev c                  | (T, H) | within +-t   | cell state      |
| tanh_c                    | (T, H) | -1...1       | squashed cell   |
| h_prev h                  | (T, P) | -1...1       | hidden state    |
| logit / p_positive        | (T,)   | any / 0...1  | verdict         |

Every trace names the layer that was run, from 0 at the input, and the order in which it read:
1 forwards, -1 backwards. A plain RNN has x, pre, h_prev and h; a GRU has gates of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Literal

import numpy as np
from numpy.typing import DTypeLike, NDArray

from lstm_viz.core.text import Token
from lstm_viz.errors import InputError

GATES = ("i", "f", "g", "o")  # as torch stacks them
GRU_GATES = ("r", "z", "n")  # as torch stacks them

Array = NDArray[np.floating]
Flags = NDArray[np.bool_]
Order = Literal[1, -1]
Activation = Literal["tanh", "relu", "identity"]
KIND_NAMES = {"lstm": "an LSTM", "gru": "a GRU", "rnn": "a plain RNN"}


@dataclass(frozen=True, slots=True)
class LstmTrace:
    """One LSTM layer's run in one direction; see the table above for the shapes."""

    x: Array
    i_pre: Array
    f_pre: Array
    g_pre: Array
    o_pre: Array
    i: Array
    f: Array
    g: Array
    o: Array
    c_prev: Array
    c: Array
    tanh_c: Array
    h_prev: Array
    h: Array
    layer: int = 0
    order: Order = 1

    def arrays(self) -> Mapping[str, Array]:
        """Return every quantity by its code name."""
        return _arrays(self)

    def astype(self, dtype: DTypeLike) -> "LstmTrace":
        """Return the run in another precision."""
        arrays: dict[str, Any] = {name: part.astype(dtype) for name, part in self.arrays().items()}
        return replace(self, **arrays)


@dataclass(frozen=True, slots=True)
class GruTrace:
    """One GRU layer's run in one direction (Cho et al. 2014, as `torch.nn.GRU` computes it).

    Attributes:
        x: the input, (T, E).
        r_pre: before squashing, (T, H).
        z_pre: before squashing, (T, H).
        n_pre: before squashing, W x + b_ih + r * n_h, (T, H).
        n_h: what the candidate reads of the hidden state, U h_prev + b_hh, (T, H); the reset
            gate acts on it, after the product.
        r: reset gate, (T, H), 0...1.
        z: update gate, (T, H), 0...1: how much of the state before is kept.
        n: candidate, (T, H), -1...1.
        h_prev: hidden state before, (T, H), -1...1.
        h: (1 - z) * n + z * h_prev, (T, H), -1...1.
        layer: which layer of the stack, from 0 at the input.
        order: 1 where it read forwards, -1 backwards.
    """

    x: Array
    r_pre: Array
    z_pre: Array
    n_pre: Array
    n_h: Array
    r: Array
    z: Array
    n: Array
    h_prev: Array
    h: Array
    layer: int = 0
    order: Order = 1

    def arrays(self) -> Mapping[str, Array]:
        """Return every quantity by its code name."""
        return _arrays(self)


@dataclass(frozen=True, slots=True)
class RnnTrace:
    """One plain RNN layer's run: h = a(pre); `pre` is W x + U h_prev + b, (T, H), a as named."""

    x: Array
    pre: Array
    h_prev: Array
    h: Array
    layer: int = 0
    order: Order = 1
    activation: Activation = "tanh"

    def arrays(self) -> Mapping[str, Array]:
        """Return every quantity by its code name."""
        return _arrays(self)


LayerTrace = LstmTrace | GruTrace | RnnTrace


def _arrays(trace: LayerTrace) -> dict[str, Array]:
    """Return a trace's quantities by code name, without what names the layer."""
    found = {field.name: getattr(trace, field.name) for field in fields(trace)}
    return {name: value for name, value in found.items() if isinstance(value, np.ndarray)}


@dataclass(frozen=True, slots=True)
class SentenceTrace:
    """A model's reading of one sentence.

    Attributes:
        text: what the reader typed, unchanged.
        model: the model's name.
        tokens: the T tokens that were read, with their places in `text`.
        known: (T,) whether the model has a vector for the token; else it read <unk>.
        n_cut: how many tokens were left out at the end; 0 as a rule.
        layers: the recorded run of every layer and direction, in torch's order.
        logit: (T,) the verdict's logit after each token.
        p_positive: (T,) the verdict after each token, 0...1.
        p_before: the verdict before the first token, from an empty memory, 0...1.
        shown: which of `layers` is looked at; the last, as a rule, which makes the verdict.
    """

    text: str
    model: str
    tokens: tuple[Token, ...]
    known: Flags
    n_cut: int
    layers: tuple[LayerTrace, ...]
    logit: Array
    p_positive: Array
    p_before: float
    shown: int = -1

    @property
    def layer(self) -> LayerTrace:
        """The run that is looked at."""
        return self.layers[self.shown]

    def at(self, layer: int, order: Order = 1) -> "SentenceTrace":
        """Return the same reading, looked at in another layer or direction.

        Args:
            layer: which layer of the stack, from 0 at the input.
            order: 1 for the one that read forwards, -1 backwards.

        Raises:
            InputError: there is no such layer.
        """
        for place, one in enumerate(self.layers):
            if (one.layer, one.order) == (layer, order):
                return replace(self, shown=place)
        message = f"{self.model} has no layer {layer + 1} that reads {DIRECTIONS[order]}"
        raise InputError(message)

    def lstm(self) -> LstmTrace:
        """Return the run that is looked at, of an LSTM.

        Raises:
            InputError: the model is another kind of network.
        """
        if not isinstance(self.layer, LstmTrace):
            raise InputError(no_lstm(self.model, kind_of(self.layer)))
        return self.layer

    def arrays(self) -> Mapping[str, Array]:
        """Return every recorded quantity of the layer looked at by code name, the verdict last."""
        return {**self.layer.arrays(), "logit": self.logit, "p_positive": self.p_positive}


DIRECTIONS: Mapping[Order, str] = {1: "forwards", -1: "backwards"}


def kind_of(trace: LayerTrace) -> str:
    """Return "lstm", "gru" or "rnn"."""
    return {LstmTrace: "lstm", GruTrace: "gru", RnnTrace: "rnn"}[type(trace)]


def no_lstm(name: str, kind: str) -> str:
    """Say that something needs an LSTM: the one sentence for it.

    Args:
        name: the model's name.
        kind: a key of `KIND_NAMES`.
    """
    return f"this needs an LSTM, with its gates and its cell state; {name} is {KIND_NAMES[kind]}"
