"""What is said about a sentence: what was cut, what is unknown, and in whose words."""

import pytest

from lstm_viz.ui import cache
from lstm_viz.ui import place as place_module
from lstm_viz.ui.notices import hash_text, notice
from lstm_viz.ui.place import Place
from tests.awkward import AWKWARD


def said(text: str) -> str:
    place = place_module.with_text(Place(), text)
    return notice(place, cache.trace_of(place.model, place.text))


def test_an_empty_box_gets_one_sentence() -> None:
    assert said("   ") == "Type a sentence above, and the model reads it word by word."


def test_unknown_words_are_named_as_typed_and_once() -> None:
    line = said("A Qzxvjy film, Qzxvjy and Wqkrtp.")
    assert line == "Not in the model's vocabulary, read as <unk>: Qzxvjy, Wqkrtp."


def test_many_unknown_words_are_counted() -> None:
    line = said(" ".join(f"qzxv{letter}jk" for letter in "abcdefgh"))
    assert line.endswith("qzxvfjk and 2 more.")


def test_a_cut_is_announced() -> None:
    assert said("good " * 250).startswith("Long text: the first 200 of 250 tokens are read.")


def test_the_first_characters_of_a_huge_text_are_announced() -> None:
    assert "of its first 20,000 characters, 200 tokens are read" in said("good " * 100_000)


def test_a_sentence_too_long_for_a_link_is_announced() -> None:
    assert "Too long for a link" in said("good " * 700)


def test_one_word_is_one_word() -> None:
    assert said("good") == "1 token, known to the model."
    assert said("good film") == ("2 tokens, all in the model's vocabulary.")


@pytest.mark.parametrize("text", AWKWARD.values(), ids=AWKWARD)
def test_a_notice_is_one_short_line(text: str) -> None:
    line = said(text)
    assert line
    assert line.replace("\N{ZERO WIDTH JOINER}", "").isprintable()
    assert len(line) < 400


def test_a_changed_file_is_told() -> None:
    assert "NOT" in hash_text("lstm-tiny", {"sha256": "a"}, "b")
    assert "as its card says" in hash_text("lstm-tiny", {"sha256": "a"}, "a")
