"""Which word did it, by reading the sentence again without the word."""

from collections.abc import Sequence

from lstm_viz.core.attribution.scores import Attribution, final_logit
from lstm_viz.core.models.scoring import final_logits
from lstm_viz.core.network import Network
from lstm_viz.core.text import UNK_ID
from lstm_viz.core.trace import Array, SentenceTrace


def leave_one_out(network: Network, trace: SentenceTrace) -> Attribution:
    """Score each word by the logit of the sentence minus the logit without the word.

    Source: Li, Monroe & Jurafsky (2016), "Understanding Neural Networks through
    Representation Erasure", here with the word taken out and the rest closed up.

    Args:
        network: the model that made the trace.
        trace: its reading of a sentence.

    Returns:
        Scores (T,) in units of the logit; they promise no sum.
    """
    ids = network.word_ids(trace.tokens)
    variants = [ids[:t] + ids[t + 1 :] for t in range(len(ids))]
    return Attribution(
        name="leave_one_out",
        scores=_drop(network, trace, variants),
        parts={},
        should=final_logit(network, trace),
        promise="none",
        description="How much the logit falls when the sentence is read without the word "
        "(erasure: Li, Monroe & Jurafsky 2016).",
    )


def replaced_by_unk(network: Network, trace: SentenceTrace) -> Attribution:
    """Score each word by the logit minus the logit with <unk> in the word's place.

    Source: as `leave_one_out`; the sentence keeps its length. A word the model does not
    know is read as <unk> already and scores 0.

    Args:
        network: the model that made the trace.
        trace: its reading of a sentence.

    Returns:
        Scores (T,) in units of the logit; they promise no sum.
    """
    ids = network.word_ids(trace.tokens)
    variants = [[*ids[:t], UNK_ID, *ids[t + 1 :]] for t in range(len(ids))]
    return Attribution(
        name="replaced_by_unk",
        scores=_drop(network, trace, variants),
        parts={},
        should=final_logit(network, trace),
        promise="none",
        description="How much the logit falls when the word is replaced by the sign for unknown "
        "words (erasure: Li, Monroe & Jurafsky 2016).",
    )


def _drop(network: Network, trace: SentenceTrace, variants: Sequence[list[int]]) -> Array:
    """Return how far each variant's logit lies below that of the sentence, (T,).

    The sentence is scored in the same batch, so that equal readings differ by exactly 0.
    """
    logits: Array = final_logits(network, [network.word_ids(trace.tokens), *variants]).astype(float)
    drops: Array = logits[0] - logits[1:]
    return drops
