"""What the page "The cell in numbers" says in sentences and formulas made from the numbers.

`lead` and `others_text` carry the reader's own words: show them with `st.text`.
"""

import numpy as np

from lstm_viz.chapters.inside.notation import digits_for, parts_of, result_name, squash_name
from lstm_viz.chapters.inside.tables import DIGITS, term_name
from lstm_viz.chapters.inside.view import InsideView
from lstm_viz.core.inside import InsideStep, Term, largest_terms, row_over_sentence
from lstm_viz.figures.labels import names
from lstm_viz.figures.numbers import count, fixed, gap, signed
from lstm_viz.figures.quantities import BY_CODE, Notation

LATEX = {"i": "i", "f": "f", "g": r"\tilde C", "o": "o"}
SQUASH = {"i": r"\sigma", "f": r"\sigma", "g": r"\tanh", "o": r"\sigma"}
N_A_LINE, FEW_DIGITS = 3, 4  # summands that a phone holds in a line, and their decimals
VECTOR = r"[h_{{{0}}},\, x_{{{1}}}]"


def lead(view: InsideView, step: InsideStep) -> str:
    """Say what the number is and what pushed it there."""
    parts = parts_of(step, "books")
    digits = digits_for(step, parts)
    h, x, bias = (signed(part.value, digits.parts) for part in parts)
    word, z = names(view.trace)[step.t], fixed(step.z, digits.parts)
    return (
        f"At “{word}” (word {step.t + 1}), {x} from the word, {h} from the hidden state before it"
        f" and {bias} from the bias add up to {z}; {squash_name(step.gate)}({z}) ="
        f" {fixed(step.result_recorded, digits.result)} is the {BY_CODE[step.gate].name} of unit"
        f" {step.unit + 1}."
    )


def products(step: InsideStep) -> str:
    """Say how many products a sum consists of, and which is the largest."""
    (largest,) = largest_terms(step, 1).named
    return (
        f"The two sums, from the word and from the hidden state, consist of"
        f" {len(step.values['h']) + len(step.values['x'])} products. The largest is"
        f" {signed(largest.product)}, from {_origin(largest)} ({term_name(step, largest)}); it is"
        " outlined below."
    )


def _origin(term: Term) -> str:
    """Say in words where the number comes from that a weight multiplies."""
    source = "the hidden state" if term.source == "h" else "the word vector"
    return f"number {term.index + 1} of {source}"


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
            f"The books' $W_{gate}$ is both blocks together: its first {n_h} inputs, called"
            f" $U_{gate}$ here and in the player, weigh the hidden state, the other {n_x} the word."
            " The bias is the sum of PyTorch's two."
        )
    return (
        f"PyTorch keeps the halves apart, each with its bias: $W_{{i{gate}}}$ weighs the input,"
        f" $W_{{h{gate}}}$ the hidden state. Two biases can do no more than one; only their sum"
        f" {fixed(step.b_ih + step.b_hh, 3)} matters."
    )


def gap_text(step: InsideStep) -> str:
    """Say how well the number, worked out again, agrees with the recorded one."""
    n_products = len(step.values["h"]) + len(step.values["x"])
    largest = max(abs(step.z - step.z_recorded), abs(step.result - step.result_recorded))
    return (
        f"Worked out again with 64-bit numbers, {count(n_products, 'product')} and the bias give"
        f" z = {fixed(step.z, DIGITS)}; the record says {fixed(step.z_recorded, DIGITS)}."
        f" The difference, in z and in the result, is {gap(largest)}: the run rounds to 32 bits."
    )


def sharing_text(view: InsideView, step: InsideStep) -> str:
    """Say that the same weights made all these numbers, and how well that holds."""
    weights = view.gate(step.gate)
    n_weights, n_words = weights.u.size + weights.w.size, len(view.trace.tokens)
    z = row_over_sentence(weights, view.layer, step.unit)
    largest = float(np.abs(z - getattr(view.layer, f"{step.gate}_pre")[:, step.unit]).max())
    used = "once" if n_words == 1 else f"{n_words:,} times"
    return (
        f"The same {n_weights:,} weights and {len(weights.b_ih)} biases serve every word. Here they"
        f" are used {used}, and only the vector changes. Unit {step.unit + 1} has one row of them,"
        f" {weights.u.shape[1] + weights.w.shape[1]} weights. That row times the vector, plus the"
        f" bias, gives the recorded z at every word; the largest difference is {gap(largest)}."
    )


def heading(step: InsideStep) -> str:
    """Name the number for an alternative text."""
    return f"{BY_CODE[step.gate].label} {result_name(step)}"
