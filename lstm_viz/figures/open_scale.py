"""How far a scale without a natural end reaches: one limit for a sentence, honest and legible.

A cell state has no bound, and in a large model one unit may run far beyond the others (21.1 where
the rest stays within 3). A scale that ends at the largest value then shows everything else as
nothing. So where a few values run away the scale ends before them, the legend says so, and each
value beyond it is marked where it stands.
"""

import numpy as np

from lstm_viz.core.trace import Array

LEAST = 0.1
USUAL = 0.95  # the share of values that a scale shows in any case
RUNAWAY = 2.5  # so many times the usual ones' largest is out of the scale


def open_limit(*arrays: Array) -> float:
    """Return the end of an open scale; its start is the negative of it.

    Args:
        arrays: all that shares the scale, any shape, finite.

    Returns:
        The largest absolute value, rounded up to one digit, at least 0.1. Where that is more
        than `RUNAWAY` times what `USUAL` of the values stay within, the latter instead: then
        some values lie beyond the scale.
    """
    sizes = np.abs(np.concatenate([array.ravel() for array in arrays]))
    if sizes.size == 0:
        return LEAST
    largest, usual = float(sizes.max()), float(np.quantile(sizes, USUAL))
    end = usual if usual > 0 and largest > RUNAWAY * usual else largest
    return max(LEAST, float(np.ceil(end * 10) / 10))


def largest_size(*arrays: Array) -> float:
    """Return the largest absolute value, 0 for none: a legend names it if its scale ends before."""
    return max((float(np.abs(array).max(initial=0.0)) for array in arrays), default=0.0)
