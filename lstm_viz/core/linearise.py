"""A squashing function of a sum as a sum of parts, by averaging over the orders of its terms.

Source: Murdoch, Liu & Yu (2018), section 3.2.2: the terms are added one after another, each
is given the step that it makes, and the steps are averaged over the orders (Shapley 1953).
"""

from collections.abc import Callable

import numpy as np

from lstm_viz.core.trace import Array

Squash = Callable[[Array], Array]


def split_two(a: Array, b: Array, squash: Squash) -> tuple[Array, Array]:
    """Split squash(a + b) between a and b, in both orders.

    Args:
        a: first term, any shape.
        b: second term, of a shape that goes with it.
        squash: a function with squash(0) = 0, such as tanh.

    Returns:
        The parts of a and of b; they sum to squash(a + b).
    """
    from_a = (squash(a) + squash(a + b) - squash(b)) / 2
    return from_a, squash(a + b) - from_a


def split_three(a: Array, b: Array, bias: Array, squash: Squash) -> tuple[Array, Array, Array]:
    """Split squash(a + b + bias) into three; the bias is first, a and b come in both orders.

    Args:
        a: first term, any shape.
        b: second term, of a shape that goes with it.
        bias: what is there before either of them.
        squash: sigma or tanh.

    Returns:
        The parts of a, of b and of the bias; they sum to squash(a + b + bias).
    """
    first, whole = squash(bias), squash(a + b + bias)
    from_a = (squash(a + bias) - first + whole - squash(b + bias)) / 2
    return from_a, whole - first - from_a, first


def sigma(z: Array) -> Array:
    """Return 1 / (1 + exp(-z)), 0...1, written so that no z overflows."""
    half: Array = (1 + np.tanh(z / 2)) / 2
    return half
