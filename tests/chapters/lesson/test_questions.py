"""Questions are never ambiguous and never false: each answer is worked out once more here."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

import numpy as np
import pytest

from lstm_viz.chapters.lesson.questions import (
    TEMPLATES,
    Reading,
    blanks,
    options,
    questions,
)
from lstm_viz.core.models.checkpoint import load_model
from lstm_viz.core.record import record_sentence
from lstm_viz.ui.examples import EXAMPLES
from lstm_viz.ui.place import DEFAULT_SENTENCE, MODELS, N_CHAPTERS
from tests.chapters.lesson.answers import CHECKS
from tests.sixty import SIXTY

N_SENTENCES = 1_000
CHAPTERS = range(1, N_CHAPTERS + 1)


def sentences() -> Iterator[str]:
    """Yield what people type, the ready sentences, and words of the vocabulary by chance."""
    typed = [*SIXTY, *(one for ready in EXAMPLES.values() for one in ready)]
    yield from typed
    words = np.array(load_model("lstm-tiny").words().words[2:4000])
    by_chance = np.random.default_rng(14)
    for _ in range(N_SENTENCES - len(typed)):
        yield " ".join(by_chance.choice(words, by_chance.integers(1, 30)))


@cache
def readings(name: str) -> tuple[Reading, ...]:
    network = load_model(name)
    found = (Reading(record_sentence(network, text), network) for text in sentences())
    return tuple(one for one in found if one.n_tokens)


@pytest.mark.parametrize("name", MODELS)
def test_a_thousand_sentences_ask_nothing_ambiguous_and_nothing_false(name: str) -> None:
    asked: Counter[str] = Counter()
    assert len(readings(name)) >= 0.99 * N_SENTENCES
    for at in readings(name):
        for chapter in CHAPTERS:
            for question in questions(at, chapter):
                asked[question.key] += 1
                assert len({question.right, *question.wrong}) == 3
                assert 0 <= question.step < at.n_tokens
                assert not re.search(r"\bnan\b|\binf\b", question.text + question.because)
                if question.key in CHECKS:
                    CHECKS[question.key](question, at)
    assert set(CHECKS) <= set(asked)
    assert len(asked) >= 45


def test_there_are_enough_templates_and_none_is_named_twice() -> None:
    assert set(TEMPLATES) == set(CHAPTERS)
    all_of_them = {template for templates in TEMPLATES.values() for template in templates}
    assert len(all_of_them) >= 30


@pytest.mark.parametrize("name", MODELS)
def test_every_chapter_has_enough_to_ask_of_ready_sentences(name: str) -> None:
    network = load_model(name)
    for ready in EXAMPLES.values():
        for text in ready:
            at = Reading(record_sentence(network, text), network)
            if at.n_tokens >= 5:
                assert min(len(questions(at, chapter)) for chapter in CHAPTERS) >= 2, text


@pytest.mark.parametrize("name", MODELS)
def test_a_gaps_equation_holds_with_its_right_answer_alone(name: str) -> None:
    n_receipts = 0
    for at in readings(name)[:300]:
        for chapter in CHAPTERS:
            receipts = blanks(at, chapter)
            n_gaps = [sum(part.gap is not None for part in one.parts) for one in receipts]
            assert n_gaps in ([], [0, 1, 3])
            n_receipts += len(receipts)
            for one in receipts:
                holds(one.parts)
    assert n_receipts > 1_000


def holds(parts: tuple[object, ...]) -> None:
    """Work a receipt out from its own text, gaps filled with what is right."""
    text = "".join(f"{part.text}{part.gap.right if part.gap else ''}" for part in parts)  # type: ignore[attr-defined]
    match = re.search(r": (−?[\d.]+) ([×+]) (−?[\d.]+) [=≈] (−?[\d.]+)\.$", text)
    assert match, text
    a, b, c = (float(match[n].replace("−", "-")) for n in (1, 3, 4))
    found = a * b if match[2] == "×" else a + b
    assert abs(found - c) < 0.0051 * (4 + abs(a) + abs(b)), text  # each is printed with two digits
    for part in parts:
        gap = part.gap  # type: ignore[attr-defined]
        if gap is not None:
            assert len({gap.right, *gap.wrong}) == 3
            numbers = [float(one.replace("−", "-")) for one in (gap.right, *gap.wrong)]
            assert min(abs(numbers[0] - other) for other in numbers[1:]) > 0.03


def test_answers_stand_in_an_order_that_does_not_tell_and_does_not_change() -> None:
    places: Counter[int] = Counter()
    for at in readings("lstm-tiny")[:100]:
        for chapter in CHAPTERS:
            for question in questions(at, chapter):
                assert options(question) == options(question)
                assert sorted(options(question)) == sorted((question.right, *question.wrong))
                places[options(question).index(question.right)] += 1
    assert min(places.values()) > 0.25 * places.total()


def test_a_question_of_the_textbooks_sentence_is_the_one_we_expect() -> None:
    network = load_model("lstm-tiny")
    at = Reading(record_sentence(network, DEFAULT_SENTENCE), network)
    (keeps_it, *_) = questions(at, 4)
    assert keeps_it.key == "keeps"
    assert keeps_it.marks == ("c_prev", "f", "kept")
