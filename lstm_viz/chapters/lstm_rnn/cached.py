"""TODO docstring of lstm_viz.chapters.lstm_rnn.cached."""

from lstm_viz.chapters.gradients.cached import paths_of
from lstm_viz.chapters.lstm_rnn.charts import Duel
from lstm_viz.ui.cache import trace_of, twin_of


def duel_of(name: str, text: str) -> Duel:
    """Let an LSTM and its twin read a sentence, and follow the first word's influence.

    Raises:
        ValueError: there is no token.
    """
    return Duel(trace_of(name, text), trace_of(twin_of(name), text), paths_of(name, text, 0))
