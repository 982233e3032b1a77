"""What `trace` can work out from a record and write beside it."""

import argparse

import numpy as np

from lstm_viz.core.attribution.methods import attribute
from lstm_viz.core.gradients.backward import sentence_gradients
from lstm_viz.core.gradients.target import Target
from lstm_viz.core.memory import split_memory
from lstm_viz.core.models.checkpoint import LoadedModel
from lstm_viz.core.trace import Array, LstmTrace, SentenceTrace

GRADIENTS = ("grad_h", "grad_c", "grad_x", "grad_c_from_h", "grad_c_from_next")
More = dict[str, Array]


def more_arrays(
    arguments: argparse.Namespace, loaded: LoadedModel, recorded: SentenceTrace
) -> More:
    """Return what the options of `trace` ask for, by code name.

    Args:
        arguments: with gradients, target, memory and attribution.
        loaded: the model that read the sentence.
        recorded: its record.

    Raises:
        ValueError: no such target or method, or the model does not have what was asked for.
    """
    more: More = {}
    if arguments.gradients:
        more |= gradient_arrays(loaded, recorded, arguments.target or "last")
    if arguments.memory:
        more["deposits"] = deposit_array(recorded)
    if arguments.attribution is not None:
        more |= attribution_arrays(loaded, recorded, arguments.attribution)
    return more


def gradient_arrays(loaded: LoadedModel, recorded: SentenceTrace, spelled: str) -> More:
    """Return the gradients that a file holds, by code name; those of C for an LSTM alone.

    Args:
        loaded: the model that read the sentence.
        recorded: its record.
        spelled: the target: "last", a token counted from 1, "loss0" or "loss1".

    Raises:
        ValueError: there is no such target.
    """
    found = sentence_gradients(loaded, recorded, Target.parse(spelled)).arrays()
    return {name: found[name] for name in GRADIENTS if name in found}


def deposit_array(recorded: SentenceTrace) -> Array:
    """Return who wrote what is in memory, (T, T, H).

    Args:
        recorded: the record of an LSTM.

    Raises:
        ValueError: the model keeps no cell state.
    """
    if not isinstance(recorded.layer, LstmTrace):
        message = f"--memory: {recorded.model} is a plain RNN; it has no cell state to split"
        raise ValueError(message)
    return split_memory(recorded.layer).deposits


def attribution_arrays(loaded: LoadedModel, recorded: SentenceTrace, method: str) -> More:
    """Name a method's scores and what they sum to; float32 like the rest.

    Args:
        loaded: the model that read the sentence.
        recorded: its record.
        method: one of `core.attribution.METHODS`.

    Raises:
        ValueError: no such method, or not for this model.
    """
    found = attribute(loaded, recorded, method)
    numbers = {"": found.scores, "_sum": found.adds_up_to, "_should": found.should}
    numbers |= {f"_part_{name.replace(' ', '_')}": part for name, part in found.parts.items()}
    return {f"attribution{name}": np.array(part, np.float32) for name, part in numbers.items()}
