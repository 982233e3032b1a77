"""Sums and products in a sentence: two digits, and an honest sign where rounding bites."""

from lstm_viz.figures.numbers import fixed

TINY = 1e-9  # two printed numbers that differ by less are the same


def two(value: float) -> str:
    """Write a number with two digits."""
    return fixed(float(value), 2)


def product(a: float, b: float) -> str:
    """Write a product: 0.34 × −1.20 ≈ −0.41, with = where the printed numbers give it."""
    printed = round(float(a), 2) * round(float(b), 2)
    sign = "=" if abs(printed - round(float(a) * float(b), 2)) < TINY else "≈"
    return f"{two(a)} × {two(b)} {sign} {two(float(a) * float(b))}"


def total(a: float, b: float) -> str:
    """Write a sum: 0.10 + (−0.45) = −0.35."""
    printed = round(float(a), 2) + round(float(b), 2)
    sign = "=" if abs(printed - round(float(a) + float(b), 2)) < TINY else "≈"
    second = f"({two(b)})" if two(b).startswith("−") else two(b)
    return f"{two(a)} + {second} {sign} {two(float(a) + float(b))}"
