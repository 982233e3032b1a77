"""The family: 200 sentences of the story's form, each claim's rule worked out again for all."""

import re

from lstm_viz.core.models.checkpoint import load_model
from lstm_viz.core.pairs.claims import STORY
from lstm_viz.core.pairs.family import FAMILY
from lstm_viz.core.text import words
from lstm_viz.training.language.curriculum import KEPT_OUT

FORM = re.compile(r"The ([a-z]+) was not at all ([a-z]+) and quite ([a-z]+)\.")


def slots() -> list[tuple[str, ...]]:
    """Return each sentence's noun, negative and positive word."""
    return [match.groups() for match in map(FORM.fullmatch, FAMILY) if match]


def test_the_family_is_200_sentences_of_the_storys_form_without_the_story() -> None:
    assert FORM.fullmatch(STORY)
    assert len(slots()) == len(FAMILY) == len(set(FAMILY)) == 200
    assert STORY not in FAMILY
    assert not any({"boring", "enjoyable"} <= set(words(text)) for text in FAMILY)


def test_no_noun_and_no_adjective_is_favoured() -> None:
    nouns, negatives, positives = (
        {word: column.count(word) for word in column} for column in zip(*slots(), strict=True)
    )
    for counts in (nouns, negatives, positives):
        assert set(counts.values()) == {10}
        assert len(counts) == 20
    assert set(negatives).isdisjoint(positives)


def test_the_models_know_every_word() -> None:
    knows = load_model("lstm-tiny").words().knows
    assert [word for text in FAMILY for word in words(text) if not knows(word)] == []


def test_nothing_of_the_family_is_ever_trained_on() -> None:
    assert {tuple(words(text)) for text in FAMILY} <= KEPT_OUT
