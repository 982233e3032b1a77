"""The largest terms of a row times a vector, and the others as one sum. NumPy only."""

from dataclasses import dataclass

import numpy as np

from lstm_viz.core.inside import SOURCES, InsideStep, Source


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
