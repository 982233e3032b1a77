"""What the browser is sent, read back as the browser reads it, and every equation worked out.

The receipts of the player print these equations with these numbers (assets/player/receipt.mjs).
"""

import base64

import numpy as np
from numpy.typing import NDArray

from lstm_viz.player.payload import Packed, Payload

Numbers = NDArray[np.float64]


def receipt_gaps(payload: Payload, weights: Payload) -> dict[str, float]:
    """Evaluate the equation behind every number of the player.

    Args:
        payload: from `player_payload`.
        weights: from `weight_payload`, the same model's.

    Returns:
        For i, f, g, o, c, tanh_c, h and p_positive the largest difference between the equation,
        in float64, and the number that is shown; 0 for no words.
    """
    n_hidden = payload["n_hidden"]
    shown = {
        name: unpacked(packed).reshape(-1, payload["n_embedding"] if name == "x" else n_hidden)
        for name, packed in payload["planes"].items()
    }
    shown["c"] = shown.get("c", _cells(shown))
    shown["h"] = shown.get("h", _product(shown["o"], shown["tanh_c"]))
    worked_out = _gates(shown, weights) | _states(shown)
    gaps = {name: _largest(worked_out[name] - shown[name]) for name in worked_out}
    head = unpacked(payload["head"]["weight"])
    verdict = _sigma(shown["h"] @ head + payload["head"]["bias"])
    return gaps | {"p_positive": _largest(verdict - np.array(payload["p_positive"]))}


def unpacked(packed: Packed) -> Numbers:
    """Read an array as the browser does; float64 holds its float16 or float32 exactly."""
    array = np.frombuffer(base64.b85decode(packed["data"]), f"<{packed['type']}")
    return array.astype(np.float64)


def _before(rows: Numbers) -> Numbers:
    """Shift states by one step; the first is zero."""
    return np.concatenate([np.zeros((1, rows.shape[1])), rows])[: len(rows)]


def _product(a: Numbers, b: Numbers) -> Numbers:
    """Multiply as the model does, in float32."""
    single: Numbers = (a.astype(np.float32) * b.astype(np.float32)).astype(np.float64)
    return single


def _cells(shown: dict[str, Numbers]) -> Numbers:
    """Put the cell states together from their factors, step by step in float32."""
    c = np.zeros_like(shown["f"], np.float32)
    f, i, g = (shown[name].astype(np.float32) for name in ("f", "i", "g"))
    for t in range(len(c)):
        c[t] = f[t] * (c[t - 1] if t else 0) + i[t] * g[t]
    return c.astype(np.float64)


def _gates(shown: dict[str, Numbers], weights: Payload) -> dict[str, Numbers]:
    """Work out the gates from the weights: sigma or tanh of W x + U h_prev + b."""
    n_hidden = shown["h"].shape[1]
    w, u = (unpacked(weights[name]).reshape(4 * n_hidden, -1) for name in ("w", "u"))
    pre = shown["x"] @ w.T + _before(shown["h"]) @ u.T + unpacked(weights["b"])
    i, f, g, o = np.split(pre, 4, axis=1)
    return {"i": _sigma(i), "f": _sigma(f), "g": np.tanh(g), "o": _sigma(o)}


def _states(shown: dict[str, Numbers]) -> dict[str, Numbers]:
    """Work out the states from the gates: C = f C_prev + i g, tanh(C), h = o tanh(C)."""
    c = shown["f"] * _before(shown["c"]) + shown["i"] * shown["g"]
    h = shown["o"] * shown["tanh_c"]
    return {"c": c, "tanh_c": np.tanh(shown["c"]), "h": h}


def _sigma(z: Numbers) -> Numbers:
    """Press numbers between 0 and 1."""
    return 0.5 * (1 + np.tanh(0.5 * z))


def _largest(gap: Numbers) -> float:
    return float(np.abs(gap).max(initial=0.0))
