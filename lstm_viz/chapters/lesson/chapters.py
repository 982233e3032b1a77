"""The ten chapters: what each says, which part of the cell it is about, and what leads deeper.

Whatever is true of this model and this sentence alone is computed elsewhere; here stands what is
true of every LSTM. Facts: Hochreiter & Schmidhuber 1997; the forget gate: Gers, Schmidhuber &
Cummins 2000; the forget bias: Jozefowicz, Zaremba & Sutskever 2015; the decay of gradients:
Bengio, Simard & Frasconi 1994.
"""

from dataclasses import dataclass
from typing import Literal

Shown = Literal["cell", "influence", "norms"]


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter's own words.

    Attributes:
        title: the heading.
        aim: what it is about, in a sentence.
        words: the explanation in words, a paragraph each.
        equations: the equations, one a line.
        myth: a misconception, as people say it.
        truth: what holds instead.
        keep: the one line to keep.
        deeper: the page that goes deeper, by its file.
        focus: code names of what the cell shows of it; none for all.
        shown: the picture beside the text.
        bench: which valves the reader may turn by hand; none for no bench.
    """

    title: str
    aim: str
    words: tuple[str, ...]
    equations: tuple[str, ...]
    myth: str
    truth: str
    keep: str
    deeper: str
    focus: tuple[str, ...] = ()
    shown: Shown = "cell"
    bench: tuple[str, ...] = ()

    @property
    def phase(self) -> int:
        """The phase of a step, 1...4, after which all that it is about is known."""
        return max((_KNOWN_AFTER.get(code, 1) for code in self.focus), default=4)


_KNOWN_AFTER = {"i": 2, "g": 2, "written": 2, "c": 3, "tanh_c": 4, "o": 4, "h": 4}


CHAPTERS = (
    Chapter(
        "Reading one word at a time",
        "A recurrent network reads a sentence as you do: one word after the other.",
        (
            "At each word the cell reads two things: the word, as a list of numbers x, and the "
            "hidden state h, which it handed on after the word before. From both it makes a new h.",
            "So whatever it still knows of the first word has to pass through every step since. "
            "There is no way to look back.",
        ),
        ("hₜ = cell(xₜ, hₜ₋₁)", "pₜ = σ(w · hₜ + b)"),
        "The network sees the whole sentence at once.",
        "It sees one word and its own numbers from the word before. That is all, at every step.",
        "One word in, one state on: all that is remembered must be carried.",
        "app.py",
        ("x", "h_prev", "h"),
    ),
    Chapter(
        "Why a plain RNN forgets",
        "A plain RNN makes all of h anew at every word, and early words fade.",
        (
            "Three things work against memory. Going back in training, each step multiplies the "
            "gradient by a factor. If the factors are below one, the product vanishes: little is "
            "learned from early words.",
            "If they are above one, it explodes, and training jumps about. Clipping bounds the "
            "jump; it does not bring back what vanished.",
            "And going forward, h is overwritten at every word, so there is no safe place for "
            "what came early.",
        ),
        ("hₜ = tanh(W xₜ + U hₜ₋₁ + b)", "∂hₜ/∂hₛ = a product of t − s factors"),
        "Clipping gradients cures forgetting.",
        "Clipping only shortens gradients that are too long. One that has vanished stays lost.",
        "A product of many factors dies out or blows up, unless the factors are near one.",
        "pages/lstm_rnn.py",
        (),
        "influence",
    ),
    Chapter(
        "The conveyor belt",
        "The LSTM adds a second state, the cell state C, which is changed gently.",
        (
            "The cell state runs along the top of the drawing like a conveyor belt. At each word "
            "two things happen to it, unit by unit: it is multiplied by a number between 0 and 1, "
            "and something is added.",
            "Nothing forces it to be made anew. A unit whose factor stays near 1, with little "
            "added, keeps its number over many words.",
        ),
        ("Cₜ = fₜ * Cₜ₋₁ + iₜ * C̃ₜ",),
        "A large number in the cell state means that the model is confident.",
        "|C| says how much has piled up in a unit. The verdict is made from h, and a unit may "
        "count for little in it.",
        "The belt is multiplied and added to, never made anew.",
        "pages/memory.py",
        ("c_prev", "kept", "written", "c"),
    ),
    Chapter(
        "The forget gate",
        "At each word, each unit of the memory meets a valve: how much of it is kept?",
        (
            "The forget gate reads the word and the last hidden state and gives one number "
            "between 0 and 1 for each unit. The memory is multiplied by it.",
            "1 keeps the unit's number, 0 erases it, 0.7 leaves most of it. The name is "
            "misleading: a forget gate of 1 forgets nothing.",
        ),
        ("fₜ = σ(W_f · [hₜ₋₁, xₜ] + b_f)", "kept = fₜ * Cₜ₋₁"),
        "A forget gate of 1 means: forget.",
        "1 keeps everything. The gate says how much stays.",
        "f near 1 keeps, f near 0 erases, for each unit by itself.",
        "pages/surgery.py",
        ("c_prev", "f", "kept"),
        bench=("f",),
    ),
    Chapter(
        "The input gate and the candidate",
        "What could be written, and how much of it is let in.",
        (
            "The candidate C̃ is the new content: one number between −1 and 1 for each unit, so it "
            "can push a unit up or down. It is no gate.",
            "The input gate i, between 0 and 1, decides how much of the candidate is written. "
            "A large candidate behind a shut gate changes nothing.",
        ),
        (
            "iₜ = σ(W_i · [hₜ₋₁, xₜ] + b_i)",
            "C̃ₜ = tanh(W_g · [hₜ₋₁, xₜ] + b_g)",
            "written = iₜ * C̃ₜ",
        ),
        "The candidate is a fourth gate.",
        "Gates are valves from 0 to 1. The candidate is content from −1 to 1 and goes through one.",
        "The candidate proposes, the input gate admits.",
        "pages/inside.py",
        ("i", "g", "written"),
        bench=("i", "g"),
    ),
    Chapter(
        "The new cell state",
        "What is kept and what is written add up to the new memory.",
        (
            "Both are computed for every unit, side by side. A unit can keep all and write "
            "nothing, erase and write anew, or let old and new cancel.",
            "Since something is added at every word, C can leave the range from −1 to 1: after t "
            "words it lies within ±t.",
        ),
        ("Cₜ = fₜ * Cₜ₋₁ + iₜ * C̃ₜ",),
        "A gate is one switch for the whole memory.",
        "Each gate is a vector: one valve for each unit. One unit can erase while its neighbour "
        "keeps.",
        "New memory = kept + written, unit by unit.",
        "pages/memory.py",
        ("kept", "written", "c"),
        bench=("f", "i"),
    ),
    Chapter(
        "The output gate and the hidden state",
        "The memory is not what the cell shows: a third gate decides how much of it to show.",
        (
            "tanh presses the memory between −1 and 1, and the output gate o lets a share of it "
            "through. That is the hidden state h.",
            "h is what the verdict is made from, and what all gates read at the next word. What "
            "the gate hides is not lost: it stays on the belt.",
        ),
        (
            "fₜ = σ(W_f · [hₜ₋₁, xₜ] + b_f)",
            "iₜ = σ(W_i · [hₜ₋₁, xₜ] + b_i)",
            "C̃ₜ = tanh(W_g · [hₜ₋₁, xₜ] + b_g)",
            "Cₜ = fₜ * Cₜ₋₁ + iₜ * C̃ₜ",
            "oₜ = σ(W_o · [hₜ₋₁, xₜ] + b_o)",
            "hₜ = oₜ * tanh(Cₜ)",
        ),
        "The cell state is the LSTM's output.",
        "The output is h. A unit may hold much and show nothing until its gate opens.",
        "C is what it knows, h is what it shows.",
        "pages/inside.py",
        ("c", "tanh_c", "o", "h"),
        bench=("o",),
    ),
    Chapter(
        "The weights",
        "Where do the gates' numbers come from? From weights that never change while it reads.",
        (
            "Each gate and the candidate has one matrix over the hidden state and the word "
            "together, and one bias for each unit. They were learned in training.",
            "The same weights serve at every word. What differs from word to word is only what "
            "goes in.",
            "PyTorch stacks the four as i, f, g, o, splits each in two, and keeps two biases.",
        ),
        ("W_f : (h_dim + x_dim, h_dim)", "b_f : (h_dim,)", "the same for i, C̃ and o"),
        "A plain RNN of the same size has as many weights.",
        "It has one matrix where the LSTM has four, so a quarter of the weights.",
        "Four matrices, learned once, used at every word.",
        "pages/model.py",
        ("x", "h_prev", "f", "i", "g", "o"),
    ),
    Chapter(
        "Why gradients survive, and when not",
        "Along the belt, the gradient meets only the forget gates.",
        (
            "Going back along the belt, each step multiplies the gradient by f. With f near 1 it "
            "travels far: early words can be learned from.",
            "“Solved” would be too strong. With f small the LSTM forgets and its gradient "
            "vanishes too, and through the gates it can also explode.",
            "A forget bias of 1 at the start of training helps: the valves begin open.",
        ),
        ("∂Cₜ/∂Cₜ₋₁ = fₜ + what passes through the gates", "belt alone: fₛ₊₁ * … * fₜ"),
        "In an LSTM gradients cannot vanish.",
        "They vanish wherever the forget gates are small. The model has to learn to keep.",
        "The belt's factor is f: near 1, far back; near 0, gone.",
        "pages/gradients.py",
        (),
        "norms",
    ),
    Chapter(
        "The review, read as a whole",
        "The textbook tells a story of this sentence. Does this model follow it?",
        (
            "The textbook's story: “not” is marked as important, at “boring” something crucial is "
            "let in, at “enjoyable” the negative is erased and the positive written.",
            "It is a good story for learning what gates can do. A trained model is free to do "
            "it another way, and often does.",
            "LSTMs were the standard for language, speech and video until attention; they are "
            "still at home in small, streaming and control settings. They cannot look back, and "
            "they read one step after the other.",
        ),
        ("f, i, C̃, C, o, h: once for each word", "p = σ(w · h + b)"),
        "If the verdict is right, the textbook's story must be what happened.",
        "A right verdict can be reached in many ways. Only the numbers say which.",
        "Look at what the model does, not at what the story says it should.",
        "pages/negation.py",
    ),
)


def chapter_of(number: int) -> Chapter:
    """Return a chapter by its number, from 1."""
    return CHAPTERS[number - 1]
