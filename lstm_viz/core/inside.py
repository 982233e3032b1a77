"""One number inside a step, taken apart: row times vector, plus bias, squashed. NumPy only.

z_t = W x_t + b_ih + U h_{t-1} + b_hh, and the gate is sigma(z_t), the candidate tanh(z_t)
(Hochreiter & Schmidhuber 1997; Gers, Schmidhuber & Cummins 2000; two biases as in torch).
Computed in float64: the product of two float32 numbers is exact there, so that what
differs from the record is the rounding of the run, not of this account.

The largest terms are named, the others one sum.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from lstm_viz.core.trace import Array, LstmTrace
from lstm_viz.core.weights import GateWeights

Source = Literal["h", "x"]
SOURCES: tuple[Source, ...] = get_args(Source)
CANDIDATE = "g"  # the one that takes tanh


@dataclass(frozen=True, slots=True)
class InsideStep:
    """One gate's number of one unit at one word, with all it consists of.

    Attributes:
        gate: "i", "f", "g" or "o".
        t: the word, 0...T-1.
        unit: the unit, 0...H-1.
        values: "h": the hidden state before, (P,), -1...1; "x": the input, (E,).
        weights: "h" and "x": the unit's row of U, (P,), and of W, (E,).
        products: "h" and "x": weight times value, float64, as above.
        sums: "h" and "x": what the products add up to, float64.
        b_ih: torch's first bias.
        b_hh: torch's second bias.
        z: the two sums and the two biases, float64.
        result: sigma(z), 0...1; tanh(z), -1...1, for the candidate; float64.
        z_recorded: z as the run rounded it.
        result_recorded: the result as the run rounded it.
    """

    gate: str
    t: int
    unit: int
    values: Mapping[Source, Array]
    weights: Mapping[Source, Array]
    products: Mapping[Source, Array]
    sums: Mapping[Source, float]
    b_ih: float
    b_hh: float
    z: float
    result: float
    z_recorded: float
    result_recorded: float


def inside_step(weights: GateWeights, trace: LstmTrace, t: int, unit: int) -> InsideStep:
    """Take one number of a run apart.

    Args:
        weights: the gate's weights of the layer and direction that made the trace.
        trace: that layer's run.
        t: the word, 0...T-1.
        unit: the unit, 0...H-1.
    """
    values: dict[Source, Array] = {"h": trace.h_prev[t], "x": trace.x[t]}
    rows: dict[Source, Array] = {"h": weights.u[unit], "x": weights.w[unit]}
    products = {key: rows[key].astype("f8") * values[key].astype("f8") for key in SOURCES}
    sums = {key: float(products[key].sum()) for key in SOURCES}
    b_ih, b_hh = float(weights.b_ih[unit]), float(weights.b_hh[unit])
    z = sums["x"] + b_ih + sums["h"] + b_hh
    return InsideStep(
        gate=weights.gate,
        t=t,
        unit=unit,
        values=values,
        weights=rows,
        products=products,
        sums=sums,
        b_ih=b_ih,
        b_hh=b_hh,
        z=z,
        result=float(squashed(weights.gate, np.array(z))),
        z_recorded=float(getattr(trace, f"{weights.gate}_pre")[t, unit]),
        result_recorded=float(getattr(trace, weights.gate)[t, unit]),
    )


def squashed(gate: str, z: Array) -> NDArray[np.floating]:
    """Return sigma(z), 0...1, or for the candidate tanh(z), -1...1; of z's shape."""
    with np.errstate(over="ignore"):  # exp of a huge -z is inf, and sigma then exactly 0
        result: NDArray[np.floating] = np.tanh(z) if gate == CANDIDATE else 1 / (1 + np.exp(-z))
    return result


def row_over_sentence(weights: GateWeights, trace: LstmTrace, unit: int) -> Array:
    """Multiply one row with the vector of every word: z of every step, float64, (T,)."""
    w, u = weights.w[unit].astype("f8"), weights.u[unit].astype("f8")
    bias = float(weights.b_ih[unit]) + float(weights.b_hh[unit])
    z: Array = trace.x.astype("f8") @ w + trace.h_prev.astype("f8") @ u + bias
    return z


@dataclass(frozen=True, slots=True)
class Term:
    """One product: `index` counts from 0 within its source, the hidden state or the word."""

    source: Source
    index: int
    weight: float
    value: float
    product: float


@dataclass(frozen=True, slots=True)
class LargestTerms:
    """The products of a step, the largest by name.

    Attributes:
        named: by falling |product|; equal ones in the order of [h, x].
        n_others: how many more products there are.
        others: their sum, float64.
    """

    named: tuple[Term, ...]
    n_others: int
    others: float


def all_terms(step: InsideStep) -> tuple[Term, ...]:
    """Return every product in the order of the vector [h, x], P + E of them."""
    return tuple(
        Term(source, index, float(weight), float(value), float(product))
        for source in SOURCES
        for index, (weight, value, product) in enumerate(
            zip(step.weights[source], step.values[source], step.products[source], strict=True)
        )
    )


def largest_terms(step: InsideStep, n_named: int) -> LargestTerms:
    """Name the products that weigh most.

    Args:
        step: the step, taken apart.
        n_named: how many are named at most.
    """
    terms = all_terms(step)
    order = np.argsort([-abs(term.product) for term in terms], kind="stable").tolist()
    named = tuple(terms[place] for place in order[:n_named])
    rest = [terms[place].product for place in order[n_named:]]
    return LargestTerms(named, len(rest), float(sum(rest)))
