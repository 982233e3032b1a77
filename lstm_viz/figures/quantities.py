"""What is shown, once: name, symbol, range, colour and meaning of every quantity.

Colours are from the Okabe & Ito (2008) set and variations of it, told apart by people
with the common kinds of colour blindness; the second one is for a dark ground.
"""

from dataclasses import dataclass
from typing import Literal

Scale = Literal["gate", "signed", "verdict"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """One row of the table.

    Attributes:
        code: the name in the trace, e.g. "f".
        symbol: as the textbook writes it, e.g. "f\u209c".
        label: in words, e.g. "Forget gate".
        scale: "gate" 0...1, "signed" with zero in the middle, "verdict" 0...1 about one half.
        limit: the fixed end of the scale (its start is 0 or -limit); None where the range
            is open and one limit serves the whole sentence.
        light: colour on a light ground.
        dark: colour on a dark ground.
        meaning: one sentence for the reader.
    """

    code: str
    symbol: str
    label: str
    scale: Scale
    limit: float | None
    light: str
    dark: str
    meaning: str


NEGATIVE, POSITIVE = ("#B4540A", "#F0904A"), ("#1F6FB2", "#5AAEF0")
MIDDLE = "#808A98"  # lines, and what is nothing in itself; on both grounds
INK, PALE_INK = "#1D2430", "#E7EBF2"  # the page's text on a light and on a dark ground
MEMORY = "#B07F00"  # the cell state on both grounds: Plotly does not know which it stands on
WORD_COLOURS = (  # of eight words, on both grounds; Okabe & Ito (2008), a violet for their black
    "#E69F00",
    "#56B4E9",
    "#009E73",
    "#F0E442",
    "#0072B2",
    "#D55E00",
    "#CC79A7",
    "#7B5CC6",
)

QUANTITIES = (
    Quantity(
        "f",
        "fₜ",
        "Forget gate",
        "gate",
        1.0,
        "#C94F00",
        "#FF8A3D",
        "How much of each part of the memory is kept: 1 keeps, 0 erases.",
    ),
    Quantity(
        "i",
        "iₜ",
        "Input gate",
        "gate",
        1.0,
        "#00805D",
        "#2FC79B",
        "How much of the new content is let into each part of the memory.",
    ),
    Quantity(
        "g",
        "C\u0303ₜ",
        "Candidate",
        "signed",
        1.0,
        "#A03B82",
        "#E58CC8",
        "The new content that could be written, between −1 and 1.",
    ),
    Quantity(
        "o",
        "oₜ",
        "Output gate",
        "gate",
        1.0,
        "#0A67A8",
        "#58B0F2",
        "How much of each part of the memory is shown.",
    ),
    Quantity(
        "c",
        "Cₜ",
        "Cell state",
        "signed",
        None,
        "#8A6A00",
        "#F0C94A",
        "The memory itself: a belt through time that the gates change gently.",
    ),
    Quantity(
        "tanh_c",
        "tanh(Cₜ)",
        "Squashed memory",
        "signed",
        1.0,
        "#5A6B00",
        "#C3D060",
        "The memory pressed between −1 and 1, before the output gate.",
    ),
    Quantity(
        "h",
        "hₜ",
        "Hidden state",
        "signed",
        1.0,
        "#4B5CC4",
        "#98A6FF",
        "What the cell shows: its output, and part of the next step's input.",
    ),
    Quantity(
        "x",
        "xₜ",
        "Word vector",
        "signed",
        None,
        "#55606E",
        "#A9B4C2",
        "The numbers that stand for the word.",
    ),
    Quantity(
        "p_positive",
        "pₜ",
        "Verdict",
        "verdict",
        1.0,
        "#1F6FB2",
        "#5AAEF0",
        "How positive the model finds what it has read so far: 0 negative, 1 positive.",
    ),
)


def _gradient(code: str, symbol: str, label: str, like: str, meaning: str) -> Quantity:
    """Return the row of a gradient: open range, the colours of what it is taken by."""
    parent = next(quantity for quantity in QUANTITIES if quantity.code == like)
    return Quantity(code, symbol, label, "signed", None, parent.light, parent.dark, meaning)


GRADIENTS = (
    _gradient("grad_c", "∂L/∂Cₜ", "Gradient at the cell state", "c", "Both arrivals together."),
    _gradient("grad_h", "∂L/∂hₜ", "Gradient at the hidden state", "h", "All that arrives at h."),
    _gradient(
        "grad_c_from_next",
        "belt",
        "Gradient along the belt",
        "c",
        "What the next word's forget gate lets back.",
    ),
    _gradient(
        "grad_c_from_h",
        "through hₜ",
        "Gradient through h",
        "h",
        "What comes back through the output gate and tanh.",
    ),
    _gradient("grad_c_passed", "handed on", "Handed on along the belt", "c", "f times ∂L/∂C."),
    _gradient("grad_h_passed", "handed on", "Handed on through the gates", "h", "To h before."),
    _gradient("grad_x", "∂L/∂xₜ", "Gradient at the word vector", "x", "What the word could do."),
    *(
        _gradient(f"grad_{gate}_pre", f"∂L/∂z of {gate}", f"Gradient at {name}", gate, "")
        for gate, name in (
            ("f", "the forget gate"),
            ("i", "the input gate"),
            ("g", "the candidate"),
            ("o", "the output gate"),
        )
    ),
)
BACKWARD_MAPS = ("grad_c", "grad_h", "grad_c_from_next", "grad_c_from_h")
BY_CODE = {quantity.code: quantity for quantity in QUANTITIES}
MAPS = ("f", "i", "g", "o", "c", "h")
