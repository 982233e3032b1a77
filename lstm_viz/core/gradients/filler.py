"""Read the filler_run sentence, and carry the gradient back to the word that matters."""

import numpy as np

from lstm_viz.core.gradients.backward import sentence_gradients
from lstm_viz.core.gradients.filler_text import MATTERS, FillerRun, filler_sentence
from lstm_viz.core.gradients.trace import LstmGradients
from lstm_viz.core.models.checkpoint import LoadedModel
from lstm_viz.core.record import record_sentence


def filler_run(loaded: LoadedModel, filler: str, distance: int) -> FillerRun:
    """Run a model over the filler_run sentence, forwards and backwards.

    Args:
        loaded: the model; not changed.
        filler: one of `filler_words.FILLERS`.
        distance: filler words, 0...150.

    Raises:
        KeyError: there is no such filler.
    """
    trace = record_sentence(loaded, filler_sentence(filler, distance))
    layer = sentence_gradients(loaded, trace).layer
    gradients = layer.grad_c if isinstance(layer, LstmGradients) else layer.grad_h
    length = np.linalg.norm(gradients[MATTERS].astype(np.float64))
    return FillerRun(distance, float(length), float(trace.p_positive[-1]))
