"""A number taken apart as tables and as CSV."""

from collections.abc import Iterator

from lstm_viz.chapters.inside.notation import parts_of, result_name, squash_name, values_name
from lstm_viz.chapters.inside.view import InsideView
from lstm_viz.core.inside import InsideStep, Term, all_terms, largest_terms
from lstm_viz.figures.numbers import fixed
from lstm_viz.figures.quantities import Notation
from lstm_viz.figures.tables import Table, csv_bytes
from lstm_viz.figures.weights import rows_of

N_NAMED = 8
DIGITS = 4
COLUMNS = ("part", "number", "weight", "value", "product")


def terms_table(step: InsideStep, notation: Notation) -> Table:
    """List the largest products by name, the others as one sum, the bias, z and the result.

    Args:
        step: the number, taken apart.
        notation: whether the bias is one or two.
    """
    terms = largest_terms(step, N_NAMED)
    rows = [
        (term_name(step, term), *(fixed(part, DIGITS) for part in _numbers(term)))
        for term in terms.named
    ]
    if terms.n_others:
        rows.append((f"the other {terms.n_others}", "", "", fixed(terms.others, DIGITS)))
    biases = [part for part in parts_of(step, notation) if part.source == "b"]
    rows += [(part.name, "", "", fixed(part.value, DIGITS)) for part in biases]
    rows.append(("z, all together", "", "", fixed(step.z, DIGITS)))
    name = f"{result_name(step)} = {squash_name(step.gate)}(z)"
    rows.append((name, "", "", fixed(step.result, DIGITS)))
    headings = ("Term", "Weight", "Value", "Weight · value")
    return {heading: [row[place] for row in rows] for place, heading in enumerate(headings)}


def _numbers(term: Term) -> tuple[float, float, float]:
    """Return a term's numbers in the order of the table."""
    return term.weight, term.value, term.product


def term_name(step: InsideStep, term: Term) -> str:
    """Name the number that a weight multiplies: x₄[12] or h₃[5], as the receipts do."""
    return f"{values_name(term.source, step.t)}[{term.index + 1}]"


def shape_table(view: InsideView, gate: str, notation: Notation) -> Table:
    """List the arrays of a gate with their shapes and sizes, as a notation keeps them.

    Args:
        view: the run with its weights.
        gate: "i", "f", "g" or "o".
        notation: "books": one matrix (h_dim + x_dim, h_dim) and one bias a gate; "torch": the
            four stacked arrays, and which of their rows are the gate's.
    """
    n_hidden, n_inputs = (part.shape[1] for part in (view.weights.u, view.weights.w))
    total = n_hidden + n_inputs
    if notation == "torch":
        return _stacked_table(view, gate)
    return {
        "Array": [f"W_{gate}", f"b_{gate}", "[h, x]", f"[h, x]·W_{gate} + b_{gate}"],
        "Shape": ["(h_dim + x_dim, h_dim)", "(h_dim,)", "(h_dim + x_dim,)", "(h_dim,)"],
        "In this model": [
            f"({total}, {n_hidden})",
            f"({n_hidden},)",
            f"({total},)",
            f"({n_hidden},)",
        ],
    }


def _stacked_table(view: InsideView, gate: str) -> Table:
    """List PyTorch's four arrays and the rows of a gate in them."""
    rows = rows_of(gate, view.weights.u.shape[1])
    return {
        "Array": list(view.named),
        "Shape": ["(4 h_dim, x_dim)", "(4 h_dim, h_dim)", "(4 h_dim,)", "(4 h_dim,)"],
        "In this model": [str(part.shape) for part in view.named.values()],
        "Rows of this gate": [f"{rows.start} to {rows.stop - 1}"] * len(view.named),
    }


def step_csv(step: InsideStep) -> bytes:
    """Return all that the number consists of as CSV, every float spelled in full.

    Columns: part (U, W, b_ih, b_hh, z, result, z_recorded, result_recorded), number (the
    place in h or x, from 1 as on the page), weight, value, product. For what is no product
    the number itself stands under product.

    Args:
        step: the number, taken apart.
    """
    return csv_bytes(COLUMNS, _lines(step))


def _lines(step: InsideStep) -> Iterator[list[object]]:
    """Yield the lines of the CSV."""
    for term in all_terms(step):
        matrix = "U" if term.source == "h" else "W"
        yield [matrix, term.index + 1, *_numbers(term)]
    for name in ("b_ih", "b_hh", "z", "result", "z_recorded", "result_recorded"):
        yield [name, "", "", "", getattr(step, name)]
