"""What is shown, once: name, symbol, range, colour and meaning of every quantity.

Colours are from the Okabe & Ito (2008) set and variations of it, told apart by people
with the common kinds of colour blindness; the second one is for a dark ground.
"""

from dataclasses import dataclass
from typing import Literal, get_args

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
        still: colour of its lines and bars in a still figure, which keeps it when the reader
            switches between light and dark: at least 3:1 on both grounds (a test measures).
    """

    code: str
    symbol: str
    label: str
    scale: Scale
    limit: float | None
    light: str
    dark: str
    meaning: str
    still: str

    @property
    def letter(self) -> str:
        """The symbol where no word is meant, e.g. "∂L/∂C"."""
        return self.symbol.replace("ₜ", "")

    @property
    def plain(self) -> str:
        """The letter in a file, of signs that every program reads, e.g. "dL/dC"."""
        return self.letter.replace("∂", "d")

    @property
    def name(self) -> str:
        """The label inside a sentence, e.g. "forget gate"."""
        return self.label.lower()

    @property
    def short(self) -> str:
        """The name where it is clear that gates are meant, e.g. "forget"."""
        return self.name.removesuffix(" gate")


NEGATIVE, POSITIVE = ("#B4540A", "#F0904A"), ("#1F6FB2", "#5AAEF0")
INK = "#6F7885"  # small letters on both grounds, 4:1 at least
MIDDLE = "#808A98"  # lines, and what is nothing in itself; on both grounds
THEORY = "#7C8694"  # dashed, never a quantity's colour; on both grounds
BEYOND = "#C01F4A"  # the end of a memory's scale that has a bend, on both grounds
ON_COLOUR = "#FFFFFF"  # signs on the full colour of a scale's end
CHECKS = {True: "#3F8563", False: "#B3261E"}  # what holds and what does not, on both grounds
SENTENCES = "#009E73", "#8A63D2"  # A and B, where two are compared; on both grounds
PARTS = {  # sets of sentences that a model is measured on; on both grounds
    "heldout": "#009E73",
    "dev": "#8A63D2",
    "everyday": "#A46A2C",
}
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

SHOWN_ORDER = ("f", "i", "g", "o")  # gates and candidate, as the step is told

QUANTITIES = (
    Quantity(
        "f",
        "fₜ",
        "Forget gate",
        "gate",
        1.0,
        "#C94F00",
        "#FF8A3D",
        "How much of each unit's memory is kept: 1 keeps all of it, 0 erases it.",
        "#C94F00",
    ),
    Quantity(
        "i",
        "iₜ",
        "Input gate",
        "gate",
        1.0,
        "#00805D",
        "#2FC79B",
        "How much of the new content goes into each unit's memory: 1 writes all of it, 0 nothing.",
        "#00805D",
    ),
    Quantity(
        "g",
        "C\u0303ₜ",
        "Candidate",
        "signed",
        1.0,
        "#A03B82",
        "#E58CC8",
        "The new content offered to memory; the input gate decides how much of it is written.",
        "#A03B82",
    ),
    Quantity(
        "o",
        "oₜ",
        "Output gate",
        "gate",
        1.0,
        "#0A67A8",
        "#58B0F2",
        "How much of each unit's memory is shown: 1 shows it, 0 hides it.",
        "#0A67A8",
    ),
    Quantity(
        "c",
        "Cₜ",
        "Cell state",
        "signed",
        None,
        "#8A6A00",
        "#F0C94A",
        "The memory itself, carried from word to word on the conveyor belt; the gates change it.",
        "#B07F00",
    ),
    Quantity(
        "tanh_c",
        "tanh(Cₜ)",
        "Squashed memory",
        "signed",
        1.0,
        "#5A6B00",
        "#C3D060",
        "The memory squashed to between −1 and 1, before the output gate.",
        "#5A6B00",
    ),
    Quantity(
        "h",
        "hₜ",
        "Hidden state",
        "signed",
        1.0,
        "#4B5CC4",
        "#98A6FF",
        "What the cell shows: its output at this word, and part of its input at the next.",
        "#6674DC",
    ),
    Quantity(
        "x",
        "xₜ",
        "Word vector",
        "signed",
        None,
        "#55606E",
        "#A9B4C2",
        "The numbers that stand for the word, looked up in the model's table.",
        MIDDLE,
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
        "#1F6FB2",
    ),
)


def _gradient(code: str, symbol: str, label: str, like: str, meaning: str) -> Quantity:
    """Return the row of a gradient: open range, the colours of what it is taken by."""
    parent = next(quantity for quantity in QUANTITIES if quantity.code == like)
    colours = parent.light, parent.dark
    return Quantity(code, symbol, label, "signed", None, *colours, meaning, parent.still)


BOTH = (
    "How strongly a change of the cell state would move L, along the conveyor belt and through h."
)
AT_H = "How strongly a change of the hidden state would move L."
AT_X = "How strongly a change of the word's vector would move L."
AT_SUM = "How strongly a change of the sum z of {0}, before squashing, would move L."
ON_BELT = "What is handed to the word before along the conveyor belt: the forget gate times ∂L/∂C."
ON_GATES = "What is handed to the word before through the gates and their weights."

GRADIENTS = (
    _gradient("grad_c", "∂L/∂Cₜ", "Gradient at the cell state", "c", BOTH),
    _gradient("grad_h", "∂L/∂hₜ", "Gradient at the hidden state", "h", AT_H),
    _gradient(
        "grad_c_from_next",
        "belt",
        "Gradient along the belt",
        "c",
        "The part that comes back along the conveyor belt, through the next word's forget gate.",
    ),
    _gradient(
        "grad_c_from_h",
        "through hₜ",
        "Gradient through h",
        "h",
        "The part that comes back through the output gate and tanh.",
    ),
    _gradient("grad_c_passed", "handed on", "Handed on along the belt", "c", ON_BELT),
    _gradient("grad_h_passed", "handed on", "Handed on through the gates", "h", ON_GATES),
    _gradient("grad_x", "∂L/∂xₜ", "Gradient at the word vector", "x", AT_X),
    *(
        _gradient(
            f"grad_{gate.code}_pre",
            f"∂L/∂z of {gate.code}",
            f"Gradient at the {gate.name}",
            gate.code,
            AT_SUM.format(f"the {gate.name}"),
        )
        for gate in QUANTITIES
        if gate.code in SHOWN_ORDER
    ),
)
BACKWARD_MAPS = ("grad_c", "grad_h", "grad_c_from_next", "grad_c_from_h")
BY_CODE = {quantity.code: quantity for quantity in (*QUANTITIES, *GRADIENTS)}
MAPS = (*SHOWN_ORDER, "c", "h")


def gradient(code: str) -> Quantity:
    """Return the row of the gradient by a quantity, e.g. that of ∂L/∂C for "c"."""
    return BY_CODE[f"grad_{code}"]


# Where networks are compared a colour is a network's: the LSTM has that of its cell state.
NETWORKS = {"lstm": BY_CODE["c"].still, "rnn": "#C8508A"}

# What a colour is called in a sentence about a picture, by what it stands for.
SPOKEN = {"positive": "blue", "negative": "orange", "memory": "gold", "beyond": "red"}

Notation = Literal["books", "torch"]
NOTATIONS: tuple[Notation, ...] = get_args(Notation)
