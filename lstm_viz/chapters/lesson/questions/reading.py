"""Chapter 1, reading one word at a time; chapter 2, why a plain RNN forgets."""

import numpy as np

from lstm_viz.chapters.lesson.arithmetic import two
from lstm_viz.chapters.lesson.questions.question import (
    Question,
    Reading,
    Template,
    leader,
    numeric,
)
from lstm_viz.figures.labels import names
from lstm_viz.figures.numbers import count, fixed
from lstm_viz.figures.verdict import moved, printed

CLEAR = 0.05
FACTOR, GROWTH, MOST_STEPS = 0.9, 1.5, 12


def direction(at: Reading) -> Question | None:
    """What the verdict does at the word that moves it most."""
    changes = np.diff(at.verdicts)
    t = int(np.abs(changes).argmax())
    before, after = at.verdicts[t], at.verdicts[t + 1]
    if abs(printed(after) - printed(before)) < CLEAR:
        return None
    ways = ("It rises", "It falls")
    right, wrong = ways if after > before else ways[::-1]
    text = f"When the cell reads {at.word(t)}, what happens to the verdict?"
    because = f"At {at.word(t)} the verdict {moved(before, after)}."
    return Question(
        "direction", text, right, (wrong, "It hardly moves"), because, t, ("h", "p_positive")
    )


def handed_on(at: Reading) -> Question:
    """What goes on from one word to the next."""
    n_hidden = at.network.n_hidden
    text = f"After {at.word(0)}, what does the cell hand on to the next word?"
    right = f"Two rows of {n_hidden} numbers, C and h"
    wrong = ("The word itself", "All words read so far")
    because = f"Whatever it knows is in these {count(2 * n_hidden, 'number')}; the words are gone."
    return Question("handed_on", text, right, wrong, because, 0, ("c", "h"))


def so_far(at: Reading) -> Question | None:
    """The verdict in the middle of the sentence."""
    verdicts = at.verdicts[1:]
    gaps = np.minimum(np.abs(verdicts[1:-1] - verdicts[-1]), np.abs(np.diff(verdicts))[:-1])
    if not gaps.size:
        return None
    t = int(gaps.argmax()) + 1
    text = f"If the sentence ended right after {at.word(t)}, what would the verdict be?"
    because = f"After each word there is a verdict; after {at.word(t)} it is {two(verdicts[t])}."
    values = (verdicts[t], verdicts[-1], verdicts[t - 1])
    return numeric("so_far", text, values, because, t, ("p_positive",))


def moved_most(at: Reading) -> Question | None:
    """Which word moves the verdict most."""
    changes = np.abs(np.diff(at.verdicts))
    found = leader(changes)
    spelled = names(at.trace)
    if found is None or len({spelled[t] for t in found}) < len(found):
        return None
    right, first, second = (at.word(t) for t in found)
    t = found[0]
    because = (
        f"At {right} it {moved(at.verdicts[t], at.verdicts[t + 1])}, further than at any other."
    )
    text = "Which word moves the verdict furthest?"
    return Question("moved_most", text, right, (first, second), because, t, ("p_positive",))


def at_start(_at: Reading) -> Question:
    """What the hidden state is before the first word."""
    return Question(
        "at_start",
        "What is the hidden state before the first word?",
        "All zeros",
        ("The first word’s vector", "What was left after training"),
        "Nothing has been read, so there is nothing to carry: every sentence starts from zeros.",
        0,
        ("h_prev",),
    )


def shrinks(at: Reading) -> Question | None:
    """What is left of a gradient after many factors below one."""
    n_steps = at.n_tokens - 1
    left = FACTOR**n_steps
    text = (
        f"Going back through this sentence takes {count(n_steps, 'step')}. If each multiplies the"
        f" gradient by {FACTOR}, how much is left?"
    )
    because = f"{FACTOR} multiplied {count(n_steps, 'time')} by itself is {fixed(left, 3)}."
    return numeric("shrinks", text, (left, FACTOR, FACTOR**2), because, at.n_tokens - 1, ())


def explodes(at: Reading) -> Question | None:
    """How far a gradient grows with factors above one."""
    n_steps = min(at.n_tokens - 1, MOST_STEPS)
    grown, added = GROWTH**n_steps, GROWTH * n_steps
    if n_steps < 4:  # noqa: PLR2004 - below, adding and multiplying come to nearly the same
        return None
    text = f"If each of {n_steps} steps multiplied the gradient by {GROWTH}, it would become …"
    because = f"{GROWTH} multiplied {n_steps} times is {grown:.1f}: it explodes."
    answers = (f"{grown:.1f} times as long", f"{added:.1f} times as long", "1.5 times as long")
    return Question("explodes", text, answers[0], answers[1:], because, at.n_tokens - 1)


def overwritten(at: Reading) -> Question:
    """What becomes of a plain RNN's state at each word."""
    return Question(
        "overwritten",
        f"When a plain RNN reads {at.word(at.n_tokens - 1)}, what becomes of its hidden state?",
        "All of it is made anew",
        ("Something is added to it", "A gate keeps part of it"),
        "h = tanh(W x + U h + b) replaces the old h at every word; nothing shields a unit.",
        at.n_tokens - 1,
    )


def hardest(at: Reading) -> Question:
    """Which words a plain RNN learns least from."""
    first = at.word(0)
    return Question(
        "hardest",
        "The verdict comes at the end. From which words does a plain RNN learn least?",
        f"From early ones like {first}",
        ("From the last ones", "From the longest ones"),
        f"Between {first} and the end lie {count(at.n_tokens - 1, 'factor')}; each may shrink it.",
        at.n_tokens - 1,
    )


def clipping(at: Reading) -> Question:
    """Whether clipping brings back what vanished."""
    return Question(
        "clipping",
        "Does clipping gradients help against vanishing?",
        "No, it only shortens long ones",
        ("Yes, all get the same length", "Yes, if the limit is low"),
        "Clipping bounds what is too long. What has become nearly zero stays nearly zero.",
        at.n_tokens - 1,
    )


READING: tuple[Template, ...] = (direction, handed_on, so_far, moved_most, at_start)
FORGETTING: tuple[Template, ...] = (shrinks, overwritten, explodes, hardest, clipping)
