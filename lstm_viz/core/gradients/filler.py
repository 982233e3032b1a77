"""Read the filler_run sentence, and carry the gradient back to the word that matters."""

import numpy as np

from lstm_viz.core.gradients.backward import sentence_gradients
from lstm_viz.core.gradients.filler_text import MATTERS, FillerRun, filler_sentence
from lstm_viz.core.network import Network
from lstm_viz.core.record import record_sentence


def filler_run(network: Network, filler: str, distance: int) -> FillerRun:
    """Run a model over the filler_run sentence, forwards and backwards.

    Args:
        network: the model; not changed.
        filler: one of `filler_text.FILLERS`.
        distance: filler words, 0...150.

    Raises:
        KeyError: there is no such filler.
    """
    trace = record_sentence(network, filler_sentence(filler, distance))
    gradients = sentence_gradients(network, trace).memory()
    norm = np.linalg.norm(gradients[MATTERS].astype(np.float64))
    return FillerRun(distance, float(norm), float(trace.p_positive[-1]))
