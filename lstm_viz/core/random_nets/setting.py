"""What the reader of the laboratory chooses."""

from dataclasses import dataclass
from typing import Literal

from lstm_viz.errors import InputError

Network = Literal["rnn", "lstm"]
Activation = Literal["tanh", "identity", "relu"]

LIMITS = {
    "n_hidden": (2, 128),
    "n_steps": (2, 300),
    "radius": (0.1, 2.0),
    "forget_bias": (-4.0, 6.0),
    "recurrent_scale": (0.0, 12.0),
    "noise": (0.0, 3.0),
    "seed": (0, 9999),
}


@dataclass(frozen=True, slots=True)
class Setting:
    """What the reader chooses; what the other network alone has is ignored.

    Attributes:
        network: "rnn" (Elman 1990) or "lstm".
        n_hidden: H, 2...128.
        n_steps: T, 2...300.
        radius: spectral radius of the RNN's recurrent matrix, 0.1...2.
        activation: of the RNN; "identity" makes it linear.
        forget_bias: the LSTM's, -4...6; its other biases are 0.
        forget_is_one: hold f at exactly 1, the cell of Hochreiter & Schmidhuber (1997).
        recurrent_scale: of the LSTM's recurrent weights, 0...12: their standard deviation
            is this over the square root of H.
        noise: standard deviation of the inputs, 0...3; 0 is no input at all.
        clip: the norm to which the weight gradient is clipped, above 0; inf for not.
        seed: first of the seeds of the networks drawn, 0...9999.

    Raises:
        InputError: a number is outside its range.
    """

    network: Network = "rnn"
    n_hidden: int = 32
    n_steps: int = 100
    radius: float = 0.8
    activation: Activation = "tanh"
    forget_bias: float = 1.0
    forget_is_one: bool = False
    recurrent_scale: float = 1.0
    noise: float = 0.5
    clip: float = 1.0
    seed: int = 0

    def __post_init__(self) -> None:
        """Refuse what is outside the ranges above."""
        for name, (least, most) in LIMITS.items():
            if not least <= getattr(self, name) <= most:
                message = f"{name} is {getattr(self, name)}; it goes from {least} to {most}."
                raise InputError(message)
        if not self.clip > 0:
            message = f"A gradient is clipped to a norm above 0, not to {self.clip}."
            raise InputError(message)
