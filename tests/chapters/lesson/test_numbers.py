"""Every number in the lesson's questions and reasons is one of the run that they are about."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache

import numpy as np
import pytest

from lstm_viz.chapters.lesson.changes import change
from lstm_viz.chapters.lesson.explain import handed_on
from lstm_viz.chapters.lesson.questions import Question, Reading, questions
from lstm_viz.chapters.lesson.scene import LEAST_WORDS
from lstm_viz.core.models.checkpoint import load_model
from lstm_viz.core.record import record_sentence
from lstm_viz.core.surgery.operate import operate, perfect_memory
from lstm_viz.figures.numbers import fixed, percent
from lstm_viz.figures.verdict import leaning, moved
from lstm_viz.ui.place import MODELS
from tests.chapters.lesson.test_questions import CHAPTERS, readings

N_SENTENCES = 200
NUMBER = re.compile(r"−?\d+\.\d{2,3}(?!\d)")
SHARE = re.compile(r"[<>]? ?\d+%")


def of_unit(question: Question, at: Reading) -> list[float]:
    """Return all that is recorded of the unit that a question names, at its word."""
    units = set(re.findall(r"[Uu]nit (\d+)", question.text + question.because))
    (unit,) = units or {"0"}
    if unit == "0":
        return []
    arrays, place = at.layer.arrays(), (question.step, int(unit) - 1)
    row = {name: np.float64(arrays[name][place]) for name in (*"figoch", "c_prev", "tanh_c")}
    return [*row.values(), row["f"] * row["c_prev"], row["i"] * row["g"]]


def verdicts_at(question: Question, at: Reading) -> list[float]:
    all_of_them = [at.trace.p_before, *map(float, at.trace.p_positive)]
    return all_of_them[question.step : question.step + 2]


def gates_behind(question: Question, at: Reading) -> list[float]:
    """Return the forget gates on three steps back, and their product."""
    (unit,) = re.findall(r"unit (\d+)", question.text)
    gates = at.layer.f[question.step - 2 : question.step + 1, int(unit) - 1].astype(np.float64)
    return [*gates, gates.prod()]


def belt_of(question: Question, at: Reading) -> list[float]:
    (unit,) = re.findall(r"Unit (\d+)", question.because)
    return [at.layer.f[1:, int(unit) - 1].astype(np.float64).prod()]


Of = Callable[[Question, Reading], Iterable[float]]
OTHERS: dict[str, Of] = {  # templates that speak of more than one unit at one word
    "direction": verdicts_at,
    "moved_most": verdicts_at,
    "so_far": lambda q, at: [float(at.trace.p_positive[q.step])],
    "ends": verdicts_at,
    "confidence": lambda q, at: [at.layer.c[-1, q_unit(q)], float(at.trace.p_positive[-1])],
    "the_output": lambda _, at: [float(at.trace.p_positive[-1])],
    "shrinks": lambda _, at: [0.9 ** (at.n_tokens - 1)],
    "belt_factor": gates_behind,
    "reaches_back": belt_of,
    "cut_most": lambda q, at: [at.layer.f[q.step].astype(np.float64).mean()],
    "can_vanish": lambda _, at: [at.layer.f[min(1, at.n_tokens - 1) :].min()],
    "f_at_turn": lambda q, at: [at.layer.f[q.step - back].mean() for back in (0, 1)],
    "i_at_turn": lambda q, at: [at.layer.i[q.step - back].mean() for back in (0, 1)],
    "how_many_valves": lambda _, at: [at.layer.f[-1].min(), at.layer.f[-1].max()],
    "own_valves": lambda q, at: [at.layer.f[q.step].min(), at.layer.f[q.step].max()],
    "beyond_one": lambda _, at: [np.abs(at.layer.c).max()],
    "may_be_negative": lambda _, at: [at.layer.g.min()],
    "one_keeps": lambda _, at: [at.layer.f.max()],
    "within": lambda _, at: [at.layer.h.min(), at.layer.h.max()],
}


def q_unit(question: Question) -> int:
    (unit,) = re.findall(r"Unit (\d+)", question.text)
    return int(unit) - 1


def unread(text: str, at: Reading) -> str:
    """Take the reader's words away: a number among them is none of the run's."""
    for t in range(at.n_tokens):
        text = text.replace(at.word(t), "")
    return text


@pytest.mark.parametrize("name", MODELS)
def test_every_number_that_is_told_is_the_runs_own(name: str) -> None:
    n_told: Counter[str] = Counter()
    for at in readings(name)[:N_SENTENCES]:
        for chapter in CHAPTERS:
            for question in questions(at, chapter):
                told = unread(f"{question.text} {question.because}", at)
                numbers = NUMBER.findall(told)
                own = OTHERS.get(question.key, of_unit)(question, at)
                known = {fixed(float(value), digits) for value in own for digits in (2, 3)}
                assert set(numbers) <= known, (question.key, told, sorted(known))
                n_told[question.key] += len(numbers)
    assert set(OTHERS) <= set(n_told)
    assert all(n_told[key] for key in OTHERS)
    assert n_told.total() > N_SENTENCES * 20


@pytest.mark.parametrize("name", MODELS)
def test_every_share_that_is_told_is_the_gates(name: str) -> None:
    n_told = 0
    for at in readings(name)[:N_SENTENCES]:
        for chapter, gate in ((4, "f"), (7, "o")):
            for question in questions(at, chapter):
                shares = SHARE.findall(unread(question.because, at))
                if shares:
                    (unit,) = set(re.findall(r"unit (\d+)", question.text))
                    own = percent(float(getattr(at.layer, gate)[question.step, int(unit) - 1]))
                    assert [share.strip() for share in shares] == [own]
                    n_told += 1
    assert n_told > N_SENTENCES


@pytest.mark.parametrize("name", MODELS)
def test_how_a_verdict_moves_is_told_as_everywhere(name: str) -> None:
    for at in readings(name)[:N_SENTENCES]:
        for question in questions(at, 1):
            if question.key == "direction":
                assert f"the verdict {moved(*verdicts_at(question, at))}." in question.because


loaded = cache(load_model)


def read(name: str, text: str) -> Reading:
    network = loaded(name)
    return Reading(record_sentence(network, text), network)


@pytest.mark.parametrize("name", MODELS)
def test_what_a_changed_reading_ends_at_is_what_the_model_reads(name: str) -> None:
    n_told = 0
    fit = [at for at in readings(name) if at.n_tokens >= LEAST_WORDS][:N_SENTENCES]
    for at in fit:
        for number in (1, 10):
            made = change(number, at, read)
            model, text = made.shows or (name, "")
            verdict = read(model, text).verdicts[-1]
            before = float(at.trace.p_positive[-1])
            told = f"It ends at {verdict:.2f}, {leaning(float(verdict))}; before the change"
            assert made.question.because == f"{told} it was {before:.2f}."
            assert made.question.right == leaning(float(verdict))
            n_told += 1
    assert n_told == 2 * N_SENTENCES


@pytest.mark.parametrize("name", MODELS)
def test_what_goes_on_from_a_word_is_told_with_its_own_numbers(name: str) -> None:
    for at in readings(name)[:N_SENTENCES]:
        step = at.n_tokens // 2
        said = handed_on(at, step)
        assert f"reads {at.network.n_inputs} numbers of the word" in said
        assert f"{at.network.n_hidden} of the hidden state" in said
        assert said.endswith(f"The verdict {moved(*at.verdicts[step : step + 2])}.")


@pytest.mark.parametrize("name", MODELS)
def test_a_memory_that_never_forgets_is_told_with_its_own_sizes(name: str) -> None:
    for at in readings(name)[:20]:
        words = at.trace.text.split()
        long = read(name, " ".join((words * 168)[:168]))
        held = operate(long.network, long.trace, [perfect_memory(0)])
        sizes = [float(np.abs(one.lstm().c).max()) for one in (held, long.trace)]
        told = f"The largest |C| is {sizes[0]:.1f} instead of {sizes[1]:.1f}."
        assert told in change(3, at, read).question.because
