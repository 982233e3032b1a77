"""Ready sentences to start from, by what they show."""

from collections.abc import Mapping

# What the models say to each is on the screen, not here; the last theme's sentences mean
# the opposite of their words.
EXAMPLES: Mapping[str, tuple[str, ...]] = {
    "Negation": (
        "The movie was not at all boring and quite enjoyable.",
        "The film was not bad.",
        "I don't think this is a good film.",
    ),
    "Contrast": (
        "The food was cold, but the waiters were wonderful.",
        "Although the plot is thin, the actors are superb.",
        "It used to be a great place, now it is dirty and loud.",
    ),
    "Long distance": (
        "I don't think, all things considered, that anybody would call this a good idea.",
        "The hotel that my brother, who travels a lot, had praised for years was awful.",
    ),
    "Neutral": (
        "The train leaves at nine and arrives at noon.",
        "The film is about a man who moves to another town.",
    ),
    "Sarcasm: says one thing, means the other": (
        "Great, another two hours of my life I will never get back.",
        "A masterpiece, if you love watching paint dry.",
    ),
}

# Sentences and what people mean by them, to see where a model goes wrong: irony, facts of
# the world, comparison, and a few it ought to manage.
MEANT: tuple[tuple[str, str], ...] = (
    ("The movie was boring.", "negative"),
    ("The film was not bad.", "positive"),
    ("I don't think this is a good film.", "negative"),
    ("Great, another two hours of my life I will never get back.", "negative"),
    ("A masterpiece, if you love watching paint dry.", "negative"),
    ("The hotel was so clean that the cockroaches wore slippers.", "negative"),
    ("Our flight was only nine hours late.", "negative"),
    ("I laughed until I cried.", "positive"),
    ("This phone is worse than the one it replaces.", "negative"),
    ("You could do much worse than this restaurant.", "positive"),
)
