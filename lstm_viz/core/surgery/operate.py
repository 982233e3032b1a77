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
from functools import partial
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from torch import Tensor, nn

from lstm_viz.core.cell import CellWeights, LstmRows, Vector, squash
from lstm_viz.core.models.checkpoint import LoadedModel
from lstm_viz.core.record import State, record, run_lstm
from lstm_viz.core.trace import GATES, Array, Flags, LstmTrace, SentenceTrace

HELD = (*GATES, "c", "h")
N_GATES = len(GATES)

Places = slice | Sequence[int] | None


@dataclass(frozen=True, slots=True)
class Clamp:
    """One intervention.

    Attributes:
        quantity: one of `HELD`: i f g o c h.
        value: what to hold it at, any finite number, 0 included, or an array that spreads
            over (tokens, units).
        units: which units, 0...H-1; all if absent.
        tokens: at which tokens, 0...T-1; all if absent.
    """

    quantity: str
    value: float | Array
    units: Places = None
    tokens: Places = None


@dataclass(frozen=True, slots=True)
class Held:
    """All interventions together, in the order of `HELD`."""

    mask: Flags  # (T, 6, H)
    values: Array  # (T, 6, H)


def operate(loaded: LoadedModel, trace: SentenceTrace, clamps: Sequence[Clamp]) -> SentenceTrace:
    """Read a recorded sentence again under interventions.

    Args:
        loaded: the model that made the trace, an LSTM.
        trace: its reading of a sentence; not changed.
        clamps: what to hold; of two at the same place the later one counts.

    Returns:
        The new record. Without a clamp, or clamped to its own values, it is bit for bit
        the old one.

    Raises:
        ValueError: the model is not an LSTM, there is no such quantity, unit or token, or
            a value is not finite.
    """
    if not isinstance(trace.layer, LstmTrace):
        message = f"only an LSTM has gates to hold; {loaded.name} is a plain RNN"
        raise ValueError(message)
    step = partial(held_step, held=hold(trace.layer, clamps))
    weights = CellWeights.of(loaded.model.recurrent, "l0")
    nothing = np.zeros(loaded.model.n_hidden, trace.layer.h.dtype)
    layer = run_lstm(weights, trace.layer.x, (nothing, nothing), step=step)
    logit, p_positive = loaded.model.verdicts(layer.h)
    return replace(trace, layer=layer, logit=logit[1:], p_positive=p_positive[1:])


def held_step(
    rows: LstmRows, t: int, h_prev: Vector, c_prev: Vector, weights: CellWeights, held: Held
) -> tuple[Vector, Vector]:
    """Read token t as `lstm_step` does, each result overridden where it is held.

    Args:
        rows: the record; `rows.pre[t]` holds W x + b of this token.
        t: the token, 0...T-1.
        h_prev: hidden state before the token, (H,), -1...1.
        c_prev: cell state before the token, (H,).
        weights: the layer's weights, without a projection.
        held: the interventions.

    Returns:
        Hidden and cell state after the token, (H,) each.
    """
    pre = rows.pre[t]
    pre += weights.u @ h_prev
    gates = squash(pre, rows.gates[t])
    np.copyto(gates, held.values[t, :N_GATES], where=held.mask[t, :N_GATES])
    i, f, g, o = gates
    c = np.add(f * c_prev, i * g, out=rows.c[t])
    np.copyto(c, held.values[t, HELD.index("c")], where=held.mask[t, HELD.index("c")])
    tanh_c = np.tanh(c, out=rows.tanh_c[t])
    h = np.multiply(o, tanh_c, out=rows.h[t])
    np.copyto(h, held.values[t, HELD.index("h")], where=held.mask[t, HELD.index("h")])
    return h, c


def hold(layer: LstmTrace, clamps: Sequence[Clamp]) -> Held:
    """Lay the interventions over a run of T tokens and H units.

    Args:
        layer: the run, recorded without them.
        clamps: what to hold; of two at the same place the later one counts.

    Raises:
        ValueError: there is no such quantity, unit or token, or a value is not finite.
    """
    n_tokens, n_hidden = layer.h.shape
    mask = np.zeros((n_tokens, len(HELD), n_hidden), np.bool_)
    values = np.zeros(mask.shape, layer.h.dtype)
    for clamp in clamps:
        if clamp.quantity not in HELD:
            message = f"cannot hold {clamp.quantity!r}; there are {', '.join(HELD)}"
            raise ValueError(message)
        if not np.isfinite(clamp.value).all():
            message = f"{clamp.quantity} can be held at finite numbers only"
            raise ValueError(message)
        tokens = _numbers(clamp.tokens, n_tokens, "token")[:, None]
        where = tokens, HELD.index(clamp.quantity), _numbers(clamp.units, n_hidden, "unit")
        mask[where] = True
        values[where] = clamp.value
    return Held(mask, values)


def _numbers(places: Places, n_places: int, what: str) -> NDArray[np.int_]:
    """Return the numbers of the units or tokens meant, 0...n_places-1."""
    if places is None or isinstance(places, slice):
        return np.arange(n_places)[places or slice(None)]
    numbers = np.array(places, int)
    if ((numbers < 0) | (numbers >= n_places)).any():
        message = f"no such {what}; there are {n_places}, counted from 0"
        raise ValueError(message)
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
    module: nn.LSTM,
    x: Tensor,
    clamps: Mapping[str, Sequence[Clamp]],
    initial: State | None = None,
) -> tuple[LstmTrace, ...]:
    """Run one sequence through an LSTM's layers and directions under interventions.

    Args:
        module: the LSTM, without a projection. Read only; dropout does not act.
        x: one sequence, (T, E).
        clamps: what to hold, by the layer's name in torch: "l0", "l0_reverse", "l1" ...
        initial: the states before the first token, as `record` takes them.

    Returns:
        One trace for each layer and direction, as `record` returns them: bit for bit the same
        without a clamp. A layer above reads what the held ones below it give.

    Raises:
        ValueError: there is no such layer, quantity, unit or token, a value is not finite, or
            the LSTM has a projection.
    """
    recorded = [one for one in record(module, x, initial) if isinstance(one, LstmTrace)]
    names = [
        f"l{layer}{way}"
        for layer in range(module.num_layers)
        for way in ("", "_reverse")[: 1 + module.bidirectional]
    ]
    if module.proj_size or not clamps.keys() <= set(names):
        message = f"something can be held in {', '.join(names)}, in an LSTM without projection"
        raise ValueError(message)
    if not len(x):
        return tuple(recorded)
    done: list[LstmTrace] = []
    for place, (name, before) in enumerate(zip(names, recorded, strict=True)):
        n_ways = 1 + module.bidirectional
        below = done[(place // n_ways - 1) * n_ways :][:n_ways]
        rows = np.concatenate([one.h for one in below], axis=1) if place >= n_ways else before.x
        first, order = (-1, -1) if name.endswith("_reverse") else (0, 1)
        start = before.h_prev[first], before.c_prev[first]
        step = partial(held_step, held=hold(before, clamps.get(name, ())))
        done.append(run_lstm(CellWeights.of(module, name), rows, start, order, step))
    return tuple(done)
