"""Chapter 8, the weights; chapter 9, gradients; chapter 10, the sentence as a whole."""

import numpy as np

from lstm_viz.chapters.lesson.arithmetic import two
from lstm_viz.chapters.lesson.questions.question import (
    Question,
    Reading,
    Template,
    chosen,
    leader,
    numeric,
    unit_question,
)
from lstm_viz.chapters.lesson.questions.reading import moved_most
from lstm_viz.figures.labels import names
from lstm_viz.figures.numbers import count
from lstm_viz.figures.verdict import leaning

CLEAR = 0.05
WINDOW = 3  # forget gates in a product that one can work out in the head
LEANINGS = ("positive", "negative", "undecided")


def _sizes(at: Reading) -> tuple[int, int]:
    return at.network.n_hidden, at.network.n_inputs


def used(at: Reading) -> Question | None:
    """How often the weights were used by a word."""
    t = at.n_tokens // 2
    if t == 0:
        return None
    wrong = ("Once: each word has its own", "Never before this word")
    text = f"When the cell reads {at.word(t)}, token {t + 1}, how often has it used W_f, this time"
    because = f"One use a token, {t + 1} so far, and the numbers in W_f have not changed."
    return Question(
        "used", f"{text} included?", f"{t + 1} times", wrong, because, t, ("x", "h_prev", "f")
    )


def shape(at: Reading) -> Question | None:
    """The shape of one gate's matrix."""
    n_hidden, n_inputs = _sizes(at)
    if n_hidden == n_inputs:
        return None
    text = (
        f"h has {n_hidden} numbers, x has {n_inputs}. What is the shape of W_f over both together?"
    )
    wrong = (f"({n_inputs}, {n_hidden})", f"({n_hidden}, {n_hidden})")
    because = (
        f"It reads all {n_hidden} + {n_inputs} numbers and gives {n_hidden}, one for each unit."
    )
    return Question(
        "shape", text, f"({n_hidden + n_inputs}, {n_hidden})", wrong, because, 0, ("x", "h_prev")
    )


def all_weights(at: Reading) -> Question:
    """How many weights and biases the cell has."""
    n_hidden, n_inputs = _sizes(at)
    one = n_hidden * (n_hidden + n_inputs) + n_hidden
    text = "How many weights and biases has the cell in all?"
    wrong = (f"{one:,}", f"{4 * n_hidden * n_inputs:,}")
    because = f"One gate has {one:,}; with f, i, C̃ and o that is 4 × {one:,} = {4 * one:,}."
    return Question("all_weights", text, f"{4 * one:,}", wrong, because, 0, ("f", "i", "g", "o"))


def torch_order(_at: Reading) -> Question:
    """In which order PyTorch stacks the gates."""
    return Question(
        "torch_order",
        "In which order does PyTorch stack the four?",
        "i, f, g, o",
        ("f, i, g, o", "f, i, o, g"),
        "weight_ih and weight_hh hold the rows of i, f, g, o; g is what books call C̃.",
        0,
    )


def quarter(at: Reading) -> Question:
    """How many weights a plain RNN of the same size has."""
    n_hidden, n_inputs = _sizes(at)
    one = n_hidden * (n_hidden + n_inputs) + n_hidden
    return Question(
        "quarter",
        "A plain RNN with as many units: how many weights has it, beside this cell?",
        "A quarter",
        ("Just as many", "Half"),
        f"It has one matrix where the LSTM has four: {one:,} instead of {4 * one:,}.",
        0,
    )


def belt_factor(at: Reading) -> Question | None:
    """What a few forget gates leave of a gradient along the belt."""
    f = at.layer.f.astype(np.float64)
    if at.n_tokens < WINDOW + 1:
        return None
    windows = np.stack([f[t : t + WINDOW] for t in range(1, at.n_tokens - WINDOW + 1)])
    left, mean, least = windows.prod(axis=1), windows.mean(axis=1), windows.min(axis=1)
    score = np.minimum(least - left, mean - least)
    found = chosen(score, score >= CLEAR)
    if found is None:
        return None
    t, j = found
    gates = ", ".join(two(value) for value in windows[t, :, j])
    text = (
        f"From {at.word(t + WINDOW)} back to {at.word(t)}, unit {j + 1} meets forget gates of"
        f" {gates}. What do they leave of the gradient along the belt?"
    )
    because = f"Their product, {two(left[t, j])}: every gate takes its share."
    values = (left[t, j], mean[t, j], least[t, j])
    return numeric("belt_factor", text, values, because, t + WINDOW, ("f",))


def reaches_back(at: Reading) -> Question | None:
    """In which unit the belt keeps most of a gradient."""
    products = at.layer.f[1:].astype(np.float64).prod(axis=0)
    return unit_question(
        "reaches_back",
        f"Along the belt alone, in which unit does most of the gradient reach {at.word(0)}?",
        products,
        lambda j: f"Unit {j + 1}: its forget gates multiply to {two(products[j])}.",
        (at.n_tokens - 1, ("f",)),
    )


def cut_most(at: Reading) -> Question | None:
    """At which word the belt is cut most."""
    cuts = 1 - at.layer.f.mean(axis=1).astype(np.float64)
    cuts[0] = -1.0  # before the first word there is nothing to go back to
    found = leader(cuts)
    spelled = names(at.trace)
    if found is None or 0 in found or len({spelled[t] for t in found}) < len(found):
        return None
    right, first, second = (at.word(t) for t in found)
    t = found[0]
    because = f"There the forget gates are lowest, {two(1 - cuts[t])} on average."
    text = "At which of these words is the gradient along the belt cut most?"
    return Question("cut_most", text, right, (first, second), because, t, ("f",))


def all_open(at: Reading) -> Question:
    """What is left with all forget gates at 1."""
    return Question(
        "all_open",
        "If every forget gate stood at 1, what would be left of a gradient along the belt?",
        "All of it",
        ("Nothing", "It would explode"),
        f"1 multiplied {count(at.n_tokens - 1, 'time')} is 1: nothing is lost on the belt.",
        at.n_tokens - 1,
        ("f",),
    )


def can_vanish(at: Reading) -> Question:
    """Whether gradients can vanish in an LSTM."""
    least = float(at.layer.f[1:].min()) if at.n_tokens > 1 else float(at.layer.f.min())
    return Question(
        "can_vanish",
        "Can gradients vanish in an LSTM?",
        "Yes, where forget gates are small",
        ("No, the belt prevents it", "Only in training"),
        f"The lowest forget gate in this sentence is {two(least)}: little gets past it.",
        at.n_tokens - 1,
        ("f",),
    )


def ends(at: Reading) -> Question:
    """What the verdict is after the last word, punctuation aside."""
    spelled = [token.text for token in at.trace.tokens]
    last = max((t for t, word in enumerate(spelled) if word.isalnum()), default=at.n_tokens - 1)
    p = float(at.verdicts[last + 1])
    right = leaning(p)
    first, second = (one for one in LEANINGS if one != right)
    return Question(
        "ends",
        f"The last word is {at.word(last)}. What will the verdict be after it?",
        right,
        (first, second),
        f"It is {two(p)}, {right}; before, it was {two(at.verdicts[last])}.",
        last,
        ("h", "p_positive"),
    )


def _gate_at_turn(at: Reading, gate: str, name: str) -> Question | None:
    """Ask how a gate's mean moves at the word that moves the verdict most."""
    t = int(np.abs(np.diff(at.verdicts)).argmax())
    if t == 0:
        return None
    means = getattr(at.layer, gate).mean(axis=1)
    before, now = float(means[t - 1]), float(means[t])
    if abs(now - before) < CLEAR:
        return None
    ways = ("It opens wider", "It closes further")
    right, wrong = ways if now > before else ways[::-1]
    text = f"At {at.word(t)} the verdict moves most. What does the {name} do there, on average?"
    because = f"Its mean goes from {two(before)} at {at.word(t - 1)} to {two(now)}."
    return Question(
        f"{gate}_at_turn", text, right, (wrong, "It stays as it was"), because, t, (gate,)
    )


def forget_at_turn(at: Reading) -> Question | None:
    """What the forget gate does at the word that moves the verdict most."""
    return _gate_at_turn(at, "f", "forget gate")


def input_at_turn(at: Reading) -> Question | None:
    """What the input gate does at the word that moves the verdict most."""
    return _gate_at_turn(at, "i", "input gate")


def looking_back(at: Reading) -> Question:
    """Whether it can still look at the first word."""
    return Question(
        "looking_back",
        f"At {at.word(at.n_tokens - 1)}, what can it still know of {at.word(0)}?",
        "What C and h have carried on",
        ("All: it sees the sentence", "Nothing: it sees one word"),
        f"{count(2 * at.network.n_hidden, 'number')} are all that comes from before.",
        at.n_tokens - 1,
        ("c_prev", "h_prev"),
    )


WEIGHTS: tuple[Template, ...] = (used, shape, all_weights, quarter, torch_order)
GRADIENTS: tuple[Template, ...] = (belt_factor, cut_most, reaches_back, can_vanish, all_open)
REVIEW: tuple[Template, ...] = (ends, moved_most, forget_at_turn, input_at_turn, looking_back)
