"""What a phrase did, by contextual decomposition of every state into phrase and rest.

A squashing function of a sum is split into parts by averaging over the orders of its terms.
Source: Murdoch, Liu & Yu (2018), section 3.2.2: the terms are added one after another, each
is given the step that it makes, and the steps are averaged over the orders (Shapley 1953).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from lstm_viz.core.attribution.scores import Attribution, LstmReading, final_logit, lstm_reading
from lstm_viz.core.network import Network
from lstm_viz.core.trace import Array, Flags, SentenceTrace
from lstm_viz.errors import InputError

Squash = Callable[[Array], Array]


def split_two(a: Array, b: Array, squash: Squash) -> tuple[Array, Array]:
    """Split squash(a + b) between a and b, in both orders.

    Args:
        a: first term, any shape.
        b: second term, of a shape that goes with it.
        squash: a function with squash(0) = 0, such as tanh.

    Returns:
        The parts of a and of b; they sum to squash(a + b).
    """
    from_a = (squash(a) + squash(a + b) - squash(b)) / 2
    return from_a, squash(a + b) - from_a


def split_three(a: Array, b: Array, bias: Array, squash: Squash) -> tuple[Array, Array, Array]:
    """Split squash(a + b + bias) into three; the bias is first, a and b come in both orders.

    Args:
        a: first term, any shape.
        b: second term, of a shape that goes with it.
        bias: what is there before either of them.
        squash: sigma or tanh.

    Returns:
        The parts of a, of b and of the bias; they sum to squash(a + b + bias).
    """
    first, whole = squash(bias), squash(a + b + bias)
    from_a = (squash(a + bias) - first + whole - squash(b + bias)) / 2
    return from_a, whole - first - from_a, first


def sigma(z: Array) -> Array:
    """Return 1 / (1 + exp(-z)), 0...1, written so that no z overflows."""
    half: Array = (1 + np.tanh(z / 2)) / 2
    return half


@dataclass(frozen=True, slots=True)
class PhraseSplit:
    """The final logit as the phrase's part and the rest.

    Attributes:
        start: first token of the phrase.
        end: one past its last.
        beta: the phrase's part of the logit.
        gamma: the rest: other words, their interactions with the phrase, the head's bias.
        should: the recorded logit.
    """

    start: int
    end: int
    beta: float
    gamma: float
    should: float

    @property
    def adds_up_to(self) -> float:
        """Both parts together, in units of the logit."""
        return self.beta + self.gamma


def contextual_decomposition(
    network: Network, trace: SentenceTrace, start: int, end: int
) -> PhraseSplit:
    """Split the final logit into what the phrase [start, end) did and the rest.

    Source: Murdoch, Liu & Yu (2018), "Beyond Word Importance: Contextual Decomposition to
    Extract Interactions from LSTMs", section 3, as in the authors' program: h = beta +
    gamma and c = beta + gamma at every step; a squashing function of a sum is split by
    averaging over the orders of its terms, the bias always first; the output gate is not
    split. Of i*g, bias times bias is the phrase's at its own tokens, else the rest's.

    Args:
        network: the model that made the trace, an LSTM.
        trace: its reading of a sentence.
        start: first token of the phrase, 0...T.
        end: one past its last, start...T; an empty phrase has beta 0.

    Raises:
        InputError: the model is not an LSTM of one layer, or the phrase is not inside the sentence.
    """
    ((beta, gamma),) = split_phrases(network, trace, [(start, end)])
    return PhraseSplit(start, end, float(beta), float(gamma), final_logit(network, trace))


def word_decompositions(network: Network, trace: SentenceTrace) -> Attribution:
    """Score each word by its beta, the word being the phrase.

    Source: as `contextual_decomposition`. Each word's split closes; the betas of all words
    promise no sum, for what words do together is in no word's beta.

    Args:
        network: the model that made the trace, an LSTM.
        trace: its reading of a sentence.

    Returns:
        Scores (T,) in units of the logit.

    Raises:
        InputError: the model is not an LSTM of one layer.
    """
    should = final_logit(network, trace)
    split = split_phrases(network, trace, [(t, t + 1) for t in range(len(trace.tokens))])
    return Attribution(
        name="contextual_decomposition",
        scores=split[:, 0],
        parts={},
        should=should,
        promise="none",
        description="The part of the logit that comes from the word alone, interactions with the "
        "other words left out (Murdoch, Liu & Yu 2018).",
        split_gap=float(np.abs(split.sum(axis=1) - should).max(initial=0.0)),
    )


def split_phrases(
    network: Network, trace: SentenceTrace, phrases: Sequence[tuple[int, int]]
) -> Array:
    """Split the final logit for several phrases at once; see `contextual_decomposition`.

    Args:
        network: the model that made the trace, an LSTM.
        trace: its reading of a sentence.
        phrases: B pairs start, end.

    Returns:
        beta and gamma of each phrase, (B, 2), in units of the logit.

    Raises:
        InputError: the model is not an LSTM of one layer, or a phrase is not inside the sentence.
    """
    reading = lstm_reading(network, trace, "Contextual decomposition")
    n_tokens = len(trace.tokens)
    for start, end in phrases:
        if not 0 <= start <= end <= n_tokens:
            message = f"no phrase [{start}, {end}) in a sentence of {n_tokens} tokens"
            raise InputError(message)
    starts, ends = np.array(phrases, int).reshape(-1, 2).T[:, :, None]  # (B, 1) each
    states: Array = np.zeros((4, len(phrases), len(reading.head)))
    beta_h, gamma_h, beta_c, gamma_c = states
    for t in range(n_tokens):
        inside = (starts <= t) & (t < ends)
        beta_c, gamma_c = _cell_split(reading, t, inside, (beta_h, gamma_h), (beta_c, gamma_c))
        o = reading.layer.o[t]
        beta_h, gamma_h = (o * part for part in split_two(beta_c, gamma_c, np.tanh))
    return np.stack([beta_h @ reading.head, gamma_h @ reading.head + reading.head_bias], axis=1)


def _cell_split(
    reading: LstmReading, t: int, inside: Flags, h: tuple[Array, Array], c: tuple[Array, Array]
) -> tuple[Array, Array]:
    """Split the cell state after token t.

    Args:
        reading: the recorded run with its weights.
        t: the token.
        inside: whether the token belongs to each phrase, (B, 1).
        h: beta and gamma of the hidden state before, (B, H) each.
        c: beta and gamma of the cell state before, (B, H) each.

    Returns:
        beta and gamma of the cell state after, (B, H) each.
    """
    weights, (beta_c, gamma_c) = reading.weights, c
    from_x = weights.w @ reading.layer.x[t]  # (4H,)
    beta = np.split(h[0] @ weights.u.T + from_x * inside, 4, axis=1)
    gamma = np.split(h[1] @ weights.u.T + from_x * ~inside, 4, axis=1)
    b_i, b_f, b_g, _ = np.split(weights.b, 4)
    i_b, i_r, i_0 = split_three(beta[0], gamma[0], b_i, sigma)
    f_b, f_r, f_0 = split_three(beta[1], gamma[1], b_f, sigma)
    g_b, g_r, g_0 = split_three(beta[2], gamma[2], b_g, np.tanh)
    phrase = (f_b + f_0) * beta_c + i_b * (g_b + g_0) + i_0 * g_b + i_0 * g_0 * inside
    rest = (f_b + f_r + f_0) * gamma_c + f_r * beta_c
    rest = rest + i_r * (g_b + g_r + g_0) + (i_b + i_0) * g_r + i_0 * g_0 * ~inside
    return phrase, rest
