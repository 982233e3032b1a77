"""The charts of gradient flow: per word, along one word's paths, and over a distance."""

import numpy as np
import plotly.graph_objects as go

from lstm_viz.chapters.gradients.view import BothPaths, FillerRuns, Flow
from lstm_viz.core.gradients.filler_text import MOST
from lstm_viz.figures.labels import plotly_labels
from lstm_viz.figures.log_axis import (
    LSTM_BELT,
    LSTM_C,
    LSTM_H,
    RNN,
    Line,
    log_lines,
    over_words,
)
from lstm_viz.figures.quantities import MIDDLE, gradient

GRAD_C, GRAD_H = gradient("c").letter, gradient("h").letter


def gradient_norms(flow: Flow) -> go.Figure:
    """Draw the norms of dL/dC and dL/dh at every word, of both networks, on one log axis."""
    labels = plotly_labels(flow.trace)
    lines = [
        Line(f"LSTM {GRAD_C}", flow.c, LSTM_C),
        Line(f"LSTM {GRAD_H}", flow.h, LSTM_H),
        Line(f"RNN {GRAD_H}", flow.rnn, RNN),
    ]
    figure = log_lines(labels, lines, ("after the word", "norm of the gradient"))
    return over_words(figure, labels)


def path_norms(flow: Flow, paths: BothPaths) -> go.Figure:
    """Draw what is left of one word's memory at every later word: belt, all paths, and the RNN.

    Args:
        flow: the sentence.
        paths: from one word on; all three begin at 1.
    """
    labels = plotly_labels(flow.trace)[paths.lstm.s :]
    direct = paths.lstm.full if paths.lstm.direct is None else paths.lstm.direct
    lines = [
        Line("LSTM belt", direct, LSTM_BELT),
        Line("LSTM all paths", paths.lstm.full, LSTM_C),
        Line("RNN all paths", paths.rnn.full, RNN),
    ]
    figure = log_lines(labels, lines, ("after the word", "what is left, 1 = all of it"))
    return over_words(figure, labels)


def filler_norms(stretch: FillerRuns, chosen: int) -> go.Figure:
    """Draw the gradient at the word that matters against the filler words after it.

    Args:
        stretch: the runs, those at the chosen distance among them.
        chosen: the distance that is marked.
    """
    distances = [run.distance for run in stretch.lstm]
    lines = [
        Line(f"LSTM {GRAD_C}", np.array([run.norm for run in stretch.lstm]), LSTM_C),
        Line(f"RNN {GRAD_H}", np.array([run.norm for run in stretch.rnn]), RNN),
    ]
    titles = "filler words after “enjoyable”", "norm of the gradient"
    figure = log_lines(distances, lines, titles)
    figure.add_vline(x=chosen, line={"color": MIDDLE, "width": 2, "dash": "dot"})
    figure.update_xaxes(range=[-3, MOST + 3], dtick=25, zeroline=False)
    return figure
