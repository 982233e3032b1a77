"""One way to write a CSV: whatever a word holds, a spreadsheet reads it back."""

import csv
import io

import numpy as np
import pytest

from lstm_viz.figures.tables import csv_bytes, single
from tests.awkward import AWKWARD


@pytest.mark.parametrize("text", AWKWARD.values(), ids=AWKWARD)
def test_any_word_comes_back(text: str) -> None:
    word = text.encode("utf-8", "replace").decode().replace("\0", "")
    written = csv_bytes(("a", "b"), iter([(word, "x"), ("y", word)]))
    rows = list(csv.reader(io.StringIO(written.decode(), newline="")))
    assert rows == [["a", "b"], [word, "x"], ["y", word]]


def test_floats_are_spelled_in_full_and_nothing_is_nothing() -> None:
    value = 0.1 + 0.2
    assert csv_bytes(("v", "w"), [(value, None), (float("inf"), 7)]) == (
        f"v,w\n{value!r},\ninf,7\n".encode()
    )


def test_nine_digits_name_a_32_bit_number_and_nothing_is_left_for_none() -> None:
    values = np.random.default_rng(0).normal(size=1000).astype(np.float32)
    assert all(np.float32(single(float(value))) == value for value in values)
    assert single(float("nan")) == ""
