"""What `trace` can work out from a record and write beside it."""

import argparse
from pathlib import Path

import numpy as np

from lstm_viz.core.attribution.methods import attribute
from lstm_viz.core.export import Made, beside, facts_beside, format_of
from lstm_viz.core.files import write_atomic, write_together
from lstm_viz.core.gradients.backward import sentence_gradients
from lstm_viz.core.gradients.target import Target
from lstm_viz.core.memory import split_memory
from lstm_viz.core.network import Network, suffix_of
from lstm_viz.core.trace import Array, SentenceTrace

GRADIENTS = ("grad_h", "grad_c", "grad_x", "grad_c_from_h", "grad_c_from_next")
Extras = dict[str, Array]


def write_numbers(
    arguments: argparse.Namespace, network: Network, recorded: SentenceTrace, made: Made
) -> None:
    """Write a record and what was worked out from it, in the format of the file's name.

    Args:
        arguments: with the output and what `extra_arrays` takes.
        network: the model that read the sentence.
        recorded: its record.
        made: what the file is made with.

    Raises:
        InputError: as for `extra_arrays`.
        OSError: the file cannot be written.
    """
    output: Path = arguments.output
    extras = extra_arrays(arguments, network, recorded)
    content = format_of(output)(recorded, extras, made)
    if output.suffix.lower() == ".csv" and (output.is_file() or not output.exists()):
        write_together({beside(output): facts_beside(recorded, extras, made), output: content})
    else:
        write_atomic(output, content)


def extra_arrays(
    arguments: argparse.Namespace, network: Network, recorded: SentenceTrace
) -> Extras:
    """Return what the options of `trace` ask for, by code name.

    Args:
        arguments: with gradients, target, memory and attribution.
        network: the model that read the sentence.
        recorded: its record.

    Raises:
        InputError: no such target or method, or the model does not have what was asked for.
    """
    extras: Extras = {}
    if arguments.gradients:
        extras |= gradient_arrays(network, recorded, arguments.target or "last")
    if arguments.memory:
        extras["deposits"] = deposit_array(recorded)
    if arguments.attribution is not None:
        extras |= attribution_arrays(network, recorded, arguments.attribution)
    return extras


def gradient_arrays(network: Network, recorded: SentenceTrace, spelled: str) -> Extras:
    """Return the gradients that a file holds, by code name; those of C for an LSTM alone.

    As for what is recorded, the layer looked at has the plain names, the others torch's behind.

    Args:
        network: the model that read the sentence.
        recorded: its record.
        spelled: the target: "last", a token counted from 1, "loss0" or "loss1".

    Raises:
        InputError: there is no such target.
    """
    found = sentence_gradients(network, recorded, Target.parse(spelled)).layers
    extras: Extras = {}
    for trace, gradients in zip(recorded.layers, found, strict=True):
        is_looked_at = trace is recorded.layer
        behind = "" if is_looked_at else f"_{suffix_of(trace.layer, trace.order)}"
        arrays = gradients.arrays()
        extras |= {f"{name}{behind}": arrays[name] for name in GRADIENTS if name in arrays}
    return extras


def deposit_array(recorded: SentenceTrace) -> Array:
    """Return who wrote what is in memory, (T, T, H).

    Args:
        recorded: the record of an LSTM.

    Raises:
        InputError: the model keeps no cell state.
    """
    return split_memory(recorded.lstm()).deposits


def attribution_arrays(network: Network, recorded: SentenceTrace, method: str) -> Extras:
    """Name a method's scores and what they sum to; float32 like the rest.

    Args:
        network: the model that read the sentence.
        recorded: its record.
        method: one of `core.attribution.METHODS`.

    Raises:
        InputError: no such method, or not for this model.
    """
    found = attribute(network, recorded, method)
    numbers = {"": found.scores, "_sum": found.adds_up_to, "_should": found.should}
    numbers |= {f"_part_{name.replace(' ', '_')}": part for name, part in found.parts.items()}
    return {f"attribution{name}": np.array(part, np.float32) for name, part in numbers.items()}
