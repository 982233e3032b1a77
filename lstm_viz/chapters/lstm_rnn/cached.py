"""Both networks' readings of a sentence, put together, by the rules of `ui/cache.py`."""

from lstm_viz.chapters.gradients.cached import decay_of, paths_of
from lstm_viz.chapters.lstm_rnn.charts import Twins
from lstm_viz.ui.cache import trace_of, twin_of

__all__ = ("decay_of", "twins_of")


def twins_of(name: str, text: str) -> Twins:
    """Let an LSTM and its twin read a sentence, and follow the first word's influence.

    Raises:
        InputError: there is no token.
    """
    return Twins(trace_of(name, text), trace_of(twin_of(name), text), paths_of(name, text, 0))
