"""Which single unit, which single gate carries the verdict: every one tried, in one batch."""

from dataclasses import dataclass

import numpy as np

from lstm_viz.core.cell import HELD, N_GATES, Held, LstmRows, lstm_step
from lstm_viz.core.network import Network
from lstm_viz.core.trace import GATES, Array, SentenceTrace
from lstm_viz.core.weights import CellWeights


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


def single_units(network: Network, trace: SentenceTrace) -> SingleUnits:
    """Silence each unit and hold each gate of each unit, one at a time, and read again.

    Args:
        network: the model that made the trace, an LSTM.
        trace: its reading of a sentence.

    Returns:
        The change of the final logit by each of the 5H interventions.

    Raises:
        InputError: the model is not an LSTM of one layer.
    """
    layer, weights = trace.lstm(), network.only_layer("The search for single units")
    n_tokens, n_hidden = layer.h.shape
    gates = np.stack([getattr(layer, gate) for gate in GATES])  # (4, T, H)
    neutral = gates.sum(axis=1) / max(n_tokens, 1)  # (4, H)
    with np.errstate(over="ignore"):  # as in `record`: exp of a huge -z is inf, sigma then 0
        h = _last_states(weights, layer.x, neutral)  # (H, 1 + 5H)
    head = network.verdict_head().weight.astype(np.float64)
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
    readings = 1 + n_hidden + neutral.size  # reading 0 is untouched
    held = _one_each(neutral, readings)
    h: Array = np.zeros((n_hidden, readings), x.dtype)
    c = h.copy()
    for share in weights.input_share(x):  # (4H,)
        rows = LstmRows.before(np.repeat(share[None, :, None], readings, axis=2), n_hidden)
        h, c = lstm_step(rows, 0, h, c, weights, held)
    return h


def _one_each(neutral: Array, readings: int) -> Held:
    """Hold one thing in each reading but the first: every unit's h at 0, then every gate.

    Args:
        neutral: what the gates are held at, (4, H).
        readings: B, 1 + 5H.

    Returns:
        For a single step, (1, 6, H, B).
    """
    n_hidden = neutral.shape[1]
    mask = np.zeros((1, len(HELD), n_hidden, readings), np.bool_)
    values = np.zeros(mask.shape, neutral.dtype)
    units = np.arange(n_hidden)
    mask[0, HELD.index("h"), units, 1 + units] = True
    gate, unit = np.divmod(np.arange(neutral.size), n_hidden)
    where = 0, gate, unit, 1 + n_hidden + np.arange(neutral.size)
    mask[where], values[where] = True, neutral.ravel()
    return Held(mask, values)
