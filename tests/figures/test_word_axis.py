"""Words stand level where they fit; their numbers are under the pointer or in the label."""

import plotly.graph_objects as go
import pytest

from lstm_viz.figures.word_axis import FEW, axis_words, under_pointer, words_below


def test_few_words_stand_without_their_numbers() -> None:
    labels = ["1 not", "2 at", "3 not", "cell state", "the other 5", "4 12"]
    assert axis_words(labels) == ["not", "at", "not", "cell state", "the other 5", "12"]
    words = words_below(labels, axis_words(labels))
    axis = go.Figure().update_xaxes(words.axis).layout.xaxis
    assert words.is_level
    assert axis.labelalias == dict(zip(labels, axis_words(labels), strict=True))
    assert axis.autotickangles == (0, -90)
    template, texts = under_pointer(labels)
    assert (template, texts) == ("%{hovertext}", labels)


def test_many_words_keep_their_numbers() -> None:
    labels = [f"{number} word" for number in range(1, FEW + 2)]
    assert axis_words(labels) == labels
    words = words_below(labels, axis_words(labels))
    axis = go.Figure().update_xaxes(words.axis).layout.xaxis
    assert not words.is_level
    assert axis.labelalias is None
    assert axis.tickangle == -90
    assert under_pointer(labels) == ("%{x}", None)


@pytest.mark.parametrize("labels", [[], ["1 a"]])
def test_no_word_and_one_word_are_borne(labels: list[str]) -> None:
    assert words_below(labels, axis_words(labels)).axis["type"] == "category"
    assert under_pointer(labels)[1] == (labels or None)
