"""The lesson on the page: the panel with its questions, and the cell or the chart beside it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode
from zlib import crc32

import streamlit as st

from lstm_viz.chapters.lesson import cached
from lstm_viz.chapters.lesson.bench import TEXTBOOK, Values, turned
from lstm_viz.chapters.lesson.panel import LAYERS, At, panel
from lstm_viz.chapters.lesson.progress import (
    Progress,
    answered,
    finished,
    progress_of,
    together,
    written,
)
from lstm_viz.chapters.lesson.scene import CHANGE, GUESS, KEEP, SEE, WATCH, Scene
from lstm_viz.core.files import ASSETS
from lstm_viz.player.source import joined
from lstm_viz.ui import cache, rest, show, state
from lstm_viz.ui.menu import PAGES
from lstm_viz.ui.place import N_CHAPTERS, N_STAGES, Place
from lstm_viz.ui.player import Order, carry, player

KEY = "lesson"
FOLDER = ASSETS / "lesson"
WIDTHS = (36, 64)  # percent: the panel, the cell
HEIGHT = 380  # px, of the place that waits for a chart
NEWEST = 1_000_000_000  # the lesson's orders know every move of the reader's
_LAYER, _VALUES, _KNOWN = "lesson_layer", "lesson_values", "lesson_answers"

_mount = st.components.v2.component(
    "lstm_viz_lesson",
    html='<div class="ll-root"></div>',
    css=(FOLDER / "panel.css").read_text(encoding="utf-8"),
    js=joined(FOLDER, ("blocks", "memory", "panel")),
)


def lesson(place: Place) -> None:
    """Draw the present chapter.

    Args:
        place: where the reader is.
    """
    shown = cached.scene_of(place.model, place.text, place.chapter)
    at = _at(place, shown)
    with st.container(key="chapter"):
        left, right = st.columns(WIDTHS, gap="medium")
    with left:
        _mount(key=KEY, data={**panel(shown, at), **_way_back(at)}, on_act_change=_take)
        if at.stage == KEEP:
            _deeper(shown)
    with right:
        model = _picture(place, shown, at)
    carry(cache.weight_payload_of(model))


def _way_back(at: At) -> Mapping[str, Any]:
    """Return what this browser may keep: whether anything was answered, and the link to here."""
    return {"isBegun": bool(at.progress.answers), "address": f"?{urlencode(state.links())}"}


def _at(place: Place, shown: Scene) -> At:
    """Return where the reader stands in the chapter: at its guess until that is made."""
    progress = _progress(place)
    return At(
        place.stage if (shown.number, "g") in progress.answers else GUESS,
        state.recall(_LAYER, LAYERS[0]),
        progress,
        state.recall(_VALUES, TEXTBOOK),
        cached.numbers_of(shown),
        cached.change_of(shown),
    )


def _picture(place: Place, shown: Scene, at: At) -> str:
    """Draw the bench, the cell, or the chart once the guess is made; return the model shown."""
    is_told = at.stage == CHANGE and (shown.number, "h") in at.progress.answers
    if shown.chapter.bench and is_told:
        _bench(place, shown, at.values)
    elif is_told and at.change.shows:
        return _changed(place, shown, *at.change.shows)
    elif shown.chapter.shown == "cell":
        _cell(place, shown, at.stage)
    elif at.stage > GUESS:
        show.chart(cached.chart_of(shown), "chart", alt=at.numbers[0], camera=False)
    else:
        with st.container(
            border=True, height=HEIGHT, vertical_alignment="center", horizontal_alignment="center"
        ):
            st.caption("Guess first. Then the chart comes.", width="content")
    return place.model


def _progress(place: Place) -> Progress:
    """Return what was answered: what the address says, and what this visit knows besides.

    Going back leads to an address from before the last answer; the answer stands all the same.
    """
    about, known = state.recall(_KNOWN, (None, ""))
    here = (place.model, place.text)
    whole = together(place.answers, known) if about == here else place.answers
    state.remember(_KNOWN, (here, whole))
    return progress_of(whole)


def _cell(place: Place, shown: Scene, stage: int) -> None:
    """Draw the player: before the chapter's word until it was watched, then after it."""
    lock = {"locked": stage == GUESS, "focus": list(shown.chapter.focus), "bench": False}
    step = shown.asked["s"].step if stage == SEE and "s" in shown.asked else shown.step
    before = step - 1 if step else None
    at = (step, shown.chapter.phase) if stage > WATCH else (before, 4)
    text = shown.reading.trace.text
    order = _order(place, text, at, f"{shown.number} {stage > WATCH} {step}")
    player({**cached.cell_payload_of(shown), "lesson": lock}, order, key="lesson_cell")


def _changed(place: Place, shown: Scene, model: str, text: str) -> str:
    """Draw what was changed, read to its end; return the model that reads it."""
    st.caption(f"The changed reading, by {model}.")
    payload = cache.payload_of(model, text)
    lock = {"locked": False, "focus": list(shown.chapter.focus), "bench": False}
    order = _order(place, text, (len(payload["tokens"]) - 1, 4), f"changed {shown.number}")
    order = {**order, "reading": rest.reading(model, text)}
    player({**payload, "lesson": lock}, order, key="lesson_cell", label="The changed reading")
    return model


def _bench(place: Place, shown: Scene, values: Values) -> None:
    """Draw the reader's own three units."""
    st.caption("Your numbers, not the model’s: three units, two steps.")
    focus = list(shown.chapter.focus)
    lock = {"locked": False, "focus": focus, "bench": True, "values": dict(values)}
    order = _order(place, "bench", (1, shown.chapter.phase), f"bench {shown.number}")
    payload = {**cached.bench_payload(values), "lesson": lock}
    player(payload, order, key="lesson_cell", label="Three units with your own numbers")


def _order(place: Place, text: str, at: tuple[int | None, int], mark: str) -> Order:
    """Return the lesson's order to its player: obeyed once, and again where the mark changes."""
    step, phase = at
    return {
        **rest.order(place),
        "step": step,
        "phase": phase,
        "mode": "numbers",
        "map": "c",
        "unit": None,
        "all": False,
        "turn": crc32(f"{mark} {place.model} {text} {state.turns()}".encode("utf-8", "replace")),
        "seen": NEWEST,
        "reading": rest.reading(place.model, text),
    }


def _deeper(shown: Scene) -> None:
    """Draw the link to the page that goes deeper."""
    file = shown.chapter.deeper
    st.page_link(file, label=f"Deeper: {PAGES[file]}", query_params=state.links(), width="content")


def _take() -> None:
    """Do what the reader did in the panel; called by Streamlit before the page runs."""
    act: Mapping[str, Any] | None = (state.recall(KEY, None) or {}).get("act")
    place = state.here()
    if act:
        _ACTS[act["do"]](place, _progress(place), act)


def _answer(place: Place, progress: Progress, act: Mapping[str, Any]) -> None:
    now = answered(progress, (place.chapter, str(act["slot"])[:1]), int(act["choice"]) % 3)
    stage = WATCH if act["slot"] == "g" and place.stage == GUESS else place.stage
    _keep(replace(place, answers=written(now), stage=stage))


def _to_stage(place: Place, progress: Progress, act: Mapping[str, Any]) -> None:
    stage = min(N_STAGES, max(1, int(act["to"])))
    _keep(replace(place, answers=written(progress), stage=stage))


def _to_chapter(place: Place, progress: Progress, act: Mapping[str, Any]) -> None:
    chapter = min(N_CHAPTERS, max(1, int(act["to"])))
    _keep(
        replace(
            place, answers=written(progress), chapter=chapter, stage=_stage_in(progress, chapter)
        )
    )


def _stage_in(progress: Progress, chapter: int) -> int:
    """Return where a chapter is taken up: after its guess, if that was made."""
    return WATCH if (chapter, "g") in progress.answers else GUESS


def _finish(place: Place, progress: Progress, _act: Mapping[str, Any]) -> None:
    now = finished(progress, place.chapter)
    chapter = min(N_CHAPTERS, place.chapter + 1)
    stage = KEEP if place.chapter == N_CHAPTERS else _stage_in(now, chapter)
    _keep(replace(place, answers=written(now), chapter=chapter, stage=stage))


def _turn_to(_place: Place, _progress: Progress, act: Mapping[str, Any]) -> None:
    state.remember(_LAYER, act["to"] if act["to"] in LAYERS else LAYERS[0])
    state.touched()


def _turn_valve(_place: Place, _progress: Progress, act: Mapping[str, Any]) -> None:
    values: Values = state.recall(_VALUES, TEXTBOOK)
    state.remember(_VALUES, turned(values, act["code"], int(act["unit"]), float(act["value"])))
    state.touched()


def _keep(place: Place) -> None:
    """Keep where the reader is now, for this visit and for the address."""
    state.remember(_KNOWN, ((place.model, place.text), place.answers))
    state.edit(place)


_ACTS = {
    "answer": _answer,
    "stage": _to_stage,
    "chapter": _to_chapter,
    "finish": _finish,
    "layer": _turn_to,
    "valve": _turn_valve,
}
