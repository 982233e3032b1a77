"""Chapter 3, the conveyor belt; chapter 6, the new cell state."""

import numpy as np

from lstm_viz.chapters.lesson.arithmetic import total, two
from lstm_viz.chapters.lesson.questions.question import (
    APART,
    Question,
    Reading,
    Template,
    chosen,
    leader,
    numeric,
    unit_question,
)
from lstm_viz.core.trace import Array
from lstm_viz.figures.numbers import count

SIGN_CLEAR = 0.1


def _parts(at: Reading) -> tuple[Array, Array]:
    """Return what is kept and what is written, (T, H) each."""
    layer = at.layer
    return layer.f * layer.c_prev, layer.i * layer.g


def carried(at: Reading) -> Question | None:
    """What a unit holds after a word."""
    layer = at.layer
    kept, written = _parts(at)
    nearest = np.minimum(np.abs(layer.c - layer.c_prev), np.abs(layer.c - written))
    nearest = np.minimum(nearest, np.abs(layer.c_prev - written))
    found = chosen(nearest, nearest >= APART)
    if found is None:
        return None
    t, j = found
    before, after, added = (float(array[t, j]) for array in (layer.c_prev, layer.c, written))
    text = (
        f"Before {at.word(t)}, unit {j + 1} holds {two(before)} on the belt. What does it hold"
        " after the word?"
    )
    because = f"Kept and written add up: {total(kept[t, j], written[t, j])}."
    marks = ("c_prev", "kept", "written", "c")
    return numeric("carried", text, (after, before, added), because, t, marks)


def two_acts(at: Reading) -> Question:
    """What happens to a number on the belt."""
    return Question(
        "two_acts",
        f"What happens at {at.word(at.n_tokens - 1)} to each number on the belt?",
        "It is multiplied, then added to",
        ("The candidate replaces it", "tanh squashes it"),
        "C = f * C before + i * C̃: one factor between 0 and 1, one summand.",
        at.n_tokens - 1,
        ("kept", "written", "c"),
    )


def holds_most(at: Reading) -> Question | None:
    """Which unit holds most at the end."""
    last = at.n_tokens - 1
    c = at.layer.c[last]
    return unit_question(
        "holds_most",
        "After the last word, which unit’s number lies furthest from 0?",
        np.abs(c),
        lambda j: f"Unit {j + 1} holds {two(c[j])}; no other is as far from 0.",
        (last, ("c",)),
    )


def empty_belt(_at: Reading) -> Question:
    """What is on the belt before the first word."""
    return Question(
        "empty_belt",
        "What is on the belt before the first word?",
        "Zeros",
        ("Ones", "The memory of the last sentence"),
        "Each sentence starts with an empty memory: C is 0 in every unit.",
        0,
        ("c_prev",),
    )


def confidence(at: Reading) -> Question | None:
    """Whether a large cell state means confidence."""
    last = at.n_tokens - 1
    c = at.layer.c[last]
    found = leader(np.abs(c))
    if found is None:
        return None
    text = f"Unit {found[0] + 1} ends at {two(c[found[0]])}. Is the model therefore confident?"
    because = (
        f"The verdict, {two(at.verdicts[-1])}, is made from h; a unit may count for little in it."
    )
    wrong = ("Yes, large means confident", "Yes, if it is positive")
    return Question(
        "confidence", text, "No, it says how much has piled up", wrong, because, last, ("c",)
    )


def changes_most(at: Reading) -> Question | None:
    """Which unit a word changes most."""
    changes = np.abs(at.layer.c - at.layer.c_prev)
    ahead = np.sort(changes, axis=1)
    t = int((ahead[:, -1] - ahead[:, -2]).argmax()) if changes.shape[1] > 1 else 0
    before, after = at.layer.c_prev[t], at.layer.c[t]
    return unit_question(
        "changes_most",
        f"Which unit’s memory does {at.word(t)} change most?",
        changes[t],
        lambda j: f"Unit {j + 1} goes from {two(before[j])} to {two(after[j])}.",
        (t, ("c_prev", "c")),
    )


def adds_up(at: Reading) -> Question | None:
    """The sum of what is kept and what is written."""
    kept, written = _parts(at)
    score = np.minimum(np.abs(kept), np.abs(written))
    found = chosen(score, score >= APART)
    if found is None:
        return None
    t, j = found
    a, b = float(kept[t, j]), float(written[t, j])
    text = (
        f"At {at.word(t)}, unit {j + 1} keeps {two(a)} and is written {two(b)}. What is its new C?"
    )
    because = f"{total(a, b)}."
    return numeric("adds_up", text, (a + b, a - b, a * b), because, t, ("kept", "written", "c"))


def beyond_one(at: Reading) -> Question:
    """Whether a cell state may exceed 1."""
    largest = float(np.abs(at.layer.c).max())
    return Question(
        "beyond_one",
        "Can a number in the cell state become larger than 1?",
        "Yes, something is added at every word",
        ("No, tanh keeps it below 1", "No, gates lie between 0 and 1"),
        f"In this sentence |C| goes up to {two(largest)}; the rule allows ±{at.n_tokens} after"
        f" {count(at.n_tokens, 'token')}.",
        at.n_tokens - 1,
        ("c",),
    )


def turns_over(at: Reading) -> Question | None:
    """Whether a unit's memory changes its sign at a word."""
    before, after = at.layer.c_prev, at.layer.c
    score = np.minimum(np.abs(before), np.abs(after))
    found = chosen(score, (before * after < 0) & (score >= SIGN_CLEAR))
    if found is None:
        return None
    t, j = found
    old, new = float(before[t, j]), float(after[t, j])
    names = ("negative", "positive")
    text = f"Before {at.word(t)}, unit {j + 1} is {names[old > 0]}, at {two(old)}. And after it?"
    wrong = (f"It stays {names[old > 0]}", "It is erased to 0")
    because = f"It turns to {two(new)}: what is written outweighs what is kept."
    return Question(
        "turns_over", text, f"It is {names[new > 0]}", wrong, because, t, ("c_prev", "c")
    )


def own_valves(at: Reading) -> Question:
    """Whether units can do different things at one word."""
    layer = at.layer
    t = int((layer.f.max(axis=1) - layer.f.min(axis=1)).argmax())
    least, most = float(layer.f[t].min()), float(layer.f[t].max())
    return Question(
        "own_valves",
        f"At {at.word(t)}, can one unit erase while its neighbour keeps?",
        "Yes, each unit has its own valve",
        ("No, a gate is one switch", "Only at the first word"),
        f"There the forget gates lie between {two(least)} and {two(most)}.",
        t,
        ("f", "kept"),
    )


BELT: tuple[Template, ...] = (carried, two_acts, holds_most, empty_belt, confidence)
UPDATE: tuple[Template, ...] = (changes_most, adds_up, turns_over, beyond_one, own_valves)
