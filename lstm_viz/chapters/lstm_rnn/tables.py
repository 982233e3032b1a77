"""The numbers behind the charts of both networks, as CSV."""

from lstm_viz.chapters.gradients.study import Report
from lstm_viz.chapters.gradients.tables import path_rows, word_rows, written
from lstm_viz.chapters.lstm_rnn.charts import Twins
from lstm_viz.chapters.lstm_rnn.study import SERIES


def twins_csv(twins: Twins, pair: Report) -> bytes:
    """Return what the page on both networks draws of the sentence, and of the dev sentences.

    Args:
        twins: the sentence.
        pair: the pair's part of decay.json; place is then words from the end, value log10.
    """
    tokens = [token.text for token in twins.lstm.tokens]
    rows = [
        *word_rows("verdict", "lstm", tokens, twins.lstm.p_positive.tolist()),
        *word_rows("verdict", "rnn", tokens, twins.rnn.p_positive.tolist()),
        *path_rows(tokens, twins.paths),
    ]
    for code in SERIES:
        found = pair["series"][code]["log10_relative"]
        for name in ("n", "q25", "median", "q75"):
            places = zip(found["k"], found[name], strict=True)
            rows += [(f"dev sentences {name}", code, int(k), "", value) for k, value in places]
    return written(rows)
