"""Training the teacher: several readers of different seeds on the same texts."""

import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TextIO

import torch

from lstm_viz.core.files import claimed
from lstm_viz.core.threads import one_thread
from lstm_viz.training.ensemble import TEACHER, BothWays, Ensemble, mean_logits
from lstm_viz.training.loop import before_the_work, fit, show
from lstm_viz.training.measure import fitted_scale
from lstm_viz.training.recipe import TEACHER_RECIPE, Recipe
from lstm_viz.training.stepper import Training
from lstm_viz.training.vocabulary import first_vectors

N_READERS = 8


def train_teacher(
    data_dir: Path,
    out_dir: Path,
    *,
    seed: int = 0,
    recipe: Recipe = TEACHER_RECIPE,
    n_readers: int = N_READERS,
    progress: TextIO | None = sys.stderr,
) -> Path:
    """Train the teacher and write it: teacher.safetensors.

    Args:
        data_dir: The treebank's folder.
        out_dir: Where to; the models are trained into the same folder afterwards.
        seed: Of the first reader; each further one has the next.
        recipe: Instead of the teacher's own.
        n_readers: How many.
        progress: Where the progress bar is drawn; None draws none.

    Returns:
        Path of the teacher.

    Raises:
        InputError: A tree is broken, `out_dir` holds models with another vocabulary, or the
            training requirements are not installed.
        OSError: A split of the treebank is missing, or the teacher cannot be written.
        KeyboardInterrupt: Ctrl-C before a first epoch was through; nothing was written.
    """
    with (
        claimed(out_dir / f".{TEACHER}.lock", f"{TEACHER} is being trained"),
        one_thread(),
        torch.random.fork_rng(devices=[]),
    ):
        data, glove = before_the_work(data_dir, out_dir, replace(recipe, has_teacher=False), seed)
        readers: list[BothWays] = []
        for number in range(n_readers):
            vectors = first_vectors(data.vocabulary, glove, seed)
            kept = fit(Training(recipe, data, vectors, seed + number), partial(show, progress))
            if kept is None:
                raise KeyboardInterrupt
            if isinstance(kept.model, BothWays):
                readers.append(kept.model)
        scale = 1.0
        if data.dev is not None:
            scale = fitted_scale(mean_logits(readers, data.dev), data.dev.targets)
        return Ensemble(readers, scale).save(out_dir, data.vocabulary)
