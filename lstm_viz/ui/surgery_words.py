"""What the page "What if" says in sentences made from the numbers; for `st.text`."""

from collections.abc import Sequence

from lstm_viz.figures.operation import Experiment, Operation
from lstm_viz.figures.quantities import BY_CODE
from lstm_viz.figures.surgery_view import (
    CarrierView,
    SurgeryView,
    gates_ranked,
    largest_change,
)
from lstm_viz.figures.word_labels import names, signed

HALF = 0.5  # the verdict between negative and positive


def lead(view: SurgeryView, ready: Sequence[Experiment]) -> str:
    """Say where the verdict ends with something held.

    Args:
        view: both readings of at least one word.
        ready: the experiments that have a name.
    """
    named = {made.operation: made.clause for made in ready}
    clause = named.get(view.operation, f"With the {_held(view)}")
    before, after = (float(trace.p_positive[-1]) for trace in (view.before, view.after))
    if f"{before:.2f}" == f"{after:.2f}":
        return f"{clause}, the verdict still ends at {before:.2f}."
    side = " It changes sides." if (before > HALF) != (after > HALF) else ""
    return f"{clause}, the verdict ends at {after:.2f} instead of {before:.2f}.{side}"


def held(view: SurgeryView) -> str:
    """Say what is held."""
    return f"Held: {_held(view)}. All the rest is computed anew, with the model’s own weights."


def _held(view: SurgeryView) -> str:
    """Write an operation as a noun."""
    operation, n_units = view.operation, view.change().shape[1]
    what = BY_CODE[operation.quantity].label.lower()
    return f"{what} of {_units(operation, n_units)} at {operation.value:g}, {_words(view)}"


def _units(operation: Operation, n_units: int) -> str:
    """Name the units."""
    if not operation.units:
        return f"all {n_units} units"
    numbers = ", ".join(str(j + 1) for j in operation.units)
    return f"unit{'s' if len(operation.units) > 1 else ''} {numbers}"


def _words(view: SurgeryView) -> str:
    """Name the words."""
    start, end, spelled = view.operation.start, view.operation.end, names(view.before)
    if end - start == len(spelled):
        return "at every word"
    if end - start == 1:
        return f"at “{spelled[start]}” (word {end})"
    return f"from “{spelled[start]}” (word {start + 1}) to “{spelled[end - 1]}” (word {end})"


def check(view: SurgeryView) -> str:
    """Say whether holding at the recorded values changes nothing."""
    if view.n_same == view.n_checked:
        found = f"all {view.n_checked:,} recorded numbers come out the same, bit for bit"
    else:
        found = f"{view.n_checked - view.n_same:,} of {view.n_checked:,} numbers are NOT the same"
    return f"Checked now: held at their own recorded values at the same places, {found}."


def changed(view: SurgeryView, code: str) -> str:
    """Say where a state changed most.

    Args:
        view: both readings of at least one word.
        code: which state, "c" or "h".
    """
    t, j = largest_change(view, code)
    change = float(view.change(code)[t, j])
    if not change:
        return f"No {BY_CODE[code].label.lower()} changed."
    return (
        f"The largest change is in unit {j + 1} after “{names(view.before)[t]}” (word {t + 1}):"
        f" {signed(change)}."
    )


def carried(view: CarrierView) -> str:
    """Say which single unit, and which gate or candidate of one, carries the verdict."""
    unit, change = view.carrier + 1, float(view.units[view.carrier])
    ((gate, j, _, gate_change),) = gates_ranked(view, 1)
    said = (
        f"The recorded logit is {signed(view.logit)}. Of single units, number {unit} carries most:"
        f" without it the logit changes by {signed(change)}."
    )
    if not gate_change:
        return f"{said} No gate moves over a single word, so none can be held at its mean."
    name = f"{BY_CODE[gate].label.lower()} of unit {j + 1}"
    return f"{said} Of single gates and candidates it is the {name}: {signed(gate_change)}."
