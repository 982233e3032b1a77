"""The checkpoints, as a table and as CSV."""

from collections.abc import Iterator, Sequence

from lstm_viz.chapters.learned.view import Learned
from lstm_viz.chapters.learned.words import PARTS, held, stop_name
from lstm_viz.core.models.path import N_CHECKPOINTS, Facts
from lstm_viz.core.pairs.claims import Claim
from lstm_viz.figures.numbers import rate
from lstm_viz.figures.tables import Table, csv_bytes, single

READING_COLUMNS = ("checkpoint", "steps", "texts", "word", "token", "p_positive")


def stop_table(facts: Facts, stories: Sequence[Sequence[Claim]]) -> Table:
    """List the checkpoints with what was measured at each."""
    numbers = range(1, N_CHECKPOINTS + 1)
    return {
        "Checkpoint": [stop_name(facts, number) for number in numbers],
        "Steps": [f"{steps:,}" for steps in facts.steps],
        "Texts read": [f"{texts:,}" for texts in facts.texts],
        **{
            PARTS[part].capitalize(): [rate(share) for share in facts.scores[part]]
            for part in PARTS
            if part in facts.scores
        },
        "Claims that hold": [f"{held(claims)} of {len(claims)}" for claims in stories],
    }


def stops_csv(facts: Facts, stories: Sequence[Sequence[Claim]]) -> bytes:
    """Return a line for each checkpoint: steps, texts, the share put right, 0...1, each claim."""
    parts = [part for part in PARTS if part in facts.scores]
    head = ["checkpoint", "steps", "texts", *parts, *(claim.name for claim in stories[0])]
    lines = (
        [
            number + 1,
            facts.steps[number],
            facts.texts[number],
            *(facts.scores[part][number] for part in parts),
            *(int(claim.holds) for claim in claims),
        ]
        for number, claims in enumerate(stories)
    )
    return csv_bytes(head, lines)


def readings_csv(view: Learned) -> bytes:
    """Return a line for each checkpoint and token: the token's normal form and the verdict."""
    return csv_bytes(READING_COLUMNS, _readings(view))


def _readings(view: Learned) -> Iterator[list[object]]:
    """Yield the lines of the readings."""
    for number, trace in enumerate(view.traces):
        made = [number + 1, view.facts.steps[number], view.facts.texts[number]]
        for t, (token, p) in enumerate(zip(trace.tokens, trace.p_positive, strict=True)):
            yield [*made, t + 1, token.text, single(float(p))]
