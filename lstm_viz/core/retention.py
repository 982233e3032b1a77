"""How long a unit keeps what was written: by its forget gate, and in fact. NumPy only."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lstm_viz.core.memory import Order
from lstm_viz.core.trace import Array

STILL_THERE = np.inf  # more than half is left at the end
NEVER = np.inf  # the half-life of a gate of exactly 1
OPEN, SHUT = 0.95, 0.05


def half_lives(f: Array) -> Array:
    """Return after how many words half is left if the gate stays as it is: ln(1/2) / ln f.

    The half-life of exponential decay with the factor f a word (Mozer 1991 sets such time
    constants by hand; Tallec & Ollivier 2018 read them from the gate).

    Args:
        f: forget gates, any shape, 0...1.

    Returns:
        Half-lives in words, 0...`NEVER`, as float64; 0 for f = 0.
    """
    with np.errstate(divide="ignore"):  # ln 0 is -inf, and 1 / ln 1 is inf
        lives: Array = np.abs(np.log(0.5) / np.log(f.astype(np.float64)))
    return lives


def median_half_lives(f: Array) -> Array:
    """Return each unit's half-life, the median over the sentence.

    Args:
        f: forget gates, (T, H), 0...1; T at least 1.

    Returns:
        (H,), words, 0...`NEVER`.
    """
    medians: Array = np.median(half_lives(f), axis=0)
    return medians


def words_until_half(f: Array, order: Order = 1) -> Array:
    """Return after how many words less than half of a deposit was really left.

    A deposit shrinks by the product of the gates that follow, whatever its size.

    Args:
        f: forget gates, (T, H), 0...1.
        order: 1 for a layer that read from left to right, -1 for a reverse layer.

    Returns:
        (T, H), 1...T-1 for the deposit that word s made in unit j, or `STILL_THERE`.
    """
    gates = f[::order]
    until = np.full(gates.shape, STILL_THERE)
    left = np.ones_like(gates)
    for t in range(1, len(gates)):
        left[:t] *= gates[t]
        fell = (left[:t] < 0.5) & np.isinf(until[:t])
        until[:t] = np.where(fell, t - np.arange(t)[:, None], until[:t])
    return until[::order]


@dataclass(frozen=True, slots=True)
class Stuck:
    """Which units' gate never moved away from one end, (H,) each."""

    open: NDArray[np.bool_]
    shut: NDArray[np.bool_]


def stuck(gate: Array) -> Stuck:
    """Tell whose gate stays above `OPEN`, or below `SHUT`, at every word.

    Args:
        gate: a gate, (T, H), 0...1.

    Returns:
        Two flags a unit; both false where there is no word.
    """
    some = np.full(gate.shape[1], len(gate) > 0)
    return Stuck(some & (gate > OPEN).all(axis=0), some & (gate < SHUT).all(axis=0))
