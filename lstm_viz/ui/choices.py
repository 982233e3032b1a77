"""Word, unit, gate and notation: chosen here, kept in the address like everything else."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar
from zlib import crc32

import streamlit as st

from lstm_viz.core.trace import SentenceTrace
from lstm_viz.figures.labels import names, unmarked
from lstm_viz.figures.quantities import BY_CODE, SHOWN_ORDER, Notation
from lstm_viz.ui import state
from lstm_viz.ui.place import Place

_Option = TypeVar("_Option", bound=str)
WIDTH = 158  # px; two stand side by side on a phone
GATES = {gate: f"{BY_CODE[gate].letter} {BY_CODE[gate].short}" for gate in SHOWN_ORDER}
NOTATION: Mapping[Notation, str] = {"books": "Books", "torch": "PyTorch"}


@dataclass(frozen=True, slots=True)
class Choice:
    """What is looked at: word t, and one unit or, for None, all together; from 0."""

    t: int
    unit: int | None


def unit_and_word(
    place: Place,
    trace: SentenceTrace,
    n_units: int,
    no_unit: str | None = None,
    word_label: str = "After the word",
) -> Choice:
    """Draw the two boxes in one row.

    Args:
        place: where the reader is.
        trace: the reading of the place's sentence, at least one token.
        n_units: H, hidden units of the model.
        no_unit: what it is called that no unit was picked; if absent, all together.
        word_label: what stands over the words.

    Returns:
        The choice; without one, the last word and no unit.
    """
    spelled, nothing = names(trace), no_unit or f"all {n_units} together"
    state.fill_choices(place, len(spelled), n_units)
    with st.container(key="choices", horizontal=True, gap="small", width="content"):
        unit = st.selectbox(
            "Unit",
            range(n_units + 1),
            key=state.UNIT_KEY,
            format_func=lambda number: f"unit {number}" if number else nothing,
            on_change=state.take_choices,
            width=WIDTH,
        )
        word = st.selectbox(
            word_label,
            range(1, len(spelled) + 1),
            key=state.WORD_KEY,
            format_func=lambda number: f"{number} {spelled[number - 1]}",
            on_change=state.take_choices,
            width=WIDTH,
        )
    return Choice(t=(word or len(spelled)) - 1, unit=unit - 1 if unit else None)


def gate(place: Place) -> str:
    """Draw the switch between the gates.

    Args:
        place: where the reader is.

    Returns:
        The gate, "f" where none was chosen.
    """
    state.fill_gate(place, SHOWN_ORDER)
    return _switch("Gate", GATES, state.GATE_KEY, state.take_gate)


def notation(place: Place) -> Notation:
    """Draw the switch between the two ways to write an equation; return the chosen one."""
    state.fill_notation(place)
    return _switch("Notation", NOTATION, state.NOTATION_KEY, state.take_notation)


def _switch(
    label: str, names: Mapping[_Option, str], key: str, take: Callable[[], None]
) -> _Option:
    """Draw a switch that always has a choice; return it."""
    options = list(names)
    chosen: _Option | None = st.segmented_control(
        label, options, key=key, format_func=names.__getitem__, required=True, on_change=take
    )
    return options[0] if chosen is None else chosen


def phrase(place: Place, trace: SentenceTrace, first: tuple[int, int]) -> tuple[int, int]:
    """Draw the choice of a phrase; of a single word there is nothing to choose.

    A slider reads Markdown in its labels, unlike a box (seen on Streamlit 1.67).

    Args:
        place: where the reader is.
        trace: the reading of the place's sentence, at least one token.
        first: what is chosen at first: first and last word, from 1.

    Returns:
        First and last word, from 1.
    """
    spelled = names(trace)
    if len(spelled) == 1:
        return first
    chosen: tuple[int, int] = st.select_slider(
        "Phrase, from one word to another",
        range(1, len(spelled) + 1),
        value=first,
        key=f"phrase-{crc32(repr((place.text, place.model)).encode())}",  # afresh for each
        format_func=lambda number: f"{number} {unmarked(spelled[number - 1])}",
    )
    return chosen
