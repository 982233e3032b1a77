"""Mounts the player: the one component that plays a recorded run in the browser."""

from collections.abc import Callable
from typing import TypedDict

import streamlit as st

from lstm_viz.player.payload import Payload
from lstm_viz.player.source import carrier_script, loader_script, player_style
from lstm_viz.ui import state

LABEL = "The LSTM reads the sentence"


class Rest(TypedDict):
    """A place in the player, as an order names it and as a report does.

    Attributes:
        step: the token, counted from 0; None for none: before the first word, or as the player
            sees fit.
        phase: 1 forget, 2 write, 3 update, 4 output.
        mode: "numbers" or "story".
        map: code name of the quantity in the map, or "all" for all six, small.
        order: the maps' order of rows: "unit", "influence" or "clustered".
        unit: the unit that the reader picked, counted from 0, or None.
        all: whether words that were not read yet show their numbers too.
        reading: which reading it is about; a report on another one says nothing of this one.
    """

    step: int | None
    phase: int
    mode: str
    map: str
    order: str
    unit: int | None
    all: bool
    reading: int


class Order(Rest):
    """Where the player is to stand. The reader's own moves are newer than any order before them.

    Attributes:
        turn: which order this is. Another one than the last is obeyed, unless the reader has
            moved since; the same one is not an order but an echo.
        seen: the number of the newest of the reader's moves that was known when it was given.
        visit: the visit's name: to another one the player tells anew where the reader is.
    """

    turn: int
    seen: int
    visit: str


class Report(Rest):
    """Where the reader came to rest.

    Attributes:
        move: the number of the move that led there.
    """

    move: int


Take = Callable[[Report], None]

_mount = st.components.v2.component(
    "lstm_viz_player", html='<div class="lv-root"></div>', css=player_style(), js=loader_script()
)

# Code and weights are the same for every sentence: sent apart, they cross the wire once a model,
# since Streamlit replaces a large message that has not changed by a reference to it.
_mount_carrier = st.components.v2.component("lstm_viz_carrier", js=carrier_script())


def player(
    payload: Payload,
    order: Order,
    *,
    take: Take | None = None,
    key: str = "player",
    label: str = LABEL,
) -> None:
    """Show the player.

    Args:
        payload: from `figures.payload.player_payload`.
        order: where to stand.
        take: is told where the reader came to rest, before the page runs again; never while
            the player plays, nor of a backward pass.
        key: the component's key.
        label: the player's name for those who hear the page.
    """

    def rest() -> None:
        if take is not None:
            take(state.recall(key, {})["place"])

    _mount(key=key, data={**payload, "place": dict(order), "label": label}, on_place_change=rest)


def carry(weights: Payload) -> None:
    """Bring the player's code and a model's weights into the page; without it no player shows.

    Args:
        weights: from `figures.payload.weight_payload`.
    """
    with st.container(key="carried"):
        _mount_carrier(key="code-and-weights", data=weights)
