"""The controls of "What if": ready experiments fill them, the reader changes them."""

from collections.abc import Mapping, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lstm_viz.chapters.surgery.view import LIMITS, QUANTITIES, STATES, Experiment, Operation
from lstm_viz.core.trace import SentenceTrace
from lstm_viz.figures.labels import names
from lstm_viz.figures.quantities import BY_CODE
from lstm_viz.ui import state
from lstm_viz.ui.choices import WIDTH
from lstm_viz.ui.place import Place

HELD, UNITS, AT, FROM, TO = "held", "held-units", "held-at", "held-from", "held-to"
FILLED, SHOWN = "held-for", "held-shown"


def controls(
    place: Place, trace: SentenceTrace, n_units: int, ready: Sequence[Experiment], first: int
) -> tuple[Operation, DeltaGenerator]:
    """Draw the ready experiments, the present one marked, and the controls further below.

    Args:
        place: where the reader is.
        trace: the reading of the place's sentence, at least one token.
        n_units: H.
        ready: the experiments.
        first: which of them is done at first, from 0.

    Returns:
        What is to be held, and the place between both, for the figure.
    """
    row = st.container(key="experiments", horizontal=True, gap="small")
    figure = st.container()
    st.caption("Or hold something of your own:")
    chosen = _operation(place, trace, n_units, ready[first].operation)
    with row:
        for number, made in enumerate(ready):
            mark = "chosen" if made.operation == chosen else f"ready-{number}"
            with st.container(key=mark, width="content"):
                st.button(
                    made.label,
                    key=f"experiment-{made.label}",
                    on_click=_put,
                    args=(controls_for(made.operation),),
                )
    return chosen, figure


def controls_for(operation: Operation) -> Mapping[str, object]:
    """Return what the controls show for an operation; units and words count from 1."""
    return {
        HELD: operation.quantity,
        UNITS: [unit + 1 for unit in operation.units],
        AT: operation.value,
        FROM: operation.start + 1,
        TO: operation.end,
    }


def _operation(place: Place, trace: SentenceTrace, n_units: int, first: Operation) -> Operation:
    """Draw the controls in one row; they start with `first` for each new sentence and model."""
    _fill(place, controls_for(first))
    with st.container(key="choices", horizontal=True, gap="small", vertical_alignment="bottom"):
        quantity = st.selectbox(
            "Hold", QUANTITIES, key=HELD, format_func=lambda code: BY_CODE[code].label, width=WIDTH
        )
        low, high = LIMITS[quantity]
        _correct(AT, low, high)
        value = st.number_input("at", low, high, step=0.1, key=AT, width=WIDTH)
        start, end = _span(names(trace))
        units = st.multiselect(
            "in units",
            range(1, n_units + 1),
            key=UNITS,
            placeholder=f"all {n_units}",
            width=2 * WIDTH,
        )
    return Operation(quantity, value, tuple(sorted(unit - 1 for unit in units)), start, end)


def state_switch() -> str:
    """Draw the choice of the state whose change is shown; return its code name."""
    chosen = st.segmented_control(
        "What changed",
        STATES,
        key=state.offer(SHOWN, STATES[0]),
        format_func=lambda code: f"{BY_CODE[code].label} {BY_CODE[code].letter}",
        required=True,
    )
    return chosen or STATES[0]


def _span(spelled: tuple[str, ...]) -> tuple[int, int]:
    """Draw the choice of words; return the first, from 0, and one past the last."""
    n_words = len(spelled)
    start = st.selectbox(
        "from the word",
        range(1, n_words + 1),
        key=FROM,
        format_func=lambda number: f"{number} {spelled[number - 1]}",
        width=WIDTH,
    )
    _correct(TO, start, n_words)
    end = st.selectbox(
        "to the word",
        range(start, n_words + 1),
        key=TO,
        format_func=lambda number: f"{number} {spelled[number - 1]}",
        width=WIDTH,
    )
    return start - 1, end


def _fill(place: Place, first: Mapping[str, object]) -> None:
    """Give the controls their first values: for a new sentence or model; else what they lack."""
    read = place.text, place.model
    if state.recall(FILLED, None) != read:
        _put(first)
    for key, value in first.items():
        state.offer(key, value)
    state.remember(FILLED, read)


def _put(values: Mapping[str, object]) -> None:
    """Set the controls; for buttons, called by Streamlit before the page runs."""
    for key, value in values.items():
        state.remember(key, value)


def _correct(key: str, low: float, high: float) -> None:
    """Bring a control's number into its range before it is drawn; what is none becomes `low`."""
    value = state.recall(key, None)
    state.remember(key, min(max(value, low), high) if isinstance(value, int | float) else low)
