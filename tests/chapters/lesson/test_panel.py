"""What the panel is sent: nothing of an answer before it is given, and everything told is true."""

import json
from typing import Any

import pytest

from lstm_viz.chapters.lesson import cached
from lstm_viz.chapters.lesson.bench import TEXTBOOK
from lstm_viz.chapters.lesson.chapters import CHAPTERS
from lstm_viz.chapters.lesson.panel import LAYERS, At, panel
from lstm_viz.chapters.lesson.progress import answered, progress_of
from lstm_viz.chapters.lesson.questions import Question, options
from lstm_viz.chapters.lesson.scene import GUESS, KEEP, SEE, STAGES, WATCH, gap_slots
from lstm_viz.core.models.checkpoint import load_model
from lstm_viz.core.record import record_sentence
from lstm_viz.core.surgery.operate import Clamp, operate, perfect_memory
from lstm_viz.core.text import whole_characters
from lstm_viz.ui.menu import CHAPTER_OF, PAGES
from lstm_viz.ui.place import DEFAULT_SENTENCE, MODELS, N_CHAPTERS, N_STAGES
from tests.awkward import AWKWARD
from tests.sixty import SIXTY

NUMBERS = range(1, N_CHAPTERS + 1)
STAGE_NUMBERS = range(1, N_STAGES + 1)


def shown(model: str, text: str, number: int, **of: Any) -> dict[str, Any]:
    """Return what the panel is sent, as it crosses the wire."""
    scene = cached.scene_of(model, text, number)
    at = At(
        of.get("stage", 1),
        of.get("layer", "words"),
        progress_of(of.get("answers", "")),
        TEXTBOOK,
        cached.numbers_of(scene),
        cached.change_of(scene),
    )
    found: dict[str, Any] = json.loads(json.dumps(panel(scene, at), allow_nan=False))
    return found


def asked_in(sent: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {block["slot"]: block for block in sent["blocks"] if block["kind"] == "question"}


def questions_of(model: str, text: str, number: int) -> dict[str, Question]:
    scene = cached.scene_of(model, text, number)
    return {
        **scene.asked,
        **gap_slots(scene.receipts),
        "h": cached.change_of(scene).question,
    }


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("number", NUMBERS)
def test_nothing_of_an_answer_is_sent_before_it_is_given(number: int, model: str) -> None:
    questions = questions_of(model, DEFAULT_SENTENCE, number)
    met = set()
    for stage in STAGE_NUMBERS:
        for layer in LAYERS:
            sent = shown(model, DEFAULT_SENTENCE, number, stage=stage, layer=layer)
            for slot, block in asked_in(sent).items():
                met.add(slot)
                assert (block["chosen"], block["right"], block["because"]) == (None, None, None)
                assert block["options"] == list(options(questions[slot]))
                assert questions[slot].because not in json.dumps(sent, ensure_ascii=False)
    assert met == set(questions)


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("number", NUMBERS)
def test_an_answer_is_told_once_it_is_given_the_guess_only_after_the_look(
    number: int, model: str
) -> None:
    questions = questions_of(model, DEFAULT_SENTENCE, number)
    progress = progress_of("")
    for slot in questions:
        progress = answered(progress, (number, slot), 1)
    spelled = "-".join(f"{number}{slot}1" for slot in questions)
    for stage in STAGE_NUMBERS:
        sent = shown(model, DEFAULT_SENTENCE, number, stage=stage, layer="numbers", answers=spelled)
        for slot, block in asked_in(sent).items():
            assert block["chosen"] == 1
            if slot == "g" and stage in {GUESS, WATCH}:
                assert (block["right"], block["because"]) == (None, None)
                continue
            right = options(questions[slot]).index(questions[slot].right)
            assert (block["right"], block["because"]) == (right, questions[slot].because)


@pytest.mark.parametrize("text", [*AWKWARD.values(), *SIXTY], ids=range(len(AWKWARD) + len(SIXTY)))
def test_every_chapter_bears_every_sentence(text: str) -> None:
    for number in NUMBERS:
        sent = shown("lstm-tiny", whole_characters(text), number, stage=SEE, answers=f"{number}g0")
        assert sent["blocks"]
        assert sent["reached"] == len(STAGES)


def test_a_sentence_that_is_not_fit_says_why_and_another_is_read() -> None:
    for text, why in (("", "Nothing is typed"), ("ok", "“ok” is too short")):
        sent = shown("lstm-tiny", text, 4)
        assert sent["note"].startswith(why)
        assert DEFAULT_SENTENCE in sent["note"]
        assert cached.scene_of("lstm-tiny", text, 4).reading.trace.text == DEFAULT_SENTENCE
    assert shown("lstm-tiny", DEFAULT_SENTENCE, 4)["note"] == ""


def test_a_chapters_questions_come_again_two_chapters_later_on_another_sentence() -> None:
    third = cached.scene_of("lstm-tiny", "The plot is slow but the ending is superb.", 3)
    fifth = cached.scene_of("lstm-tiny", DEFAULT_SENTENCE, 5)
    assert {fifth.asked[slot].key for slot in "uv"} <= {one.key for one in third.asked.values()}
    assert fifth.asked["u"].text == third.asked["g"].text
    assert "u" not in cached.scene_of("lstm-tiny", DEFAULT_SENTENCE, 2).asked


@pytest.mark.parametrize("model", MODELS)
def test_the_true_stories_are_what_the_models_do(model: str) -> None:
    network = load_model(model)
    trace = record_sentence(network, "The plot is slow but the ending is superb.")
    held = operate(network, trace, [Clamp("i", 1.0)]).p_positive[-1]
    fifth = cached.change_of(cached.scene_of("lstm-tiny", DEFAULT_SENTENCE, 5))
    (told,) = [one for one in fifth.after if f"with {network.n_hidden} units" in one]
    assert told.endswith(f"from {trace.p_positive[-1]:.2f} to {held:.2f}.")

    third = cached.change_of(cached.scene_of(model, DEFAULT_SENTENCE, 3))
    long = record_sentence(network, " ".join((DEFAULT_SENTENCE.split() * 168)[:168]))
    largest = abs(operate(network, long, [perfect_memory(0)]).lstm().c).max()
    assert f"The largest |C| is {largest:.1f} instead of {abs(long.lstm().c).max():.1f}." in (
        third.question.because
    )


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("number", NUMBERS)
def test_a_change_asks_what_can_be_told_apart(number: int, model: str) -> None:
    for text in (DEFAULT_SENTENCE, "A long and dull film, badly acted and badly cut."):
        question = cached.change_of(cached.scene_of(model, text, number)).question
        assert len({question.right, *question.wrong}) == 3
        assert question.because


def test_the_pages_and_the_chapters_know_each_other() -> None:
    for file, number in CHAPTER_OF.items():
        assert file in PAGES
        assert number <= N_CHAPTERS
    deeper = {one.deeper for one in CHAPTERS}
    assert deeper - {"app.py"} == set(CHAPTER_OF)
    for file, number in CHAPTER_OF.items():
        assert CHAPTERS[number - 1].deeper == file


def test_at_the_end_the_score_is_counted() -> None:
    questions = questions_of("lstm-tiny", DEFAULT_SENTENCE, 4)
    right = {slot: options(one).index(one.right) for slot, one in questions.items()}
    answers = f"4g{right['g']}-4q{(right['q'] + 1) % 3}"
    sent = shown("lstm-tiny", DEFAULT_SENTENCE, 4, stage=KEEP, answers=answers)
    assert sent["blocks"][-1]["text"] == f"You answered 2 of {len(questions)} questions, 1 rightly."
    assert sent["next"]["label"] == f"Next: {CHAPTERS[4].title}"
