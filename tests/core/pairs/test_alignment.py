"""Every word stands in one column, in order; what is beside what never runs backwards."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_viz.core.pairs.alignment import BEFORE, Column, align, changed, span, steps_beside

sentences = st.lists(st.sampled_from(["a", "b", "not", "good", "."]), max_size=12)


@given(sentences, sentences)
def test_every_word_stands_in_exactly_one_column(first: list[str], second: list[str]) -> None:
    columns = align(first, second)
    assert [c.first for c in columns if c.first is not None] == list(range(len(first)))
    assert [c.second for c in columns if c.second is not None] == list(range(len(second)))
    for column in columns:
        both = column.first is not None and column.second is not None
        assert column.first is not None or column.second is not None
        if both:
            assert column.same == (first[column.first or 0] == second[column.second or 0])
        else:
            assert not column.same


@given(sentences, sentences)
def test_steps_never_fall_and_agree_with_the_columns(first: list[str], second: list[str]) -> None:
    columns = align(first, second)
    ab, ba = steps_beside(columns)
    assert (len(ab), len(ba)) == (len(first), len(second))
    assert ab == sorted(ab)
    assert ba == sorted(ba)
    for column in columns:
        if column.first is not None and column.second is not None:
            assert ab[column.first] == column.second
            assert ba[column.second] == column.first


def test_an_inserted_word_stands_alone() -> None:
    columns = align(["it", "was", "good"], ["it", "was", "not", "good"])
    assert columns[2] == Column(None, 2, same=False)
    assert changed(columns) == (columns[2],)
    ab, ba = steps_beside(columns)
    assert ab == [0, 1, 3]
    assert ba == [0, 1, 1, 2]
    assert list(span(columns, "first")) == [1, 2]
    assert list(span(columns, "second")) == [1, 2, 3]


def test_a_replaced_word_stands_beside_its_replacement_and_a_first_word_before_all() -> None:
    assert align(["good"], ["bad"]) == (Column(0, 0, same=False),)
    ab, ba = steps_beside(align(["it", "is"], ["well", ",", "it", "is"]))
    assert ab == [2, 3]
    assert ba == [BEFORE, BEFORE, 0, 1]


@pytest.mark.parametrize("side", ["first", "second"])
def test_the_same_sentence_has_no_changed_span(side: str) -> None:
    assert list(span(align(["a", "b"], ["a", "b"]), side)) == []
