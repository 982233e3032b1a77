"""The textbook's claims over 200 sentences of the story's form, not over its own alone.

"The NOUN was not at all NEGATIVE and quite POSITIVE.", with other nouns and adjectives. The
list was fixed before any model read it and is not chosen by what a model does with it.
"""

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
