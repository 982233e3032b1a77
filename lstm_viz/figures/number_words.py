"""Numbers as they stand in sentences and labels."""

import numpy as np

_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_PLAIN_FROM, _PLAIN_TO = 1e-3, 1e4
_LITTLE, _MANY = 0.01, 2.0


def three_digits(value: float) -> str:
    """Write a number of 0 or more with three digits: 0.245, 12.3, 1.80 · 10⁻³⁸."""
    if value == 0 or _PLAIN_FROM <= value < _PLAIN_TO:
        digits = 3 if value == 0 else int(np.clip(2 - np.floor(np.log10(value)), 0, 5))
        return "0" if value == 0 else f"{value:.{digits}f}"
    mantissa, power = f"{value:.2e}".split("e")
    return f"{mantissa} · 10{str(int(power)).translate(_SUPERSCRIPT)}"


def part(share: float) -> str:
    """Write what is left of a whole: in percent, as a multiple, or as a power of ten.

    Args:
        share: 0 or more; 1 is all of it.
    """
    if share == 0:
        return "less than 64-bit numbers can hold"
    if share < _LITTLE:
        return f"{three_digits(share)} of it"
    return f"{share:.1f} times as much" if share >= _MANY else f"{100 * share:.0f} %"
