"""Mounts the player: the one component that plays a recorded run in the browser."""

from typing import TypedDict

import streamlit as st

from lstm_viz.figures.payload import Payload
from lstm_viz.figures.player_source import carrier_script, loader_script, player_style


class Place(TypedDict):
    """Where the reader is in the player.

    Attributes:
        step: the token, counted from 0; None means the one that moved the verdict most.
        phase: 1 forget, 2 write, 3 update, 4 output.
        mode: "numbers" or "story".
        map: code name of the quantity in the map, or "all" for all six, small.
        order: the maps' order of rows: "unit", "influence" or "clustered".
        unit: the unit that the reader picked, counted from 0, or None.
        run: how many readings the player has shown so far; it tells a report on a new
            sentence from the last one's, where the reader rests at the same place.
    """

    step: int | None
    phase: int
    mode: str
    map: str
    order: str
    unit: int | None
    run: int


_mount = st.components.v2.component(
    "lstm_viz_player", html='<div class="lv-root"></div>', css=player_style(), js=loader_script()
)

# Code and weights are the same for every sentence: sent apart, they cross the wire once a model,
# since Streamlit replaces a large message that has not changed by a reference to it.
_mount_carrier = st.components.v2.component("lstm_viz_carrier", js=carrier_script())


def player(payload: Payload, place: Place, *, key: str = "player") -> Place:
    """Show the player and return where the reader rests in it.

    Args:
        payload: from `figures.payload.player_payload`.
        place: where to start; ignored once the reader has moved, until it changes.
        key: the component's key.

    Returns:
        The place at rest; it never changes while the player plays.
    """
    result = _mount(
        key=key,
        data={**payload, "place": dict(place)},
        default={"place": dict(place)},
        on_place_change=_rest,
    )
    found = result.place or {}
    return Place(
        step=found.get("step", place["step"]),
        phase=found.get("phase", place["phase"]),
        mode=found.get("mode", place["mode"]),
        map=found.get("map", place["map"]),
        order=found.get("order", place["order"]),
        unit=found.get("unit", place["unit"]),
        run=found.get("run", place["run"]),
    )


def carry(weights: Payload) -> None:
    """Bring the player's code and a model's weights into the page; without it no player shows.

    Args:
        weights: from `figures.payload.weight_payload`.
    """
    with st.container(key="carried"):
        _mount_carrier(key="code-and-weights", data=weights)


def _rest() -> None:
    """Let Streamlit rerun: the place is read from the component's result."""
