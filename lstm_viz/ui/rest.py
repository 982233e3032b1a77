"""Where the reader rests in a player: orders to it, reports from it.

A report is taken before the page runs, so the page is drawn from the newest that is known. An
order is one only when the reader went to an address: everything else that Python says of the
place repeats what the player has told, perhaps late, and must not move it.
"""

from dataclasses import replace
from zlib import crc32

from lstm_viz.ui import state
from lstm_viz.ui.place import Place, place_of
from lstm_viz.ui.player import Order, Report

_SEEN, _SECOND = "moves_seen", "second_rest"


def order(place: Place) -> Order:
    """Return where the player of the page's own sentence is to stand; steps count from 0 there."""
    return _order(place, place.text, state.turns(), _SEEN)


def backward_order(place: Place) -> Order:
    """Return the order for the backward pass: it starts at its target, on its own map."""
    return {**order(place), "step": None, "mode": "numbers", "map": "grad_c", "all": True}


def second_order(place: Place, text: str) -> Order:
    """Return where the second player is to stand: as told of this sentence, else nowhere yet.

    Args:
        place: where the reader is.
        text: the second sentence.
    """
    kept: Place | None = state.recall(_SECOND, None)
    here = kept if kept is not None and (kept.model, kept.text) == (place.model, text) else Place()
    # Its place is not in the address, so the address gives it no order: it follows the first.
    return _order(replace(here, model=place.model), text, 0, _SEEN + _SECOND)


def take(report: Report) -> None:
    """Keep where the reader came to rest; called by Streamlit before the page runs."""
    here = state.here()
    if _is_about(report, here.model, here.text):
        state.remember(_SEEN, report["move"])
        state.edit(_rested(here, report))


def take_second(text: str, report: Report) -> None:
    """Keep where the reader came to rest in the second player, of this sentence, as `take` does."""
    here = state.here()
    state.remember(_SEEN + _SECOND, report["move"])
    if _is_about(report, here.model, text):
        state.remember(_SECOND, _rested(replace(here, text=text), report))


def _order(place: Place, text: str, turn: int, seen: str) -> Order:
    return Order(
        step=_from_zero(place.step),
        phase=place.phase,
        mode=place.mode,
        map=place.map,
        order=place.order,
        unit=_from_zero(place.unit),
        all=place.all,
        turn=turn,
        seen=state.recall(seen, 0),
        visit=state.visit(),
        reading=reading(place.model, text),
    )


def reading(model: str, text: str) -> int:
    """Return a number that names one sentence read by one model."""
    return crc32(repr((model, text)).encode("utf-8", "replace"))


def _is_about(report: Report, model: str, text: str) -> bool:
    """Tell whether a report is about this reading; one on the last sentence may come late."""
    return report["reading"] == reading(model, text)


def _rested(place: Place, report: Report) -> Place:
    """Return the place with what a report says; what makes no sense is the default."""
    told = place_of(
        {
            "step": _from_one(report["step"]),
            "phase": str(report["phase"]),
            "mode": report["mode"],
            "map": report["map"],
            "order": report["order"],
            "unit": _from_one(report["unit"]),
            "all": str(int(report["all"])),
        }
    )
    names = ("step", "phase", "mode", "map", "order", "unit", "all")
    return replace(place, **{name: getattr(told, name) for name in names})


def _from_zero(number: int | None) -> int | None:
    """Count from 0 what people count from 1."""
    return None if number is None else number - 1


def _from_one(number: int | None) -> str:
    """Spell as people count what is counted from 0; "" for none."""
    return "" if number is None else str(number + 1)
