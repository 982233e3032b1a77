"""The training loop: deterministic for a seed, keeps the best epoch, survives Ctrl-C."""

import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TextIO

import torch
from torch import Tensor

from lstm_viz.core.files import claimed
from lstm_viz.core.models.checkpoint import load_model, save_model
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
from lstm_viz.training.measure import Calibration, Scores, calibrate, measure, rounded, told_of
from lstm_viz.training.path import Snapshots, path_of
from lstm_viz.training.recipe import MINIATURE_BATCH_SIZE, Recipe, recipe_of
from lstm_viz.training.stepper import Reader, Training
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
        calibration: how its verdict was calibrated; None without a treebank.
    """

    model: Reader
    scores: Scores
    epoch: int
    n_run: int
    calibration: Calibration | None = None


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
            model = rounded(training.learned())
            calibration = calibrate(model, training.data.dev)
            scores = measure(model, training.data)
            if kept is None or scores.choice > kept.scores.choice:
                kept = Kept(model, scores, epoch, epoch, calibration)
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
        known += "" if scores.everyday is None else f"  everyday {scores.everyday:.2%}"
    return f"epoch {epoch}/{training.recipe.epochs} [{bar:<{_BAR}}] loss {loss:.4f}{known}"


def train(
    name: str,
    data_dir: Path | None,
    out_dir: Path,
    *,
    seed: int | Sequence[int] = 0,
    recipe: Recipe | None = None,
    progress: TextIO | None = sys.stderr,
) -> Path:
    """Train one model and write its weights, its card and the vocabulary.

    Args:
        name: One of `recipe.RECIPES`.
        data_dir: The treebank's folder; None trains a miniature on the frames alone.
        out_dir: Folder for NAME.safetensors, NAME.json and vocabulary.txt; with frozen word
            vectors also for NAME.path.safetensors, unless the run has too few steps for it. The
            teacher, and the model whose word vectors are taken, stand there already.
        seed: Same seed, same weights to the bit (on the same machine and torch). Of several the
            best is kept, by `measure.RULE`; all read sentences that are made with the first.
        recipe: Instead of the one of that name.
        progress: Where the progress bar is drawn; None draws none.

    Returns:
        Path of the weights.

    Raises:
        InputError: There is no such recipe, a tree is broken, `out_dir` holds models with
            another vocabulary, the same model is being trained there, the training requirements
            are not installed, or the teacher or the model with the word vectors is missing.
        FileNotFoundError: A split of the treebank is missing.
        KeyboardInterrupt: Ctrl-C before the first epoch was through; nothing was written.
    """
    recipe = _fitting(recipe or recipe_of(name), data_dir)
    seeds = [seed] if isinstance(seed, int) else list(seed)
    # One thread sums in one order, so that a seed fixes every bit; the caller's random state stays.
    with (
        claimed(out_dir / f".{name}.lock", f"{name} is being trained"),
        one_thread(),
        torch.random.fork_rng(devices=[]),
    ):
        data, glove = before_the_work(data_dir, out_dir, recipe, seeds[0])
        tries: list[_Try] = []
        for each in seeds:
            vectors = _first_vectors(recipe, data, glove, out_dir, each)
            tried = _try(Training(recipe, data, vectors, each), each, partial(show, progress))
            tries += [tried] if tried else []
            if tried is None or tried.kept.n_run < recipe.epochs:
                break  # Ctrl-C: no further seed
        if not tries:
            raise KeyboardInterrupt
        _save(out_dir, name, recipe, tries, with_glove=bool(glove))
    return out_dir / f"{name}.safetensors"


def _fitting(recipe: Recipe, data_dir: Path | None) -> Recipe:
    """Make of a recipe a miniature's where there is no treebank, nor anything made from it."""
    if data_dir is not None:
        return recipe
    borrows = recipe.vectors not in {"glove", "random"}
    return replace(
        recipe,
        batch_size=MINIATURE_BATCH_SIZE,
        has_teacher=False,
        vectors="random",
        carried=False,
        frozen=recipe.frozen and not borrows,
    )


def _first_vectors(
    recipe: Recipe, data: TrainingData, glove: WordVectors | None, out_dir: Path, seed: int
) -> Tensor:
    """The word vectors to start from, (V, E).

    Raises:
        InputError: They are those of a model that is not in the folder.
    """
    if recipe.vectors in {"glove", "random"}:
        return first_vectors(data.vocabulary, glove, seed)
    network = load_model(str(out_dir / f"{recipe.vectors}.safetensors"))
    return torch.from_numpy(network.word_vectors())


@dataclass(frozen=True)
class _Try:
    """One seed's run."""

    seed: int
    n_batches: int
    data: TrainingData
    kept: Kept
    snapshots: Snapshots | None
    seconds: float


def _try(training: Training, seed: int, draw: Callable[[str], None]) -> _Try | None:
    """Train one seed; None if nothing was learned before Ctrl-C."""
    started = time.monotonic()
    keeps_path = training.recipe.frozen and training.recipe.kind == "lstm"
    snapshots = Snapshots(training) if keeps_path else None
    kept = fit(training, draw, snapshots)
    if kept is None:
        return None
    seconds = time.monotonic() - started
    return _Try(seed, training.n_batches, training.data, kept, snapshots, seconds)


def _save(
    out_dir: Path, name: str, recipe: Recipe, tries: Sequence[_Try], *, with_glove: bool
) -> None:
    """Write the best try's weights, card, vocabulary and, if it has one, the path: all or none."""
    best = max(tries, key=lambda one: one.kept.scores.choice)
    kept, data = best.kept, best.data
    if not isinstance(kept.model, SentimentModel):
        raise TypeError(f"{name} is no model that is shipped")
    tried = [
        {"seed": one.seed, "best_epoch": one.kept.epoch, **told_of(one.kept.model, data)}
        for one in tries
    ]
    facts = kept.epoch, kept.n_run, kept.scores, best.seconds, kept.calibration
    run = Run(name, recipe, best.seed, *facts, tried=tried, with_glove=with_glove)
    network = network_of_model(kept.model, name, data.vocabulary, model_card(run, kept.model, data))
    scale = kept.calibration.scale if kept.calibration else 1.0
    found = best.snapshots and path_of(
        best.snapshots.until(kept.epoch * best.n_batches, scale),
        network,
        lambda one: measure(one, data),
    )
    if not found:
        save_model(out_dir, network, with_words=True)
        return
    networks, path_facts = found
    content = content_of(networks)
    network = replace(network, card={**network.card, "path": told(path_facts, content)})
    save_model(out_dir, network, with_words=True, beside={ENDING: content})


def before_the_work(
    data_dir: Path | None, out_dir: Path, recipe: Recipe, seed: int
) -> tuple[TrainingData, WordVectors | None]:
    """Read all that a run learns from; whatever can be known before the work is found out here."""
    if data_dir is not None:
        check_splits(data_dir)
    glove = read_glove() if data_dir is not None and recipe.vectors != "random" else None
    data = gather(data_dir, recipe, seed, glove, out_dir if recipe.has_teacher else None)
    check_folder(out_dir, data.vocabulary)
    return data, glove


def show(progress: TextIO | None, text: str) -> None:
    """Draw the progress; where that fails the work goes on, for it is not the work."""
    if progress is None:
        return
    with suppress(OSError, ValueError):
        progress.write(text)
        progress.flush()
