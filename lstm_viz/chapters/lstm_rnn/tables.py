"""TODO docstring of lstm_viz.chapters.lstm_rnn.tables."""

from lstm_viz.chapters.gradients.study import SERIES, Report
from lstm_viz.chapters.gradients.tables import _paths, _words, _written
from lstm_viz.chapters.lstm_rnn.charts import Duel


def duel_csv(duel: Duel, pair: Report) -> bytes:
    """Return what the page on both nets draws of the sentence, and of the dev sentences.

    Args:
        duel: the sentence.
        pair: the pair's part of decay.json; place is then words from the end, value log10.
    """
    tokens = [token.text for token in duel.lstm.tokens]
    rows = [
        *_words("verdict", "lstm", tokens, duel.lstm.p_positive.tolist()),
        *_words("verdict", "rnn", tokens, duel.rnn.p_positive.tolist()),
        *_paths(tokens, duel.paths),
    ]
    for code in SERIES:
        found = pair["series"][code]["log10_relative"]
        for name in ("n", "q25", "median", "q75"):
            places = zip(found["k"], found[name], strict=True)
            rows += [(f"dev sentences {name}", code, int(k), "", value) for k, value in places]
    return _written(rows)
