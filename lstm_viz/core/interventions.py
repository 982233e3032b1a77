"""Interventions that answer a question, ready for `operate`."""

from typing import Literal

from lstm_viz.core.surgery import Clamp


def perfect_memory(start: int) -> Clamp:
    """Hold f at 1 from token `start` on, 0...T: nothing is forgotten any more."""
    return Clamp("f", 1.0, tokens=slice(start, None))


def goldfish(start: int) -> Clamp:
    """Hold f at 0 from token `start` on, 0...T: the cell holds what the newest token wrote.

    The hidden state before still enters the gates, so a trace of one token remains.
    """
    return Clamp("f", 0.0, tokens=slice(start, None))


def deaf_to(token: int) -> Clamp:
    """Hold i at 0 at one token, 0...T-1: it writes nothing into the cell.

    The token still moves the forget gate and the output gate of its step.
    """
    return Clamp("i", 0.0, tokens=(token,))


def ablate(unit: int, quantity: Literal["h", "c"] = "h") -> Clamp:
    """Silence a unit at every token.

    Args:
        unit: 0...H-1.
        quantity: "h" holds the hidden state at 0 and lets the cell run on unheard; "c" empties
            the cell, and h = o tanh(0) is 0 with it. Either way nobody hears the unit: the
            verdicts and all other units are the same.
    """
    return Clamp(quantity, 0.0, units=(unit,))
