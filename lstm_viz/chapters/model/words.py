"""What the page on the model says in sentences made from its sizes."""

from collections.abc import Mapping
from typing import Any

from lstm_viz.core.network import Network
from lstm_viz.figures.numbers import count
from lstm_viz.figures.weights import sizes


def lead(network: Network) -> str:
    """Say what there is to learn in one step.

    Args:
        network: an LSTM that reads words.
    """
    size = sizes(network)
    return (
        f"One step is six equations with four matrices and their biases: {size['recurrent']:,}"
        " learned numbers, the same at every word."
    )


def how_it_reads(network: Network) -> str:
    """Say how many words, numbers and units the way from a sentence to a verdict has.

    Args:
        network: one that reads words.
    """
    size = sizes(network)
    return (
        f"**{network.name}** reads a sentence one word at a time. Each word is looked up in a"
        f" table of {size['words']:,} words and becomes {size['inputs']} numbers. An LSTM with"
        f" {size['units']} hidden units takes them in, keeps a memory of {size['units']} numbers,"
        " and after every word one more layer turns what the cell shows into the verdict: how"
        " positive is what was read so far?"
    )


def used_again(n_tokens: int) -> str:
    """Say how often the same matrices are used on the reader's sentence."""
    often = "once" if n_tokens == 1 else count(n_tokens, "time")
    return (
        f"Your sentence has {count(n_tokens, 'token')} (words and punctuation), so these matrices"
        f" are used {often}, unchanged. What differs from word to word is only what goes in."
    )


def trained_on(card: Mapping[str, Any]) -> str:
    """Say what a model learned from, by its card."""
    data = card["data"]
    made = data["generated_sentences"] + data["everyday_sentences"]
    is_frozen = card["recipe"]["frozen"]
    return (
        f"It learned from {data['phrases']:,} phrases of film reviews, those of the Stanford"
        f" Sentiment Treebank, from {made:,} sentences that this project’s own grammars write, and"
        f" from {data['lexicon_words']:,} single words of VADER’s list, with what people felt about"
        " each. A larger teacher, which reads both ways and is not shipped, softened the values of"
        " the phrases."
        + (
            " Its word vectors are those that the 64-unit model had learned."
            if is_frozen
            else " It began with GloVe word vectors."
        )
        + " Seed and epoch were chosen without the test sentences."
    )
