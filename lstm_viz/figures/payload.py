"""The player's payload: one JSON-ready dictionary for one reading of one sentence.

`assets/player/payload.mjs` describes the same thing for the browser and refuses another
version. Arrays travel as base64 of little-endian float32, row after row: nothing is
rounded, so what the page prints is what was recorded.
"""

import base64
from dataclasses import asdict
from typing import Any

import numpy as np

from lstm_viz.core.trace import Array, LstmTrace, SentenceTrace
from lstm_viz.figures.quantities import MAPS, NEGATIVE, POSITIVE, QUANTITIES

VERSION = 1
PLANES = ("x", "i", "f", "g", "o", "c", "tanh_c", "h")

Payload = dict[str, Any]


def player_payload(trace: SentenceTrace) -> Payload:
    """Pack a trace for the player.

    Args:
        trace: the reading of one sentence by an LSTM with one layer.

    Returns:
        Only str, int, float, bool, None, list and dict; no NaN and no infinity. "planes"
        holds (T, H) arrays by code name ("x": (T, E)), "limits" the end of each open
        scale, one for the whole sentence.

    Raises:
        TypeError: the trace is not an LSTM's.
        ValueError: a recorded number is not finite.
    """
    if not isinstance(trace.layer, LstmTrace):
        message = "The player shows an LSTM; this trace is a plain RNN's."
        raise TypeError(message)
    arrays = trace.layer.arrays()
    return {
        "version": VERSION,
        "model": trace.model,
        "n_tokens": len(trace.tokens),
        "n_hidden": int(trace.layer.c.shape[1]),
        "n_embedding": int(trace.layer.x.shape[1]),
        "n_cut": trace.n_cut,
        "tokens": [
            {
                "shown": _plain(trace.text[token.start : token.end]),
                "read": token.text,
                "known": known,
            }
            for token, known in zip(trace.tokens, trace.known.tolist(), strict=True)
        ],
        "planes": {name: _packed(arrays[name]) for name in PLANES},
        "limits": {name: _limit(arrays[name]) for name in ("c", "x")},
        "p_positive": [float(p) for p in trace.p_positive],
        "p_before": trace.p_before,
        "turn": turning_token(trace),
        "quantities": {quantity.code: asdict(quantity) for quantity in QUANTITIES},
        "maps": list(MAPS),
        "signs": {"negative": list(NEGATIVE), "positive": list(POSITIVE)},
    }


def turning_token(trace: SentenceTrace) -> int:
    """Return the token that moved the verdict most; 0 for an empty sentence."""
    if not trace.tokens:
        return 0
    verdicts = np.concatenate([[trace.p_before], trace.p_positive])
    return int(np.argmax(np.abs(np.diff(verdicts))))


def _plain(text: str) -> str:
    """Replace halves of characters, which no page can hold."""
    return text.encode("utf-8", "replace").decode()


def _packed(array: Array) -> str:
    """Return an array as base64 of little-endian float32, row after row."""
    if not np.isfinite(array).all():
        message = "A recorded number is not finite: the page cannot show this run."
        raise ValueError(message)
    return base64.b64encode(np.ascontiguousarray(array, "<f4").tobytes()).decode()


def _limit(array: Array) -> float:
    """Return the largest absolute value, rounded up to one digit, at least 0.1."""
    largest = float(np.abs(array).max(initial=0.0))
    return max(0.1, float(np.ceil(largest * 10) / 10))
