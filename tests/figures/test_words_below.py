"""Words below a chart stand level where they fit, and upright with their number where not."""

import pytest

from lstm_viz.figures.word_axis import PAD, length, places, words_below

SHORT = [f"{t} film" for t in range(1, 12)]
LONG = [f"{t} film" for t in range(1, 47)]


def test_few_words_stand_level_without_their_number() -> None:
    words = words_below(SHORT, ["film"] * len(SHORT))
    assert words.is_level
    assert words.axis["labelalias"] == dict.fromkeys(SHORT, "film")
    assert words.axis["categoryarray"] == SHORT
    assert words.below < 40


def test_many_words_stand_upright_and_keep_it() -> None:
    words = words_below(LONG, ["film"] * len(LONG))
    assert not words.is_level
    assert words.axis["tickangle"] == -90
    assert "labelalias" not in words.axis  # Plotly leaves out what has no room
    assert words.below == PAD + length("46 film")


def test_a_second_line_takes_room_below_and_none_beside() -> None:
    one, two = (words_below(["1 a"], [shown]) for shown in ("boring", "boring<br>→ exciting"))
    assert two.below > one.below
    assert two.is_level


@pytest.mark.parametrize(
    ("narrow", "broad"), [("ill", "mmm"), ("abc", "ABC"), ("abc", "好电影"), ("&lt;", "MW")]
)
def test_broad_letters_take_more_room(narrow: str, broad: str) -> None:
    assert length(narrow) < length(broad)


def test_each_cell_knows_its_words_number() -> None:
    assert places(2, 3).tolist() == [[1, 2, 3], [1, 2, 3]]
