"""The player's payload of a backward pass: the reading, and the gradients beside it.

`assets/player/backward.mjs` shows it. All gradients share one scale, so that what vanishes is
seen to vanish.
"""

import numpy as np

from lstm_viz.core.gradients.target import Target
from lstm_viz.core.gradients.trace import LstmGradients, SentenceGradients
from lstm_viz.core.text import whole_characters
from lstm_viz.core.trace import Array, LstmTrace, SentenceTrace
from lstm_viz.core.weights import CellWeights, Head
from lstm_viz.figures.quantities import BACKWARD_MAPS, GRADIENTS
from lstm_viz.player.payload import Payload, packed, player_payload, table_row

_TINY = 1e-30


def backward_payload(
    trace: SentenceTrace, gradients: SentenceGradients, head: Head, weights: CellWeights
) -> Payload:
    """Pack a sentence's backward pass for the player.

    Args:
        trace: the reading, by an LSTM with one layer.
        gradients: its backward pass.
        head: the last layer, which makes the verdict's logit.
        weights: the layer's; U carries the gradient to the word before.

    Returns:
        The reading's payload with the gradients as further planes and their quantities; `target`
        says what was differentiated, and the player then plays backwards.

    Raises:
        InputError: the trace or the gradients are not an LSTM's, or a number is not finite.
    """
    planes = handed_on(trace.lstm(), gradients.lstm(), weights.u)
    payload = player_payload(trace, head)
    row = gradients.target.row(len(trace.tokens)) or 0
    return {
        **payload,
        "planes": payload["planes"] | {name: packed(array) for name, array in planes.items()},
        "limits": payload["limits"] | dict.fromkeys(planes, _limit(planes)),
        "quantities": payload["quantities"] | {one.code: table_row(one) for one in GRADIENTS},
        "maps": list(BACKWARD_MAPS),
        "turn": max(row - 1, 0),  # where it opens: at the target nothing comes along the belt yet
        "target": {"step": row, "words": target_words(gradients.target, trace)},
    }


def handed_on(layer: LstmTrace, gradients: LstmGradients, u: Array) -> dict[str, Array]:
    """Return the gradients' planes, and what each step hands on to the one before.

    Args:
        layer: the reading, T rows of H units.
        gradients: the backward pass.
        u: the recurrent weights, (4H, H), stacked i f g o.

    Returns:
        Arrays by code name, (T, H) or (T, E). Row t of `grad_c_passed` is row t - 1 of
        `grad_c_from_next`, of `grad_h_passed` row t - 1 of `grad_h_from_next`; row 0 goes to the
        start, where no row waits for it, and is worked out here.
    """
    arrays = {one.code: gradients.arrays().get(one.code) for one in GRADIENTS}
    at_gates = np.concatenate([getattr(gradients, f"grad_{gate}_pre")[:1] for gate in "ifgo"], 1)
    first_c = (layer.f * gradients.grad_c)[:1]
    arrays["grad_c_passed"] = np.concatenate([first_c, gradients.grad_c_from_next[:-1]])
    arrays["grad_h_passed"] = np.concatenate([at_gates @ u, gradients.grad_h_from_next[:-1]])
    n_tokens = len(layer.c)
    return {name: array[:n_tokens] for name, array in arrays.items() if array is not None}


def target_words(target: Target, trace: SentenceTrace) -> str:
    """Say what is differentiated, as the reader would."""
    row = target.row(len(trace.tokens))
    if row is None:
        return "the logit of an empty memory"
    token = trace.tokens[row]
    word = whole_characters(trace.text[token.start : token.end])
    after = f"after “{word}”"
    if target.label is None:
        return f"the logit {after}"
    return f"the loss {after}, if {'positive' if target.label else 'negative'} is right"


def _limit(planes: dict[str, Array]) -> float:
    """Return the one end of all scales: the largest gradient, rounded up to two digits."""
    largest = max((float(np.abs(array).max(initial=0.0)) for array in planes.values()), default=0.0)
    if largest < _TINY:
        return 1.0
    unit = 10.0 ** (np.floor(np.log10(largest)) - 1)
    return float(f"{np.ceil(largest / unit) * unit:.2g}")
