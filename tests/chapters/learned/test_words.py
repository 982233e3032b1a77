"""The page says what its numbers say, in one short line each."""

import csv
import io
from dataclasses import replace

import numpy as np
import pytest

from lstm_viz.chapters.learned import tables, words
from lstm_viz.chapters.learned.view import Learned
from lstm_viz.core.models.path import N_CHECKPOINTS
from lstm_viz.core.trace import SentenceTrace
from tests.chapters.learned.readings import DEV, HELDOUT, facts, stories, view

ENDS = (0.5, 0.5, 0.51, 0.5, 0.48, 0.42, 0.44, 0.54, 0.78, 0.85, 0.86, 0.87)


def ending(chosen: int = N_CHECKPOINTS, ends: tuple[float, ...] = ENDS) -> Learned:
    """Return readings of one word with these verdicts."""

    def said(trace: SentenceTrace, p: float) -> SentenceTrace:
        return replace(trace, p_positive=np.array([p], np.float32))

    read = view("good", chosen)
    return replace(read, traces=tuple(map(said, read.traces, ends)))


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (1, "Untrained, the verdict is 0.50, undecided; it will end at 0.87, positive."),
        (
            6,
            "After 16,000 texts the verdict is 0.42, undecided; it began at 0.50 and ends at 0.87.",
        ),
        (12, "Shipped, the verdict is 0.87, positive; untrained it was 0.50, undecided."),
    ],
)
def test_the_lead_tells_of_the_chosen_checkpoint_and_of_both_ends(
    chosen: int, expected: str
) -> None:
    assert words.lead(ending(chosen)) == expected


def test_the_largest_step_is_named() -> None:
    assert words.turn(ending()) == (
        "The last verdict moves most between 64,000 and 128,000 texts: there it rises from 0.54 to"
        " 0.78."
    )
    early = ending(ends=(0.5, *[0.3] * 11))
    assert words.turn(early) == (
        "The last verdict moves most between the start and 1,000 texts: there it falls from 0.50"
        " to 0.30."
    )
    assert "by as much as 0.01" in words.turn(ending(ends=(0.5,) * 12))


def test_a_gain_is_told_with_its_half() -> None:
    heldout, dev = words.score_texts(facts())
    assert "50.0% come out right untrained and 62.0% shipped" in heldout
    assert "half of that gain was there after 64,000 texts" in heldout
    assert "half of that gain was there after 8,000 texts" in dev
    (flat,) = words.score_texts(facts(heldout=[0.5] * 12))
    assert "gain" not in flat


def test_what_came_first_is_told_from_the_numbers() -> None:
    assert words.order_text(facts()) == (
        "So it learned to judge film reviews before generated sentences."
    )
    assert words.order_text(facts(dev=HELDOUT, heldout=DEV)) == (
        "So it learned to judge generated sentences before film reviews."
    )
    assert "same checkpoint" in words.order_text(facts(dev=DEV, heldout=DEV))
    assert words.order_text(facts(heldout=HELDOUT)) == ""
    assert words.order_text(facts(dev=DEV, heldout=[0.5] * 12)) == ""


def test_claims_are_counted_and_chance_is_named() -> None:
    told = stories()
    assert words.claims_text(told) == (
        "Of the textbook’s 3 claims about its own sentence 0 hold untrained and 3 shipped."
    )
    assert words.claims_text(told[1:3]).endswith(
        "1 holds untrained and 2 shipped. What holds with random weights holds by chance."
    )


def test_the_stops_have_names_for_sentences_and_for_the_slider() -> None:
    named = [words.slider_label(facts(), number) for number in (1, 2, 12)]
    assert named == ["Untrained", "After 1,000 texts", "Shipped, after 1,024,000 texts"]
    assert words.stop_name(facts(), 12) == "shipped"


def test_another_model_is_mentioned_only_where_one_was_chosen() -> None:
    assert words.other_model("lstm-tiny", "lstm-tiny") == ""
    assert words.other_model("lstm-tiny", "lstm-small").startswith("Shown here is lstm-tiny")


def test_the_table_and_the_files_hold_every_checkpoint() -> None:
    table = tables.stop_table(facts(), stories())
    assert {len(column) for column in table.values()} == {N_CHECKPOINTS}
    assert table["Film reviews"][4] == "72.0%"
    rows = list(csv.DictReader(io.StringIO(tables.stops_csv(facts(), stories()).decode())))
    assert [float(row["heldout"]) for row in rows] == list(HELDOUT)
    assert [int(row["not_input"]) for row in rows] == [int(n % 4 > 1) for n in range(12)]
    read = view()
    lines = list(csv.DictReader(io.StringIO(tables.readings_csv(read).decode())))
    assert len(lines) == N_CHECKPOINTS * len(read.trace.tokens)
    found = [np.float32(line["p_positive"]) for line in lines]
    assert found == [p for trace in read.traces for p in trace.p_positive]
    assert [line["token"] for line in lines[:5]] == ["the", "movie", "was", "good", "."]
