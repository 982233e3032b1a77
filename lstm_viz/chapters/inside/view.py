"""What the page "The cell in numbers" shows of one sentence, with the ends of its scales.

Every scale holds for all four gates, all units and all words of the sentence, so that what
is picked may change and the pictures stay comparable.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from lstm_viz.core.inside import InsideStep, inside_step
from lstm_viz.core.network import Network
from lstm_viz.core.trace import GATES, Array, LstmTrace, SentenceTrace
from lstm_viz.core.weights import CellWeights, GateWeights
from lstm_viz.figures.weights import weight_limit


@dataclass(frozen=True, slots=True)
class Ends:
    """Where each scale ends; it starts at minus that.

    Attributes:
        weight: of a weight in any of the four matrices, as on the page "The model".
        vector: of a number in [h before, x], at least 1.
        product: of a weight times its number.
        z: of a sum before squashing, partial sums in either order included.
    """

    weight: float
    vector: float
    product: float
    z: float


@dataclass(frozen=True, slots=True)
class InsideView:
    """One sentence's run with the weights that made it.

    Attributes:
        trace: the reading.
        layer: its recorded run.
        weights: the layer's weights.
        named: the same by torch's names.
        ends: the ends of the scales.
    """

    trace: SentenceTrace
    layer: LstmTrace
    weights: CellWeights
    named: Mapping[str, Array]
    ends: Ends

    def gate(self, gate: str) -> GateWeights:
        """Return one gate's rows of the weights."""
        return self.weights.gate(gate)

    def step(self, gate: str, t: int, unit: int) -> InsideStep:
        """Take one number apart: word t and unit count from 0."""
        return inside_step(self.gate(gate), self.layer, t, unit)


def inside_view(trace: SentenceTrace, network: Network) -> InsideView:
    """Put a run and its weights together.

    Args:
        trace: the reading of at least one word by an LSTM.
        network: the model that read it.

    Raises:
        InputError: the trace is not an LSTM's.
    """
    layer, weights = trace.lstm(), network.cell_of(trace.layer)
    return InsideView(trace, layer, weights, network.named(layer), _ends(layer, weights))


def _ends(layer: LstmTrace, weights: CellWeights) -> Ends:
    """Find the largest number of each kind, over gates, units and words."""
    products = [
        float((np.abs(part).max(axis=0) * np.abs(values).max(axis=0)).max())
        for part, values in ((weights.u, layer.h_prev), (weights.w, layer.x))
    ]
    return Ends(
        weight=weight_limit(weights),
        vector=max(1.0, _up(float(np.abs(layer.x).max()), 2)),
        product=_up(max(products), 10),
        z=_up(_reach(layer, weights), 2),
    )


def _reach(layer: LstmTrace, weights: CellWeights) -> float:
    """Return the largest size of any partial sum, whichever share is added first."""
    from_h = layer.h_prev @ weights.u.T  # (T, 4H)
    from_x = layer.x @ weights.w.T  # (T, 4H)
    ih, hh = weights.b_ih, weights.b_hh
    z = np.hstack([getattr(layer, f"{gate}_pre") for gate in GATES])  # (T, 4H)
    sums = (from_h, from_h + from_x, from_x, from_x + ih, z - hh, z)
    return max(float(np.abs(part).max()) for part in sums)


def _up(value: float, steps: int) -> float:
    """Round up to a multiple of 1/steps, so that a scale ends at a plain number."""
    return float(np.ceil(value * steps) / steps)


def fullest_at_end(view: InsideView) -> int:
    """Return the unit whose |C| is largest after the last word, counted from 0."""
    return int(np.argmax(np.abs(view.layer.c[-1])))
