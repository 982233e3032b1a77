"""Which word did it, by layer-wise relevance propagation through the LSTM."""

from dataclasses import dataclass

import numpy as np

from lstm_viz.core.attribution.scores import Attribution, LstmReading, final_logit, lstm_reading
from lstm_viz.core.network import Network
from lstm_viz.core.trace import Array, SentenceTrace

EPSILON = 1e-3


def lrp(network: Network, trace: SentenceTrace, epsilon: float = EPSILON) -> Attribution:
    """Score each word by the relevance that reaches its vector from the final logit.

    Source: Arras, Montavon, Müller & Samek (2017), "Explaining Recurrent Neural Network
    Predictions in Sentiment Analysis". A weighted sum z passes its relevance on in
    proportion to its terms, over z + epsilon sign(z) (epsilon rule); of a product of gate
    and signal the signal takes all; tanh passes everything through. The paper drops what
    falls to biases and to epsilon; here it is kept as parts, so that the sum closes.

    Args:
        network: the model that made the trace, an LSTM.
        trace: its reading of a sentence.
        epsilon: the stabiliser, above 0; the paper's is 0.001.

    Returns:
        Scores (T,) and the parts "biases", "epsilon" and "initial states" (0 where the
        states start at 0, as here).

    Raises:
        InputError: the model is not an LSTM, or has more than one layer.
    """
    reading = lstm_reading(network, trace, "Layer-wise relevance propagation")
    flow = _Flow(epsilon, np.zeros(len(trace.tokens)))
    h_last = reading.last("h")
    logit = np.atleast_1d(reading.head @ h_last + reading.head_bias)
    ratio = flow.through_sum(logit, logit)
    flow.biases += float(reading.head_bias * ratio[0])
    flow.initial = _back_through_time(flow, reading, h_last * reading.head * ratio)
    return Attribution(
        name="lrp",
        scores=flow.words,
        parts={"biases": flow.biases, "epsilon": flow.lost, "initial states": flow.initial},
        should=final_logit(network, trace),
        promise="exact",
        description="The share of the logit that flows back to the word when each sum divides it "
        "by its terms and each gate hands it on whole (Arras, Montavon, Müller & Samek 2017).",
    )


@dataclass(slots=True)
class _Flow:
    """Where the relevance has gone so far."""

    epsilon: float
    words: Array  # (T,)
    biases: float = 0.0
    lost: float = 0.0
    initial: float = 0.0

    def through_sum(self, z: Array, relevance: Array) -> Array:
        """Return what a term of each sum z is multiplied with to give its relevance.

        Args:
            z: the sums, (N,).
            relevance: of the sums, (N,); epsilon's share of it is put aside.
        """
        stabiliser = np.where(z >= 0, self.epsilon, -self.epsilon)
        ratio: Array = relevance / (z + stabiliser)
        self.lost += float(stabiliser @ ratio)
        return ratio


def _back_through_time(flow: _Flow, reading: LstmReading, h_relevance: Array) -> float:
    """Send relevance back token by token; return what is left at the initial states.

    Args:
        flow: takes the words' and the biases' relevance.
        reading: the recorded run with its weights.
        h_relevance: of the last hidden state, (H,).
    """
    layer, weights = reading.layer, reading.weights
    n_hidden = len(h_relevance)
    g_rows = slice(2 * n_hidden, 3 * n_hidden)  # of the stacked i f g o
    w_g, u_g, b_g = weights.w[g_rows], weights.u[g_rows], weights.b[g_rows]
    c_relevance = np.zeros(n_hidden)
    for t in reversed(range(len(layer.x))):
        c_relevance = c_relevance + h_relevance  # h = o tanh(c): the signal takes all
        kept = layer.f[t].astype(np.float64) * layer.c_prev[t]
        written = layer.i[t].astype(np.float64) * layer.g[t]
        ratio = flow.through_sum(kept + written, c_relevance)
        c_relevance, g_relevance = kept * ratio, written * ratio
        from_x, h_prev = w_g @ layer.x[t], layer.h_prev[t]
        ratio = flow.through_sum(from_x + u_g @ h_prev + b_g, g_relevance)
        flow.words[t] = from_x @ ratio
        flow.biases += float(b_g @ ratio)
        h_relevance = h_prev * (u_g.T @ ratio)
    return float((h_relevance + c_relevance).sum())
