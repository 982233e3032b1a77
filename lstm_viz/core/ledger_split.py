"""Which word did it, by the ledger: what each word put into the cell and is still there."""

import numpy as np

from lstm_viz.core.checkpoint import LoadedModel
from lstm_viz.core.trace import Array, SentenceTrace
from lstm_viz.core.word_scores import Attribution, final_logit, lstm_reading


def ledger_split(loaded: LoadedModel, trace: SentenceTrace) -> Attribution:
    """Score each word by what it wrote, as much of it as was kept, shown and weighed.

    Unrolled, c = f c_prev + i g is a sum of deposits D_s = (f_{s+1} ... f_T) i_s g_s. With
    the secant tanh(C)/C of the last cell state (1 at C = 0) the logit is linear in them:
    share_s = w . (o * tanh(C)/C * D_s), the idea of Murdoch & Szlam (2017),
    "Automatic Rule Extraction from Long Short Term Memory Networks", who take differences
    of tanh where this takes its secant. The gates themselves depend on earlier words; that
    is credited to the word that wrote.

    Args:
        loaded: the model that made the trace, an LSTM.
        trace: its reading of a sentence.

    Returns:
        Scores (T,) and the part "head bias".

    Raises:
        ValueError: the model is not an LSTM.
    """
    reading = lstm_reading(loaded, trace)
    c, o = reading.last("c"), reading.last("o")
    secant = np.divide(np.tanh(c), c, out=np.ones_like(c), where=c != 0)
    return Attribution(
        name="ledger_split",
        scores=deposits(trace) @ (reading.head * o * secant),
        parts={"head bias": reading.head_bias},
        should=final_logit(loaded, trace),
        promise="exact",
        description="What the word wrote into the cell, as much as the forget gates kept, through "
        "the output gate and the head (after Murdoch & Szlam 2017).",
    )


def deposits(trace: SentenceTrace) -> Array:
    """Return what each token's writing still amounts to in the last cell state, (T, H).

    D_s = (f_{s+1} ... f_T) i_s g_s; over s they sum to the last cell state.

    Args:
        trace: an LSTM's reading of a sentence.
    """
    f, i, g = (getattr(trace.layer, name).astype(np.float64) for name in "fig")
    following = np.vstack([f[1:], np.ones_like(f[:1])])  # row s holds f_{s+1}
    kept = np.cumprod(following[::-1], axis=0)[::-1]
    written: Array = kept * i * g
    return written
