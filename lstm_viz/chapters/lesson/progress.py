"""What the reader has answered in the lesson and which chapters are done, as the address spells it.

"4g1-4z": in chapter 4 the question in slot g was answered with the second answer, and the chapter
is done. `lstm_viz/ui/place.py` keeps what is done when another sentence is typed: the answers
were about the numbers of the last one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from lstm_viz.ui.place import DONE, N_CHAPTERS

Slot = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a reader stands in the lesson.

    Attributes:
        answers: by chapter and slot, which of the three answers was given, 0...2.
        done: the chapters that are done or were skipped.
    """

    answers: Mapping[Slot, int]
    done: frozenset[int]


def progress_of(written: str) -> Progress:
    """Read the progress from an address; what makes no sense is left out.

    Args:
        written: as in `Place.answers`.
    """
    answers, done = {}, set()
    for token in filter(None, written.split("-")):
        number = int("".join(sign for sign in token[:2] if sign.isdigit()) or 0)
        slot, choice = token[len(str(number)) :][:1], token[len(str(number)) + 1 :]
        if not 1 <= number <= N_CHAPTERS:
            continue
        if slot == DONE:
            done.add(number)
        elif choice.isdigit():
            answers[number, slot] = int(choice)
    return Progress(answers, frozenset(done))


def written(progress: Progress) -> str:
    """Write the progress for the address, in order."""
    answers = [f"{chapter}{slot}{one}" for (chapter, slot), one in sorted(progress.answers.items())]
    return "-".join([*answers, *(f"{chapter}{DONE}" for chapter in sorted(progress.done))])


def together(first: str, second: str) -> str:
    """Return what two addresses know between them; where both answered, the first counts."""
    a, b = progress_of(first), progress_of(second)
    return written(Progress({**b.answers, **a.answers}, a.done | b.done))


def answered(progress: Progress, slot: Slot, choice: int) -> Progress:
    """Return the progress with one more answer; the first one given to a question stands."""
    return replace(progress, answers={slot: choice, **progress.answers})


def finished(progress: Progress, chapter: int) -> Progress:
    """Return the progress with one more chapter done."""
    return replace(progress, done=progress.done | {chapter})
