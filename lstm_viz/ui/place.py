"""Where the reader is, as a value and as an address. Knows no session."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Literal, get_args
from urllib.parse import quote_plus

from lstm_viz.core.models.checkpoint import card_of
from lstm_viz.core.models.path import N_CHECKPOINTS
from lstm_viz.core.text import MAX_TOKENS, whole_characters
from lstm_viz.figures.quantities import MAPS, NOTATIONS, Notation

Mode = Literal["numbers", "story"]
Order = Literal["unit", "influence", "clustered"]
ModelName = Literal["lstm-tiny", "lstm-small"]

DEFAULT_SENTENCE = "The movie was not at all boring and quite enjoyable."
MODELS: tuple[ModelName, ...] = get_args(ModelName)
MODES: tuple[Mode, ...] = get_args(Mode)
ORDERS: tuple[Order, ...] = get_args(Order)
ALL_MAPS = "all"
N_PHASES = 4
MAX_CHARACTERS = 20_000  # far beyond the 200 tokens that are read; keeps every key small
N_CHAPTERS, N_STAGES = 10, 7  # of the lesson
MAX_ANSWERS = 1_000  # characters; all that the lesson ever asks fit
MAX_LINK_BYTES = 3_000  # proxies refuse addresses of more than 8 kB
N_UNITS: Mapping[ModelName, int] = {name: card_of(name)["sizes"]["n_hidden"] for name in MODELS}
MOST_UNITS = max(N_UNITS.values())
_ANSWERS = re.compile(r"[0-9]{1,2}[a-z][0-2]?(?:-[0-9]{1,2}[a-z][0-2]?)*")
DONE = "z"  # ends what is kept of a chapter that is done


@dataclass(frozen=True, slots=True)
class Place:
    """Where the reader is.

    Attributes:
        text: the sentence, at most `MAX_CHARACTERS` characters.
        model: which of `MODELS` reads it.
        step: the token shown, counted from 1; None until the reader chose one.
        phase: up to which part the step is shown, 1...4; 4 is all of it.
        mode: "numbers" or "story".
        map: code name of the quantity in the map, one of `MAPS`, or `ALL_MAPS`.
        order: the maps' order of rows.
        unit: the unit picked, counted from 1; None for none.
        all: whether words that were not read yet show their numbers too.
        notation: how equations and weights are written, one of `NOTATIONS`.
        was_cut: whether characters of the text were left out.
        second: the sentence it is compared with, at most `MAX_CHARACTERS` characters; None
            until the reader chose one.
        chapter: of the lesson, 1...`N_CHAPTERS`.
        stage: how far the reader has come in the chapter, 1...`N_STAGES`.
        answers: what was answered about this sentence and which chapters are done, as
            `chapters/lesson/progress.py` spells it.
        trained: by which checkpoint of its training the small model reads, 1...`N_CHECKPOINTS`;
            the last is the model as it is.
    """

    text: str = DEFAULT_SENTENCE
    model: ModelName = "lstm-tiny"
    step: int | None = None
    phase: int = N_PHASES
    mode: Mode = "numbers"
    map: str = "c"
    order: Order = "unit"
    unit: int | None = None
    all: bool = False
    notation: Notation = "books"
    was_cut: bool = False
    second: str | None = None
    chapter: int = 1
    stage: int = 1
    answers: str = ""
    trained: int = N_CHECKPOINTS


def with_text(place: Place, text: str) -> Place:
    """Return the place with another sentence, cut to length, at no step yet, nothing answered."""
    clean = whole_characters(text)
    return replace(
        place,
        text=clean[:MAX_CHARACTERS],
        was_cut=len(clean) > MAX_CHARACTERS,
        step=None,
        stage=1,
        answers=done_alone(place.answers),
    )


def with_model(place: Place, model: ModelName) -> Place:
    """Return the place with another model: what was answered was about the other one's numbers."""
    return replace(place, model=model, stage=1, answers=done_alone(place.answers))


def done_alone(answers: str) -> str:
    """Return of the lesson's answers only which chapters are done."""
    return "-".join(one for one in answers.split("-") if one.endswith(DONE))


def with_second(place: Place, text: str) -> Place:
    """Return the place with another second sentence, cut to length."""
    return replace(place, second=whole_characters(text)[:MAX_CHARACTERS])


def place_of(address: Mapping[str, str]) -> Place:
    """Read a place from an address; what is missing or makes no sense is the default.

    Args:
        address: the query parameters q, model, step, phase, mode, map, order, unit, all,
            notation, b, chapter, stage, answers, trained.
    """
    start = with_text(Place(), address.get("q", DEFAULT_SENTENCE))
    if "b" in address:
        start = with_second(start, address["b"])
    model = next((name for name in MODELS if name == address.get("model")), start.model)
    mode = next((name for name in MODES if name == address.get("mode")), start.mode)
    order = next((name for name in ORDERS if name == address.get("order")), start.order)
    notation = next((one for one in NOTATIONS if one == address.get("notation")), start.notation)
    chosen, answers = address.get("map", start.map), address.get("answers", "")
    is_answered = len(answers) <= MAX_ANSWERS and _ANSWERS.fullmatch(answers)
    return replace(
        start,
        model=model,
        step=_whole_number(address.get("step", ""), MAX_TOKENS),
        phase=_whole_number(address.get("phase", ""), N_PHASES) or start.phase,
        mode=mode,
        map=chosen if chosen in {*MAPS, ALL_MAPS} else start.map,
        order=order,
        unit=_whole_number(address.get("unit", ""), MOST_UNITS),
        all=address.get("all") == "1",
        notation=notation,
        chapter=_whole_number(address.get("chapter", ""), N_CHAPTERS) or start.chapter,
        stage=_whole_number(address.get("stage", ""), N_STAGES) or start.stage,
        answers=answers if is_answered else "",
        trained=_whole_number(address.get("trained", ""), N_CHECKPOINTS) or start.trained,
    )


def _whole_number(written: str, largest: int) -> int | None:
    """Read a number from 1 to `largest`; None if it is not one."""
    if not (written.isascii() and written.isdigit() and len(written) <= len(str(largest))):
        return None
    return int(written) if 1 <= int(written) <= largest else None


def address_of(place: Place) -> dict[str, str]:
    """Write a place as query parameters; what is the default is left out.

    A sentence of more than `MAX_LINK_BYTES` is left out too: `fits_a_link` tells.
    """
    default = asdict(Place())
    written = {
        name: str(int(value)) if isinstance(value, bool) else str(value)
        for name, value in asdict(place).items()
        if name not in {"text", "was_cut", "second"} and value not in {None, default[name]}
    }
    if place.text != DEFAULT_SENTENCE and fits_a_link(place):
        written = {"q": place.text, **written}
    if place.second is not None and _is_short(place.second):
        written["b"] = place.second
    return written


def fits_a_link(place: Place) -> bool:
    """Tell whether the sentence is short enough to stand in an address."""
    return not place.was_cut and _is_short(place.text)


def _is_short(text: str) -> bool:
    """Tell whether a text leaves room in an address for another as long."""
    return len(quote_plus(text)) <= MAX_LINK_BYTES
