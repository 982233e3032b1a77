"""Which attribution is best: delete words in each one's order on the treebank's dev set."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from lstm_viz.core.attribution.deletion import (
    DeletionCurve,
    Order,
    Removal,
    deletion_curves,
    deletion_order,
)
from lstm_viz.core.attribution.methods import METHODS, attribute
from lstm_viz.core.attribution.scores import final_logit
from lstm_viz.core.models.checkpoint import load_model
from lstm_viz.core.network import Network
from lstm_viz.core.record import record_sentence
from lstm_viz.core.threads import one_thread
from lstm_viz.core.trace import Array, SentenceTrace
from lstm_viz.errors import InputError
from lstm_viz.studies.treebank import binary_sentences

MEASURED = ("lstm-tiny", "lstm-small")
REMOVALS: tuple[Removal, ...] = ("deleted", "replaced_by_unk")
SHORTEST, LONGEST = 8, 40
N_RANDOM = 10  # random orders a sentence; their mean is the baseline
RANDOM = "random"
FRACTIONS = np.linspace(0, 1, 11)
N_BOOTSTRAP = 2000
SPLIT = "dev"

Report = dict[str, object]


def measure(data_dir: Path) -> Report:
    """Run the deletion test for every method on both LSTMs.

    Args:
        data_dir: folder with the treebank's dev.txt.

    Returns:
        For JSON: how it was measured and, by model and kind of removal, each method's area
        under the verdict's probability (small is fast), 0...1. No sentence is in it.

    Raises:
        OSError: the treebank is not there.
        InputError: a line of it is damaged, or no sentence has the right length.
    """
    texts = [
        " ".join(example.words)
        for example in binary_sentences(data_dir, SPLIT)
        if SHORTEST <= len(example.words) <= LONGEST
    ]
    if not texts:
        message = f"no sentence has {SHORTEST} to {LONGEST} tokens"
        raise InputError(message, where=data_dir / f"{SPLIT}.txt")
    with one_thread():
        models = {name: measure_model(load_model(name), texts) for name in MEASURED}
    return {
        "measure": "area under the probability of the sentence's own verdict while words are "
        "removed, those that support it most first; 0...1, small is fast",
        "split": SPLIT,
        "tokens": [SHORTEST, LONGEST],
        "sentences": len(texts),
        "random_orders": N_RANDOM,
        "fractions": FRACTIONS.round(1).tolist(),
        "models": models,
    }


def measure_model(network: Network, texts: list[str]) -> Report:
    """Run the test for one model.

    Args:
        network: an LSTM.
        texts: sentences, none empty.

    Returns:
        For JSON: the weights' hash, the largest error of a sum that a method promises, and the
        results by kind of removal and method.
    """
    found: dict[Removal, list[list[Array]]] = {removal: [] for removal in REMOVALS}
    gaps: dict[str, float] = {}
    rng = np.random.default_rng(0)
    for trace in (record_sentence(network, text) for text in texts):
        orders = list(_orders(network, trace, gaps))
        orders += [rng.permutation(len(trace.tokens)) for _ in range(N_RANDOM)]
        for removal in REMOVALS:
            figures = [
                _figures(curve) for curve in deletion_curves(network, trace, orders, removal)
            ]
            random: Array = np.mean(figures[len(METHODS) :], axis=0)
            found[removal].append([*figures[: len(METHODS)], random])
    return {
        "sha256": network.card["sha256"],
        "largest_gap": gaps,
        **{removal: summary(np.array(found[removal])) for removal in REMOVALS},
    }


def _figures(curve: DeletionCurve) -> Array:
    """Return area, flip share and p_verdict at tenths of the words, (2 + 11,)."""
    shares = np.linspace(0, 1, len(curve.p_verdict))
    at_tenths = np.interp(FRACTIONS, shares, curve.p_verdict)
    figures: Array = np.array([curve.area, curve.flip_share, *at_tenths])
    return figures


def _orders(network: Network, trace: SentenceTrace, gaps: dict[str, float]) -> Iterator[Order]:
    """Yield each method's order; keep how far a promised sum was missed."""
    for name in METHODS:
        found = attribute(network, trace, name)
        if found.promise != "none":
            gaps[name] = max(gaps.get(name, 0.0), abs(found.adds_up_to - found.should))
        yield deletion_order(found.scores, final_logit(network, trace))


def summary(figures: Array) -> Report:
    """Sum up all sentences.

    Args:
        figures: area, flip share and the curve's 11 points for N sentences and M methods, the
            random order last, (N, M, 13), all 0...1.

    Returns:
        For JSON: the methods, the smallest mean area first, each with the area's mean and
        quartiles, the mean share of words removed until the verdict falls, the share of
        sentences on which it beats the random order, the mean curve, and how far its mean
        area lies above the best with a 95% bootstrap interval over sentences.
    """
    areas, means = figures[:, :, 0], figures.mean(axis=0)  # (N, M), (M, 13)
    best = int(means[:, 0].argmin())
    behind = areas - areas[:, best, None]
    rng = np.random.default_rng(0)
    drawn = rng.integers(len(areas), size=(N_BOOTSTRAP, len(areas)))
    interval = np.quantile([behind[rows].mean(axis=0) for rows in drawn], (0.025, 0.975), axis=0)
    lower, median, upper = np.quantile(areas, (0.25, 0.5, 0.75), axis=0)
    names = (*METHODS, RANDOM)
    return {
        names[m]: {
            "mean": _short(means[m, 0]),
            "lower_quartile": _short(lower[m]),
            "median": _short(median[m]),
            "upper_quartile": _short(upper[m]),
            "flip_share": _short(means[m, 1]),
            "beats_random": _short((areas[:, m] < areas[:, -1]).mean()),
            "behind_best": _short(behind[:, m].mean()),
            "behind_best_95": [_short(end) for end in interval[:, m]],
            "curve": [_short(value) for value in means[m, 2:]],
        }
        for m in means[:, 0].argsort(kind="stable")
    }


def _short(value: float) -> float:
    """Round for the file: four decimals are finer than the bootstrap's interval."""
    return round(float(value), 4)
