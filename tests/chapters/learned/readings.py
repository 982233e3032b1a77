"""Twelve networks that nobody trained, as checkpoints of a made-up run: for units, never shown."""

from collections.abc import Sequence

from lstm_viz.chapters.learned.view import Learned
from lstm_viz.core.models.path import N_CHECKPOINTS, Facts
from lstm_viz.core.pairs.claims import Claim, ClaimName
from lstm_viz.core.record import record_sentence
from tests.random_models import random_model

DEV = (0.5, 0.5, 0.52, 0.6, 0.72, 0.8, 0.82, 0.82, 0.83, 0.83, 0.84, 0.84)
HELDOUT = (0.5, 0.51, 0.5, 0.51, 0.52, 0.5, 0.54, 0.56, 0.58, 0.6, 0.61, 0.62)
TEXTS = (0, *(1000 * 2**n for n in range(11)))
NAMES: tuple[ClaimName, ...] = ("not_forget", "not_input", "boring_input")


def facts(**scores: Sequence[float]) -> Facts:
    """Return what was measured in a made-up run."""
    found = scores or {"dev": DEV, "heldout": HELDOUT}
    steps = tuple(number // 4 for number in TEXTS)
    return Facts(steps, TEXTS, {part: tuple(values) for part, values in found.items()})


def view(text: str = "The movie was good .", chosen: int = N_CHECKPOINTS) -> Learned:
    """Return a text read by all twelve."""
    traces = tuple(record_sentence(random_model(seed), text) for seed in range(N_CHECKPOINTS))
    return Learned(facts(), traces, chosen)


def stories() -> tuple[tuple[Claim, ...], ...]:
    """Return claims of which none holds at first, then one, two, three, and over again."""
    return tuple(
        tuple(Claim(name, "not", 0.5, 0.5, k < number % 4) for k, name in enumerate(NAMES))
        for number in range(N_CHECKPOINTS)
    )
