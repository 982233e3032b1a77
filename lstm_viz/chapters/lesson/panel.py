"""What stands beside the cell: a chapter's present stage as blocks, for `assets/lesson/panel.mjs`.

Of a question that is still open only the text and the three answers are sent.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lstm_viz.chapters.lesson.bench import RANGES, STEP, Values, told
from lstm_viz.chapters.lesson.changes import Change
from lstm_viz.chapters.lesson.chapters import CHAPTERS
from lstm_viz.chapters.lesson.code import numpy_code, torch_code
from lstm_viz.chapters.lesson.progress import Progress
from lstm_viz.chapters.lesson.questions import Question, Worked, options
from lstm_viz.chapters.lesson.scene import (
    CHANGE,
    CHECK,
    GUESS,
    KEEP,
    SEE,
    STAGES,
    WATCH,
    WHY,
    Scene,
    gap_slots,
)
from lstm_viz.figures.numbers import count
from lstm_viz.figures.quantities import BY_CODE
from lstm_viz.ui.place import N_CHAPTERS

Block = dict[str, Any]
LAYERS = ("words", "numbers", "equations", "code")
AGAIN = "From two chapters ago, on another sentence:"


@dataclass(frozen=True, slots=True)
class At:
    """Where the reader stands in a chapter.

    Attributes:
        stage: 1...7.
        layer: one of `LAYERS`.
        progress: what was answered.
        values: of the bench.
        numbers: what the chapter says in this run's numbers.
        change: what is changed in it.
    """

    stage: int
    layer: str
    progress: Progress
    values: Values
    numbers: tuple[str, ...]
    change: Change


def panel(scene: Scene, at: At) -> Mapping[str, Any]:
    """Return all that the panel shows: only what JSON can hold."""
    blocks = _STAGES[at.stage](scene, at)
    return {
        "chapter": scene.number,
        "title": scene.chapter.title,
        "chapters": [
            {"number": number, "title": one.title, "done": number in at.progress.done}
            for number, one in enumerate(CHAPTERS, 1)
        ],
        "stage": at.stage,
        "stages": list(STAGES),
        "reached": len(STAGES) if (scene.number, "g") in at.progress.answers else GUESS,
        "note": scene.note,
        "blocks": blocks,
        "next": _next(scene, at),
    }


def _next(scene: Scene, at: At) -> Block | None:
    """Return the way on, or None where a guess is due first."""
    if at.stage == GUESS:
        return None
    if at.stage < KEEP:
        label = "I have seen it" if at.stage == WATCH else "Go on"
        return {"label": label, "act": {"do": "stage", "to": at.stage + 1}}
    last = scene.number == N_CHAPTERS
    label = "Done" if last else f"Next: {CHAPTERS[scene.number].title}"
    return {"label": label, "act": {"do": "finish"}}


def _text(text: str, kind: str = "text") -> Block:
    return {"kind": kind, "text": text}


def _question(
    scene: Scene, at: At, slot: str, question: Question, *, told_now: bool = True
) -> Block:
    """Return a question; its right answer and the reason only once it was answered."""
    shown = options(question)
    chosen = at.progress.answers.get((scene.number, slot))
    is_told = told_now and chosen is not None
    return {
        "kind": "question",
        "slot": slot,
        "text": question.text,
        "options": list(shown),
        "chosen": chosen,
        "right": shown.index(question.right) if is_told else None,
        "because": question.because if is_told else None,
    }


def _guess(scene: Scene, at: At) -> list[Block]:
    ask = _question(scene, at, "g", scene.asked["g"], told_now=False)
    return [_text(scene.chapter.aim), _text("Your guess", "heading"), ask]


def _watch(scene: Scene, at: At) -> list[Block]:
    symbols = ", ".join(BY_CODE[code].symbol for code in scene.asked["g"].marks if code in BY_CODE)
    look = f" Keep an eye on {symbols}." if symbols else ""
    how = (
        f"Press Play. The cell stops after each phase; press it again to go on.{look}"
        if scene.chapter.shown == "cell"
        else "Look at the chart: how much is left of each line at its far end?"
    )
    ask = _question(scene, at, "g", scene.asked["g"], told_now=False)
    return [_text(how), ask]


def _see(scene: Scene, at: At) -> list[Block]:
    blocks = [_text("Your guess, and what happened", "heading")]
    blocks.append(_question(scene, at, "g", scene.asked["g"]))
    if "s" in scene.asked:
        blocks += [
            _text("What did you see?", "heading"),
            _question(scene, at, "s", scene.asked["s"]),
        ]
    return blocks


def _why(scene: Scene, at: At) -> list[Block]:
    layers: Block = {"kind": "layers", "all": list(LAYERS), "on": at.layer}
    chapter = scene.chapter
    if at.layer == "words":
        myth = {"kind": "myth", "text": chapter.myth, "truth": chapter.truth}
        return [layers, *map(_text, chapter.words), myth]
    if at.layer == "equations":
        return [layers, *(_text(one, "equation") for one in chapter.equations)]
    if at.layer == "code":
        codes = {"NumPy": numpy_code(scene.number), "PyTorch": torch_code(scene.number)}
        return [
            layers,
            *({"kind": "code", "name": name, "text": text} for name, text in codes.items()),
        ]
    return [layers, *map(_text, at.numbers), *_receipts(scene, at)]


def _receipts(scene: Scene, at: At) -> Iterable[Block]:
    """Return the worked receipts, each with its gaps below it."""
    slots = iter(gap_slots(scene.receipts))
    for one in scene.receipts:
        asked = [(next(slots), part.gap) for part in one.parts if part.gap is not None]
        yield {
            "kind": "receipt",
            "parts": list(_parts(scene, at, one, [slot for slot, _ in asked])),
        }
        for slot, gap in asked:
            yield {**_question(scene, at, slot, gap), "small": True}


def _parts(scene: Scene, at: At, one: Worked, slots: list[str]) -> Iterable[str]:
    """Write a receipt; a gap that was not filled is an empty box."""
    left = iter(slots)
    for part in one.parts:
        yield part.text
        if part.gap is not None:
            is_filled = (scene.number, next(left)) in at.progress.answers
            yield part.gap.right if is_filled else " ▢ "


def _change(scene: Scene, at: At) -> list[Block]:
    ask = _question(scene, at, "h", at.change.question)
    blocks = [_text(at.change.intro), ask]
    if ask["chosen"] is None:
        return blocks
    blocks += map(_text, at.change.after)
    return [*blocks, *_valves(scene, at)]


def _valves(scene: Scene, at: At) -> list[Block]:
    """Return the sliders, and what they do."""
    codes = scene.chapter.bench
    if not codes:
        return []
    rows = [
        {
            "code": code,
            "name": BY_CODE[code].label,
            "values": list(at.values[code]),
            "ends": RANGES[code],
        }
        for code in codes
    ]
    said = told(at.values, codes)
    return [{"kind": "valves", "rows": rows, "step": STEP, "text": said}]


def _check(scene: Scene, at: At) -> list[Block]:
    now = [_question(scene, at, slot, scene.asked[slot]) for slot in "qr" if slot in scene.asked]
    again = [_question(scene, at, slot, scene.asked[slot]) for slot in "uv" if slot in scene.asked]
    return [*now, *([_text(AGAIN, "heading"), *again] if again else [])]


def _keep(scene: Scene, at: At) -> list[Block]:
    keep = [_text("One line to keep", "heading"), _text(scene.chapter.keep, "keep")]
    return [*keep, _text(_score(scene, at))]


def _score(scene: Scene, at: At) -> str:
    """Say how many of the chapter's questions were answered and how many of them rightly."""
    asked = {**scene.asked, **gap_slots(scene.receipts), "h": at.change.question}
    given = {
        slot: options(question)[choice] == question.right
        for slot, question in asked.items()
        if (choice := at.progress.answers.get((scene.number, slot))) is not None
    }
    of = count(len(asked), "question")
    return f"You answered {len(given)} of {of}, {sum(given.values())} rightly."


_STAGES = {
    GUESS: _guess,
    WATCH: _watch,
    SEE: _see,
    WHY: _why,
    CHANGE: _change,
    CHECK: _check,
    KEEP: _keep,
}
