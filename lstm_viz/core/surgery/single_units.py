"""Which single unit, which single gate carries the verdict: every one tried, in one batch."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lstm_viz.core.cell import CellWeights, squash
from lstm_viz.core.models.checkpoint import LoadedModel
from lstm_viz.core.trace import GATES, Array, LstmTrace, SentenceTrace

N_GATES = len(GATES)
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class SingleUnits:
    """What the final logit loses or gains by each single intervention.

    Attributes:
        units: logit with the unit silenced (h = 0 at all tokens) minus the recorded one, (H,).
        gates: logit with the gate of the unit held at its neutral value at all tokens minus
            the recorded one, (4, H), in the order i f g o.
        neutral: that value: the gate's mean over the sentence as recorded, (4, H). What is
            lost is what the gate's *moving* did; zeros without tokens.
    """

    units: Array
    gates: Array
    neutral: Array

    def units_ranked(self) -> list[int]:
        """The units, the one whose loss changes the logit most first."""
        ranked: list[int] = np.argsort(-np.abs(self.units), kind="stable").tolist()
        return ranked

    def gates_ranked(self) -> list[tuple[str, int]]:
        """Pairs of gate (i f g o) and unit, the one that changes the logit most first."""
        order = np.argsort(-np.abs(self.gates), axis=None, kind="stable")
        pairs = zip(*np.unravel_index(order, self.gates.shape), strict=True)
        return [(GATES[q], int(j)) for q, j in pairs]


def single_units(loaded: LoadedModel, trace: SentenceTrace) -> SingleUnits:
    """Silence each unit and hold each gate of each unit, one at a time, and read again.

    Args:
        loaded: the model that made the trace, an LSTM.
        trace: its reading of a sentence.

    Returns:
        The change of the final logit by each of the 5H interventions.

    Raises:
        ValueError: the model is not an LSTM.
    """
    layer = trace.layer
    if not isinstance(layer, LstmTrace):
        message = f"only an LSTM has gates to hold; {loaded.name} is a plain RNN"
        raise ValueError(message)
    n_tokens, n_hidden = layer.h.shape
    gates = np.stack([getattr(layer, gate) for gate in GATES])  # (4, T, H)
    neutral = gates.sum(axis=1) / max(n_tokens, 1)  # (4, H)
    weights = CellWeights.of(loaded.model.recurrent, "l0")
    with np.errstate(over="ignore"):  # as in `record`: exp of a huge -z is inf, sigma then 0
        h = _last_states(weights, layer.x, neutral)  # (H, 1 + 5H)
    head = loaded.model.head.weight.numpy(force=True)[0].astype(np.float64)
    change = head @ (h[:, 1:].astype(np.float64) - h[:, :1])
    by_kind = change.reshape(1 + N_GATES, n_hidden)
    return SingleUnits(by_kind[0], by_kind[1:], neutral)


def _last_states(weights: CellWeights, x: Array, neutral: Array) -> Array:
    """Read one sentence 1 + 5H times side by side and return the last hidden states.

    Args:
        weights: the layer's weights.
        x: the word vectors, (T, E).
        neutral: what the gates are held at, (4, H).

    Returns:
        Last hidden states, (H, 1 + 5H): untouched, unit 0...H-1 silenced, then gate i of
        unit 0...H-1 held, then f, g, o.
    """
    n_hidden = neutral.shape[1]
    n_gates, readings = neutral.size, 1 + np.arange(n_hidden)  # reading 0 is untouched
    held = 1 + n_hidden + np.arange(n_gates)  # readings with a gate held
    gate, unit = np.divmod(np.arange(n_gates), n_hidden)
    h: Array
    c: Array
    h, c = np.zeros((2, n_hidden, 1 + n_hidden + n_gates), x.dtype)
    for share in weights.input_share(x):  # (4H,)
        pre = share[:, None] + weights.u @ h  # (4H, 1 + 5H)
        gates = squash(pre.ravel(), np.empty(pre.size, pre.dtype)).reshape(N_GATES, *h.shape)
        gates[gate, unit, held] = neutral.ravel()
        i, f, g, o = gates
        c = f * c + i * g
        h = o * np.tanh(c)
        h[np.arange(n_hidden), readings] = 0
    return h
