"""Questions on a run, from templates: asked only where the numbers leave no doubt."""

from collections.abc import Mapping

from lstm_viz.chapters.lesson.questions.belt import BELT, UPDATE
from lstm_viz.chapters.lesson.questions.gates import FORGET, SHOW, WRITE
from lstm_viz.chapters.lesson.questions.network import GRADIENTS, REVIEW, WEIGHTS
from lstm_viz.chapters.lesson.questions.question import Question, Reading, Template, options
from lstm_viz.chapters.lesson.questions.reading import FORGETTING, READING
from lstm_viz.chapters.lesson.questions.receipts import Part, Worked, blanks

__all__ = ("TEMPLATES", "Part", "Question", "Reading", "Worked", "blanks", "options", "questions")

TEMPLATES: Mapping[int, tuple[Template, ...]] = {
    1: READING,
    2: FORGETTING,
    3: BELT,
    4: FORGET,
    5: WRITE,
    6: UPDATE,
    7: SHOW,
    8: WEIGHTS,
    9: GRADIENTS,
    10: REVIEW,
}


def questions(reading: Reading, chapter: int) -> tuple[Question, ...]:
    """Return what may be asked of a reading in a chapter, in the order of preference.

    Args:
        reading: of at least one token.
        chapter: from 1.
    """
    asked = (template(reading) for template in TEMPLATES[chapter])
    return tuple(question for question in asked if question is not None)
