"""How fast a gradient shrinks on its way back through a sentence. NumPy only.

k counts words from the end: k = 0 is the last token. A profile holds log10 of the gradient's
Euclidean length at each k, relative to its own k = 0: -1 means a tenth is left. Nothing else is
divided by, so that profiles of different models can be laid over each other.
"""

from collections.abc import Sequence

import numpy as np

from lstm_viz.core.trace import Array

Quartiles = dict[str, float]
_DIGITS = 5


def profile(gradients: Array) -> Array:
    """Return the profile of one sentence.

    Args:
        gradients: dL/dC or dL/dh after each token, (T, H), T at least 1; L read at the end.

    Returns:
        log10(|row T-1-k| / |row T-1|) for k = 0...T-1, (T,), float64; its first number is 0.

    Raises:
        ValueError: a row is all zeros (it is below what float32 can hold): no logarithm.
    """
    lengths = np.linalg.norm(gradients[::-1].astype(np.float64), axis=1)  # (T,)
    if not lengths.all():
        message = "A gradient is too small for float32 and has no logarithm."
        raise ValueError(message)
    relative: Array = np.log10(lengths) - np.log10(lengths[0])
    return relative


def slope(one: Array) -> float:
    """Return the slope of a profile by least squares: the change of log10 per word back.

    Args:
        one: a profile, (T,), T at least 2.

    Returns:
        Below 0 where the gradient vanishes, above 0 where it explodes; 10^slope of it remains
        per word.
    """
    k = np.arange(len(one)) - (len(one) - 1) / 2
    return float(k @ one / (k @ k))


def quartiles(values: Sequence[float] | Array) -> Quartiles:
    """Return the quartiles of some numbers: q25, median, q75 (linear between two of them)."""
    found = np.percentile(np.asarray(values), [25, 50, 75]).round(_DIGITS).tolist()
    return dict(zip(("q25", "median", "q75"), found, strict=True))


def by_distance(profiles: Sequence[Array], furthest: int) -> dict[str, list[float]]:
    """Return the quartiles of many profiles at every distance.

    Args:
        profiles: one for each sentence, of any length.
        furthest: the largest k.

    Returns:
        Columns k, n (the sentences that reach so far), q25, median, q75; a k that no sentence
        reaches has no row.
    """
    columns: dict[str, list[float]] = {name: [] for name in ("k", "n", "q25", "median", "q75")}
    for k in range(1 + furthest):
        there = [one[k] for one in profiles if len(one) > k]
        if there:
            row = {"k": k, "n": len(there), **quartiles(there)}
            for name, value in row.items():
                columns[name].append(value)
    return columns
