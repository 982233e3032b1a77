"""Which word each method names, and where the methods disagree; by hand."""

from dataclasses import replace

import numpy as np
import pytest

from lstm_viz.chapters.attribution import words
from lstm_viz.chapters.attribution.view import (
    AttributionView,
    default_phrase,
    favourite,
    most_disputed,
    named,
)
from lstm_viz.chapters.attribution.words import agreement, lead
from tests.chapters.attribution.test_charts import view_of


def made_by_hand() -> AttributionView:
    view = view_of()
    places = np.arange(len(view.trace.tokens))
    sign = 1 if view.should > 0 else -1
    rows = [
        replace(
            row, scores=0.1 * sign * (places == first), order=np.roll(places, -first), area=area
        )
        for row, first, area in zip(
            view.methods, (3, 5, 5, 2, 5, 3, 1), (0.5, 0.4, 0.3, 0.2, 0.6, 0.7, 0.8), strict=True
        )
    ]
    rows[1] = replace(rows[1], scores=rows[1].scores + 2 * (places == 4))
    rows[4] = replace(rows[4], scores=rows[4].scores - 1 * (places == 4))
    return replace(view, methods=tuple(rows))


def test_favourite_dispute_and_deletion_by_hand() -> None:
    made = made_by_hand()
    rows = made.methods
    assert favourite(made) == 5
    assert default_phrase(made) == (5, 7)
    word, most, least = most_disputed(made)
    assert (word, most.name, least.name) == (4, rows[1].name, rows[4].name)
    said = words.tested(replace(made, random_area=0.65))
    assert f"in the order of {rows[3].title} undoes the verdict fastest (area 0.20)" in said
    assert "in that of the ledger’s split slowest (0.80); a random order has 0.65." in said
    assert said.endswith("No better than random: contextual decomposition and the ledger’s split.")
    assert made.reach == pytest.approx(0.1)
    assert made.beyond == {rows[1].name: 2.0, rows[4].name: -1.0}


@pytest.mark.parametrize("verdict", [1, -1])
def test_a_method_to_which_no_word_supports_the_verdict_names_none(verdict: int) -> None:
    view = view_of()
    words = len(view.trace.tokens)
    against, neither = np.full(words, -0.5 * verdict), np.zeros(words)
    rows = [replace(row, scores=-against, order=np.arange(words)) for row in view.methods]
    rows[1:3] = replace(rows[1], scores=neither), replace(rows[2], scores=against)
    made = replace(view, methods=tuple(rows), should=float(verdict))
    assert [named(made, row) for row in rows] == [0, None, None, 0, 0, 0, 0]
    assert agreement(made).endswith("first; masking and gradient × input name no word.")
    nobody = replace(made, methods=tuple(replace(row, scores=neither) for row in rows))
    assert favourite(nobody) is None
    assert default_phrase(nobody) == (1, 2)
    assert agreement(nobody).startswith("No method finds a word that")
    way, on = ("up", "rises") if verdict > 0 else ("down", "falls")
    assert lead(nobody).startswith(f"No single word holds the verdict {way}: whichever is left")
    assert lead(nobody).endswith(f"or {on}.")
