"""The training loop: deterministic for a seed, keeps the best epoch, survives Ctrl-C."""

import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TextIO

import torch

from lstm_viz.core.files import claimed
from lstm_viz.core.models.checkpoint import save_model
from lstm_viz.core.models.model import SentimentModel
from lstm_viz.core.models.modules import network_of_model
from lstm_viz.core.models.path import ENDING, content_of, told
from lstm_viz.core.threads import one_thread
from lstm_viz.training.card import Run, model_card
from lstm_viz.training.data import (
    TrainingData,
    check_folder,
    check_splits,
    gather,
)
from lstm_viz.training.measure import Scores, measure, rounded
from lstm_viz.training.path import Snapshots, path_of
from lstm_viz.training.recipe import MINIATURE_BATCH_SIZE, Recipe, recipe_of
from lstm_viz.training.stepper import Training
from lstm_viz.training.teacher import find_teacher
from lstm_viz.training.vocabulary import (
    WordVectors,
    first_vectors,
    read_glove,
)

_BAR = 24  # characters
_REPORTS = 100  # how often an epoch redraws the bar


@dataclass(frozen=True)
class Kept:
    """The best weights so far.

    Attributes:
        model: the weights.
        scores: what they reach.
        epoch: after which they were so, from 1.
        n_run: epochs that are through by now.
    """

    model: SentimentModel
    scores: Scores
    epoch: int
    n_run: int


def fit(
    training: Training, show: Callable[[str], None], snapshots: Snapshots | None = None
) -> Kept | None:
    """Train all epochs, or until Ctrl-C; None if that came before the first epoch was through.

    Args:
        training: the run.
        show: draws the progress.
        snapshots: take the weights on the way, if the run keeps its path.
    """
    kept: Kept | None = None
    try:
        for epoch in range(1, training.recipe.epochs + 1):
            loss = _run_epoch(training, epoch, kept, show, snapshots)
            model = rounded(training.average)
            scores = _measured(model, training.data)
            if kept is None or scores.choice > kept.scores.choice:
                kept = Kept(model, scores, epoch, n_run=epoch)
            kept = replace(kept, n_run=epoch)
            show(f"\r{_line(training, epoch, 1.0, loss, scores)}\n")
    except KeyboardInterrupt:
        show(
            "\nstopped; "
            + (
                "keeping the best epoch so far\n"
                if kept
                else "no epoch was through, nothing to keep\n"
            )
        )
    return kept


def _measured(model: SentimentModel, data: TrainingData) -> Scores:
    """What a model reaches on what it may be chosen by."""
    return measure(model, data.dev, data.heldout)


def _run_epoch(
    training: Training,
    epoch: int,
    kept: Kept | None,
    show: Callable[[str], None],
    snapshots: Snapshots | None,
) -> float:
    total = 0.0
    every = max(1, training.n_batches // _REPORTS)
    for n_done, loss in enumerate(training.epoch(), start=1):
        total += loss
        if snapshots is not None:
            snapshots.follow(training)
        if n_done % every == 0:
            share = n_done / training.n_batches
            line = _line(training, epoch, share, total / n_done, kept.scores if kept else None)
            show(f"\r{line}")
    return total / training.n_batches


def _line(training: Training, epoch: int, share: float, loss: float, scores: Scores | None) -> str:
    bar = "#" * round(_BAR * share)
    known = ""
    if scores is not None:
        known = "" if scores.dev is None else f"  dev {scores.dev:.2%}"
        known += f"  held-out {scores.heldout:.2%}"
    return f"epoch {epoch}/{training.recipe.epochs} [{bar:<{_BAR}}] loss {loss:.4f}{known}"


def train(
    name: str,
    data_dir: Path | None,
    out_dir: Path,
    *,
    seed: int = 0,
    recipe: Recipe | None = None,
    progress: TextIO | None = sys.stderr,
) -> Path:
    """Train one model and write its weights, its card and the vocabulary.

    Args:
        name: One of `recipe.RECIPES`.
        data_dir: The treebank's folder; None trains a miniature on the curriculum alone.
        out_dir: Folder for NAME.safetensors, NAME.json and vocabulary.txt; with frozen word
            vectors also for NAME.path.safetensors, unless the run has too few steps for it.
        seed: Same seed, same weights to the bit (on the same machine and torch).
        recipe: Instead of the one of that name.
        progress: Where the progress bar is drawn; None draws none.

    Returns:
        Path of the weights.

    Raises:
        InputError: There is no such recipe, a tree is broken, `out_dir` holds models with
            another vocabulary, the same model is being trained there, GloVe's vectors are not
            installed and random ones were not asked for, or the recipe's teacher is missing.
        FileNotFoundError: A split of the treebank is missing.
        KeyboardInterrupt: Ctrl-C before the first epoch was through; nothing was written.
    """
    recipe = recipe or recipe_of(name)
    if data_dir is None:
        recipe = replace(recipe, batch_size=MINIATURE_BATCH_SIZE, teacher=None)
    started = time.monotonic()
    # One thread sums in one order, so that a seed fixes every bit; the caller's random state stays.
    with (
        claimed(out_dir / f".{name}.lock", f"{name} is being trained"),
        one_thread(),
        torch.random.fork_rng(devices=[]),
    ):
        data, glove = _before_the_work(data_dir, out_dir, recipe, seed)
        training = Training(recipe, data, first_vectors(data.vocabulary, glove, seed), seed)
        snapshots = Snapshots(training) if recipe.frozen else None
        kept = fit(training, partial(_show, progress), snapshots)
        if kept is None:
            raise KeyboardInterrupt
        facts = kept.epoch, kept.n_run, kept.scores, time.monotonic() - started
        run = Run(name, recipe, seed, *facts, with_glove=bool(glove))
        _save(out_dir, run, kept.model, training, snapshots)
    return out_dir / f"{name}.safetensors"


def _save(
    out_dir: Path, run: Run, model: SentimentModel, training: Training, snapshots: Snapshots | None
) -> None:
    """Write weights, card, vocabulary and, if the run has one, the path: all or none."""
    data = training.data
    network = network_of_model(model, run.name, data.vocabulary, model_card(run, model, data))
    n_best = run.best_epoch * training.n_batches
    found = snapshots and path_of(snapshots, n_best, network, lambda one: _measured(one, data))
    if not found:
        save_model(out_dir, network, with_words=True)
        return
    networks, facts = found
    content = content_of(networks)
    network = replace(network, card={**network.card, "path": told(facts, content)})
    save_model(out_dir, network, with_words=True, beside={ENDING: content})


def _before_the_work(
    data_dir: Path | None, out_dir: Path, recipe: Recipe, seed: int
) -> tuple[TrainingData, WordVectors | None]:
    """Read all that a run learns from; whatever can be known before the work is found out here."""
    if data_dir is not None:
        check_splits(data_dir)
    glove = read_glove() if data_dir is not None and recipe.vectors == "glove" else None
    teacher = find_teacher(recipe.teacher, out_dir) if recipe.teacher else None
    data = gather(data_dir, recipe, seed, glove, teacher)
    check_folder(out_dir, data.vocabulary)
    return data, glove


def _show(progress: TextIO | None, text: str) -> None:
    """Draw the progress; where that fails the work goes on, for it is not the work."""
    if progress is None:
        return
    with suppress(OSError, ValueError):
        progress.write(text)
        progress.flush()
