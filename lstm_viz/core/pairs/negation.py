"""The laboratory's pairs read by a model."""

from collections.abc import Iterable

import numpy as np

from lstm_viz.core.network import Network
from lstm_viz.core.pairs.alignment import align, changed
from lstm_viz.core.pairs.negation_pairs import Pair
from lstm_viz.core.pairs.outcome import MOST_CHANGED, Outcome, holds
from lstm_viz.core.record import record_sentence
from lstm_viz.core.trace import SentenceTrace


def outcomes(network: Network, pairs: Iterable[Pair]) -> tuple[Outcome, ...]:
    """Let a model read pairs.

    Args:
        network: the model with its vocabulary.
        pairs: their sentences have at least one word each.
    """
    return tuple(_outcome(network, pair) for pair in pairs)


def _outcome(network: Network, pair: Pair) -> Outcome:
    """Let a model read one pair."""
    first, second = (record_sentence(network, text) for text in (pair.first, pair.second))
    p_first, p_second = float(first.p_positive[-1]), float(second.p_positive[-1])
    verdicts = np.concatenate([[second.p_before], second.p_positive])  # (1 + T,)
    moves = np.diff(verdicts)
    new = _new_words(first, second)
    t = max(new, key=lambda word: abs(moves[word]), default=None)
    token = None if t is None else second.tokens[t]
    return Outcome(
        pair=pair,
        p_first=p_first,
        p_second=p_second,
        word="" if token is None else pair.second[token.start : token.end],
        at_word=0.0 if t is None else float(moves[t]),
        holds=holds(pair.expected, p_first, p_second),
    )


def _new_words(first: SentenceTrace, second: SentenceTrace) -> list[int]:
    """Return the words that only the second sentence has; none where much was moved about."""
    columns = align([token.text for token in first.tokens], [token.text for token in second.tokens])
    differ = changed(columns)
    if len(differ) > MOST_CHANGED:
        return []
    return [column.second for column in differ if column.second is not None]
