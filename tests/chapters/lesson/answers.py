"""The answers to the lesson's questions, each worked out once more from the trace."""

import re
from collections.abc import Callable

import numpy as np

from lstm_viz.chapters.lesson.questions import Question, Reading
from lstm_viz.core.trace import Array
from lstm_viz.figures.verdict import leaning

AHEAD = 0.02


def unit_in(text: str) -> int:
    """Return the only unit that a text names, from 0."""
    (found,) = set(re.findall(r"unit (\d+)", text))
    return int(found) - 1


def value(question: Question, of: Callable[[int, int], float]) -> None:
    """Hold a number as printed against the one worked out here; wrong ones are not it."""
    number = of(question.step, unit_in(question.text))
    spelled = f"{number:.2f}".replace("-", "−")
    spelled = spelled.lstrip("−") if float(f"{number:.2f}") == 0 else spelled
    assert question.right == spelled
    assert spelled not in question.wrong


def largest(question: Question, sizes: Array) -> None:
    """The right unit is clearly ahead of every other one."""
    order = np.argsort(-sizes)
    assert question.right == f"unit {order[0] + 1}"
    assert sizes[order[0]] - sizes[order[1]] >= AHEAD
    assert question.right not in question.wrong


def word_of(question: Question, at: Reading, sizes: Array) -> None:
    """The right word is clearly ahead of every other one, and named by its own spelling."""
    t = int(sizes.argmax())
    assert t == question.step
    assert question.right == at.word(t)
    assert np.sort(sizes)[-1] - np.sort(sizes)[-2] >= AHEAD
    assert question.right not in question.wrong


def changes(at: Reading) -> Array:
    verdicts = [at.trace.p_before, *map(float, at.trace.p_positive)]
    return np.diff(verdicts)


def direction(question: Question, at: Reading) -> None:
    change = changes(at)[question.step]
    assert abs(change) > 0.04
    assert question.right == ("It rises" if change > 0 else "It falls")


def so_far(question: Question, at: Reading) -> None:
    assert question.right == f"{at.trace.p_positive[question.step]:.2f}"


def keeps(question: Question, at: Reading) -> None:
    gate = at.layer.f[question.step, unit_in(question.text)]
    bounds = {
        "Nearly all of it": (0.85, 1),
        "About half of it": (0.4, 0.6),
        "Hardly any of it": (0, 0.15),
    }
    least, most = bounds[question.right]
    assert least <= gate <= most
    for one in question.wrong:
        assert not bounds[one][0] <= gate <= bounds[one][1]


def turns_over(question: Question, at: Reading) -> None:
    t, j = question.step, unit_in(question.text)
    before, after = at.layer.c_prev[t, j], at.layer.c[t, j]
    assert before * after < 0
    assert abs(after) > 0.09
    assert question.right == ("It is positive" if after > 0 else "It is negative")


def written_sign(question: Question, at: Reading) -> None:
    t, j = question.step, unit_in(question.text)
    written = at.layer.i[t, j] * at.layer.g[t, j]
    assert abs(written) > 0.29
    assert question.right == f"Something {'positive' if written > 0 else 'negative'}"


def shut_out(question: Question, at: Reading) -> None:
    t, j = question.step, unit_in(question.text)
    assert abs(at.layer.i[t, j] * at.layer.g[t, j]) < 0.101
    assert abs(at.layer.g[t, j]) > 0.49


def counted(question: Question, at: Reading) -> None:
    n_hidden, n_inputs = at.network.n_hidden, at.network.n_inputs
    weights = at.network.only_layer("The test")
    assert question.right == f"{weights.w.size + weights.u.size + weights.b.size:,}"
    assert n_hidden != n_inputs


def shape(question: Question, at: Reading) -> None:
    weights = at.network.only_layer("The test")
    assert question.right == f"({weights.w.shape[1] + weights.u.shape[1]}, {len(weights.w) // 4})"


def shrinks(question: Question, at: Reading) -> None:
    left = 1.0
    for _ in at.trace.tokens[1:]:
        left *= 0.9
    assert question.right == f"{left:.2f}"


def explodes(question: Question, at: Reading) -> None:
    grown = 1.0
    for _ in range(min(12, len(at.trace.tokens) - 1)):
        grown *= 1.5
    assert question.right == f"{grown:.1f} times as long"


def belt_factor(question: Question, at: Reading) -> None:
    end, j = question.step, unit_in(question.text)
    product = 1.0
    for t in range(end - 2, end + 1):
        product *= float(at.layer.f[t, j])
        assert f"{at.layer.f[t, j]:.2f}" in question.text
    assert question.right == f"{product:.2f}"
    assert question.text.startswith(f"From {at.word(end)} back to {at.word(end - 3)},")


def ends(question: Question, at: Reading) -> None:
    assert question.right == leaning(float(at.trace.p_positive[question.step]))


def gate_at_turn(question: Question, at: Reading) -> None:
    t = int(np.abs(changes(at)).argmax())
    assert t == question.step
    before, now = (float(getattr(at.layer, question.key[0])[at_t].mean()) for at_t in (t - 1, t))
    assert abs(now - before) > 0.049
    assert question.right == ("It opens wider" if now > before else "It closes further")


def cut_most(question: Question, at: Reading) -> None:
    cuts = 1 - at.layer.f.mean(axis=1)
    cuts[0] = -1
    word_of(question, at, cuts)


CHECKS: dict[str, Callable[[Question, Reading], None]] = {
    "direction": direction,
    "so_far": so_far,
    "moved_most": lambda question, at: word_of(question, at, np.abs(changes(at))),
    "shrinks": shrinks,
    "explodes": explodes,
    "carried": lambda q, at: value(q, lambda t, j: float(at.layer.c[t, j])),
    "holds_most": lambda q, at: largest(q, np.abs(at.layer.c[-1])),
    "changes_most": lambda q, at: largest(q, np.abs(at.layer.c[q.step] - at.layer.c_prev[q.step])),
    "adds_up": lambda q, at: value(q, lambda t, j: float(at.layer.c[t, j])),
    "turns_over": turns_over,
    "keeps": keeps,
    "kept_number": lambda q, at: value(
        q, lambda t, j: float(at.layer.f[t, j] * at.layer.c_prev[t, j])
    ),
    "loses_most": lambda q, at: largest(
        q, np.abs(at.layer.c_prev[q.step] - at.layer.f[q.step] * at.layer.c_prev[q.step])
    ),
    "written_sign": written_sign,
    "written_number": lambda q, at: value(
        q, lambda t, j: float(at.layer.i[t, j] * at.layer.g[t, j])
    ),
    "written_most": lambda q, at: largest(q, np.abs(at.layer.i[q.step] * at.layer.g[q.step])),
    "shut_out": shut_out,
    "shown_number": lambda q, at: value(q, lambda t, j: float(at.layer.h[t, j])),
    "shows_most": lambda q, at: largest(q, np.abs(at.layer.h[q.step])),
    "shape": shape,
    "all_weights": counted,
    "belt_factor": belt_factor,
    "reaches_back": lambda q, at: largest(q, np.prod(at.layer.f[1:], axis=0)),
    "cut_most": cut_most,
    "ends": ends,
    "f_at_turn": gate_at_turn,
    "i_at_turn": gate_at_turn,
}
