"""Can the numbers be trusted? Each claim of the app as a check that can fail, computed afresh.

A check compares two ways to the same numbers and keeps the largest difference, as a share of
the largest number where that is above 1. What float32 may differ by grows with the length.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import torch
from safetensors.torch import load_file

from lstm_viz.core.attribution.methods import FOR_LSTM, attribute
from lstm_viz.core.checks.autograd import autograd_sentence_gradients
from lstm_viz.core.gradients.backward import sentence_gradients
from lstm_viz.core.memory import split_memory
from lstm_viz.core.models.checkpoint import MODEL_FOLDER, LoadedModel
from lstm_viz.core.text import UNK_ID
from lstm_viz.core.trace import Array, LstmTrace, SentenceTrace

ROUNDING = 1e-6  # for up to N_WORDS words
N_WORDS = 20
QUADRATURE = 1e-3  # of the logit: integrated gradients are a sum in place of an integral
SATURATED = 0.95  # a gate beyond it, or below 1 less it, hardly moves any more


@dataclass(frozen=True, slots=True)
class Check:
    """One claim, checked.

    Attributes:
        code: which claim, e.g. "step".
        gap: the largest difference found, 0 or more; NaN fails.
        limit: the largest that is allowed.
        is_exact: whether more than that is a fault; else it is the method's own error.
    """

    code: str
    gap: float
    limit: float
    is_exact: bool = True

    @property
    def passed(self) -> bool:
        """Whether the claim holds."""
        return self.gap <= self.limit


def checks(loaded: LoadedModel, trace: SentenceTrace) -> tuple[Check, ...]:
    """Check everything that is claimed of a sentence's numbers.

    Args:
        loaded: the LSTM that is in memory now.
        trace: the record that the pages show.

    Returns:
        "weights", "card", "step", "backward", "ledger" and, for each method of attribution that
        promises a sum over the words, or one for each word, "attribution NAME".

    Raises:
        TypeError: the trace is a plain RNN's.
    """
    if not isinstance(trace.layer, LstmTrace):
        message = "Only an LSTM's record is checked here; this is a plain RNN's."
        raise TypeError(message)
    limit = ROUNDING * max(1.0, len(trace.tokens) / N_WORDS)
    return (
        Check("weights", weights_gap(loaded), 0.0),
        Check("card", 0.0 if card_agrees(loaded) else 1.0, 0.0),
        Check("step", step_gap(loaded, trace), limit),
        Check("backward", backward_gap(loaded, trace), limit),
        Check("ledger", _gap([(split_memory(trace.layer).total(), trace.layer.c)]), limit),
        *_sums(loaded, trace, limit),
    )


def weights_gap(loaded: LoadedModel) -> float:
    """Return the largest difference between the weights in memory and those on the disk."""
    state = loaded.model.state_dict()
    on_disk = load_file(MODEL_FOLDER / f"{loaded.name}.safetensors")
    return max(float((state[name] - part.float()).abs().max()) for name, part in on_disk.items())


def card_agrees(loaded: LoadedModel) -> bool:
    """Tell whether the file of the weights is the one that the model card on the disk names."""
    path = MODEL_FOLDER / f"{loaded.name}.safetensors"
    card = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return bool(hashlib.sha256(path.read_bytes()).hexdigest() == card.get("sha256"))


@torch.no_grad()
def step_gap(loaded: LoadedModel, trace: SentenceTrace) -> float:
    """Compare the recorded states with torch.nn.LSTM's own, run now on the same words."""
    if not trace.tokens:
        return 0.0
    ids = torch.tensor(loaded.vocabulary.ids(token.text for token in trace.tokens))
    h, (_, c_last) = loaded.model.recurrent(loaded.model.embedding(ids)[None])
    known = (ids > UNK_ID).numpy()
    words = 0.0 if np.array_equal(known, trace.known) else np.inf
    layer = trace.layer
    last = layer.c[-1:] if isinstance(layer, LstmTrace) else layer.h[-1:]
    return max(words, _gap([(h[0].numpy(), layer.h), (c_last[0].numpy(), last)]))


def backward_gap(loaded: LoadedModel, trace: SentenceTrace) -> float:
    """Compare the backward pass written by hand with autograd's, in every array."""
    ours = sentence_gradients(loaded, trace).arrays()
    theirs = autograd_sentence_gradients(loaded, trace).arrays()
    return _gap((array, theirs[name]) for name, array in ours.items())


def saturated(layer: LstmTrace) -> dict[str, float]:
    """Return the share of each gate's values that hardly move: 0...1; 0 for no words.

    Args:
        layer: the record; i, f, o count beyond 0.95 or below 0.05, the candidate beyond +-0.95.
    """
    away = {
        gate: np.abs(2 * getattr(layer, gate) - 1) > 2 * SATURATED - 1 for gate in ("i", "f", "o")
    }
    away["g"] = np.abs(layer.g) > SATURATED
    return {gate: float(part.mean()) if part.size else 0.0 for gate, part in away.items()}


def _sums(loaded: LoadedModel, trace: SentenceTrace, limit: float) -> Iterable[Check]:
    """Check what the methods of attribution promise to sum to."""
    for method in ("integrated_gradients", *FOR_LSTM):
        found = attribute(loaded, trace, method)
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
