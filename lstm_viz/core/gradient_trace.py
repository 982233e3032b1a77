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
| grad_c_from_next                              | (T, H) | along the belt: f_next * grad_c_next |
| grad_x                                        | (T, E) | dL/dx through this direction         |
| grad_i_pre grad_f_pre grad_g_pre grad_o_pre   | (T, H) | at the gates, before squashing       |
| grad_pre (plain RNN)                          | (T, H) | before tanh                          |
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np

from lstm_viz.core.trace import Array


@dataclass(frozen=True, slots=True)
class Target:
    """What is differentiated: the verdict's logit, or the loss against a label.

    Attributes:
        step: the token after which it is read, from 0; None for the last one.
        label: None for the logit; 0 or 1 for the binary cross-entropy against it, in nats.
    """

    step: int | None = None
    label: int | None = None

    def __post_init__(self) -> None:
        """Refuse a label other than 0 and 1."""
        if self.label not in {None, 0, 1}:
            message = f"a label is 0 or 1, not {self.label}"
            raise ValueError(message)

    @classmethod
    def parse(cls, spelled: str) -> "Target":
        """Read a target as it is spelled on the command line.

        Args:
            spelled: "last", a token's number counted from 1, "loss0" or "loss1".

        Raises:
            ValueError: it is none of these.
        """
        known = {"last": cls(), "loss0": cls(label=0), "loss1": cls(label=1)}
        if spelled in known:
            return known[spelled]
        if not (spelled.isascii() and spelled.isdecimal() and len(spelled) <= 9 and int(spelled)):
            message = (
                f"no target {spelled[:40]!r}: give last, a token counted from 1, loss0 or loss1"
            )
            raise ValueError(message)
        return cls(step=int(spelled) - 1)

    def row(self, n_steps: int) -> int | None:
        """Return the row of the target in a sentence; None after no token at all.

        Args:
            n_steps: T.

        Raises:
            ValueError: the sentence has no such token.
        """
        if self.step is None:
            return n_steps - 1 if n_steps else None
        if not 0 <= self.step < n_steps:
            message = f"no token {self.step + 1}: the sentence has {n_steps}"
            raise ValueError(message)
        return self.step

    def value_and_slope(self, logit: float) -> tuple[float, float]:
        """Return L and dL/dlogit: (logit, 1), or the loss and sigma(logit) - label.

        Args:
            logit: the verdict's logit, any.
        """
        if self.label is None:
            return logit, 1.0
        away = 1.0 - 2.0 * self.label  # -1 pushes the logit up, 1 down
        loss = np.logaddexp(0.0, away * logit)
        return float(loss), away * float(np.exp(away * logit - loss))  # sigma, free of overflow


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

    def arrays(self) -> Mapping[str, Array]:
        """Return every gradient by its code name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


@dataclass(frozen=True, slots=True)
class RnnGradients:
    """One plain RNN layer's backward pass in one direction; see the table above."""

    grad_h: Array
    grad_h_from_head: Array
    grad_h_from_next: Array
    grad_x: Array
    grad_pre: Array

    def arrays(self) -> Mapping[str, Array]:
        """Return every gradient by its code name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


@dataclass(frozen=True, slots=True)
class SentenceGradients:
    """The gradients of one target of one sentence.

    Attributes:
        target: what was differentiated.
        value: L itself: the logit, or the loss in nats.
        layer: the backward pass of the recurrent layer.
    """

    target: Target
    value: float
    layer: LstmGradients | RnnGradients

    def arrays(self) -> Mapping[str, Array]:
        """Return every gradient by its code name."""
        return self.layer.arrays()
