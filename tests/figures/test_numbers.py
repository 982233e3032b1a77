"""Numbers in sentences: two digits or a word, a true minus, one thing and two things."""

import numpy as np
import pytest

from lstm_viz.figures.numbers import (
    amount,
    below,
    count,
    fixed,
    gap,
    left,
    part,
    percent,
    power_of_ten,
    rate,
    signed,
    true_minus,
)


@pytest.mark.parametrize(
    ("share", "written"),
    [
        (0, "nothing measurable"),
        (2e-7, "less than a millionth"),
        (0.00002, "less than 0.01%"),
        (0.0005, "0.05%"),
        (0.00782, "0.8%"),
        (0.355, "36%"),
        (0.997, "more than 99%"),
        (1.0, "100%"),
        (1.2, "120%"),
    ],
)
def test_parts(share: float, written: str) -> None:
    assert part(share) == written


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.008, "0.8% of it is left"),
        (1.0, "100% of it is left"),
        (1.04, "it has grown to 104% of its size"),
        (1.63, "it has grown to 1.6 times its size"),
        (23.4, "it has grown to 23 times its size"),
        (3e9, "it has grown to more than a million times its size"),
    ],
)
def test_what_is_left_or_has_grown(share: float, said: str) -> None:
    assert left(share, "it") == said


@pytest.mark.parametrize(
    ("size", "said"),
    [(0, "none"), (2e-8, "less than a ten-millionth"), (2e-7, "less than a millionth"),
     (2e-4, "less than a thousandth"), (0.25, "0.25")],
)  # fmt: skip
def test_a_small_difference_is_a_bound_in_words(size: float, said: str) -> None:
    assert gap(size) == said


def test_powers_of_ten_are_for_the_page_of_checks() -> None:
    assert [power_of_ten(1.52e-7), power_of_ten(1e-6, 0)] == ["1.5 · 10⁻⁷", "10⁻⁶"]


@pytest.mark.parametrize(
    ("number", "written"),
    [(0, "0"), (np.inf, "inf"), (np.nan, "NaN"), (0.25, "0.25"), (38.04, "38"), (1234.5, "1,230"),
     (3.2e-7, "3.2 × 10⁻⁷"), (9.96e-4, "1.0 × 10⁻³"), (1.5e12, "1.5 × 10¹²"), (1.0, "1")],
)  # fmt: skip
def test_a_number_is_written_short(number: float, written: str) -> None:
    assert amount(number) == written


def test_things_are_counted_in_one_or_in_many() -> None:
    assert [count(1, "word"), count(2, "word"), count(0, "word")] == [
        "1 word",
        "2 words",
        "0 words",
    ]
    assert count(1_000, "time") == "1,000 times"


@pytest.mark.parametrize(
    ("value", "with_sign", "plain"),
    [(1.234, "+1.23", "1.23"), (-1.235e1, "−12.35", "−12.35"), (-0.001, "0.00", "0.00"),
     (0.0, "0.00", "0.00"), (0.004, "0.00", "0.00"), (-0.006, "−0.01", "−0.01")],
)  # fmt: skip
def test_a_minus_is_a_true_one_and_nothing_has_no_sign(
    value: float, with_sign: str, plain: str
) -> None:
    assert signed(value) == with_sign
    assert fixed(value, 2) == plain


def test_a_power_keeps_its_sign_too() -> None:
    assert true_minus(f"{-5e-7:+.0e}") == "−5e−07"


def test_a_little_is_not_nothing_and_nearly_all_is_not_all() -> None:
    shares = (0.0, 0.004, 0.36, 0.996, 1.0)
    assert [percent(share) for share in shares] == ["0%", "< 1%", "36%", "> 99%", "100%"]


def test_a_rate_is_told_as_it_was_measured() -> None:
    assert [rate(0.8487), rate(1.0)] == ["84.9%", "100.0%"]


def test_an_index_stands_below() -> None:
    assert below(120) == "₁₂₀"
