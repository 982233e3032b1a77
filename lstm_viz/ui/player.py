"""Mounts the player: the one component that plays a recorded run in the browser."""

from typing import TypedDict

import streamlit as st

from lstm_viz.figures.payload import Payload
from lstm_viz.figures.player_source import player_script, player_style


class Place(TypedDict):
    """Where the reader is in the player.

    Attributes:
        step: the token, counted from 0; None means the one that moved the verdict most.
        phase: 1 forget, 2 write, 3 update, 4 output.
        mode: "numbers" or "story".
        map: code name of the quantity in the map.
        run: how many readings the player has shown so far; it tells a report on a new
            sentence from the last one's, where the reader rests at the same place.
    """

    step: int | None
    phase: int
    mode: str
    map: str
    run: int


_mount = st.components.v2.component(
    "lstm_viz_player", html='<div class="lv-root"></div>', css=player_style(), js=player_script()
)


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
        run=found.get("run", place["run"]),
    )


def _rest() -> None:
    """Let Streamlit rerun: the place is read from the component's result."""
