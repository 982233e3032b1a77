"""The frozen record of a run. NumPy only, so that figures need no torch.

T tokens, H hidden units, P outputs (P = H but for a layer with a projection), E inputs.
Row t of every array is the state after token t; the state before it is `c_prev[t]`,
`h_prev[t]`. In a reverse layer "before" is the token to the right.

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
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from lstm_viz.core.text import Token

GATES = ("i", "f", "g", "o")  # as torch stacks them

Array = NDArray[np.floating]
Flags = NDArray[np.bool_]


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

    def arrays(self) -> Mapping[str, Array]:
        """Return every quantity by its code name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


@dataclass(frozen=True, slots=True)
class RnnTrace:
    """One plain RNN layer's run: h = tanh(pre); `pre` is W x + U h_prev + b, (T, H)."""

    x: Array
    pre: Array
    h_prev: Array
    h: Array

    def arrays(self) -> Mapping[str, Array]:
        """Return every quantity by its code name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


@dataclass(frozen=True, slots=True)
class SentenceTrace:
    """A model's reading of one sentence.

    Attributes:
        text: what the reader typed, unchanged.
        model: the model's name.
        tokens: the T tokens that were read, with their places in `text`.
        known: (T,) whether the model has a vector for the token; else it read <unk>.
        n_cut: how many tokens were left out at the end; 0 as a rule.
        layer: the recorded run.
        logit: (T,) the verdict's logit after each token.
        p_positive: (T,) the verdict after each token, 0...1.
        p_before: the verdict before the first token, from an empty memory, 0...1.
    """

    text: str
    model: str
    tokens: tuple[Token, ...]
    known: Flags
    n_cut: int
    layer: LstmTrace | RnnTrace
    logit: Array
    p_positive: Array
    p_before: float

    def arrays(self) -> Mapping[str, Array]:
        """Return every recorded quantity by its code name, the verdict last."""
        return {**self.layer.arrays(), "logit": self.logit, "p_positive": self.p_positive}
