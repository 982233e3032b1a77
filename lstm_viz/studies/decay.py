"""How much slower the LSTM's gradient decays than its twin's, on the treebank's dev sentences.

Only aggregates are kept: no sentence of the treebank leaves this module.

How fast a gradient shrinks on its way back through a sentence. NumPy only.

k counts words from the end: k = 0 is the last token. A profile holds log10 of the gradient's
norm at each k, relative to its own k = 0: -1 means a tenth is left. Nothing else is
divided by, so that profiles of different models can be laid over each other.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from lstm_viz.core.gradients.backward import sentence_gradients
from lstm_viz.core.models.checkpoint import load_model
from lstm_viz.core.models.scoring import score
from lstm_viz.core.network import Network
from lstm_viz.core.record import record_sentence
from lstm_viz.core.trace import Array
from lstm_viz.errors import InputError
from lstm_viz.studies.treebank import Example, binary_sentences, read_trees

Quartiles = dict[str, float]
_DIGITS = 5


def profile(gradients: Array) -> Array:
    """Return the profile of one sentence.

    Args:
        gradients: dL/dC or dL/dh after each token, (T, H), T at least 1; L read at the end.

    Returns:
        log10(|row T-1-k| / |row T-1|) for k = 0...T-1, (T,), float64; its first number is 0.

    Raises:
        InputError: a row is all zeros (it is below what float32 can hold): no logarithm.
    """
    norms = np.linalg.norm(gradients[::-1].astype(np.float64), axis=1)  # (T,)
    if not norms.all():
        message = "A gradient is too small for float32 and has no logarithm."
        raise InputError(message)
    relative: Array = np.log10(norms) - np.log10(norms[0])
    return relative


def slope(one: Array) -> float:
    """Return the slope of a profile by least squares: the change of log10 per word back.

    Args:
        one: a profile, (T,), T at least 2.

    Returns:
        Below 0 where the gradient vanishes, above 0 where it explodes; 10^slope of it remains
        per word.
    """
    k = np.arange(len(one)) - (len(one) - 1) / 2
    return float(k @ one / (k @ k))


def quartiles(values: Sequence[float] | Array) -> Quartiles:
    """Return the quartiles of some numbers: q25, median, q75 (linear between two of them)."""
    found = np.percentile(np.asarray(values), [25, 50, 75]).round(_DIGITS).tolist()
    return dict(zip(("q25", "median", "q75"), found, strict=True))


def by_distance(profiles: Sequence[Array], furthest: int) -> dict[str, list[float]]:
    """Return the quartiles of many profiles at every distance.

    Args:
        profiles: one for each sentence, of any length.
        furthest: the largest k.

    Returns:
        Columns k, n (the sentences that reach so far), q25, median, q75; a k that no sentence
        reaches has no row.
    """
    columns: dict[str, list[float]] = {name: [] for name in ("k", "n", "q25", "median", "q75")}
    for k in range(1 + furthest):
        there = [one[k] for one in profiles if len(one) > k]
        if there:
            row = {"k": k, "n": len(there), **quartiles(there)}
            for name, value in row.items():
                columns[name].append(value)
    return columns


PAIRS = (("lstm-tiny", "rnn-tiny"), ("lstm-small", "rnn-small"))
SHORTEST = 15  # tokens
FURTHEST = 40  # words from the end
BINS = ((1, 9), (10, 19), (20, 29), (30, None))  # tokens, both ends included
SPLIT = "dev"

Report = dict[str, Any]
Profiles = dict[str, list[Array]]
DEFINITIONS = {
    "L": "the verdict's logit after the last token",
    "series": "lstm_c: dL/dC_t of the LSTM; lstm_h: dL/dh_t of the LSTM; rnn_h: dL/dh_t of the "
    "plain RNN; each the Euclidean norm over all units",
    "k": "words from the end; 0 is the last token",
    "log10_relative": "log10 of the norm at k divided by the same sentence's length at k = 0; "
    "n sentences reach k, so a large k speaks of long sentences only",
    "slope": "least squares of log10_relative against all k of a sentence (not cut at the "
    "largest k shown); quartiles over sentences",
    "remains_per_word": "10 to the power of the slope",
    "ratio": "remains_per_word of the LSTM divided by that of the RNN, sentence by sentence, for "
    "lstm_c and lstm_h against rnn_h",
    "slower_percent": "sentences in which that ratio is above 1",
    "accuracy_by_length": "binary dev sentences by their number of tokens, both ends included",
}


def measure_decay(data: Path) -> Report:
    """Measure both pairs of shipped models.

    Args:
        data: folder with the treebank's dev.txt.

    Returns:
        For JSON: what was measured on what, the hashes of the weights, and the aggregates as
        `DEFINITIONS` explains them.

    Raises:
        OSError: the treebank is not there.
        InputError: a line is not a tree, no sentence is long enough, or a gradient is all zeros.
    """
    trees = list(read_trees(data, SPLIT))
    long = [" ".join(nodes[-1].words) for nodes in trees if len(nodes[-1].words) >= SHORTEST]
    if not long:
        raise InputError(f"no sentence has {SHORTEST} tokens", where=data / f"{SPLIT}.txt")
    binary = binary_sentences(data, SPLIT)
    models = {name: load_model(name) for pair in PAIRS for name in pair}
    return {
        "data": {
            "source": "Stanford Sentiment Treebank: Socher et al., EMNLP 2013",
            "split": SPLIT,
            "sha256": hashlib.sha256((data / f"{SPLIT}.txt").read_bytes()).hexdigest(),
            "sentences": len(trees),
            "shortest": SHORTEST,
            "measured": len(long),
            "binary_sentences": len(binary),
        },
        "sha256": {name: network.card["sha256"] for name, network in models.items()},
        "definitions": DEFINITIONS,
        "pairs": [_compare(models[lstm], models[rnn], long) for lstm, rnn in PAIRS],
        "accuracy_by_length": {
            name: accuracy_by_length(network, binary) for name, network in models.items()
        },
    }


def profiles_of(network: Network, texts: Sequence[str]) -> Profiles:
    """Return the profile of every text: of h, and for an LSTM of c.

    Args:
        network: the model.
        texts: one sentence each, of a token at least.

    Raises:
        InputError: a gradient is too small to have a logarithm.
    """
    found: Profiles = {}
    for text in texts:
        back = sentence_gradients(network, record_sentence(network, text))
        series = {"h": back.layer.grad_h}
        if network.kind == "lstm":
            series["c"] = back.lstm().grad_c
        for name, gradients in series.items():
            found.setdefault(name, []).append(profile(gradients))
    return found


def _compare(lstm: Network, rnn: Network, texts: Sequence[str]) -> Report:
    """Measure one pair on the same sentences."""
    by_kind = {"lstm": profiles_of(lstm, texts), "rnn": profiles_of(rnn, texts)}
    series = {f"{kind}_{name}": by_kind[kind][name] for kind, name in _SERIES}
    slopes = {name: np.array([slope(one) for one in found]) for name, found in series.items()}
    return {
        "lstm": lstm.name,
        "rnn": rnn.name,
        "series": {name: _series(series[name], slopes[name]) for name in series},
        "ratio": {name: ratio(slopes[name], slopes["rnn_h"]) for name in ("lstm_c", "lstm_h")},
    }


_SERIES = (("lstm", "c"), ("lstm", "h"), ("rnn", "h"))


def _series(profiles: Sequence[Array], slopes: Array) -> Report:
    """Aggregate one quantity of one model."""
    return {
        "log10_relative": by_distance(profiles, FURTHEST),
        "slope": quartiles(slopes),
        "remains_per_word": quartiles(10**slopes),
    }


def ratio(lstm: Array, rnn: Array) -> Report:
    """Compare the slopes of the two models, sentence by sentence.

    Args:
        lstm: slopes of the LSTM, (N,).
        rnn: slopes of the RNN on the same sentences, (N,).

    Returns:
        Quartiles of what remains per word in the LSTM, divided by what remains in the RNN, and
        in how many percent of the sentences it is more.
    """
    slower = 100 * float(np.mean(lstm > rnn))
    return {**quartiles(10 ** (lstm - rnn)), "slower_percent": round(slower, 2)}


def accuracy_by_length(network: Network, sentences: Sequence[Example]) -> list[Report]:
    """Return the share of right verdicts among shorter and longer sentences.

    Args:
        network: the model.
        sentences: targets 0 or 1.

    Returns:
        A row for each of `BINS`: from, to (None: no end), sentences, right, accuracy 0...1
        (None without a sentence).
    """
    found = score(network, (" ".join(one.words) for one in sentences))
    right = [(p > 0.5) == (one.target > 0.5) for p, one in zip(found, sentences, strict=True)]  # noqa: PLR2004
    lengths = [len(one.words) for one in sentences]
    rows = []
    for low, high in BINS:
        here = [
            is_right
            for is_right, length in zip(right, lengths, strict=True)
            if low <= length and (high is None or length <= high)
        ]
        share = round(sum(here) / len(here), 4) if here else None
        counts = {"sentences": len(here), "right": sum(here), "accuracy": share}
        rows.append({"from": low, "to": high, **counts})
    return rows
