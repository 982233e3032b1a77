"""Can the numbers be trusted? Each claim of the app as a check that can fail, computed afresh.

A check compares two ways to the same numbers and keeps the largest difference, as a share of
the largest number where that is above 1. What float32 may differ by grows with the length.
"""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import torch
from safetensors.numpy import load_file

from lstm_viz.core.attribution.methods import FOR_LSTM, attribute
from lstm_viz.core.checks.autograd import autograd_sentence_gradients
from lstm_viz.core.checks.check import BACKWARD, IN_DOUBLE, N_WORDS, ROUNDING, Check
from lstm_viz.core.checks.double import in_double
from lstm_viz.core.gradients.backward import sentence_gradients
from lstm_viz.core.memory import split_memory
from lstm_viz.core.models.checkpoint import arrays_of, card_beside, file_hash
from lstm_viz.core.models.modules import recurrent_of
from lstm_viz.core.models.path import path_file
from lstm_viz.core.network import Network
from lstm_viz.core.record import record_sentence
from lstm_viz.core.trace import Array, LstmTrace, SentenceTrace

QUADRATURE = 1e-3  # of the logit: integrated gradients are a sum in place of an integral


def checks(network: Network, trace: SentenceTrace) -> tuple[Check, ...]:
    """Check everything that is claimed of a sentence's numbers.

    Args:
        network: the LSTM that is in memory now.
        trace: the record that the pages show.

    Returns:
        "weights", "card", "path" where there is one, "step", "backward", "rounding",
        "ledger" and, for each method of attribution that promises a sum over the words, or one
        for each word, "attribution NAME".

    Raises:
        InputError: the trace is not an LSTM's.
    """
    layer = trace.lstm()
    length = max(1.0, len(trace.tokens) / N_WORDS)
    limit = ROUNDING * length
    backward, rounding = backward_gaps(network, trace)
    return (
        Check("weights", weights_gap(network), 0.0),
        Check("card", 0.0 if card_agrees(network) else 1.0, 0.0),
        *_path(network),
        Check("step", step_gap(network, trace), limit),
        Check("backward", backward, IN_DOUBLE * length),
        Check("rounding", rounding, BACKWARD * limit),
        Check("ledger", _gap([(split_memory(layer).total(), layer.c)]), limit),
        *_sums(network, trace, limit),
    )


def weights_gap(network: Network) -> float:
    """Return the largest difference between the weights in memory and those on the disk."""
    here = {**arrays_of(network), "embedding.weight": network.word_vectors()}
    on_disk = load_file(network.file())
    return max(float(np.abs(here[name] - part).max()) for name, part in on_disk.items())


def card_agrees(network: Network) -> bool:
    """Tell whether the file of the weights is the one that the model card on the disk names."""
    path = network.file()
    return bool(file_hash(path) == card_beside(path).get("sha256"))


def _path(network: Network) -> Iterable[Check]:
    """Check the file of the model's path of learning, where there is one."""
    path = path_file(network)
    if path.is_file():
        said = card_beside(network.file()).get("path")
        is_it = isinstance(said, dict) and file_hash(path) == said.get("sha256")
        yield Check("path", 0.0 if is_it else 1.0, 0.0)


@torch.no_grad()
def step_gap(network: Network, trace: SentenceTrace) -> float:
    """Compare the recorded states with torch.nn.LSTM's own, run now on the same words."""
    if not trace.tokens:
        return 0.0
    x, known = network.look_up(network.word_ids(trace.tokens))
    h, (_, c_last) = recurrent_of(network)(torch.tensor(x)[None])
    words = 0.0 if np.array_equal(known, trace.known) else np.inf
    last = np.stack([one.c[-1 if one.order == 1 else 0] for one in _lstms(trace)])
    top = np.concatenate([one.h for one in trace.layers[-network.n_directions :]], axis=1)
    return max(words, _gap([(h[0].numpy(), top), (c_last[:, 0].numpy(), last)]))


def _lstms(trace: SentenceTrace) -> list[LstmTrace]:
    """Return the run of every layer and direction of an LSTM."""
    return [one for one in trace.layers if isinstance(one, LstmTrace)]


def backward_gaps(network: Network, trace: SentenceTrace) -> tuple[float, float]:
    """Compare the backward pass written by hand with autograd's, in every array, in 64 bits.

    Args:
        network: the model.
        trace: the record that is shown.

    Returns:
        How far the two are apart in 64 bits, where the sentence is read anew; and how far what
        is shown, in 32 bits, is from the pass in 64.
    """
    wide = in_double(network)
    anew = replace(record_sentence(wide, trace.text), shown=trace.shown)
    exact = sentence_gradients(wide, anew).arrays()
    theirs = autograd_sentence_gradients(wide, anew).arrays()
    shown = sentence_gradients(network, trace).arrays()
    apart, rounding = (
        _gap((found[name], exact[name]) for name in exact) for found in (theirs, shown)
    )
    return apart, rounding


def _sums(network: Network, trace: SentenceTrace, limit: float) -> Iterable[Check]:
    """Check what the methods of attribution promise to sum to."""
    for method in ("integrated_gradients", *FOR_LSTM):
        found = attribute(network, trace, method)
        scale = max(1.0, abs(found.should), float(np.abs(found.scores).max(initial=0.0)))
        missed = abs(found.adds_up_to - found.should)
        gap = (missed if found.split_gap is None else found.split_gap) / scale
        is_exact = found.promise != "approximate"
        allowed = 10 * limit if is_exact else QUADRATURE
        yield Check(f"attribution {method}", gap, allowed, is_exact)


def _gap(pairs: Iterable[tuple[Array, Array]]) -> float:
    """Return the largest difference, as a share of the largest number where that is above 1."""
    return max(
        float(np.abs(a - b).max(initial=0.0) / max(1.0, np.abs(b).max(initial=0.0)))
        for a, b in pairs
    )
