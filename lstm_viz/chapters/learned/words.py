"""What the page on training says in sentences made from the numbers: show them with `st.text`."""

from collections.abc import Sequence

import numpy as np

from lstm_viz.chapters.learned.view import FIRST, Learned, half_way
from lstm_viz.core.models.path import N_CHECKPOINTS, Facts
from lstm_viz.core.pairs.claims import Claim
from lstm_viz.figures.numbers import count, rate
from lstm_viz.figures.verdict import leaning, moved, printed

PARTS = {  # what was measured, in the order in which it is shown
    "heldout": "generated sentences, held out",
    "dev": "film reviews",
    "everyday": "everyday sentences",
}
_OF = {
    "heldout": "generated sentences that it was never trained on",
    "dev": "whole sentences from film reviews",
    "everyday": "everyday sentences",
}
LEAST_GAIN = 0.01  # a smaller change of a score is none to speak of


def stop_name(facts: Facts, number: int) -> str:
    """Name a checkpoint, from 1, inside a sentence: "untrained", "after 4,096 texts", "shipped"."""
    if number == FIRST:
        return "untrained"
    return "shipped" if number == N_CHECKPOINTS else after(facts, number)


def slider_label(facts: Facts, number: int) -> str:
    """Name a checkpoint on the slider."""
    if number == N_CHECKPOINTS:
        return f"Shipped, {after(facts, number)}"
    return stop_name(facts, number).capitalize()


def after(facts: Facts, number: int) -> str:
    """Say how many texts were read before a checkpoint, from 1: "after 4,096 texts"."""
    return f"after {count(facts.texts[number - 1], 'text')}"


def lead(view: Learned) -> str:
    """Say what the chosen checkpoint makes of the text, and what the first and the last do.

    Args:
        view: the readings of at least one token.
    """
    first, now, last = (view.ends[k - 1] for k in (FIRST, view.chosen, N_CHECKPOINTS))
    if view.chosen == FIRST:
        return f"Untrained, the verdict is {_said(now)}; it will end at {_said(last)}."
    if view.chosen == N_CHECKPOINTS:
        return f"Shipped, the verdict is {_said(now)}; untrained it was {_said(first)}."
    when = after(view.facts, view.chosen).capitalize()
    return f"{when} the verdict is {_said(now)}; it began at {first:.2f} and ends at {last:.2f}."


def _said(p: float) -> str:
    """Write a verdict with its name."""
    return f"{p:.2f}, {leaning(p)}"


def turn(view: Learned) -> str:
    """Say between which two checkpoints the last verdict moved most.

    Args:
        view: the readings of at least one token.
    """
    ends = [printed(p) for p in view.ends]
    k = int(np.argmax(np.abs(np.diff(ends))))
    if ends[k] == ends[k + 1]:
        return "From no checkpoint to the next does the last verdict move by as much as 0.01."
    start = f"{view.facts.texts[k]:,}" if k else "the start"
    end = count(view.facts.texts[k + 1], "text")
    return (
        f"The last verdict moves most between {start} and {end}: there it"
        f" {moved(ends[k], ends[k + 1])}."
    )


def score_texts(facts: Facts) -> list[str]:
    """Say of each part that was measured how it rose, and when half of the gain was there."""
    return [_score(facts, part) for part in PARTS if part in facts.scores]


def _score(facts: Facts, part: str) -> str:
    """Say it of one part."""
    values = facts.scores[part]
    first, last = values[0], values[-1]
    said = f"Of the {_OF[part]}, {rate(first)} come out right untrained and {rate(last)} shipped"
    if last - first < LEAST_GAIN:
        return f"{said}."
    return f"{said}; half of that gain was there {after(facts, half_way(values))}."


def order_text(facts: Facts) -> str:
    """Say which came first, the words' own tone or what turns it; "" where that cannot be told."""
    if not {"dev", "heldout"} <= set(facts.scores):
        return ""
    rises = [facts.scores[part] for part in ("dev", "heldout")]
    if any(values[-1] - values[0] < LEAST_GAIN for values in rises):
        return ""
    reviews, generated = map(half_way, rises)
    if reviews == generated:
        return "Both were half learned at the same checkpoint."
    first, then = ("film reviews", "generated sentences")[:: 1 if reviews < generated else -1]
    return f"So it learned to judge {first} before {then}."


def claims_text(stories: Sequence[Sequence[Claim]]) -> str:
    """Say how many of the textbook's claims hold at the first and at the last checkpoint."""
    first, last = (held(claims) for claims in (stories[0], stories[-1]))
    by_chance = " What holds with random weights holds by chance." if first else ""
    return (
        f"Of the textbook’s {len(stories[0])} claims about its own sentence {first} hold"
        f"{'s' if first == 1 else ''} untrained and {last} shipped.{by_chance}"
    )


def held(claims: Sequence[Claim]) -> int:
    """Count the claims that hold."""
    return sum(claim.holds for claim in claims)


def other_model(shown: str, chosen: str) -> str:
    """Say that another model is shown than the one chosen elsewhere; "" where it is not.

    Args:
        shown: the model whose training was kept.
        chosen: the one that the reader chose.
    """
    if shown == chosen:
        return ""
    return f"Shown here is {shown}, whatever model you chose elsewhere: only its training was kept."
