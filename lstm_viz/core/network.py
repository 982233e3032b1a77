"""A model as a value: the weights of every layer and direction, and all that belongs to them.

Made once from a file or from a torch module, and the only place that knows how torch names a
layer's weights: weight_ih_l0, ..., with "_reverse" for the direction that reads backwards. NumPy
only: of a module it asks no more than its kind and its weights (`sources.py`).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Protocol

import numpy as np

from lstm_viz.core.sources import refused, unwrapped, weights_in
from lstm_viz.core.text import UNK_ID, Token, Vocabulary, tokenize
from lstm_viz.core.trace import (
    DIRECTIONS,
    GATES,
    GRU_GATES,
    KIND_NAMES,
    Activation,
    Flags,
    LayerTrace,
    Order,
    no_lstm,
)
from lstm_viz.core.weights import CellWeights, Head, Matrix
from lstm_viz.errors import InputError

Kind = Literal["lstm", "gru", "rnn"]
Card = dict[str, Any]
Tokenizer = Callable[[str], tuple[Token, ...]]

STACKED: Mapping[Kind, tuple[str, ...]] = {"lstm": GATES, "gru": GRU_GATES, "rnn": ("pre",)}
MODES: Mapping[str, tuple[Kind, Activation]] = {
    "LSTM": ("lstm", "tanh"),
    "GRU": ("gru", "tanh"),
    "RNN_TANH": ("rnn", "tanh"),
    "RNN_RELU": ("rnn", "relu"),
}


class RecurrentModule(Protocol):
    """What tells a `torch.nn.LSTM`, `GRU` or `RNN`; its weights are asked for by torch's names."""

    mode: str
    input_size: int
    batch_first: bool


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Network:
    """A recurrent network and all that belongs to it; shared, so never written to.

    Attributes:
        name: what it is called on the screen and in messages.
        kind: "lstm", "gru" or "rnn".
        layers: the weights, layers by directions: forwards, then, if there is one, backwards.
        activation: of a plain RNN; the others have tanh.
        embedding: word vectors, (V, E), or None for a network that reads numbers.
        head: what makes the verdict, or None for a network that gives none.
        vocabulary: the words that it knows; one for each row of the embedding.
        tokenizer: how it splits a text.
        card: its model card; may be empty.
        path: the file that it was read from, or None.
    """

    name: str
    kind: Kind
    layers: tuple[tuple[CellWeights, ...], ...]
    activation: Activation = "tanh"
    embedding: Matrix | None = None
    head: Head | None = None
    vocabulary: Vocabulary | None = None
    tokenizer: Tokenizer = tokenize
    card: Card = field(default_factory=dict)
    path: Path | None = None

    @property
    def n_directions(self) -> int:
        """1 for a network that reads forwards, 2 for one that reads both ways."""
        return len(self.layers[0])

    @property
    def n_hidden(self) -> int:
        """H, hidden units of a layer in one direction."""
        return int(self.layers[0][0].b_ih.size) // len(STACKED[self.kind])

    @property
    def n_inputs(self) -> int:
        """E, numbers that the first layer reads at a step."""
        return int(self.layers[0][0].w.shape[1])

    @property
    def n_outputs(self) -> int:
        """P, numbers that a layer shows in one direction; H but for a layer with a projection."""
        return int(self.layers[0][0].u.shape[1])

    @property
    def dtype(self) -> np.dtype[np.floating]:
        """The precision of the weights."""
        return self.layers[0][0].w.dtype

    def runs(self) -> Iterator[tuple[int, Order, CellWeights]]:
        """Yield every layer and direction in torch's order: its number, its order, its weights."""
        for layer, directions in enumerate(self.layers):
            for order, weights in zip(_ORDERS, directions, strict=False):
                yield layer, order, weights

    def cell(self, layer: int = 0, order: Order = 1) -> CellWeights:
        """Return the weights of one layer in one direction.

        Args:
            layer: from 0 at the input.
            order: 1 for the direction that reads forwards, -1 backwards.

        Raises:
            InputError: there is no such layer.
        """
        for number, way, weights in self.runs():
            if (number, way) == (layer, order):
                return weights
        message = f"{self.name} has no layer {layer + 1} that reads {DIRECTIONS[order]}"
        raise InputError(message)

    def cell_of(self, trace: LayerTrace) -> CellWeights:
        """Return the weights of the layer that made a trace."""
        return self.cell(trace.layer, trace.order)

    def named(self, trace: LayerTrace) -> dict[str, Matrix]:
        """Return the weights of the layer that made a trace, by torch's names."""
        return _named(self.cell_of(trace), suffix_of(trace.layer, trace.order))

    def file(self) -> Path:
        """Return the file that it was read from.

        Raises:
            InputError: it was not read from a file.
        """
        if self.path is None:
            message = f"{self.name} was not read from a file"
            raise InputError(message)
        return self.path

    def lstm(self) -> "Network":
        """Return the network if it is an LSTM.

        Raises:
            InputError: it is another kind of network.
        """
        if self.kind != "lstm":
            raise InputError(no_lstm(self.name, self.kind))
        return self

    def only_layer(self, what: str) -> CellWeights:
        """Return the weights of the only layer, for what is worked out for one alone.

        Args:
            what: what needs it, as the start of a sentence.

        Raises:
            InputError: there are several layers or directions, or a projection.
        """
        ((weights, *others), *above) = self.layers
        if others or above or weights.projection is not None:
            message = (
                f"{what} is worked out for one layer that reads forwards, without a projection;"
                f" {self.name} is {self.described()}"
            )
            raise InputError(message)
        return weights

    def described(self) -> str:
        """Say what it consists of: "an LSTM of 2 layers, both directions, projected"."""
        several = f" of {len(self.layers)} layers" if len(self.layers) > 1 else ""
        ways = ", both directions" if self.n_directions > 1 else ""
        projected = ", projected" if self.layers[0][0].projection is not None else ""
        return f"{KIND_NAMES[self.kind]}{several}{ways}{projected}"

    def word_ids(self, tokens: tuple[Token, ...]) -> list[int]:
        """Return the words' numbers, 0...V-1; 1 for a word that it does not know.

        Raises:
            InputError: it reads numbers, not words.
        """
        return self.words().ids(token.text for token in tokens)

    def words(self) -> Vocabulary:
        """Return the words that it knows.

        Raises:
            InputError: it reads numbers, not words.
        """
        if self.vocabulary is None:
            message = f"{self.name} reads numbers, not words: it has no vocabulary"
            raise InputError(message)
        return self.vocabulary

    def look_up(self, ids: list[int]) -> tuple[Matrix, Flags]:
        """Return the vectors of numbered words, (T, E), and whether each is known, (T,).

        Raises:
            InputError: it reads numbers, not words.
        """
        numbers = np.array(ids, np.int64)
        return self.word_vectors()[numbers], numbers > UNK_ID

    def word_vectors(self) -> Matrix:
        """Return the embedding, (V, E).

        Raises:
            InputError: it reads numbers, not words.
        """
        if self.embedding is None:
            message = f"{self.name} reads numbers, not words: it has no word vectors"
            raise InputError(message)
        return self.embedding

    def verdict_head(self) -> Head:
        """Return what makes the verdict after each word.

        Raises:
            InputError: it gives no verdict, or reads backwards too and has none before the end.
        """
        if self.head is None:
            message = f"{self.name} gives no verdict: it has no last layer"
            raise InputError(message)
        if self.n_directions > 1:
            message = f"{self.name} reads both ways, so it has no verdict before the last word"
            raise InputError(message)
        return self.head

    def check(self) -> None:
        """Refuse weights that do not fit together.

        Raises:
            InputError: with the weight that is wrong.
        """
        n_stacked, n_read = len(STACKED[self.kind]) * self.n_hidden, self.n_inputs
        for layer, order, weights in self.runs():
            n_read = n_read if layer == 0 else self.n_directions * self.n_outputs
            shapes = [(n_stacked, n_read), (n_stacked, self.n_outputs), (n_stacked,), (n_stacked,)]
            named = _named(weights, suffix_of(layer, order))
            shapes += [(self.n_outputs, self.n_hidden)]
            for (name, array), shape in zip(named.items(), shapes, strict=False):
                if array.shape != shape:
                    message = f"{name} has the shape {array.shape}, not {shape}"
                    raise InputError(message)
        n_shown = self.n_directions * self.n_outputs
        if self.head is not None and self.head.weight.shape != (n_shown,):
            message = f"the last layer has {self.head.weight.size} weights, not {n_shown}"
            raise InputError(message)

    def arrays(self) -> dict[str, Matrix]:
        """Return the recurrent weights by torch's names."""
        return {
            name: array
            for layer, order, weights in self.runs()
            for name, array in _named(weights, suffix_of(layer, order)).items()
        }


_ORDERS: tuple[Order, ...] = (1, -1)


def suffix_of(layer: int, order: Order) -> str:
    """Spell a layer and direction as torch does: "l0", "l0_reverse", "l1", ..."""
    return f"l{layer}" if order == 1 else f"l{layer}_reverse"


def _named(weights: CellWeights, suffix: str) -> dict[str, Matrix]:
    """Return one layer's weights by torch's names."""
    found = {
        f"weight_ih_{suffix}": weights.w,
        f"weight_hh_{suffix}": weights.u,
        f"bias_ih_{suffix}": weights.b_ih,
        f"bias_hh_{suffix}": weights.b_hh,
    }
    if weights.projection is not None:
        found[f"weight_hr_{suffix}"] = weights.projection
    return found


def layers_of(arrays: Mapping[str, Matrix]) -> tuple[tuple[CellWeights, ...], ...]:
    """Read a stack of layers from arrays by torch's names.

    Args:
        arrays: weight_ih_l0 (n_gates * H, E), weight_hh_l0 (n_gates * H, P), bias_ih_l0 and
            bias_hh_l0 if there are biases, weight_hr_l0 (P, H) if there is a projection; and so
            on for each further layer, "_reverse" behind the names of the other direction.

    Returns:
        Layers by directions, as `Network` holds them.

    Raises:
        KeyError: a weight is missing.
    """
    layers: list[tuple[CellWeights, ...]] = []
    while f"weight_hh_{suffix_of(len(layers), 1)}" in arrays:
        here = (suffix_of(len(layers), order) for order in _ORDERS)
        layers.append(tuple(_weights(arrays, one) for one in here if f"weight_hh_{one}" in arrays))
    if not layers:
        raise KeyError("weight_hh_" + suffix_of(0, 1))
    return tuple(layers)


def _weights(arrays: Mapping[str, Matrix], suffix: str) -> CellWeights:
    """Read one layer in one direction."""
    w = arrays[f"weight_ih_{suffix}"]
    none = np.zeros(len(w), w.dtype)
    return CellWeights(
        w,
        arrays[f"weight_hh_{suffix}"],
        arrays.get(f"bias_ih_{suffix}", none),
        arrays.get(f"bias_hh_{suffix}", none),
        arrays.get(f"weight_hr_{suffix}"),
    )


def network_of(source: "Network | RecurrentModule", name: str = "this network") -> Network:
    """Return a torch module as a network that reads numbers; a network as it is.

    Args:
        source: any `torch.nn.LSTM`, `torch.nn.GRU` or `torch.nn.RNN`, also compiled, parametrised
            or within `DataParallel`. Read only; the weights are not copied, so train the module
            and make the network anew.
        name: what it is called in messages.

    Raises:
        InputError: it is none of these; the message names what it is.
    """
    if isinstance(source, Network):
        return source
    module = unwrapped(source)
    why = refused(module)
    if not why and getattr(module, "mode", None) not in MODES:
        why = f"Give a torch.nn.LSTM, GRU or RNN; this is {type(module).__name__}."
    if why:
        raise InputError(why)
    kind, activation = MODES[module.mode]
    return Network(name, kind, layers_of(weights_in(module)), activation)
