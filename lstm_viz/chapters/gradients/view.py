"""What the page on gradient flow shows of one sentence, worked out once. NumPy only."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lstm_viz.core.gradients.filler_text import FillerRun
from lstm_viz.core.gradients.target import Target
from lstm_viz.core.gradients.trace import PathsFrom, SentenceGradients
from lstm_viz.core.trace import Array, SentenceTrace
from lstm_viz.errors import InputError


@dataclass(frozen=True, slots=True)
class Flow:
    """The norms of a sentence's gradients, float64, (row + 1,) each.

    Attributes:
        trace: the LSTM's reading, at least one token.
        target: what is differentiated, in both networks.
        row: the token after which it is read, 0...T-1; after it every gradient is exactly 0.
        c: |dL/dC_t| of the LSTM; 0 where float32 cannot hold it.
        h: |dL/dh_t| of the LSTM.
        rnn: |dL/dh_t| of the plain RNN.
    """

    trace: SentenceTrace
    target: Target
    row: int
    c: Array
    h: Array
    rnn: Array


def flow(trace: SentenceTrace, lstm: SentenceGradients, rnn: SentenceGradients) -> Flow:
    """Measure the gradients of one target in both networks.

    Args:
        trace: the LSTM's reading.
        lstm: its backward pass.
        rnn: the plain RNN's, of the same sentence and target.

    Raises:
        InputError: the first backward pass is not an LSTM's, or there is no token.
    """
    layer = lstm.lstm()
    row = lstm.target.row(len(trace.tokens))
    if row is None:
        message = "There is no token, so there is nothing to go back over."
        raise InputError(message)
    found = (layer.grad_c, layer.grad_h, rnn.layer.grad_h)
    c, h, other = (np.linalg.norm(one[: row + 1].astype(np.float64), axis=1) for one in found)
    return Flow(trace, lstm.target, row, c, h, other)


@dataclass(frozen=True, slots=True)
class BothPaths:
    """What is left of a change of one word's memory, in both networks; see `PathsFrom`."""

    lstm: PathsFrom
    rnn: PathsFrom


@dataclass(frozen=True, slots=True)
class FillerRuns:
    """The stretched sentence at several distances, in both networks.

    Attributes:
        lstm: the LSTM's runs, by distance.
        rnn: the plain RNN's, at the same distances.
    """

    lstm: tuple[FillerRun, ...]
    rnn: tuple[FillerRun, ...]


def with_point(stretch: FillerRuns, lstm: FillerRun, rnn: FillerRun) -> FillerRuns:
    """Add one more distance, in its place; one that is there already is not doubled."""
    return FillerRuns(_among(stretch.lstm, lstm), _among(stretch.rnn, rnn))


def _among(runs: Sequence[FillerRun], one: FillerRun) -> tuple[FillerRun, ...]:
    by_distance = {run.distance: run for run in (*runs, one)}
    return tuple(by_distance[distance] for distance in sorted(by_distance))
