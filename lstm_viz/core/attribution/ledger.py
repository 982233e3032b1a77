"""Which word did it, by the ledger: what each word put into the cell and is still there.

NumPy only.
"""

from dataclasses import dataclass

import numpy as np

from lstm_viz.core.attribution.scores import Attribution, final_logit
from lstm_viz.core.memory import MemoryLedger, split_memory
from lstm_viz.core.network import Network
from lstm_viz.core.trace import Array, LstmTrace, SentenceTrace
from lstm_viz.errors import InputError


def ledger_split(network: Network, trace: SentenceTrace) -> Attribution:
    """Score each word by what it wrote, as much of it as was kept, shown and weighed.

    Unrolled, c = f c_prev + i g is a sum of deposits D_s = (f_{s+1} ... f_T) i_s g_s. With
    the secant tanh(C)/C of the last cell state (1 at C = 0) the logit is linear in them:
    share_s = w . (o * tanh(C)/C * D_s), the idea of Murdoch & Szlam (2017),
    "Automatic Rule Extraction from Long Short Term Memory Networks", who take differences
    of tanh where this takes its secant. The gates themselves depend on earlier words; that
    is credited to the word that wrote.

    Args:
        network: the model that made the trace, an LSTM.
        trace: its reading of a sentence.

    Returns:
        Scores (T,) and the part "head bias".

    Raises:
        InputError: the model is not an LSTM of one layer.
    """
    layer, head = trace.lstm(), network.verdict_head()
    network.only_layer("The ledger of the verdict")
    exact = layer.astype(np.float64)
    shares = logit_shares(exact, split_memory(exact), head.weight.astype(np.float64), head.bias)
    return Attribution(
        name="ledger_split",
        scores=shares.words,
        parts={"head bias": shares.bias},
        should=final_logit(network, trace),
        promise="exact",
        description="What the word wrote into the cell, as much as the forget gates kept, through "
        "the output gate and the head (after Murdoch & Szlam 2017).",
    )


@dataclass(frozen=True, slots=True)
class LogitShares:
    """A logit as a sum.

    Attributes:
        words: (T,), each word's share; 0 for a word not read yet.
        initial: the share of the state before the first word; 0 as a rule.
        bias: the head's own.
    """

    words: Array
    initial: float
    bias: float

    def total(self) -> float:
        """Return the sum of all shares: the logit again."""
        return float(self.words.sum()) + self.initial + self.bias


def secants(trace: LstmTrace) -> Array:
    """Return by what each unit's memory is multiplied on its way out: o * tanh(C) / C.

    The slope of the line from 0 to tanh(C); 1 in the limit where C is 0. As the rescale rule
    of DeepLIFT (Shrikumar, Greenside & Kundaje 2017) with a memory of 0 as the reference.

    Args:
        trace: one layer's run.

    Returns:
        (T, H), 0...1, as float64.
    """
    c, o = trace.c.astype(np.float64), trace.o.astype(np.float64)
    slopes = np.divide(np.tanh(c), c, out=np.ones_like(c), where=c != 0)
    outs: Array = o * slopes
    return outs


def logit_shares(
    trace: LstmTrace, ledger: MemoryLedger, weight: Array, bias: float, t: int | None = None
) -> LogitShares:
    """Split a logit by who wrote the memory that it was read from.

    C_t is a sum of deposits, tanh(C_t) is not: the logit is linear in h_t = o_t * tanh(C_t),
    not in C_t. Each deposit is therefore multiplied by its unit's secant o * tanh(C) / C,
    which gives h_t exactly. That is a convention: Murdoch & Szlam (2017) take the differences
    of tanh in the order of reading instead. As the ledger, it is accounting, not cause.

    Args:
        trace: one layer's run, without a projection.
        ledger: its split memory.
        weight: the head's weights, (H,) or (1, H).
        bias: the head's bias.
        t: after which word, 0...T-1; the one read last if absent.

    Returns:
        The shares in float64; their sum is the logit after word t, the bias alone for T = 0.

    Raises:
        InputError: the head does not take this layer's H units.
    """
    n_words, n_hidden = trace.c.shape
    if weight.size != n_hidden or trace.h.shape[1] != n_hidden:
        message = f"The head has {weight.size} weights; the layer shows {trace.h.shape[1]} units."
        raise InputError(message)
    if n_words == 0:
        return LogitShares(np.zeros(0), 0.0, bias)
    last = n_words - 1 if ledger.order == 1 else 0
    now = last if t is None else t
    out = secants(trace)[now] * weight.reshape(-1)  # (H,)
    return LogitShares(ledger.deposits[now] @ out, float(ledger.initial[now] @ out), bias)
