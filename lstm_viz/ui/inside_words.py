"""What the page "The cell in numbers" says in sentences and formulas made from the numbers.

`lead` and `others_text` carry the reader's own words: show them with `st.text`.
"""

import numpy as np

from lstm_viz.core.inside import InsideStep, row_over_sentence
from lstm_viz.core.terms import largest_terms
from lstm_viz.figures.inside_names import digits_for, fixed, parts_of, result_name
from lstm_viz.figures.inside_tables import term_name
from lstm_viz.figures.inside_view import InsideView, Notation
from lstm_viz.figures.quantities import BY_CODE
from lstm_viz.figures.word_labels import names, signed
from lstm_viz.ui.words import count

LATEX = {"i": "i", "f": "f", "g": r"\tilde C", "o": "o"}
SQUASH = {"i": r"\sigma", "f": r"\sigma", "g": r"\tanh", "o": r"\sigma"}
N_A_LINE, FEW_DIGITS = 3, 4  # summands that a phone holds in a line, and their decimals
VECTOR = r"[h_{{{0}}},\, x_{{{1}}}]"


def lead(view: InsideView, step: InsideStep) -> str:
    """Say what the number is and what pushed it there."""
    digits = digits_for(step, parts_of(step, "books")).result
    word = names(view.trace)[step.t]
    (largest,) = largest_terms(step, 1).named
    return (
        f"At “{word}” (word {step.t + 1}) the {BY_CODE[step.gate].label.lower()} of unit"
        f" {step.unit + 1} is {fixed(step.result_recorded, digits)}. The word brings"
        f" {signed(step.sums['x'])}, what was shown before {signed(step.sums['h'])}, the bias"
        f" {signed(step.b_ih + step.b_hh)}. The largest of its"
        f" {len(step.values['h']) + len(step.values['x'])} products is"
        f" {term_name(step, largest)} with {signed(largest.product)}."
    )


def equation(step: InsideStep, notation: Notation) -> str:
    """Write the equation in letters and in numbers, as LaTeX of lines that a phone can hold."""
    parts = parts_of(step, notation)
    digits = digits_for(step, parts)
    gate, squash = step.gate, SQUASH[step.gate]
    if notation == "books":
        vector = VECTOR.format(step.t, step.t + 1)
        letters = rf"W_{gate}\cdot{vector} + b_{gate}"
    else:
        letters = " + ".join(part.latex for part in parts)
    shares = [_brace(part.value, digits.parts, part.latex) for part in parts]
    n_first = 2 if len(shares) > N_A_LINE or digits.parts > FEW_DIGITS else N_A_LINE
    inner = " + ".join(shares[:n_first])
    if shares[n_first:]:
        inner += rf"\\[4pt] &\qquad {{}} + {' + '.join(shares[n_first:])}"
    number = f"{LATEX[gate]}_{{{step.t + 1}}}"
    lines = (
        rf"{number} &= {squash}({letters})",
        rf"{number}[{step.unit + 1}] &= {squash}\big({inner}\big)",
        rf"&= {squash}({_plain(step.z, digits.parts)})"
        rf" = {_plain(step.result_recorded, digits.result)}",
    )
    return r"\begin{aligned}" + r"\\[4pt]".join(lines) + r"\end{aligned}"


def _brace(value: float, digits: int, name: str) -> str:
    """Write a summand with its name below it; a negative one in brackets."""
    written = _plain(value, digits)
    return rf"\underbrace{{{f'({written})' if written.startswith('-') else written}}}_{{{name}}}"


def _plain(value: float, digits: int) -> str:
    """Write a number for LaTeX, with the minus that it knows."""
    return fixed(value, digits).replace("−", "-")


def notation_text(step: InsideStep, notation: Notation) -> str:
    """Say how the equation's letters relate to the blocks of the picture."""
    gate = step.gate
    n_h, n_x = (len(step.values[source]) for source in ("h", "x"))
    if notation == "books":
        return (
            f"The books' $W_{gate}$ is both blocks together: its first {n_h} inputs, here and in"
            f" the player called $U_{gate}$, weigh the hidden state, the other {n_x} weigh the"
            " word. The bias is the sum of PyTorch's two."
        )
    return (
        f"PyTorch keeps the halves apart, each with its bias: $W_{{i{gate}}}$ weighs the input,"
        f" $W_{{h{gate}}}$ the hidden state. Two biases can do no more than one; only their sum"
        f" {fixed(step.b_ih + step.b_hh, 3)} matters."
    )


def gap_text(step: InsideStep) -> str:
    """Say how well the number, worked out again, agrees with the recorded one."""
    n_products = len(step.values["h"]) + len(step.values["x"])
    return (
        f"Multiplied and added again here, with 64-bit numbers: {count(n_products, 'product')} and"
        f" the bias give z = {fixed(step.z, 6)}; recorded is {fixed(step.z_recorded, 6)}. The gap"
        f" is {_short(abs(step.z - step.z_recorded))}, that of the result"
        f" {_short(abs(step.result - step.result_recorded))}, as the run rounds to 32 bits."
    )


def sharing_text(view: InsideView, step: InsideStep) -> str:
    """Say that the same weights made all these numbers, and how well that holds."""
    weights = view.gate(step.gate)
    n_weights, n_words = weights.u.size + weights.w.size, len(view.trace.tokens)
    z = row_over_sentence(weights, view.layer, step.unit)
    gap = float(np.abs(z - getattr(view.layer, f"{step.gate}_pre")[:, step.unit]).max())
    return (
        f"The same {n_weights:,} weights and {len(weights.b_ih)} biases, used"
        f" {count(n_words, 'time')}; what changes is the vector. Unit {step.unit + 1} uses one row"
        f" of them, {weights.u.shape[1] + weights.w.shape[1]} weights. That row, multiplied with"
        f" the vector of every word, gives the recorded z of every word: the largest gap is"
        f" {_short(gap)}."
    )


def _short(gap: float) -> str:
    """Write a small number with two digits that count."""
    return np.format_float_positional(gap, precision=2, fractional=False, trim="-")


def heading(step: InsideStep) -> str:
    """Name the number for an alternative text."""
    return f"{BY_CODE[step.gate].label} {result_name(step)}"
