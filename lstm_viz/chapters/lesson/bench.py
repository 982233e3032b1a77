"""The bench: an LSTM of three units whose valves the reader turns by hand.

It is a real network, recorded like any other: its word vectors are one-hot and its biases are 0,
so each weight of the word is, before squashing, the value that its valve is to have. The first
word writes a memory, the second meets the reader's valves.
"""

from collections.abc import Mapping

import numpy as np

from lstm_viz.chapters.lesson.arithmetic import product, total
from lstm_viz.core.network import Network
from lstm_viz.core.record import record_sentence
from lstm_viz.core.text import Vocabulary
from lstm_viz.core.trace import GATES, Array, SentenceTrace
from lstm_viz.core.weights import CellWeights, Head
from lstm_viz.errors import InputError

NAME = "your own numbers"
WORDS = ("before", "now")
MEMORY = (0.8, -0.6, 0.5)
FAR = 40.0  # squashed it is 1, to the last digit of a float32
Values = Mapping[str, tuple[float, ...]]
TEXTBOOK: Values = {
    "f": (1.0, 0.7, 0.2),
    "i": (0.9, 0.1, 0.5),
    "g": (0.8, -0.3, 0.5),
    "o": (0.9, 0.5, 0.1),
}
STEP = 0.05  # of a slider
RANGES = {"f": (0.0, 1.0), "i": (0.0, 1.0), "o": (0.0, 1.0), "g": (-0.95, 0.95)}


def turned(values: Values, code: str, unit: int, value: float) -> Values:
    """Return the values with one valve turned; what lies beyond its range is its end.

    Raises:
        InputError: there is no such valve.
    """
    if code not in RANGES or not 0 <= unit < len(MEMORY):
        message = f"there is no valve {code}[{unit}]"
        raise InputError(message)
    least, most = RANGES[code]
    row = list(values[code])
    row[unit] = min(most, max(least, float(value)))
    return {**values, code: tuple(row)}


def bench(values: Values) -> tuple[Network, SentenceTrace]:
    """Build the network of three units and let it read its two words.

    Args:
        values: for each of f, i, g, o three numbers: the gates 0...1, the candidate within ±1.

    Returns:
        The network and its reading: row 0 writes `MEMORY`, row 1 is the reader's.
    """
    before = {"f": (0.0,) * 3, "i": (1.0,) * 3, "g": MEMORY, "o": (1.0,) * 3}
    columns = [
        np.concatenate([_pre(code, row[code]) for code in GATES]) for row in (before, values)
    ]
    n_stacked, n_units = len(columns[0]), len(MEMORY)
    none = np.zeros((n_stacked, 2))
    w = np.column_stack([none, *columns]).astype(np.float32)
    zeros = np.zeros(n_stacked, np.float32)
    cell = CellWeights(w, np.zeros((n_stacked, n_units), np.float32), zeros, zeros)
    network = Network(
        NAME,
        "lstm",
        ((cell,),),
        embedding=np.eye(4, dtype=np.float32),
        head=Head(np.zeros(n_units, np.float32), 0.0),
        vocabulary=Vocabulary(("<pad>", "<unk>", *WORDS)),
    )
    return network, record_sentence(network, " ".join(WORDS))


def _pre(code: str, values: tuple[float, ...]) -> Array:
    """Return what a gate or the candidate is before squashing."""
    given = np.array(values, np.float64)
    with np.errstate(divide="ignore"):
        pre = np.arctanh(given) if code == "g" else np.log(given) - np.log1p(-given)
    return np.clip(pre, -FAR, FAR)


def told(values: Values, codes: tuple[str, ...]) -> str:
    """Say what the reader's valves do, unit by unit.

    Args:
        values: of the bench.
        codes: the valves that may be turned: f, then i and g, f and i together, or o.
    """
    layer = bench(values)[1].lstm()
    f, before, i, g, o = (array[1] for array in (layer.f, layer.c_prev, layer.i, layer.g, layer.o))
    if codes == ("f",):
        return f"Kept: {_products(f, before)}."
    if codes == ("o",):
        return f"Shown: {_products(o, layer.tanh_c[1])}."
    if codes == ("i", "g"):
        return f"Written: {_products(i, g)}."
    rows = zip(f * before, i * g, strict=True)
    return f"Kept + written: {', '.join(total(a, b) for a, b in rows)}."


def _products(gates: Array, contents: Array) -> str:
    """Write products, unit by unit."""
    return ", ".join(product(a, b) for a, b in zip(gates, contents, strict=True))
