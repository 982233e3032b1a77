"""The numbers behind the charts as CSV: one line a point, whichever chart it stands in."""

from collections.abc import Iterable, Sequence

from lstm_viz.chapters.gradients.view import BothPaths, FillerRuns, Flow
from lstm_viz.figures.quantities import gradient
from lstm_viz.figures.tables import csv_bytes

COLUMNS = ("chart", "series", "place", "word", "value")
LSTM_C, LSTM_H = (f"lstm {gradient(code).plain}" for code in ("c", "h"))
RNN_H = f"rnn {gradient('h').plain}"
Row = tuple[str, str, int, str, object]


def flow_csv(flow: Flow) -> bytes:
    """Return the gradients' norms; one of 0 is below what float32 can hold.

    Columns, here and below: chart; series; place, the number of the word from 1; word, the
    token; value. Numbers are written whole.

    Args:
        flow: the sentence.
    """
    tokens = [token.text for token in flow.trace.tokens]
    series = {LSTM_C: flow.c, LSTM_H: flow.h, RNN_H: flow.rnn}
    return written(
        row
        for name, norms in series.items()
        for row in word_rows("gradient", name, tokens, norms.tolist())
    )


def paths_csv(flow: Flow, paths: BothPaths) -> bytes:
    """Return what is left of one word's memory at every later word; 1 is all of it."""
    return written(path_rows([token.text for token in flow.trace.tokens], paths))


def filler_csv(stretch: FillerRuns) -> bytes:
    """Return the runs of the stretched sentence; place is the number of filler words."""
    rows: list[Row] = []
    for series, runs in ((LSTM_C, stretch.lstm), (RNN_H, stretch.rnn)):
        rows += [("stretched gradient", series, run.distance, "", run.norm) for run in runs]
        name = series.split()[0]
        rows += [("stretched verdict", name, run.distance, "", run.p_positive) for run in runs]
    return written(rows)


def path_rows(tokens: Sequence[str], paths: BothPaths) -> list[Row]:
    """List what is left of one word's memory; 1 is all of it."""
    series = {
        "lstm belt": paths.lstm.direct,
        "lstm all paths": paths.lstm.full,
        "rnn all paths": paths.rnn.full,
    }
    return [
        row
        for name, values in series.items()
        if values is not None
        for row in word_rows("left of the change", name, tokens, values.tolist(), paths.lstm.s)
    ]


def word_rows(
    chart: str, series: str, tokens: Sequence[str], values: Sequence[float], first: int = 0
) -> list[Row]:
    """List numbers by their words."""
    return [(chart, series, t + 1, tokens[t], value) for t, value in enumerate(values, start=first)]


def written(rows: Iterable[Row]) -> bytes:
    """Write the lines."""
    return csv_bytes(COLUMNS, rows)
