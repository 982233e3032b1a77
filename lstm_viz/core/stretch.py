"""Read the stretched sentence, and carry the gradient back to the word that matters."""

import numpy as np

from lstm_viz.core.checkpoint import LoadedModel
from lstm_viz.core.gradient_trace import LstmGradients
from lstm_viz.core.gradients import sentence_gradients
from lstm_viz.core.record import record_sentence
from lstm_viz.core.stretch_text import MATTERS, Stretched, stretched_text


def stretched(loaded: LoadedModel, filler: str, distance: int) -> Stretched:
    """Run a model over the stretched sentence, forwards and backwards.

    Args:
        loaded: the model; not changed.
        filler: one of `stretch_text.FILLERS`.
        distance: filler words, 0...150.

    Raises:
        KeyError: there is no such filler.
    """
    trace = record_sentence(loaded, stretched_text(filler, distance))
    layer = sentence_gradients(loaded, trace).layer
    gradients = layer.grad_c if isinstance(layer, LstmGradients) else layer.grad_h
    length = np.linalg.norm(gradients[MATTERS].astype(np.float64))
    return Stretched(distance, float(length), float(trace.p_positive[-1]))
