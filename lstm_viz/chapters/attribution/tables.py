"""Which word did it: whether the scores add up, how the methods stood the test, the CSV."""

from collections.abc import Iterator

from lstm_viz.chapters.attribution.study import REMOVALS, DevResult
from lstm_viz.chapters.attribution.view import AttributionView, MethodScores
from lstm_viz.figures.labels import names
from lstm_viz.figures.numbers import signed, true_minus
from lstm_viz.figures.tables import csv_bytes

AREAS = ("This sentence", "Dev set, deleted", "Dev set, <unk> instead")
AREA_FORMATS = dict.fromkeys(AREAS, "%.3f")
NO_PROMISE = "promises no sum"
SHOWN = 5e-5  # a smaller gap does not show in four digits
ROUGH = 1e-3  # of the logit: from here on a sum in place of an integral is called rough


def sums_table(view: AttributionView) -> dict[str, list[str]]:
    """Compare what each method's scores add up to with the recorded logit.

    Args:
        view: the methods on a sentence.

    Returns:
        Columns by heading, a row a method. A method that promises no sum has no gap.
    """
    rows = view.methods
    return {
        "Method": [row.title for row in rows],
        "Words": [signed(float(row.scores.sum())) for row in rows],
        "Named parts": [_parts(row) for row in rows],
        "Adds up to": [signed(row.adds_up_to, 4) for row in rows],
        "Logit": [signed(view.should, 4) for _ in rows],
        "Gap": [_gap(row, view.should) for row in rows],
    }


def _parts(row: MethodScores) -> str:
    """Write what is ascribed to no word; a part that is exactly 0 is not there."""
    parts = (f"{name} {_small(value)}" for name, value in row.parts.items() if value)
    return ", ".join(parts) or "none"


def _small(value: float) -> str:
    """Write a number so that a little is not nothing."""
    return signed(value) if signed(value) != "0.00" else true_minus(f"{value:+.0e}")


def _gap(row: MethodScores, should: float) -> str:
    """Say whether the method keeps its promise that nothing is missing."""
    if row.split_gap is not None:
        return _kept(row.split_gap, "exact", should, " for each word’s β + γ")
    if row.promise == "none":
        return NO_PROMISE
    return _kept(abs(row.adds_up_to - should), row.promise, should)


def _kept(gap: float, promise: str, should: float, of_what: str = "") -> str:
    """Write a gap; one that the table's four digits do not show is none."""
    if gap < SHOWN:
        return f"none{of_what} ({promise})"
    if promise == "approximate":
        rough = ", here rough" if gap > ROUGH * max(1.0, abs(should)) else ""
        return f"{gap:.2g}{of_what} (approximate{rough})"
    return f"{gap:.2g}{of_what} (though it should be exact)"


def deletion_table(view: AttributionView, dev: DevResult) -> dict[str, list[str] | list[float]]:
    """Compare the methods by the deletion test: on this sentence and on the dev set.

    Args:
        view: the methods on a sentence.
        dev: the measured result for the same model.

    Returns:
        Columns by heading, the fastest on this sentence first; areas 0...1.
    """
    ranked = sorted(view.methods, key=lambda row: row.area)
    keys = [*(row.name for row in ranked), "random"]
    here = [*_areas(ranked), view.random_area]
    dev_set = ([dev.medians[removal][key] for key in keys] for removal in REMOVALS)
    table: dict[str, list[str] | list[float]] = {
        "Order by": [*(row.title for row in ranked), "a random order"]
    }
    for heading, areas in zip(AREAS, (here, *dev_set), strict=True):
        table[heading] = [round(area, 3) for area in areas]
    return table


def _areas(rows: list[MethodScores]) -> list[float]:
    """Return the area of each method."""
    return [row.area for row in rows]


def scores_csv(view: AttributionView) -> bytes:
    """Return the scores as CSV: a line a word, then the named parts and the sums.

    Columns: row ("word", "part", "sum"), number (of the word, from 1), token, then a
    method each in logits; empty where a method has no such part.

    Args:
        view: the methods on a sentence.
    """
    head = ["row", "number", "token", *(row.name for row in view.methods)]
    return csv_bytes(head, _scores(view))


def _scores(view: AttributionView) -> Iterator[list[object]]:
    """Yield the lines of the CSV."""
    for number, (token, scores) in enumerate(zip(names(view.trace), view.matrix, strict=True), 1):
        yield ["word", number, token, *scores.tolist()]
    for part in dict.fromkeys(part for row in view.methods for part in row.parts):
        yield ["part", "", part, *(row.parts.get(part, "") for row in view.methods)]
    yield ["sum", "", "adds up to", *(row.adds_up_to for row in view.methods)]
    yield ["sum", "", "logit", *(view.should for _ in view.methods)]
