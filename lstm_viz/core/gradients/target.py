"""What is differentiated, and how it is spelled. NumPy only."""

from dataclasses import dataclass

import numpy as np

from lstm_viz.errors import InputError


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
            raise InputError(message)

    @classmethod
    def parse(cls, spelled: str) -> "Target":
        """Read a target as it is spelled on the command line.

        Args:
            spelled: "last", a token's number counted from 1, "loss0" or "loss1".

        Raises:
            InputError: it is none of these.
        """
        known = {"last": cls(), "loss0": cls(label=0), "loss1": cls(label=1)}
        if spelled in known:
            return known[spelled]
        if not (spelled.isascii() and spelled.isdecimal() and len(spelled) <= 9 and int(spelled)):
            remedy = "give last, a token counted from 1, loss0 or loss1"
            raise InputError(f"no target {spelled[:40]!r}", remedy=remedy)
        return cls(step=int(spelled) - 1)

    def row(self, n_steps: int) -> int | None:
        """Return the row of the target in a sentence; None after no token at all.

        Args:
            n_steps: T.

        Raises:
            InputError: the sentence has no such token.
        """
        if self.step is None:
            return n_steps - 1 if n_steps else None
        if not 0 <= self.step < n_steps:
            message = f"no token {self.step + 1}: the sentence has {n_steps}"
            raise InputError(message)
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
