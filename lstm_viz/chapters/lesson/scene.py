"""A chapter on a sentence: which reading it is told with, and what is asked at which stage."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lstm_viz.chapters.lesson.chapters import Chapter, chapter_of
from lstm_viz.chapters.lesson.questions import Question, Reading, Worked, blanks, questions
from lstm_viz.figures.labels import quoted
from lstm_viz.ui.place import DEFAULT_SENTENCE

STAGES = ("Guess", "Watch", "See", "Why", "Change", "Check", "Keep")
GUESS, WATCH, SEE, WHY, CHANGE, CHECK, KEEP = range(1, len(STAGES) + 1)
GAPS = "abcd"  # slots of the receipts' gaps
OTHER_SENTENCE = "The plot is slow but the ending is superb."
LEAST_WORDS = 4
LEAST_ASKED = 2
BACK = 2  # a chapter's questions come again so many chapters later
Read = Callable[[str], Reading]


@dataclass(frozen=True, slots=True)
class Scene:
    """A chapter with its reading and its questions.

    Attributes:
        number: the chapter's, from 1.
        reading: the reading it is told with.
        is_own: whether that is of the reader's own sentence.
        note: why it is not; "" if it is.
        asked: the questions by slot: g the guess, s what was seen, q and r at the end, u and v
            those that come again, about another sentence.
        receipts: worked receipts, with more and more gaps.
    """

    number: int
    reading: Reading
    is_own: bool
    note: str
    asked: Mapping[str, Question]
    receipts: tuple[Worked, ...]

    @property
    def chapter(self) -> Chapter:
        """The chapter's own words."""
        return chapter_of(self.number)

    @property
    def step(self) -> int:
        """The word that the chapter is about, from 0."""
        return self.asked["g"].step


def scene(number: int, text: str, read: Read) -> Scene:
    """Set a chapter up on the reader's sentence, or on another if theirs is not fit for it.

    Args:
        number: the chapter's, from 1.
        text: the reader's sentence.
        read: records how the chosen model reads a sentence.
    """
    own = read(text)
    note = unfit(own, number)
    reading = read(DEFAULT_SENTENCE) if note else own
    guess, *others = questions(reading, number)
    others.sort(key=lambda one: one.step != guess.step)  # stable: those about the same word first
    asked = {"g": guess, **dict(zip("sqr", others, strict=False)), **_again(number, text, read)}
    return Scene(number, reading, not note, note, asked, blanks(reading, number))


def unfit(reading: Reading, number: int) -> str:
    """Say why a chapter cannot be told with a reading; "" if it can."""
    trace = reading.trace
    n_words = len(trace.tokens)
    if n_words == 0:
        return f"Nothing is typed yet, so this chapter reads “{DEFAULT_SENTENCE}”"
    whole = trace.text if n_words <= LEAST_WORDS else quoted(trace, range(2))
    if n_words < LEAST_WORDS:
        return f"“{whole}” is too short for this chapter, which reads “{DEFAULT_SENTENCE}” instead."
    if len(questions(reading, number)) < LEAST_ASKED:
        return (
            "In your sentence no number stands out clearly enough for this chapter, which reads"
            f" “{DEFAULT_SENTENCE}” instead."
        )
    return ""


def _again(number: int, text: str, read: Read) -> dict[str, Question]:
    """Return the two questions of two chapters ago, about another sentence."""
    if number <= BACK:
        return {}
    other = DEFAULT_SENTENCE if text == OTHER_SENTENCE else OTHER_SENTENCE
    return dict(zip("uv", questions(read(other), number - BACK), strict=False))


def gap_slots(receipts: tuple[Worked, ...]) -> dict[str, Question]:
    """Return the receipts' gaps by slot, in reading order."""
    gaps = [part.gap for one in receipts for part in one.parts if part.gap is not None]
    return dict(zip(GAPS, gaps, strict=False))
