"""Numbers as they stand in sentences: two digits, or a word where more digits say nothing."""

import math

BELOW = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
MINUS = "−"
LITTLE, TINY, MILLIONTH, MILLION = 0.01, 1e-4, 1e-6, 1e6
ALL = 100  # percent
NEARLY = 0.995  # from here on whole percent would say 100
FEW = 10.0  # times; more are counted whole
PLAIN = (1e-3, 1e4)  # numbers between these are written without a power of ten
BOUNDS = (
    (1e-7, "a ten-millionth"),
    (1e-6, "a millionth"),
    (1e-5, "a hundred-thousandth"),
    (1e-4, "a ten-thousandth"),
    (1e-3, "a thousandth"),
)


def part(share: float) -> str:
    """Write a share in percent, as it stands in a sentence: 36%, 0.8%, less than a millionth.

    Args:
        share: 0 or more; 1 is all of it, and what has grown is more than 100%.
    """
    if share == 0:
        return "nothing measurable"
    if share < MILLIONTH:
        return "less than a millionth"
    if share < TINY:
        return "less than 0.01%"
    if share < LITTLE:
        return f"{100 * share:.1g}%"
    return "more than 99%" if NEARLY <= share < 1 else f"{100 * share:,.0f}%"


def has_grown(share: float) -> bool:
    """Tell whether a share is so much more than all of it that a factor says it better."""
    return round(share, 1) > 1


def times(factor: float) -> str:
    """Write by how much something has grown: 1.4 times, 23 times."""
    if factor > MILLION:
        return "more than a million times"
    return f"{factor:.1f} times" if round(factor, 1) < FEW else f"{factor:,.0f} times"


def left(share: float, of: str) -> str:
    """Say what is left of something, or that it has grown; a clause without its full stop.

    Args:
        share: as in `part`.
        of: of what, e.g. "its influence".
    """
    if round(100 * share) <= ALL:
        return f"{part(share)} of {of} is left"
    return f"{of} has grown to {of_size(share)}"


def of_size(share: float) -> str:
    """Write what something is of its size before: 6%, 104% of its size, 1.4 times its size."""
    return part(share) if round(100 * share) <= ALL else share_of(share, "its size")


def share_of(share: float, what: str) -> str:
    """Write what one thing is of another: 36% of its value, 1.4 times its value."""
    return f"{times(share)} {what}" if has_grown(share) else f"{part(share)} of {what}"


def gap(size: float) -> str:
    """Write a small difference as a bound, in words: less than a millionth; none; 0.0012.

    Args:
        size: 0 or more.
    """
    if size == 0:
        return "none"
    bound = next((words for end, words in BOUNDS if size < end), "")
    return f"less than {bound}" if bound else f"{size:.2g}"


def power_of_ten(number: float, digits: int = 1) -> str:
    """Write a small number for the page that counts rounding errors: 1.5 · 10⁻⁷, or 10⁻⁶.

    Args:
        number: more than 0.
        digits: decimals of its first factor, which is left out where it is 1.
    """
    factor, power = f"{number:.{digits}e}".split("e")
    return _ten_to(power) if float(factor) == 1 and not digits else f"{factor} · {_ten_to(power)}"


def _ten_to(power: str) -> str:
    """Write a power of ten."""
    return f"10{str(int(power)).translate(RAISED)}"


def amount(number: float) -> str:
    """Write a number with two or three digits: 0.25, 38, 3.2 × 10⁻⁷, inf, NaN."""
    if math.isnan(number):
        return "NaN"
    if number == 0 or math.isinf(number):
        return f"{number:g}"
    if PLAIN[0] <= number < PLAIN[1]:
        return f"{float(f'{number:.3g}'):,g}"
    factor, power = f"{number:.1e}".split("e")
    return f"{factor} × {_ten_to(power)}"


def count(number: int, thing: str) -> str:
    """Write a number of things: 1 word, 2 words, 1,000 words."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def below(number: int) -> str:
    """Write a number as an index below the line."""
    return str(number).translate(BELOW)


def fixed(value: float, digits: int) -> str:
    """Write a number with so many decimals and a true minus; one that is then zero has no sign."""
    written = f"{value:.{digits}f}"
    return written.lstrip("-") if float(written) == 0 else true_minus(written)


def true_minus(written: str) -> str:
    """Give a number that is written with a hyphen the sign that is meant."""
    return written.replace("-", MINUS)


def signed(value: float, digits: int = 2) -> str:
    """Write a number with its sign and so many digits; one that is then zero has no sign."""
    written = true_minus(f"{value:+.{digits}f}")
    return written if written.strip("+−0.") else written[1:]


def percent(share: float) -> str:
    """Write a share, 0...1, in whole percent, without calling a little nothing or all."""
    if 0 < share < LITTLE:
        return "< 1%"
    if 1 - LITTLE < share < 1:
        return "> 99%"
    return f"{100 * share:.0f}%"


def rate(share: float) -> str:
    """Write how often something was right, 0...1, as it was measured: 84.9%."""
    return f"{100 * share:.1f}%"
