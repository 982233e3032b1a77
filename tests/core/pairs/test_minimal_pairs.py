"""Ready changes apply where they apply, change one thing, and leave the rest as typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_viz.core.pairs.alignment import align, changed
from lstm_viz.core.pairs.minimal_pairs import MOST_PAIRS, OPPOSITES, minimal_pairs
from lstm_viz.core.text import words
from tests.awkward import AWKWARD


def made(text: str) -> dict[str, str]:
    return {pair.label: pair.text for pair in minimal_pairs(text)}


@pytest.mark.parametrize(
    ("text", "label", "expected"),
    [
        ("The film was not bad.", "Drop “not”", "The film was bad."),
        ("It is not at all dull.", "Drop “not at all”", "It is dull."),
        ("It wasn't good.", "Drop “n't”", "It was good."),
        ("Can't complain.", "Drop “n't”", "Can complain."),
        ("I won't go.", "Drop “n't”", "I will go."),
        ("I cannot go.", "Drop “not”", "I can go."),
        ("Never again.", "Drop “never”", "Again."),
        ("It ended. Not bad.", "Drop “not”", "It ended. Bad."),
        ("say Never again", "Drop “never”", "say again"),
        ("THE WORST DAY", "“worst” → “best”", "THE BEST DAY"),
        ("Worst day", "“worst” → “best”", "Best day"),
        ("I CAN'T STAND IT", "Drop “n't”", "I CAN STAND IT"),
        ("IT WAS GOOD", "Insert “not” after “was”", "IT WAS NOT GOOD"),
        ("GOOD BUT LONG", "“but” → “and”", "GOOD AND LONG"),
        ("A boring film.", "“a boring” → “an exciting”", "An exciting film."),
        ("AN UGLY CAT", "“an ugly” → “a beautiful”", "A BEAUTIFUL CAT"),
        ("a helpful hint", "“helpful” → “useless”", "a useless hint"),
        ("Slow but good.", "“but” → “and”", "Slow and good."),
        ("Good  film", "“good” → “bad”", "Bad  film"),
        ("The food was good.", "Insert “not” after “was”", "The food was not good."),
    ],
)
def test_a_change_is_made_as_said(text: str, label: str, expected: str) -> None:
    assert made(text)[label] == expected


@pytest.mark.parametrize(
    "text",
    [
        "It was.",
        "It was not good.",
        "It wasn't good.",
        "Was it good?",
        "Odd. Is it good?",
        "",
        "xyz",
    ],
)
def test_no_not_is_inserted_where_it_cannot_stand(text: str) -> None:
    assert not [label for label in made(text) if label.startswith("Insert")]


@pytest.mark.parametrize("text", ["not", "Never", "NOT AT ALL", " n't "])
def test_a_change_that_leaves_no_word_is_not_offered(text: str) -> None:
    assert not [label for label in made(text) if label.startswith("Drop")]


@given(st.lists(st.sampled_from(["it", "was", "not", "n't", "good", "but", "<b>", "."])))
def test_each_is_another_sentence_with_a_label_of_our_own_words(pieces: list[str]) -> None:
    text = " ".join(pieces)
    pairs = minimal_pairs(text)
    assert len(pairs) <= MOST_PAIRS
    for pair in pairs:
        assert pair.text != text
        assert "<b>" not in pair.label
        assert changed(align(words(text), words(pair.text)))


@pytest.mark.parametrize("text", AWKWARD.values(), ids=AWKWARD)
def test_any_text_is_borne(text: str) -> None:
    assert len(minimal_pairs(text)) <= MOST_PAIRS


def test_opposites_lead_to_words_and_never_to_themselves() -> None:
    assert all(word != other for word, other in OPPOSITES.items())
