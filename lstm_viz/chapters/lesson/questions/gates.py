"""Chapter 4, the forget gate; chapter 5, input gate and candidate; chapter 7, the output gate."""

import numpy as np

from lstm_viz.chapters.lesson.arithmetic import product, two
from lstm_viz.chapters.lesson.questions.question import (
    APART,
    Question,
    Reading,
    Template,
    chosen,
    numeric,
    unit_question,
)
from lstm_viz.figures.numbers import count, percent

NEARLY_ALL, HARDLY, HALF = 0.85, 0.15, (0.4, 0.6)
MUCH, LARGE = 0.3, 0.5
SHUT = 0.1


def keeps(at: Reading) -> Question | None:
    """How much a unit keeps of its memory at a word."""
    layer = at.layer
    f = layer.f
    is_clear = (f >= NEARLY_ALL) | (f <= HARDLY) | ((f >= HALF[0]) & (f <= HALF[1]))
    held = np.abs(layer.c_prev)
    found = chosen(held * (1 + (f <= NEARLY_ALL)), is_clear & (held >= MUCH))
    if found is None:
        return None
    t, j = found
    gate, before = float(f[t, j]), float(layer.c_prev[t, j])
    answers = ["Nearly all of it", "About half of it", "Hardly any of it"]
    right = answers.pop(0 if gate >= NEARLY_ALL else 2 if gate <= HARDLY else 1)
    text = f"Before {at.word(t)}, unit {j + 1} holds {two(before)}. How much of that does it keep?"
    because = f"Its forget gate is {two(gate)}, so {percent(gate)} stay: {product(gate, before)}."
    first, second = answers
    return Question("keeps", text, right, (first, second), because, t, ("c_prev", "f", "kept"))


def kept_number(at: Reading) -> Question | None:
    """The product of forget gate and memory."""
    layer = at.layer
    held = np.abs(layer.c_prev)
    score = held * np.minimum(layer.f, 1 - layer.f)
    found = chosen(score, score >= APART)
    if found is None:
        return None
    t, j = found
    gate, before = float(layer.f[t, j]), float(layer.c_prev[t, j])
    text = (
        f"At {at.word(t)}, unit {j + 1} has a forget gate of {two(gate)} and held {two(before)}."
        " What is kept?"
    )
    because = f"{product(gate, before)}. The gate says what stays, not what goes."
    values = (gate * before, (1 - gate) * before, before - gate)
    return numeric("kept_number", text, values, because, t, ("f", "kept"))


def loses_most(at: Reading) -> Question | None:
    """Which unit loses most at a word."""
    layer = at.layer
    lost = np.abs(layer.c_prev) * (1 - layer.f)
    ahead = np.sort(lost, axis=1)
    t = int((ahead[:, -1] - ahead[:, -2]).argmax()) if lost.shape[1] > 1 else 0
    return unit_question(
        "loses_most",
        f"Which unit’s number does the forget gate shrink most at {at.word(t)}?",
        lost[t],
        lambda j: f"Unit {j + 1} keeps {product(layer.f[t, j], layer.c_prev[t, j])}.",
        (t, ("c_prev", "f", "kept")),
    )


def one_keeps(at: Reading) -> Question:
    """What a forget gate of 1 does."""
    t, j = np.unravel_index(at.layer.f.argmax(), at.layer.f.shape)
    return Question(
        "one_keeps",
        "A forget gate stands at 1. What does it do?",
        "It keeps all of the unit’s memory",
        ("It forgets all of it", "It writes a 1"),
        f"1 times the memory is the memory. The highest here is {two(at.layer.f[t, j])}, of unit"
        f" {int(j) + 1} at {at.word(int(t))}.",
        int(t),
        ("f",),
    )


def how_many_valves(at: Reading) -> Question:
    """How many forget gates there are at a word."""
    n_hidden, last = at.network.n_hidden, at.n_tokens - 1
    return Question(
        "how_many_valves",
        f"How many forget valves work at {at.word(last)}?",
        f"{n_hidden}, one for each unit",
        ("1, for the whole memory", "One for each word read so far"),
        f"The gate is a row of {n_hidden} numbers, from {two(at.layer.f[last].min())} to"
        f" {two(at.layer.f[last].max())} there.",
        last,
        ("f",),
    )


def written_sign(at: Reading) -> Question | None:
    """In which direction a word pushes a unit."""
    written = at.layer.i * at.layer.g
    found = chosen(np.abs(written), np.abs(written) >= MUCH)
    if found is None:
        return None
    t, j = found
    value = float(written[t, j])
    answers = ("Something positive", "Something negative")
    right, wrong = answers if value > 0 else answers[::-1]
    because = f"{product(at.layer.i[t, j], at.layer.g[t, j])}: input gate times candidate."
    text = f"What is written to unit {j + 1} at {at.word(t)}?"
    marks = ("i", "g", "written")
    return Question("written_sign", text, right, (wrong, "Next to nothing"), because, t, marks)


def written_number(at: Reading) -> Question | None:
    """The product of input gate and candidate."""
    layer = at.layer
    score = np.abs(layer.g) * np.minimum(layer.i, 1 - layer.i)
    found = chosen(score, score >= APART)
    if found is None:
        return None
    t, j = found
    gate, content = float(layer.i[t, j]), float(layer.g[t, j])
    text = (
        f"At {at.word(t)}, unit {j + 1} has an input gate of {two(gate)} and a candidate of"
        f" {two(content)}. What is written?"
    )
    values = (gate * content, content, gate + content)
    because = f"{product(gate, content)}."
    return numeric("written_number", text, values, because, t, ("i", "g", "written"))


def written_most(at: Reading) -> Question | None:
    """To which unit a word writes most."""
    layer = at.layer
    written = layer.i * layer.g
    ahead = np.sort(np.abs(written), axis=1)
    t = int((ahead[:, -1] - ahead[:, -2]).argmax()) if written.shape[1] > 1 else 0
    return unit_question(
        "written_most",
        f"To which unit does {at.word(t)} write most, up or down?",
        np.abs(written[t]),
        lambda j: f"To unit {j + 1}: {product(layer.i[t, j], layer.g[t, j])}.",
        (t, ("i", "g", "written")),
    )


def may_be_negative(at: Reading) -> Question:
    """Which of the numbers may be negative."""
    t = int(at.layer.g.min(axis=1).argmin())
    return Question(
        "may_be_negative",
        "Which of these may be negative?",
        "The candidate",
        ("The input gate", "The forget gate"),
        f"Gates lie between 0 and 1. The lowest candidate here is {two(at.layer.g[t].min())}, at"
        f" {at.word(t)}.",
        t,
        ("i", "g"),
    )


def shut_out(at: Reading) -> Question | None:
    """A large candidate behind a shut gate."""
    layer = at.layer
    found = chosen(np.abs(layer.g), (layer.i <= SHUT) & (np.abs(layer.g) >= LARGE))
    if found is None:
        return None
    t, j = found
    text = (
        f"At {at.word(t)}, unit {j + 1} has a candidate of {two(layer.g[t, j])}, but an input gate"
    )
    text += f" of {two(layer.i[t, j])}. How much is written?"
    because = f"{product(layer.i[t, j], layer.g[t, j])}: a shut gate lets hardly anything in."
    wrong = ("All of the candidate", "About half of it")
    return Question("shut_out", text, "Hardly anything", wrong, because, t, ("i", "g", "written"))


def shown_number(at: Reading) -> Question | None:
    """How much of a unit's memory is shown."""
    layer = at.layer
    score = np.minimum(np.abs(layer.c - layer.tanh_c), np.abs(layer.tanh_c - layer.h))
    found = chosen(score, score >= APART)
    if found is None:
        return None
    t, j = found
    c, squashed, gate, h = (float(a[t, j]) for a in (layer.c, layer.tanh_c, layer.o, layer.h))
    text = f"After {at.word(t)}, unit {j + 1} holds {two(c)}. What does it show in h?"
    because = f"tanh makes it {two(squashed)}, the output gate lets {percent(gate)} through:"
    because += f" {product(gate, squashed)}."
    return numeric("shown_number", text, (h, c, squashed), because, t, ("c", "tanh_c", "o", "h"))


def shows_most(at: Reading) -> Question | None:
    """Which unit shows most after a word."""
    h = at.layer.h
    ahead = np.sort(np.abs(h), axis=1)
    t = int((ahead[:, -1] - ahead[:, -2]).argmax()) if h.shape[1] > 1 else 0
    return unit_question(
        "shows_most",
        f"After {at.word(t)}, which unit’s h lies furthest from 0?",
        np.abs(h[t]),
        lambda j: f"Unit {j + 1}: {product(at.layer.o[t, j], at.layer.tanh_c[t, j])}.",
        (t, ("o", "h")),
    )


def the_output(at: Reading) -> Question:
    """What the LSTM's output is."""
    return Question(
        "the_output",
        "From what is the verdict made?",
        "From the hidden state h",
        ("From the cell state C", "From the output gate o"),
        f"A weighted sum of the {count(at.network.n_hidden, 'number')} of h, squashed, is the"
        f" verdict: {two(at.verdicts[-1])} at the end.",
        at.n_tokens - 1,
        ("h", "p_positive"),
    )


def hidden_not_lost(at: Reading) -> Question:
    """Whether what the output gate hides is lost."""
    hidden = np.abs(at.layer.c) * (1 - at.layer.o)
    t, j = np.unravel_index(hidden.argmax(), hidden.shape)
    return Question(
        "hidden_not_lost",
        f"At {at.word(int(t))}, the output gate of unit {int(j) + 1} is {two(at.layer.o[t, j])}."
        " Is the rest of its memory lost?",
        "No, it stays on the belt",
        ("Yes, what is hidden is erased", "Yes, from the next word on"),
        f"Its C is {two(at.layer.c[t, j])} and goes on; h shows {two(at.layer.h[t, j])} of it.",
        int(t),
        ("c", "o", "h"),
    )


def within(at: Reading) -> Question:
    """Between which bounds h lies."""
    return Question(
        "within",
        "Between which bounds does every number of h lie?",
        "−1 and 1",
        ("0 and 1", "There are none"),
        "tanh gives −1 to 1, and the gate only shrinks that. In this sentence h goes from"
        f" {two(at.layer.h.min())} to {two(at.layer.h.max())}.",
        at.n_tokens - 1,
        ("tanh_c", "h"),
    )


FORGET: tuple[Template, ...] = (keeps, kept_number, loses_most, one_keeps, how_many_valves)
WRITE: tuple[Template, ...] = (
    written_sign,
    written_number,
    written_most,
    shut_out,
    may_be_negative,
)
SHOW: tuple[Template, ...] = (shown_number, shows_most, the_output, hidden_not_lost, within)
