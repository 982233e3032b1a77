"""What the page "What if" says in sentences made from the numbers; for `st.text`."""

from collections.abc import Sequence

from lstm_viz.chapters.surgery.view import (
    Experiment,
    Operation,
    SingleUnitsView,
    SurgeryView,
    gates_ranked,
    largest_change,
)
from lstm_viz.figures.labels import numbered
from lstm_viz.figures.numbers import signed, true_minus
from lstm_viz.figures.quantities import BY_CODE
from lstm_viz.figures.verdict import leaning, moved, printed

MOST_NAMED = 6  # units
NONE = "0.00"  # what a change is printed as that is too small to be one


def lead(view: SurgeryView, ready: Sequence[Experiment]) -> str:
    """Say where the verdict ends with something held.

    Args:
        view: both readings of at least one word.
        ready: the experiments that have a name.
    """
    named = {made.operation: made.clause for made in ready}
    clause = named.get(view.operation, f"With {_held(view, 'held ')}")
    before, after = (float(trace.p_positive[-1]) for trace in (view.before, view.after))
    if printed(before) == printed(after):
        return f"{clause}, the model still ends at {before:.2f}."
    return f"{clause}, the model ends at {after:.2f} instead of {before:.2f}.{_turn(before, after)}"


def _turn(before: float, after: float) -> str:
    """Say what the verdict is called now, if that changed."""
    was, now = leaning(before), leaning(after)
    return "" if was == now else f" The verdict turns from {was} to {now}."


def held(view: SurgeryView) -> str:
    """Say what is held."""
    return f"Held: {_held(view)}. Everything else is recomputed with the model’s own weights."


def _held(view: SurgeryView, how: str = "") -> str:
    """Write an operation as a noun."""
    operation, n_units = view.operation, view.change().shape[1]
    what, at = BY_CODE[operation.quantity].name, true_minus(f"{operation.value:g}")
    return f"the {what} of {_units(operation, n_units)} {how}at {at}, {_words(view)}"


def _units(operation: Operation, n_units: int) -> str:
    """Name the units."""
    numbers = [str(unit + 1) for unit in operation.units]
    if not numbers:
        return f"all {n_units} units"
    if len(numbers) == 1:
        return f"unit {numbers[0]}"
    if len(numbers) > MOST_NAMED:
        return f"{len(numbers)} of {n_units} units"
    return f"units {', '.join(numbers[:-1])} and {numbers[-1]}"


def _words(view: SurgeryView) -> str:
    """Name the words."""
    start, end, trace = view.operation.start, view.operation.end, view.before
    if end - start == 1:
        return f"at {numbered(trace, start)}"
    if end - start == len(trace.tokens):
        return "at every word"
    return f"from {numbered(trace, start)} to {numbered(trace, end - 1)}"


def check(view: SurgeryView) -> str:
    """Say whether holding at the recorded values changes nothing."""
    if view.n_same == view.n_checked:
        found = f"all {view.n_checked:,} recorded numbers come out the same, bit for bit"
    else:
        found = f"{view.n_checked - view.n_same:,} of {view.n_checked:,} numbers are NOT the same"
    return f"Checked just now: with the recorded values held in the same places, {found}."


def changed(view: SurgeryView, code: str) -> str:
    """Say where a state changed most.

    Args:
        view: both readings of at least one word.
        code: which state, "c" or "h".
    """
    t, j = largest_change(view, code)
    change, state = float(view.change(code)[t, j]), BY_CODE[code].name
    if not change:
        return f"The {state} of no unit changed."
    if signed(change) == NONE:
        return f"The {state} of no unit changed by as much as 0.01."
    return (
        f"The largest change is in unit {j + 1} after {numbered(view.before, t)}: {signed(change)}."
    )


def carried(view: SingleUnitsView) -> str:
    """Say which single unit, and which gate or candidate of one, the verdict depends on most."""
    unit, change = view.strongest + 1, float(view.units[view.strongest])
    before, after = view.verdict_with(0.0), view.verdict_with(change)
    said = (
        f"Of the units, number {unit} matters most: without it the logit changes by"
        f" {signed(change)}, and the verdict {moved(before, after)}."
    )
    if signed(change) == NONE:
        said = f"No single unit matters: without any one of them the verdict stays at {before:.2f}."
    return f"{said} {_gates(view)}"


def _gates(view: SingleUnitsView) -> str:
    """Say which gate or candidate the verdict depends on most."""
    ((gate, j, _, change),) = gates_ranked(view, 1)
    if not change:
        return "No gate or candidate moves, so each of them is at its mean already."
    if signed(change) == NONE:
        return "No single gate or candidate matters: the logit changes by less than 0.01."
    name = f"{BY_CODE[gate].name} of unit {j + 1}"
    return f"Of the gates and candidates, the {name} matters most: {signed(change)}."
