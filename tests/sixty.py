"""Sentences to read as an editor would: short, long, shouted, foreign, unknown, awkward."""

from tests.awkward import AWKWARD

REVIEWS = (
    "The movie was not at all boring and quite enjoyable.",
    "Although the plot is not new, it is quite enjoyable.",
    "good",
    "bad",
    "OK",
    "!!!",
    "the the the the the the the the",
    "good good good good good good good good",
    "bad bad bad bad bad bad bad bad",
    "not not not not",
    "great great terrible terrible great",
    "THE WORST DAY OF MY LIFE",
    "THE Best DAY",
    "My favourite film of the year",
    "This film is great",
    "This film is terrible",
    "I did not like it",
    "I did not dislike it",
    "never boring",
    "never good",
    "It's not that bad, really.",
    "I can't say I hated it.",
    "wasn't it good?",
    "A masterpiece.",
    "A waste of time!",
    "0/10",
    "10/10 would watch again",
    "What a wonderful, moving, funny film!",
    "Terrible acting, terrible script, terrible everything.",
    "The acting was fine, but the story was dull and far too long.",
    "Even though I expected nothing, I was still disappointed.",
    "It has its moments.",
    "Mixed feelings: good start, bad end.",
    "Un film vraiment magnifique et drôle",
    "Ce film est nul",
    "qwzzt blorft zzz",
    "It was neither funny nor sad.",
    "Nobody could call this a dull film.",
    "If only the second half were as good as the first!",
    "I laughed. I cried. I left early.",
    "Not a single good joke in two hours.",
    "https://example.org/" + "a" * 200 + " is a great film",
    "The film starts slowly and for the first half hour nothing much seems to happen, but then the"
    " story takes hold, the actors find their voices, and by the end I was moved to tears by one of"
    " the most beautiful and honest portraits of friendship I have seen.",
)
SIXTY = REVIEWS + tuple(
    text for name, text in AWKWARD.items() if name not in {"empty", "white space", "5,000 words"}
)
