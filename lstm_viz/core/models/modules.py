"""A network as a torch module: for batches, for autograd as the witness, and for training."""

from weakref import WeakKeyDictionary

import numpy as np
import torch
from torch import nn

from lstm_viz.core.models.model import SentimentModel
from lstm_viz.core.network import Card, Network, layers_of
from lstm_viz.core.text import Vocabulary
from lstm_viz.core.weights import Head
from lstm_viz.errors import InputError

_CLASSES = {"lstm": nn.LSTM, "gru": nn.GRU, "rnn": nn.RNN}
_MADE: "WeakKeyDictionary[Network, nn.LSTM | nn.GRU | nn.RNN]" = WeakKeyDictionary()


def recurrent_of(network: Network) -> nn.LSTM | nn.GRU | nn.RNN:
    """Return a network's layers as torch's module, in evaluation mode, on the same memory.

    Made once for each network, and with it forgotten: it is shared, so never written to.

    Args:
        network: of any kind. An activation that torch does not have is refused.

    Raises:
        InputError: torch has no such network.
    """
    if network not in _MADE:
        _MADE[network] = _module(network)
    return _MADE[network]


def _module(network: Network) -> nn.LSTM | nn.GRU | nn.RNN:
    """Build the module and give it the weights; its own random start is thrown away."""
    options: dict[str, object] = {}
    if network.layers[0][0].projection is not None:
        options["proj_size"] = network.n_outputs
    if network.kind == "rnn":
        options["nonlinearity"] = network.activation
    with torch.random.fork_rng(devices=[]):
        module: nn.LSTM | nn.GRU | nn.RNN = _CLASSES[network.kind](
            network.n_inputs,
            network.n_hidden,
            num_layers=len(network.layers),
            bidirectional=network.n_directions > 1,
            batch_first=True,
            **options,
        )
    state = {name: torch.from_numpy(array) for name, array in network.arrays().items()}
    module.load_state_dict(state, assign=True)
    module.eval().requires_grad_(requires_grad=False)
    return module


def sentiment_model(network: Network) -> SentimentModel:
    """Return a network of one layer as the module that is trained, with weights of its own.

    Args:
        network: an LSTM or a plain RNN that reads words and gives a verdict.

    Raises:
        InputError: it reads no words, gives no verdict, or has more than one layer.
    """
    network.only_layer("Training")
    vectors, head, kind = network.word_vectors(), network.verdict_head(), network.kind
    if kind == "gru":
        message = f"an LSTM or a plain RNN is trained here; {network.name} is a GRU"
        raise InputError(message)
    with torch.random.fork_rng(devices=[]):
        model = SentimentModel(kind, len(vectors), vectors.shape[1], network.n_hidden)
    arrays = {f"{kind}.{name}": array for name, array in network.arrays().items()}
    arrays |= {"embedding.weight": vectors, "head.weight": head.weight[None]}
    arrays["head.bias"] = np.array([head.bias], head.weight.dtype)
    model.load_state_dict({name: torch.from_numpy(array) for name, array in arrays.items()})
    return model.eval().requires_grad_(requires_grad=False)


def network_of_model(
    model: SentimentModel, name: str, vocabulary: Vocabulary, card: Card | None = None
) -> Network:
    """Return a sentiment model as a value; its weights are copied.

    Args:
        model: the module.
        name: what it is called.
        vocabulary: the words that its embedding stands for.
        card: its model card, if it has one.
    """
    recurrent = {
        key: value.numpy(force=True).copy() for key, value in model.recurrent.state_dict().items()
    }
    head = Head(model.head.weight.numpy(force=True)[0].copy(), model.head.bias.item())
    return Network(
        name=name,
        kind=model.kind,
        layers=layers_of(recurrent),
        embedding=model.embedding.weight.numpy(force=True).copy(),
        head=head,
        vocabulary=vocabulary,
        card=card or {},
    )
