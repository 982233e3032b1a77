"""What a run keeps of its way: its weights at many steps, and of these the twelve that are written.

Only a run whose word vectors are frozen keeps a path: the vectors are no part of it. What is kept
is the moving average, as at the end, for that is what is measured and shipped.
"""

import copy
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict

import numpy as np
import torch

from lstm_viz.core.models.model import SentimentModel
from lstm_viz.core.models.modules import sentiment_model
from lstm_viz.core.models.path import N_CHECKPOINTS, Facts, checkpoint_of
from lstm_viz.core.network import Network
from lstm_viz.core.weights import Matrix
from lstm_viz.training.measure import Scores
from lstm_viz.training.stepper import Reader, Training

_APART = 0.1  # of the steps done: so far apart are two snapshots
_FIRST_STEP = 16  # of the first checkpoint after the start: before, the rate has hardly risen
_WORD_VECTORS = "embedding.weight"


class Snapshots:
    """The moving average at many steps of a run, the word vectors left out.

    Args:
        training: the run, before its first step.
    """

    def __init__(self, training: Training) -> None:
        self.weights: dict[int, Mapping[str, Matrix]] = {}  # by steps done, rising
        self.texts: dict[int, int] = {}  # read until then
        self.follow(training)

    def follow(self, training: Training) -> None:
        """Keep the average if it is time: often at first, and at the end of every epoch."""
        done = training.n_steps
        last = max(self.weights, default=-1)
        if done > last * (1 + _APART) or done % training.n_batches == 0:
            self.weights[done] = learned(training.average)
            self.texts[done] = training.n_texts

    def until(self, n_steps: int, scale: float) -> "Snapshots":
        """Return the snapshots until a step, their verdicts calibrated as those of the last one.

        Args:
            n_steps: the step after which the weights were those that are kept.
            scale: what the last layer is multiplied by; it leaves the untrained network as it was.
        """
        found = copy.copy(self)
        found.weights = {
            step: {
                name: array * scale if step and name.startswith("head.") else array
                for name, array in weights.items()
            }
            for step, weights in self.weights.items()
            if step <= n_steps
        }
        return found


@torch.no_grad()
def learned(model: Reader) -> dict[str, Matrix]:
    """Return copies of a model's weights but for the word vectors, by their names in a file."""
    return {
        name: value.numpy(force=True).copy()
        for name, value in model.state_dict().items()
        if name != _WORD_VECTORS
    }


def chosen(steps: Sequence[int]) -> list[int] | None:
    """Choose the checkpoints: the first step, the last, and ten spaced geometrically between.

    Args:
        steps: the steps that were kept, rising from 0.

    Returns:
        N_CHECKPOINTS of them; None where there are not so many.
    """
    if len(steps) < N_CHECKPOINTS:
        return None
    n_between, last = N_CHECKPOINTS - 2, len(steps) - 1
    start = min(_FIRST_STEP, steps[-1] // N_CHECKPOINTS)
    wanted = np.geomspace(max(1, start), steps[-1], n_between + 1)[:-1]
    ratios = np.abs(np.log(np.array(steps[1:])) - np.log(wanted)[:, None])  # (10, len(steps) - 1)
    places = [int(place) + 1 for place in ratios.argmin(axis=1)]
    for k in range(n_between):  # none twice: the next one then, as long as there are enough
        places[k] = max(places[k], places[k - 1] + 1 if k else 1)
    for k in range(n_between)[::-1]:
        places[k] = min(places[k], last - (n_between - k))
    return [steps[place] for place in (0, *places, last)]


def path_of(
    snapshots: Snapshots,
    network: Network,
    measured: Callable[[SentimentModel], Scores],
) -> tuple[list[Network], Facts] | None:
    """Return the path to the weights that are kept; what came after them is dropped.

    Args:
        snapshots: of the run, until the weights that are kept.
        network: with these weights.
        measured: what a model's scores are.

    Returns:
        The checkpoints and what was measured of them; None where the run was too short for it.
    """
    steps = chosen(sorted(snapshots.weights))
    if steps is None:
        return None
    networks = [
        checkpoint_of(network, snapshots.weights[step], k) for k, step in enumerate(steps, start=1)
    ]
    found = [asdict(measured(sentiment_model(one))) for one in networks]
    scores = {
        part: tuple(round(one[part], 4) for one in found)
        for part in found[0]
        if found[0][part] is not None
    }
    texts = tuple(snapshots.texts[step] for step in steps)
    return networks, Facts(tuple(steps), texts, scores)
