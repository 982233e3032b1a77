"""What if: what carries the verdict as a table, and both readings as CSV."""

from collections.abc import Iterator

import numpy as np

from lstm_viz.chapters.surgery.view import STATES, SingleUnitsView, SurgeryView, gates_ranked
from lstm_viz.core.trace import Array, SentenceTrace
from lstm_viz.figures.labels import names
from lstm_viz.figures.numbers import signed
from lstm_viz.figures.quantities import BY_CODE
from lstm_viz.figures.tables import csv_bytes

MOST = 5
CHANGE, VERDICT = "Logit changes by", "Verdict would be"
CHANGE_FORMATS = {CHANGE: "%+.3f", VERDICT: "%.2f"}


def single_units_table(view: SingleUnitsView) -> dict[str, list[str] | list[float]]:
    """List the single units and the single gates or candidates that change the verdict most.

    Args:
        view: every single intervention.

    Returns:
        Columns by heading: at most `MOST` units, then at most `MOST` gates.
    """
    order = np.argsort(-np.abs(view.units), kind="stable")[:MOST].tolist()
    found = [(f"unit {j + 1}", "h = 0", float(view.units[j])) for j in order]
    found += [
        (f"{BY_CODE[gate].name} of unit {j + 1}", f"its mean, {_at(gate, at)}", change)
        for gate, j, at, change in gates_ranked(view, MOST)
    ]
    return {
        "Held": [what for what, _, _ in found],
        "At": [at for _, at, _ in found],
        CHANGE: [change for _, _, change in found],
        VERDICT: [view.verdict_with(change) for _, _, change in found],
    }


def _at(gate: str, value: float) -> str:
    """Write a value; only the candidate has a sign."""
    return signed(value) if gate == "g" else f"{value:.2f}"


def surgery_csv(view: SurgeryView) -> bytes:
    """Return both readings as CSV, a line a word.

    Columns: word (from 1), token as it was typed, verdict and logit as recorded and as
    changed, then c_1...c_H and h_1...h_H, first as recorded, then changed_c_1 and so on.

    Args:
        view: the two readings.
    """
    units = [f"{code}_{j + 1}" for code in STATES for j in range(view.change().shape[1])]
    heads = ["verdict", "changed_verdict", "logit", "changed_logit", *units]
    return csv_bytes(
        ["word", "token", *heads, *(f"changed_{unit}" for unit in units)], _lines(view)
    )


def _lines(view: SurgeryView) -> Iterator[list[object]]:
    """Yield a line for each word."""
    both = view.before, view.after
    verdicts = [values for name in ("p_positive", "logit") for values in _of(both, name)]
    states = [view.states(code)[which] for which in (0, 1) for code in STATES]
    columns = np.column_stack([*verdicts, *states])
    for number, (token, row) in enumerate(zip(names(view.before), columns, strict=True), 1):
        yield [number, token, *row.astype(np.str_).tolist()]


def _of(both: tuple[SentenceTrace, SentenceTrace], name: str) -> list[Array]:
    """Return one quantity of both readings, (T,) each."""
    return [getattr(trace, name) for trace in both]
