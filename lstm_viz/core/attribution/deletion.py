"""The test of an attribution: take its words away and see how fast the verdict goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from lstm_viz.core.attribution.decomposition import sigma
from lstm_viz.core.attribution.scores import final_logit
from lstm_viz.core.models.scoring import final_logits
from lstm_viz.core.network import Network
from lstm_viz.core.text import UNK_ID
from lstm_viz.core.trace import Array, SentenceTrace

Removal = Literal["deleted", "replaced_by_unk"]
Order = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class DeletionCurve:
    """How the verdict goes while words are taken away.

    Attributes:
        order: the tokens in the order of their removal, (T,).
        logit: after 0...T removals, (1 + T,).
        p_verdict: the probability of the whole sentence's verdict, (1 + T,), 0...1; it
            starts at 0.5 or above.
    """

    order: Order
    logit: Array
    p_verdict: Array

    @property
    def area(self) -> float:
        """Area under p_verdict over the share of words removed, 0...1; small is fast."""
        n_tokens = len(self.order)
        return float(np.trapezoid(self.p_verdict) / n_tokens if n_tokens else self.p_verdict[0])

    @property
    def flip_share(self) -> float:
        """Share of the words removed when p_verdict is first below 0.5, 0...1; 1 if never."""
        fallen = np.flatnonzero(self.p_verdict < 0.5)
        return float(fallen[0] / len(self.order)) if len(fallen) else 1.0


def deletion_order(scores: Array, logit: float) -> Order:
    """Order tokens by how much they support the verdict, the most supportive first.

    Args:
        scores: of the tokens, (T,); above 0 speaks for positive.
        logit: the verdict's; above 0 is positive, else negative.

    Returns:
        The tokens, (T,); of equal scores the earlier one first.
    """
    support = scores if logit > 0 else -scores
    return np.argsort(-support, kind="stable")


def deletion_curves(
    network: Network,
    trace: SentenceTrace,
    orders: Sequence[Order],
    removal: Removal = "deleted",
) -> list[DeletionCurve]:
    """Remove words in several orders, one more each time, and read what is left.

    Source: the word deletion of Arras, Montavon, Müller & Samek (2017), here
    down to the empty sentence and with an area, as Samek et al. (2017) do for pixels. The
    order is not made anew after each removal.

    Args:
        network: the model that made the trace.
        trace: its reading of a sentence.
        orders: each a permutation of the T tokens.
        removal: close the gap ("deleted") or put <unk> there ("replaced_by_unk").

    Returns:
        One curve an order.
    """
    ids = np.array(network.word_ids(trace.tokens), np.int64)
    variants = [left for order in orders for left in _ever_less(ids, order, removal)]
    logits = final_logits(network, variants).astype(np.float64).reshape(len(orders), 1 + len(ids))
    sign = 1 if final_logit(network, trace) > 0 else -1
    p_verdict = sigma(sign * logits)
    return [DeletionCurve(*parts) for parts in zip(orders, logits, p_verdict, strict=True)]


def _ever_less(ids: Order, order: Order, removal: Removal) -> list[list[int]]:
    """Return the word numbers after 0...T removals."""
    variants = []
    for n_removed in range(1 + len(ids)):
        here = np.ones(len(ids), bool)
        here[order[:n_removed]] = False
        left = ids[here] if removal == "deleted" else np.where(here, ids, UNK_ID)
        variants.append(left.tolist())
    return variants
