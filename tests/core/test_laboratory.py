"""The laboratory's rule, its pairs, and the numbers behind its badges."""

import re

import numpy as np
import pytest

from lstm_viz.core.checkpoint import load_model
from lstm_viz.core.laboratory import outcomes
from lstm_viz.core.outcome import holds
from lstm_viz.core.pairs import PAIRS, PHENOMENA, Expectation
from lstm_viz.core.record import record_sentence
from lstm_viz.core.scoring import score
from lstm_viz.core.text import words
from lstm_viz.training import frames, lexicon

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
    loaded = load_model(name)
    found = outcomes(loaded, PAIRS)
    texts = [text for pair in PAIRS for text in (pair.first, pair.second)]
    told = [p for outcome in found for p in (outcome.p_first, outcome.p_second)]
    np.testing.assert_allclose(told, list(score(loaded, texts)), atol=1e-5)
    near = next(one for one in found if one.pair.second == "The stew is not tasty.")
    trace = record_sentence(loaded, near.pair.second)
    assert near.word == "not"
    assert near.at_word == pytest.approx(float(trace.p_positive[3] - trace.p_positive[2]))
    assert 0 < sum(one.holds for one in found) < len(found)


def test_pairs_are_many_distinct_and_of_known_words() -> None:
    assert len({(pair.first, pair.second) for pair in PAIRS}) == len(PAIRS) >= 40
    assert min(sum(pair.phenomenon == one for pair in PAIRS) for one in PHENOMENA) >= 5
    loaded = load_model(MODELS[0])
    for pair in PAIRS:
        for text in (pair.first, pair.second):
            assert all(map(loaded.vocabulary.knows, words(text))), text


def choice(text: str) -> str:
    return "(?:" + "|".join(re.escape(" ".join(words(one))) for one in text.split(",")) + ")"


def pattern(line: str, inner: dict[str, str]) -> str:
    """Turn a frame of the curriculum into an expression, any word in any fitting slot."""
    frame = line.split("|")[0].strip()
    parts = []
    for piece in frame.split():
        slot = piece.strip("{=!}")
        parts.append(inner[slot] if piece.startswith("{") else re.escape(piece))
    return " ".join(parts)


def grammar() -> re.Pattern[str]:
    """All that the part of the curriculum that is trained on can say, and a little more."""
    part = frames.FRAMES["train"]

    def either(tables: dict[int, str]) -> str:
        return choice(",".join(tables.values()).replace("/", ","))

    themes = lexicon.THEMES["train"].values()
    inner = {
        "A": either(lexicon.ADJECTIVES["train"]),
        "V": either(lexicon.VERBS["train"]),
        "VB": either(lexicon.VERBS["train"]),
        "E": either(lexicon.NOUNS["train"]),
        "np": choice(",".join(names for names, _ in themes)),
        "N": choice(",".join(plain for _, plain in themes)),
        "it": "it",
        "was": choice(frames.COPULAS["train"]),
        "mind": choice(frames.ASIDES["train"]),
        "who": choice(frames.WHO["train"]),
        "kind": r"\w+",
    }
    for symbol in ("P", "C", "S"):
        lines = part[symbol].strip().splitlines()  # type: ignore[index]
        inner[symbol] = "(?:" + "|".join(pattern(line, inner) for line in lines) + ")"
    return re.compile(inner["S"])


def test_the_training_grammar_can_say_none_of_the_sentences() -> None:
    known = grammar()
    assert known.fullmatch("the film was not bad .")
    assert known.fullmatch("i do n't think , all things considered , that the plot was good .")
    for pair in PAIRS:
        for text in (pair.first, pair.second):
            assert not known.fullmatch(" ".join(words(text))), text
