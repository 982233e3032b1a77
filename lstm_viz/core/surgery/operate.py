"""What if: read a sentence again with gates, candidate, cell or hidden state held by hand.

Everything behind the intervention is computed anew with the model's own equations. What is
held overrides what the equation gives; the numbers before squashing stay as computed, so the
record shows what a gate would have been. `tanh_c` follows a held c; a held h need not be
o tanh(c).

With it: interventions that answer a question, ready for `operate`, and surgery on any LSTM of
several layers and both directions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from lstm_viz.core.cell import HELD, Held
from lstm_viz.core.network import Network, RecurrentModule, network_of
from lstm_viz.core.record import nothing, record, run_layers, starts_of, verdicts
from lstm_viz.core.sources import Numbers, State
from lstm_viz.core.trace import Array, LayerTrace, LstmTrace, Order, SentenceTrace
from lstm_viz.errors import InputError

Places = slice | Sequence[int] | NDArray[np.bool_] | None


@dataclass(frozen=True, slots=True)
class Clamp:
    """One intervention.

    Attributes:
        quantity: one of `HELD`: i f g o c h.
        value: what to hold it at, any finite number, 0 included, or an array that spreads
            over (tokens, units).
        units: which units, 0...H-1, or a mask of H truth values; all if absent.
        tokens: at which tokens, 0...T-1, or a mask of T; all if absent.
    """

    quantity: str
    value: float | Array
    units: Places = None
    tokens: Places = None


def operate(network: Network, trace: SentenceTrace, clamps: Sequence[Clamp]) -> SentenceTrace:
    """Read a recorded sentence again under interventions in the layer that is looked at.

    Args:
        network: the model that made the trace, an LSTM.
        trace: its reading of a sentence; not changed.
        clamps: what to hold; of two at the same place the later one counts.

    Returns:
        The new record. Without a clamp, or clamped to its own values, it is bit for bit
        the old one.

    Raises:
        InputError: the model is not an LSTM, or has a projection, there is no such quantity, unit
            or token, or a value is not finite.
    """
    layer = trace.lstm()
    held = {(layer.layer, layer.order): hold(layer, clamps)}
    starts = iter([nothing(network)] * len(trace.layers))
    layers = run_layers(network, trace.layers[0].x, starts, held)
    logit, p_positive = verdicts(network, layers[-1].h)
    return replace(trace, layers=layers, logit=logit[1:], p_positive=p_positive[1:])


def hold(layer: LstmTrace, clamps: Sequence[Clamp]) -> Held:
    """Lay the interventions over a run of T tokens and H units.

    Args:
        layer: the run, recorded without them.
        clamps: what to hold; of two at the same place the later one counts.

    Raises:
        InputError: there is no such quantity, unit or token, a value is not finite, or the layer
            has a projection.
    """
    if layer.h.shape != layer.c.shape:
        message = "nothing can be held in a layer with a projection"
        raise InputError(message)
    n_tokens, n_hidden = layer.h.shape
    mask = np.zeros((n_tokens, len(HELD), n_hidden), np.bool_)
    values = np.zeros(mask.shape, layer.h.dtype)
    for clamp in clamps:
        if clamp.quantity not in HELD:
            message = f"cannot hold {clamp.quantity!r}; there are {', '.join(HELD)}"
            raise InputError(message)
        if not np.isfinite(clamp.value).all():
            message = f"{clamp.quantity} can be held at finite numbers only"
            raise InputError(message)
        tokens = _numbers(clamp.tokens, n_tokens, "token")[:, None]
        where = tokens, HELD.index(clamp.quantity), _numbers(clamp.units, n_hidden, "unit")
        mask[where] = True
        values[where] = clamp.value
    return Held(mask, values)


def _numbers(places: Places, n_places: int, what: str) -> NDArray[np.int_]:
    """Return the numbers of the units or tokens meant, 0...n_places-1."""
    if places is None or isinstance(places, slice):
        return np.arange(n_places)[places or slice(None)]
    if np.asarray(places).dtype == np.bool_:
        if np.shape(places) != (n_places,):
            message = f"a mask of {what}s needs {n_places} truth values"
            raise InputError(message)
        return np.flatnonzero(places)
    numbers = np.array(places, int)
    if ((numbers < 0) | (numbers >= n_places)).any():
        message = f"no such {what}; there are {n_places}, counted from 0"
        raise InputError(message)
    return numbers


def perfect_memory(start: int) -> Clamp:
    """Hold f at 1 from token `start` on, 0...T: nothing is forgotten any more."""
    return Clamp("f", 1.0, tokens=slice(start, None))


def goldfish(start: int) -> Clamp:
    """Hold f at 0 from token `start` on, 0...T: the cell holds what the newest token wrote.

    The hidden state before still enters the gates, so a trace of one token remains.
    """
    return Clamp("f", 0.0, tokens=slice(start, None))


def deaf_to(token: int) -> Clamp:
    """Hold i at 0 at one token, 0...T-1: it writes nothing into the cell.

    The token still moves the forget gate and the output gate of its step.
    """
    return Clamp("i", 0.0, tokens=(token,))


def ablate(unit: int, quantity: Literal["h", "c"] = "h") -> Clamp:
    """Silence a unit at every token.

    Args:
        unit: 0...H-1.
        quantity: "h" holds the hidden state at 0 and lets the cell run on unheard; "c" empties
            the cell, and h = o tanh(0) is 0 with it. Either way nobody hears the unit: the
            verdicts and all other units are the same.
    """
    return Clamp(quantity, 0.0, units=(unit,))


def operate_layers(
    source: Network | RecurrentModule,
    x: Numbers,
    clamps: Mapping[tuple[int, Order], Sequence[Clamp]],
    initial: State | None = None,
) -> tuple[LayerTrace, ...]:
    """Run one sequence through an LSTM's layers and directions under interventions.

    Args:
        source: the LSTM, a module or a network, without a projection. Read only.
        x: one sequence, as `record` takes it.
        clamps: what to hold, by layer, from 0 at the input, and order: 1 for the direction that
            reads forwards, -1 for backwards.
        initial: the states before the first token, as `record` takes them.

    Returns:
        One trace for each layer and direction, as `record` returns them: bit for bit the same
        without a clamp. A layer above reads what the held ones below it give.

    Raises:
        InputError: there is no such layer, quantity, unit or token, a value is not finite, or
            the network is not an LSTM or has a projection.
    """
    network = network_of(source).lstm()
    for layer, order in clamps:
        network.cell(layer, order)
    recorded = record(source, x, initial)
    held = {
        (one.layer, one.order): hold(one, clamps.get((one.layer, one.order), ()))
        for one in recorded
        if isinstance(one, LstmTrace)
    }
    return run_layers(network, recorded[0].x, starts_of(source, initial), held)
