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

BY_CODE = {quantity.code: quantity for quantity in QUANTITIES}
MAPS = ("f", "i", "g", "o", "c", "h")

# A still figure's lines keep their colour when the reader switches between light and dark:
# at least 3:1 on both grounds (measured). Theory is grey and dashed, never a quantity's colour.
ON_BOTH_GROUNDS = {"h": "#6674DC", "c": "#A27D08"}
THEORY = "#7C8694"
