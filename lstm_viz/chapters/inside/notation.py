"""How the page "The cell in numbers" writes things: signs, numbers, both notations' names."""

import re
from dataclasses import dataclass

import numpy as np

from lstm_viz.core.inside import InsideStep, squashed
from lstm_viz.figures.numbers import below, fixed
from lstm_viz.figures.quantities import BY_CODE, SHOWN_ORDER, Notation

LETTERS = {gate: BY_CODE[gate].letter for gate in SHOWN_ORDER}
LEAST_DIGITS, MOST_DIGITS = 3, 14
SMALL = 0.01  # below it a result shows three digits that count


def values_name(source: str, t: int) -> str:
    """Name a half of the vector at word t, counted from 0: h₃ or x₄, as the receipts do."""
    return f"{source}{below(t if source == 'h' else t + 1)}"


def result_name(step: InsideStep) -> str:
    """Name the number that is taken apart, e.g. f₄[3]."""
    return f"{LETTERS[step.gate]}{below(step.t + 1)}[{step.unit + 1}]"


def squash_name(gate: str) -> str:
    """Return the function that squashes a gate's sum."""
    return "tanh" if gate == "g" else "σ"


@dataclass(frozen=True, slots=True)
class Part:
    """One summand of z.

    Attributes:
        name: in plain text, e.g. U_f·h₃.
        latex: the same for a formula, without the time.
        source: "h", "x" or "b" for a bias.
        value: float64.
    """

    name: str
    latex: str
    source: str
    value: float

    @property
    def label(self) -> str:
        """The name as Plotly writes it, what follows a low line below the line."""
        return re.sub(r"_(\w+)", r"<sub>\1</sub>", self.name)


def parts_of(step: InsideStep, notation: Notation) -> tuple[Part, ...]:
    """List the summands of z in the order of a notation.

    Args:
        step: the number, taken apart.
        notation: "books": hidden state, word, one bias; "torch": word and hidden state, each
            with a bias of its own.
    """
    gate, h, x = step.gate, values_name("h", step.t), values_name("x", step.t)
    if notation == "books":
        return (
            Part(f"U_{gate}·{h}", f"U_{gate} h_{{{step.t}}}", "h", step.sums["h"]),
            Part(f"W_{gate}·{x}", f"W_{gate} x_{{{step.t + 1}}}", "x", step.sums["x"]),
            Part(f"b_{gate}", f"b_{gate}", "b", step.b_ih + step.b_hh),
        )
    return (
        Part(f"W_i{gate}·{x}", f"W_{{i{gate}}} x_{{{step.t + 1}}}", "x", step.sums["x"]),
        Part(f"b_i{gate}", f"b_{{i{gate}}}", "b", step.b_ih),
        Part(f"W_h{gate}·{h}", f"W_{{h{gate}}} h_{{{step.t}}}", "h", step.sums["h"]),
        Part(f"b_h{gate}", f"b_{{h{gate}}}", "b", step.b_hh),
    )


@dataclass(frozen=True, slots=True)
class Digits:
    """With how many decimals summands and z, and the result, are printed."""

    parts: int
    result: int


def digits_for(step: InsideStep, parts: tuple[Part, ...]) -> Digits:
    """Find the fewest decimals with which the printed equation gives what it says.

    The printed summands add up to the printed z, and the printed z gives the recorded
    result as printed; the same promise as the player's receipts make.
    """
    least = _least(step.result_recorded)
    for result in (least, least + 1, least + 2, 2):
        for digits in range(max(LEAST_DIGITS, result), MOST_DIGITS + 1):
            z = round(step.z, digits)
            total = round(sum(round(part.value, digits) for part in parts), digits)
            squeezed = float(squashed(step.gate, np.array(z)))
            if total == z and fixed(squeezed, result) == fixed(step.result_recorded, result):
                return Digits(digits, result)
    return Digits(MOST_DIGITS, 1)


def _least(value: float) -> int:
    """Return the decimals that show three digits that count, at least 3."""
    if value == 0 or abs(value) >= SMALL:
        return LEAST_DIGITS
    return min(12, 2 - int(np.floor(np.log10(abs(value)))))
