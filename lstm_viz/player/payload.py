"""The player's payload: one JSON-ready dictionary for one reading of one sentence.

`assets/player/payload.mjs` describes the same thing for the browser and refuses another
version. Arrays travel as base 85 of little-endian floats, row after row, and nothing is
rounded, so what the page prints is what was recorded. Two things keep the message small and
cost no digit, since both are checked here on every payload: word vectors that float16 holds
exactly travel so, and the cell and the hidden state travel as their factors where f * C + i * g
and o * tanh(C) in float32 give back the recorded bits.

The orders in which a map lists the units come along; every order lists each unit once.
"""

import base64
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lstm_viz.core.text import whole_characters
from lstm_viz.core.trace import Array, LstmTrace, SentenceTrace
from lstm_viz.core.weights import CellWeights, Head
from lstm_viz.errors import InputError
from lstm_viz.figures.open_scale import largest_size, open_limit
from lstm_viz.figures.quantities import MAPS, NEGATIVE, POSITIVE, QUANTITIES, Quantity

BEHAVIOUR = ("f", "i", "g", "o", "c", "h")
_LEAST = 1e-12


def row_orders(layer: LstmTrace, head: Array) -> dict[str, list[int]]:
    """Return the orders that the player offers beside the units' own.

    Args:
        layer: the recorded run, T rows of H units.
        head: the last layer's weight, (H,), any sign.

    Returns:
        "influence": the units by what they add to the verdict's logit, mean over the tokens of
        |w * h|, largest first. "clustered": units that behave alike side by side.
    """
    influence = np.abs(head * layer.h).mean(axis=0) if len(layer.h) else np.zeros(len(head))
    return {
        "influence": np.argsort(-influence, kind="stable").tolist(),
        "clustered": _alike(layer).tolist(),
    }


def _alike(layer: LstmTrace) -> NDArray[np.intp]:
    """Order the units by the Fiedler vector of their likeness (Atkins, Boman, Hendrickson 1998).

    Likeness is the correlation, -1...1, of two units' gates and states over the sentence,
    moved to 0...2; the second eigenvector of its Laplacian lays like units side by side.
    """
    n_hidden = layer.c.shape[1]
    if len(layer.c) == 0 or n_hidden < 3:  # noqa: PLR2004
        return np.arange(n_hidden)
    runs = np.concatenate([getattr(layer, code) for code in BEHAVIOUR]).T  # (H, 6T)
    runs = runs - runs.mean(axis=1, keepdims=True)
    runs = runs / np.maximum(np.linalg.norm(runs, axis=1, keepdims=True), _LEAST)
    likeness = 1 + runs @ runs.T  # (H, H)
    laplacian = np.diag(likeness.sum(axis=1)) - likeness
    fiedler = np.linalg.eigh(laplacian)[1][:, 1]
    order: NDArray[np.intp] = np.argsort(fiedler * np.sign(fiedler[0] or 1), kind="stable")
    return order


VERSION = 2
FACTORS = ("i", "f", "g", "o", "tanh_c")
PRODUCTS = ("c", "h")
WEIGHTS = ("w", "u", "b")
OPEN = ("c", "x")  # scales without a natural end
HALF, SINGLE = "<f2", "<f4"

Payload = dict[str, Any]
Packed = dict[str, str]


def player_payload(trace: SentenceTrace, head: Head, weights: CellWeights | None = None) -> Payload:
    """Pack a trace for the player.

    Args:
        trace: the reading of one sentence by an LSTM with one layer.
        head: the last layer, which makes the verdict's logit.
        weights: the layer's, for a page that has no other way to them; the app sends them once,
            by `weight_payload`.

    Returns:
        Only str, int, float, bool, None, list and dict; no NaN and no infinity. "planes"
        holds (T, H) arrays by code name ("x": (T, E)), "limits" the end of each open
        scale, one for the whole sentence, "largest" what lies furthest out, perhaps beyond it,
        "orders" the units in each order of rows.

    Raises:
        InputError: the trace is not an LSTM's, or a recorded number is not finite.
    """
    layer = trace.lstm()
    arrays = layer.arrays()
    return {
        "version": VERSION,
        "model": trace.model,
        "n_tokens": len(trace.tokens),
        "n_hidden": int(layer.c.shape[1]),
        "n_embedding": int(layer.x.shape[1]),
        "tokens": _tokens(trace),
        "planes": _planes(layer),
        "limits": {name: open_limit(arrays[name]) for name in OPEN},
        "largest": {name: largest_size(arrays[name]) for name in OPEN},
        "p_positive": [float(p) for p in trace.p_positive],
        "logit": [float(logit) for logit in trace.logit],
        "p_before": trace.p_before,
        "turn": turning_token(trace),
        "head": {"weight": packed(head.weight), "bias": head.bias},
        "weights": None if weights is None else weight_payload(trace.model, weights),
        "orders": row_orders(layer, head.weight),
        "quantities": {quantity.code: table_row(quantity) for quantity in QUANTITIES},
        "maps": list(MAPS),
        "signs": {"negative": list(NEGATIVE), "positive": list(POSITIVE)},
    }


def synchronised(
    payloads: Sequence[Payload], group: str, steps: Sequence[Sequence[int]]
) -> list[Payload]:
    """Let two players go together, on the same scales; the first one's transport serves both.

    Args:
        payloads: what each shows; not changed.
        group: the group's name.
        steps: for each of a player's T tokens the step at which the other stands then,
            counted from 0; -1 before the other's first; never falling.
    """
    scales = {
        kind: {name: max(payload[kind][name] for payload in payloads) for name in OPEN}
        for kind in ("limits", "largest")
    }
    return [
        {**payload, **scales, "sync": {"group": group, "map": list(beside), "led": number > 0}}
        for number, (payload, beside) in enumerate(zip(payloads, steps, strict=True))
    ]


def weight_payload(model: str, weights: CellWeights) -> Payload:
    """Pack a layer's weights, which the player needs to take a gate's number apart.

    Args:
        model: the model's name.
        weights: the layer's; of the two biases the sum is sent.
    """
    return {"model": model, **{name: packed(getattr(weights, name)) for name in WEIGHTS}}


def table_row(quantity: Quantity) -> dict[str, Any]:
    """Return a quantity as the player shows it: all but what only still figures need."""
    return {name: value for name, value in asdict(quantity).items() if name != "still"}


def _tokens(trace: SentenceTrace) -> list[dict[str, str | bool]]:
    """Return each token as typed, as read, and whether the model knows it."""
    return [
        {
            "shown": whole_characters(trace.text[token.start : token.end]),
            "read": token.text,
            "known": known,
        }
        for token, known in zip(trace.tokens, trace.known.tolist(), strict=True)
    ]


def _planes(layer: LstmTrace) -> dict[str, Packed]:
    """Return the planes that must travel; see the module's first lines."""
    products = {"c": layer.f * layer.c_prev + layer.i * layer.g, "h": layer.o * layer.tanh_c}
    arrays = layer.arrays()
    names = [name for name in PRODUCTS if not np.array_equal(products[name], arrays[name])]
    return {name: packed(arrays[name]) for name in ("x", *FACTORS, *names)}


def turning_token(trace: SentenceTrace) -> int:
    """Return the token that moved the verdict most; 0 for an empty sentence."""
    if not trace.tokens:
        return 0
    verdicts = np.concatenate([[trace.p_before], trace.p_positive])
    return int(np.argmax(np.abs(np.diff(verdicts))))


def packed(array: Array) -> Packed:
    """Return an array as base 85 of the shortest float that holds it, row after row.

    Args:
        array: any shape, finite.

    Raises:
        InputError: a number is not finite.
    """
    if not np.isfinite(array).all():
        message = "A recorded number is not finite: the page cannot show this run."
        raise InputError(message)
    single = np.ascontiguousarray(array, SINGLE)
    with np.errstate(over="ignore"):  # too large for float16: then it is not equal below
        half = single.astype(HALF)
    is_exact = np.array_equal(half.astype(SINGLE), single)
    found, kind = (half, HALF) if is_exact else (single, SINGLE)
    return {"type": kind[1:], "data": base64.b85encode(found.tobytes()).decode()}
