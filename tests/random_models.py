"""Untrained models in memory, with weights large enough that gates move."""

from functools import lru_cache
from typing import Any

import numpy as np
import torch

from lstm_viz.core.models.checkpoint import load_model
from lstm_viz.core.models.model import Kind, SentimentModel
from lstm_viz.core.models.modules import network_of_model, sentiment_model
from lstm_viz.core.network import Network
from lstm_viz.core.record import record_sentence
from lstm_viz.core.text import Vocabulary
from lstm_viz.core.trace import LstmTrace, SentenceTrace

_LINES = "the a movie was n't not at all boring good bad great . , !"
WORDS = ("<pad>", "<unk>", *_LINES.split(" "))
SENTENCE = "The movie was n't at all boring , qwzzt but not great !"
SHIPPED_LSTMS = ("lstm-tiny", "lstm-small")

Numbers = dict[str, list[float]]


def random_model(seed: int, kind: Kind = "lstm", n_hidden: int = 5) -> Network:
    """Make an untrained model with word vectors of size 6."""
    generator = torch.Generator().manual_seed(seed)
    model = SentimentModel(kind, len(WORDS), 6, n_hidden)
    for parameter in model.parameters():
        parameter.data = torch.randn(parameter.shape, generator=generator)
    return _loaded(model, WORDS)


def random_reading(
    seed: int, n_tokens: int = 9, kind: Kind = "lstm"
) -> tuple[Network, SentenceTrace]:
    """Make an untrained model and let it read random words, unknown ones among them."""
    network = random_model(seed, kind)
    drawn = np.random.default_rng(seed).integers(1, len(WORDS), n_tokens)
    text = " ".join("qwzzt" if number == 1 else WORDS[number] for number in drawn)
    return network, record_sentence(network, text)


def readings(text: str = SENTENCE) -> list[tuple[Network, SentenceTrace]]:
    """Let untrained and the shipped LSTMs read one sentence."""
    models = [*map(random_model, range(4)), *map(load_model, SHIPPED_LSTMS)]
    return [(network, record_sentence(network, text)) for network in models]


def one_unit_model(numbers: Numbers, head: tuple[float, float]) -> Network:
    """Make an LSTM with E = H = 1 that knows the words a and b, with vectors 1.2 and -0.7.

    Args:
        numbers: "w", "u" and "b", four numbers each in the order i f g o.
        head: weight and bias of the verdict.
    """
    model = SentimentModel("lstm", 4, 1, 1)
    layer: Any = model.recurrent  # its weights are made at run time
    given = {
        model.embedding.weight: [0.0, 0.3, 1.2, -0.7],
        layer.weight_ih_l0: numbers["w"],
        layer.weight_hh_l0: numbers["u"],
        layer.bias_ih_l0: numbers["b"],
        layer.bias_hh_l0: [0.0] * 4,
        model.head.weight: [head[0]],
        model.head.bias: [head[1]],
    }
    for parameter, values in given.items():
        parameter.data = torch.tensor(values).reshape(parameter.shape)
    return _loaded(model, ("<pad>", "<unk>", "a", "b"))


def _loaded(model: SentimentModel, words: tuple[str, ...]) -> Network:
    """Give a model its vocabulary; it is frozen like a network one."""
    return network_of_model(model, "untrained", Vocabulary(words))


@lru_cache(maxsize=8)
def torch_model(network: Network) -> SentimentModel:
    """Return a network as torch's module, with weights of its own: the reference."""
    return sentiment_model(network)


def lstm_layer(trace: SentenceTrace) -> LstmTrace:
    """Return the recorded layer, which is an LSTM's."""
    assert isinstance(trace.layer, LstmTrace)
    return trace.layer
