"""What is changed in each chapter: one thing, with a guess about it first, and what came of it."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from lstm_viz.chapters.lesson.questions import Question, Reading
from lstm_viz.core.gradients.filler_text import FILLERS
from lstm_viz.core.surgery.operate import Clamp, operate, perfect_memory
from lstm_viz.core.trace import SentenceTrace
from lstm_viz.figures.labels import numbered
from lstm_viz.figures.numbers import count
from lstm_viz.figures.verdict import leaning
from lstm_viz.ui.place import MODELS

LEANINGS = ("positive", "negative", "undecided")
GOOD = "The film is good."
SLOW = "The plot is slow but the ending is superb."
N_FILLER, N_LONG = 60, 168
ReadBy = Callable[[str, str], Reading]  # a model's name and a text
ENDS = "What will the verdict be after the last word?"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is changed.

    Attributes:
        intro: what is changed.
        question: the guess.
        after: what else came of it, told after the guess.
        shows: the changed reading, a model's name and a text, for the player to show after the
            guess; None where no model read it as it is.
    """

    intro: str
    question: Question
    after: tuple[str, ...] = ()
    shows: tuple[str, str] | None = None


def change(number: int, reading: Reading, read: ReadBy) -> Change:
    """Return what is changed in a chapter.

    Args:
        number: the chapter's, from 1.
        reading: the chapter's reading.
        read: records how a model, by name, reads a text.
    """
    return _CHANGES[number - 1](reading, read)


def _ends(key: str, trace: SentenceTrace, before: float, step: int) -> Question:
    """Ask where a changed reading ends."""
    p = float(trace.p_positive[-1])
    right = leaning(p)
    first, second = (one for one in LEANINGS if one != right)
    because = f"It ends at {p:.2f}, {right}; before the change it was {before:.2f}."
    return Question(key, ENDS, right, (first, second), because, step)


def _other_model(reading: Reading, read: ReadBy) -> Change:
    name = next(one for one in MODELS if one != reading.trace.model)
    other = read(name, reading.trace.text)
    intro = (
        f"Another LSTM, trained in the same way, has {count(other.network.n_hidden, 'unit')}"
        f" instead of {reading.network.n_hidden}. It reads the same sentence."
    )
    here = float(reading.trace.p_positive[-1])
    question = _ends("other_model", other.trace, here, len(other.trace.tokens) - 1)
    return Change(intro, question, shows=(name, reading.trace.text))


def _washed_out(reading: Reading, read: ReadBy) -> Change:
    rnn = reading.trace.model.replace("lstm", "rnn")
    text = " ".join([GOOD, *FILLERS["story"].split()[:N_FILLER]])
    alone, long = (read(rnn, one).trace for one in (GOOD, text))
    lstm = read(reading.trace.model, text).trace
    intro = f"A plain RNN of the same size reads “{GOOD}” and then {N_FILLER} neutral words."
    question = _ends("washed_out", long, float(alone.p_positive[-1]), len(long.tokens) - 1)
    kept = leaning(float(lstm.p_positive[-1])) == "positive"
    verb = "has kept the good film" if kept else "has not kept the good film either"
    after = f"On the same words the LSTM ends at {lstm.p_positive[-1]:.2f}: it {verb}."
    the = read(rnn, " ".join([GOOD, *["the"] * N_FILLER])).trace
    other = f"With “the” {N_FILLER} times instead, the RNN ends at {the.p_positive[-1]:.2f}."
    return Change(intro, question, (after, other))


def _never_forget(reading: Reading, read: ReadBy) -> Change:
    words = reading.trace.text.split()
    text = " ".join((words * N_LONG)[:N_LONG])
    trace = read(reading.trace.model, text).trace
    n_words = len(trace.tokens)
    held = operate(reading.network, trace, [perfect_memory(0)])
    before, after = (float(np.abs(one.lstm().c).max()) for one in (trace, held))
    intro = (
        f"Hold every forget gate at 1, so that nothing is ever erased, and read {n_words} tokens:"
        " the sentence again and again."
    )
    answers = (
        "The numbers in it grow and grow",
        "They stay as large as they were",
        "They become smaller",
    )
    ratio = after / before
    right = answers[0] if ratio > 1 + _CLEAR else answers[2] if ratio < 1 - _CLEAR else answers[1]
    first, second = (one for one in answers if one != right)
    slope = float(1 - np.tanh(np.abs(held.lstm().c).max(axis=1)[-1]) ** 2)
    because = (
        f"The largest |C| is {after:.1f} instead of {before:.1f}. There tanh is flat, its slope"
        f" {slope:.2f}: a memory that keeps everything can hardly show what is new."
    )
    asked = "What becomes of the cell state?"
    return Change(intro, Question("never_forget", asked, right, (first, second), because, 0))


_CLEAR = 0.1


def _turn_f(_reading: Reading, _read: ReadBy) -> Change:
    intro = "Your numbers now: a memory of three units, and three forget gates at 1, 0.7 and 0.2."
    asked = "How much of the third unit’s 0.50 is kept?"
    because = "0.20 × 0.50 = 0.10: a gate of 0.2 keeps a fifth. Turn the valves and watch."
    return Change(intro, Question("turn_f", asked, "0.10", ("0.40", "0.70"), because, 1))


def _turn_i(_reading: Reading, read: ReadBy) -> Change:
    intro = (
        "Your numbers now: input gates 0.9, 0.1, 0.5 meet candidates 0.8, −0.3, 0.5."
        " The first unit gets 0.72."
    )
    asked = "What is written to the second unit?"
    because = "0.10 × −0.30 = −0.03: the gate is nearly shut, so hardly anything is written."
    question = Question("turn_i", asked, "−0.03", ("−0.30", "−0.20"), because, 1)
    return Change(intro, question, tuple(_held_open(name, read) for name in MODELS))


def _held_open(name: str, read: ReadBy) -> str:
    """Tell what happens to a model whose input gate is held open."""
    one = read(name, SLOW)
    held = operate(one.network, one.trace, [Clamp("i", 1.0)])
    return (
        f"In the real model with {count(one.network.n_hidden, 'unit')}, the input gate held wide"
        f" open at every word of “{SLOW}” moves the last verdict from"
        f" {one.trace.p_positive[-1]:.2f} to {held.p_positive[-1]:.2f}."
    )


def _turn_both(_reading: Reading, _read: ReadBy) -> Change:
    intro = "Your numbers now: forget gates 1, 0.7, 0.2; written are 0.72, −0.03 and 0.25."
    asked = "The first unit held 0.80. What does it hold now?"
    because = "1.00 × 0.80 + 0.72 = 1.52: all is kept and more is added. It may exceed 1."
    return Change(intro, Question("turn_both", asked, "1.52", ("0.72", "0.80"), because, 1))


def _turn_o(_reading: Reading, _read: ReadBy) -> Change:
    intro = "Your numbers now: the memory stays as it is, and you turn the output gates."
    asked = "Shut an output gate. What happens to that unit’s number in the cell state?"
    wrong = ("It is erased", "It is halved")
    because = "The output gate only hides. C is the same, h is 0, and the next word finds C whole."
    return Change(
        intro, Question("turn_o", asked, "Nothing: it is only not shown", wrong, because, 1)
    )


def _more_weights(reading: Reading, read: ReadBy) -> Change:
    other = read(next(one for one in MODELS if one != reading.trace.model), GOOD).network
    here, there = (_n_weights(one.n_hidden, one.n_inputs) for one in (reading.network, other))
    intro = (
        f"This model has {reading.network.n_hidden} units, word vectors of"
        f" {reading.network.n_inputs} numbers, and {here:,} weights and biases in its cell."
    )
    asked = (
        f"The other has {count(other.n_hidden, 'unit')} and vectors of {other.n_inputs} numbers."
        " How many weights and biases has its cell?"
    )
    by_units = here * other.n_hidden // reading.network.n_hidden
    wrong = (f"{by_units:,}", f"{there // 4:,}")
    because = (
        f"4 × ({other.n_hidden} × ({other.n_hidden} + {other.n_inputs}) + {other.n_hidden}) ="
        f" {there:,}: the matrix over h grows with the square of the units."
    )
    return Change(intro, Question("more_weights", asked, f"{there:,}", wrong, because, 0))


def _n_weights(n_hidden: int, n_inputs: int) -> int:
    return 4 * (n_hidden * (n_hidden + n_inputs) + n_hidden)


def _longer_way(reading: Reading, read: ReadBy) -> Change:
    text = " ".join([GOOD, *FILLERS["story"].split()[:N_FILLER]])
    f = read(reading.trace.model, text).trace.lstm().f
    products = f[1:].astype(np.float64).prod(axis=0)
    best = int(products.argmax())
    share, steady = float(products[best]), 0.9 ** (len(f) - 1)
    intro = (
        f"Stretch the way: “{GOOD}” and {N_FILLER} neutral words. Along the belt, the gradient"
        f" meets {len(f) - 1} forget gates on its way back to the first word."
    )
    asked = "If each of these forget gates stood at 0.9, what would be left of the gradient?"
    right = f"less than {_above(steady)}%"
    because = (
        f"0.9 multiplied {len(f) - 1} times is {steady:.4f}. In this model the forget gates differ"
        f" from word to word; the unit that keeps most, unit {best + 1}, has {share:.2g} left."
    )
    return Change(intro, Question("longer_way", asked, right, ("90%", "about half"), because, 0))


def _above(share: float) -> str:
    """Return the next whole percent, or tenth of one, above a share."""
    percent = 100 * share
    return f"{np.ceil(percent):.0f}" if percent > 1 else f"{np.ceil(10 * percent) / 10:.1f}"


def _left_out(reading: Reading, read: ReadBy) -> Change:
    trace = reading.trace
    verdicts = np.concatenate([[trace.p_before], trace.p_positive])
    turn = int(np.abs(np.diff(verdicts)).argmax())
    token = trace.tokens[turn]
    text = trace.text[: token.start] + trace.text[token.end :]
    other = read(trace.model, text).trace
    intro = f"Leave one word out: {numbered(trace, turn)}, which moved the verdict most."
    before = float(trace.p_positive[-1])
    question = _ends("left_out", other, before, max(0, len(other.tokens) - 1))
    return Change(intro, question, shows=(trace.model, text) if other.tokens else None)


_CHANGES = (
    _other_model,
    _washed_out,
    _never_forget,
    _turn_f,
    _turn_i,
    _turn_both,
    _turn_o,
    _more_weights,
    _longer_way,
    _left_out,
)
