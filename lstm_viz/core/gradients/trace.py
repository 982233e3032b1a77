"""The frozen record of a backward pass. NumPy only, so that figures need no torch.

L is the target: one number, a logit or a loss. Row t belongs to the state after token t, as
in the trace. "Next" is the step read after t: the token to the right, in a reverse layer the
token to the left. Any range; P = H but for a layer with a projection.

| field                                         | shape  | meaning                              |
|-----------------------------------------------|--------|--------------------------------------|
| grad_h                                        | (T, P) | dL/dh, all that arrives              |
| grad_h_from_head                              | (T, P) | from the head, or the layer above    |
| grad_h_from_next                              | (T, P) | through the gates of the next step   |
| grad_c                                        | (T, H) | dL/dC, the sum of the next two       |
| grad_c_from_h                                 | (T, H) | through h: output gate and tanh      |
| grad_c_from_next                              | (T, H) | along the belt: f_next * grad_c_next,|
|                                               |        | and what arrives at C from outside   |
| grad_x                                        | (T, E) | dL/dx through this direction         |
| grad_i_pre grad_f_pre grad_g_pre grad_o_pre   | (T, H) | at the gates, before squashing       |
| grad_pre (plain RNN)                          | (T, H) | before tanh                          |
| grad_h_start grad_c_start                     | (P,)   | at the states before the first step  |
|                                               | (H,)   | that is read; no row, not in arrays()|
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from lstm_viz.core.gradients.target import Target
from lstm_viz.core.trace import Array
from lstm_viz.errors import InputError


@dataclass(frozen=True, slots=True)
class LstmGradients:
    """One LSTM layer's backward pass in one direction; see the table above."""

    grad_h: Array
    grad_h_from_head: Array
    grad_h_from_next: Array
    grad_c: Array
    grad_c_from_h: Array
    grad_c_from_next: Array
    grad_x: Array
    grad_i_pre: Array
    grad_f_pre: Array
    grad_g_pre: Array
    grad_o_pre: Array
    grad_h_start: Array | None = None
    grad_c_start: Array | None = None

    def arrays(self) -> Mapping[str, Array]:
        """Return every gradient of T rows by its code name."""
        return _rows_of(self)


@dataclass(frozen=True, slots=True)
class RnnGradients:
    """One plain RNN layer's backward pass in one direction; see the table above."""

    grad_h: Array
    grad_h_from_head: Array
    grad_h_from_next: Array
    grad_x: Array
    grad_pre: Array
    grad_h_start: Array | None = None

    def arrays(self) -> Mapping[str, Array]:
        """Return every gradient of T rows by its code name."""
        return _rows_of(self)


LayerGradients = LstmGradients | RnnGradients


def _rows_of(gradients: LayerGradients) -> Mapping[str, Array]:
    """Return what has a row a token."""
    names = (field.name for field in fields(gradients) if not field.name.endswith("_start"))
    return {name: getattr(gradients, name) for name in names}


@dataclass(frozen=True, slots=True)
class SentenceGradients:
    """The gradients of one target of one sentence.

    Attributes:
        target: what was differentiated.
        value: L itself: the logit, or the loss in nats.
        layers: the backward pass of every layer and direction, in the order of the traces.
        shown: which of them is looked at; that of the trace.
    """

    target: Target
    value: float
    layers: tuple[LayerGradients, ...]
    shown: int = -1

    @property
    def layer(self) -> LayerGradients:
        """The backward pass that is looked at."""
        return self.layers[self.shown]

    def lstm(self) -> LstmGradients:
        """Return the backward pass that is looked at, of an LSTM.

        Raises:
            InputError: it is a plain RNN's.
        """
        if not isinstance(self.layer, LstmGradients):
            message = "these gradients are a plain RNN's; an LSTM's are needed, with dL/dC"
            raise InputError(message)
        return self.layer

    def memory(self) -> Array:
        """Return the gradient of what the layer looked at remembers: dL/dC, of an RNN dL/dh."""
        return self.layer.grad_c if isinstance(self.layer, LstmGradients) else self.layer.grad_h

    def arrays(self) -> Mapping[str, Array]:
        """Return every gradient by its code name."""
        return self.layer.arrays()


@dataclass(frozen=True, slots=True)
class SentencePaths:
    """How much of one step's memory still moves that of a later step, for all pairs.

    Row t, column s: the norm of dC_t/dC_s (plain RNN: dh_t/dh_s), (T, T), float64, 0 or more;
    0 where s comes after t, and on the diagonal the norm of no change at all (Frobenius:
    sqrt(H), spectral: 1).

    Attributes:
        direct: along the belt alone: the product of the forget gates between; None for an RNN.
        full: all paths, those through h and the gates too.
    """

    direct: Array | None
    full: Array


@dataclass(frozen=True, slots=True)
class PathsFrom:
    """What is left of a change of one step's memory, at that step and at every later one.

    Frobenius norms of dC_t/dC_s (plain RNN: dh_t/dh_s) divided by that of the identity, sqrt(H),
    so that networks of any size start at 1: 1 is a change that arrives whole, 0 one that is gone.

    Attributes:
        s: the token whose memory is changed, 0...T-1.
        direct: along the belt alone, (T - s,), 0...1; None for an RNN.
        full: by all paths, (T - s,), 0 or more, float64.
    """

    s: int
    direct: Array | None
    full: Array
