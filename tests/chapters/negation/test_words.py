"""What is said of the textbook's claims: every number in it is counted again from the readings."""

import re

import pytest

from lstm_viz.chapters.negation import cached, words
from lstm_viz.core.pairs.claims import NAMES, Claim
from lstm_viz.core.pairs.family import Reading, Tally, tallies
from lstm_viz.ui.place import MODELS

HELD, READ = r"(all|(?:none|\d+) of) (\d+)", " sentences of the same form"
TALLY = re.compile(f"holds in {HELD}{READ}")
FAMILY = re.compile(rf"All 5 hold in {HELD} other{READ}(?:; 3 or more hold in (\w+) of them)?\.")


def made(*held: int) -> list[Reading]:
    """Make a reading for each number: so many of its claims hold."""
    return [
        Reading(
            "Made.", tuple(Claim(name, "word", 0, 0, n < n_held) for n, name in enumerate(NAMES))
        )
        for n_held in held
    ]


@pytest.mark.parametrize(
    ("held", "said"),
    [
        ((5, 5), "All 5 hold in all 2 other sentences of the same form."),
        ((5, 3), "All 5 hold in 1 of 2 {}; 3 or more hold in all of them."),
        ((4, 3, 2), "All 5 hold in none of 3 {}; 3 or more hold in 2 of them."),
        ((5, 2, 0), "All 5 hold in 1 of 3 {}; 3 or more hold in 1 of them."),
        ((2, 0), "All 5 hold in none of 2 {}; 3 or more hold in none of them."),
    ],
)
def test_a_family_is_summed_up_in_plain_words(held: tuple[int, ...], said: str) -> None:
    assert words.family_text(made(*held)) == said.format("other sentences of the same form")


@pytest.mark.parametrize(
    ("n_held", "said"), [(0, "none of 200"), (1, "1 of 200"), (143, "143 of 200"), (200, "all 200")]
)
def test_a_claim_is_said_to_hold_in_so_many_sentences(n_held: int, said: str) -> None:
    told = words.tally_text(Tally("not_input", n_held, 200))
    assert told == f"holds in {said} sentences of the same form"


def number(said: str, whole: int) -> int:
    """Read back a number that may be a word."""
    first = said.removesuffix(" of")
    return {"all": whole, "none": 0}[first] if first.isalpha() else int(first)


@pytest.mark.parametrize("model", MODELS)
def test_what_is_said_of_a_model_can_be_counted_in_its_readings(model: str) -> None:
    family = cached.family_of(model)
    for place, tally in enumerate(tallies(family)):
        found = TALLY.fullmatch(words.tally_text(tally))
        assert found
        assert number(found[1], 200) == sum(one.claims[place].holds for one in family)
        assert found[2] == "200"
    summary = FAMILY.fullmatch(words.family_text(family))
    assert summary
    held = [sum(claim.holds for claim in one.claims) for one in family]
    assert number(summary[1], 200) == held.count(5)
    assert number(summary[3] or "all", 200) == sum(n_held >= 3 for n_held in held)


@pytest.mark.parametrize("model", MODELS)
def test_the_story_is_said_to_hold_as_far_as_its_badges_do(model: str) -> None:
    story = cached.story_of(model)
    n_held = sum(claim.holds for claim in story)
    assert re.match(rf"{n_held} of the 5 claims holds? in this model", words.story_text(story))
    one = words.story_text(made(1)[0].claims)
    assert one == "1 of the 5 claims holds in this model’s reading of the textbook’s sentence."


def test_every_claim_has_its_words() -> None:
    assert list(words.CLAIMS) == list(words.SHORT) == list(NAMES)
    assert len(set(words.SHORT.values())) == len(NAMES)
