"""What every method of attribution gives back, and what the methods read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from lstm_viz.core.network import Network
from lstm_viz.core.trace import Array, LstmTrace, SentenceTrace
from lstm_viz.core.weights import CellWeights

Promise = Literal["exact", "approximate", "none"]


@dataclass(frozen=True, slots=True)
class Attribution:
    """A score for each token: how much it speaks for "positive" in the final logit.

    Attributes:
        name: the method's name, as on the command line.
        scores: (T,), in units of the logit; above 0 speaks for positive, below for negative.
        parts: what the method ascribes to something that is not a word; may be empty.
        should: the logit after the last token, which scores and parts are compared with.
        promise: whether they sum to it: "exact" to rounding, "approximate" to the error of a
            quadrature, "none" if the method does not say so.
        description: one sentence on what the score means, with its source.
        split_gap: for a method that splits the logit once for each word, the largest gap
            between a word's two parts together and the logit; None for the others.
    """

    name: str
    scores: Array
    parts: Mapping[str, float]
    should: float
    promise: Promise
    description: str
    split_gap: float | None = None

    @property
    def adds_up_to(self) -> float:
        """Scores and parts together, in units of the logit."""
        return float(self.scores.sum()) + sum(self.parts.values())


@dataclass(frozen=True, slots=True)
class LstmReading:
    """The recorded run of an LSTM of one layer and the weights behind it, for sums in float64.

    Attributes:
        layer: the recorded run, float32.
        weights: the recurrent layer's weights, float64.
        head: weights from the last hidden state to the logit, (H,), float64.
        head_bias: the logit of an empty memory.
    """

    layer: LstmTrace
    weights: CellWeights
    head: Array
    head_bias: float

    def last(self, quantity: str) -> Array:
        """Return a quantity of the layer after the last token, (H,); zeros after none."""
        rows: Array = getattr(self.layer, quantity)
        return rows[-1].astype(np.float64) if len(rows) else np.zeros(rows.shape[1])


def lstm_reading(network: Network, trace: SentenceTrace, method: str) -> LstmReading:
    """Put a recorded run beside the weights that made it.

    Args:
        network: the model that made the trace.
        trace: its reading of a sentence.
        method: what needs it, as the start of a sentence.

    Raises:
        InputError: the model is not an LSTM, or has more than one layer.
    """
    layer, head = trace.lstm(), network.verdict_head()
    weights = network.only_layer(method).astype(np.float64)
    return LstmReading(layer, weights, head.weight.astype(np.float64), head.bias)


def final_logit(network: Network, trace: SentenceTrace) -> float:
    """Return the recorded logit after the last token; after none, of an empty memory."""
    return float(trace.logit[-1]) if len(trace.logit) else network.verdict_head().bias
