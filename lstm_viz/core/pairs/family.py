"""The textbook's claims over 200 sentences of the story's form, not over its own alone.

"The NOUN was not at all NEGATIVE and quite POSITIVE.", with other nouns and adjectives. The
list was fixed before any model read it and is not chosen by what a model does with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from lstm_viz.core.network import Network
from lstm_viz.core.pairs.claims import NAMES, STORY, Claim, ClaimName, Places, claims_at, claims_of
from lstm_viz.core.record import record_sentence

# Each noun is read with half of the adjectives, in turn: 20 nouns times 10 pairs.
NOUNS = (
    "movie",
    "book",
    "hotel",
    "meal",
    "trip",
    "game",
    "lecture",
    "concert",
    "teacher",
    "play",
    "course",
    "party",
    "tour",
    "exhibition",
    "speech",
    "evening",
    "festival",
    "visit",
    "interview",
    "walk",
)
ADJECTIVES = (  # negative, positive
    ("repetitive", "entertaining"),
    ("dull", "gripping"),
    ("pretentious", "charming"),
    ("tedious", "amusing"),
    ("grim", "pleasant"),
    ("disappointing", "appealing"),
    ("drab", "lively"),
    ("tiring", "stimulating"),
    ("laborious", "rewarding"),
    ("depressing", "comforting"),
    ("uneventful", "memorable"),
    ("confusing", "informative"),
    ("unremarkable", "impressive"),
    ("forgettable", "striking"),
    ("awkward", "delightful"),
    ("boring", "engrossing"),
    ("unconvincing", "interesting"),
    ("bland", "intriguing"),
    ("ponderous", "enjoyable"),
    ("gloomy", "enchanting"),
)
PAIRS_OF_A_NOUN = len(ADJECTIVES) // 2


def _sentences() -> tuple[str, ...]:
    """Make the family: noun n with the pairs from n on, round the list."""
    chosen = [
        (noun, *ADJECTIVES[(first + step) % len(ADJECTIVES)])
        for first, noun in enumerate(NOUNS)
        for step in range(PAIRS_OF_A_NOUN)
    ]
    return tuple(
        f"The {noun} was not at all {negative} and quite {positive}."
        for noun, negative, positive in chosen
    )


FAMILY = _sentences()
PLACES = Places(3, 6, 9)  # of "not", the negative and the positive adjective
EXAMPLE = "example"


@dataclass(frozen=True, slots=True)
class Reading:
    """One sentence of the family and the five claims, measured in a model's reading of it."""

    text: str
    claims: tuple[Claim, ...]

    @property
    def n_held(self) -> int:
        """How many of the claims hold."""
        return sum(claim.holds for claim in self.claims)


@dataclass(frozen=True, slots=True)
class Tally:
    """In how many sentences of the family a claim holds.

    Attributes:
        name: which claim.
        n_held: sentences in which it holds.
        n_read: sentences that were read.
    """

    name: ClaimName
    n_held: int
    n_read: int


def read_family(network: Network) -> tuple[Reading, ...]:
    """Let a model read the family and measure the claims in every sentence.

    Args:
        network: an LSTM that reads words and gives a verdict.

    Raises:
        InputError: it is another kind of network.
    """
    head = network.verdict_head().weight
    return tuple(
        Reading(text, claims_at(record_sentence(network, text), head, PLACES)) for text in FAMILY
    )


def tallies(readings: Sequence[Reading]) -> tuple[Tally, ...]:
    """Count for each claim in how many of the readings it holds, in the order of `NAMES`."""
    held = [claim.name for one in readings for claim in one.claims if claim.holds]
    return tuple(Tally(name, held.count(name), len(readings)) for name in NAMES)


def share_held(network: Network) -> dict[str, float]:
    """Return how often each claim holds over the family, for one who trains.

    Args:
        network: as for `read_family`.

    Returns:
        By the claim's name the share of the family in which it holds, 0...1; under `EXAMPLE` how
        many of the five hold in the story's own sentence, 0...5.

    Raises:
        InputError: as for `read_family`.
    """
    shares: dict[str, float] = {
        one.name: one.n_held / one.n_read for one in tallies(read_family(network))
    }
    story = claims_of(record_sentence(network, STORY), network.verdict_head().weight)
    return shares | {EXAMPLE: float(sum(claim.holds for claim in story))}
