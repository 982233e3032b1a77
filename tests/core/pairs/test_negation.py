"""The laboratory's rule, its pairs, and the numbers behind its badges."""

import numpy as np
import pytest

from lstm_viz.core.models.checkpoint import load_model
from lstm_viz.core.models.scoring import score
from lstm_viz.core.pairs.negation import outcomes
from lstm_viz.core.pairs.negation_pairs import PAIRS, PHENOMENA, Expectation
from lstm_viz.core.pairs.outcome import holds
from lstm_viz.core.record import record_sentence
from lstm_viz.core.text import words
from lstm_viz.training.language import frames, lexicon
from lstm_viz.training.language.frames import Symbol

MODELS = ("lstm-tiny", "lstm-small")


@pytest.mark.parametrize(
    ("expected", "p_first", "p_second", "is_held"),
    [
        ("+-", 0.6, 0.4, True),
        ("+-", 0.54, 0.46, False),
        ("+-", 0.9, 0.55, False),
        ("+-", 0.4, 0.1, False),
        ("+-", 0.4, 0.6, False),
        ("-+", 0.4, 0.6, True),
        ("-+", 0.6, 0.4, False),
        ("-+", 0.6, 0.8, False),
        (">", 0.9, 0.7, True),
        (">", 0.7, 0.9, False),
        ("<", 0.1, 0.3, True),
        ("<", 0.3, 0.1, False),
        ("<", 0.1, 0.15, False),
        ("stronger", 0.9, 0.93, True),
        ("stronger", 0.1, 0.07, True),
        ("stronger", 0.9, 0.91, False),
        ("stronger", 0.4, 0.9, False),
        ("stronger", 0.1, 0.2, False),
    ],
)
def test_the_rule_is_the_one_the_page_states(
    expected: Expectation, p_first: float, p_second: float, *, is_held: bool
) -> None:
    assert holds(expected, p_first, p_second) is is_held


@pytest.mark.parametrize("name", MODELS)
def test_verdicts_and_moves_are_the_models_own(name: str) -> None:
    network = load_model(name)
    found = outcomes(network, PAIRS)
    texts = [text for pair in PAIRS for text in (pair.first, pair.second)]
    told = [p for outcome in found for p in (outcome.p_first, outcome.p_second)]
    np.testing.assert_allclose(told, list(score(network, texts)), atol=1e-5)
    near = next(one for one in found if one.pair.second == "The stew is not tasty.")
    trace = record_sentence(network, near.pair.second)
    assert near.word == "not"
    assert near.at_word == pytest.approx(float(trace.p_positive[3] - trace.p_positive[2]))
    assert 0 < sum(one.holds for one in found) < len(found)


def test_pairs_are_many_distinct_and_of_known_words() -> None:
    assert len({(pair.first, pair.second) for pair in PAIRS}) == len(PAIRS) >= 40
    assert min(sum(pair.phenomenon == one for pair in PAIRS) for one in PHENOMENA) >= 5
    network = load_model(MODELS[0])
    for pair in PAIRS:
        for text in (pair.first, pair.second):
            assert all(map(network.words().knows, words(text))), text


def options(text: str) -> list[tuple[str, ...]]:
    return [tuple(words(one)) for one in text.replace("/", ",").split(",")]


def slots() -> dict[str, list[tuple[str, ...]]]:
    """What stands in each slot of the part of the curriculum that is trained on."""
    tables = {"A": lexicon.ADJECTIVES, "E": lexicon.NOUNS, "V": lexicon.VERBS}
    judging = {slot: options(",".join(table["train"].values())) for slot, table in tables.items()}
    names, plain = zip(*lexicon.THEMES["train"].values(), strict=True)
    return {
        **judging,
        "VB": judging["V"],
        "np": options(",".join(names)),
        "N": options(",".join(plain)),
        "it": [("it",)],
        "was": options(frames.COPULAS["train"]),
        "mind": options(frames.ASIDES["train"]),
        "who": options(frames.WHO["train"]),
        "kind": options("film,movie,book,hotel,story,place,trip,game,meal,idea,plan,show,song"),
    }


SLOTS = slots()
SYMBOLS: tuple[Symbol, ...] = ("P", "C", "S")
LINES = {symbol: frames.FRAMES["train"][symbol].strip().splitlines() for symbol in SYMBOLS}
RULES = {symbol: [line.split("|")[0].split() for line in lines] for symbol, lines in LINES.items()}


def ends(symbol: str, said: tuple[str, ...], start: int) -> set[int]:
    """Where a phrase of the grammar that begins at a word can end."""
    found: set[int] = set()
    for frame in RULES[symbol]:  # type: ignore[index]
        reached = {start}
        for piece in frame:
            reached = {end for place in reached for end in after(piece, said, place)}
        found |= reached
    return found


def after(piece: str, said: tuple[str, ...], place: int) -> set[int]:
    """Where one piece of a frame can end."""
    slot = piece.strip("{=!}")
    if piece.startswith("{") and slot in RULES:
        return ends(slot, said, place)
    known = SLOTS[slot] if piece.startswith("{") else [(piece,)]
    return {place + len(one) for one in known if said[place : place + len(one)] == one}


def can_be_said(text: str) -> bool:
    said = tuple(words(text))
    return len(said) in ends("S", said, 0)


def test_the_training_grammar_can_say_none_of_the_sentences() -> None:
    assert can_be_said("The film was not bad.")
    assert can_be_said("I don't think, all things considered, that the plot was good.")
    for pair in PAIRS:
        assert not can_be_said(pair.first), pair.first
        assert not can_be_said(pair.second), pair.second
