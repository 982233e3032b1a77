"""Learning from a larger model: targets move towards its verdicts, word for word."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from lstm_viz.core.models.checkpoint import load_model
from lstm_viz.core.models.modules import sentiment_model
from lstm_viz.studies.treebank import Example
from lstm_viz.training.loop import train
from lstm_viz.training.recipe import recipe_of
from lstm_viz.training.teacher import find_teacher, softened


def test_targets_move_by_the_share(tmp_path: Path) -> None:
    recipe = replace(recipe_of("lstm-small"), epochs=1, n_generated=100)
    progress = io.StringIO()
    teacher = load_model(str(train("lstm-small", None, tmp_path, recipe=recipe, progress=progress)))
    examples = [Example(("the", "film", "was", "good"), 1.0), Example(("bad", "soup"), 0.0)]
    ids = [torch.tensor([teacher.words().ids(example.words)]) for example in examples]
    verdicts = [
        torch.sigmoid(sentiment_model(teacher)(row, torch.tensor([row.shape[1]]))).item()
        for row in ids
    ]
    half = softened(examples, teacher, 0.5)
    assert [example.words for example in half] == [example.words for example in examples]
    wanted = [(example.target + p) / 2 for example, p in zip(examples, verdicts, strict=True)]
    assert [example.target for example in half] == pytest.approx(wanted, abs=1e-6)
    assert find_teacher("lstm-small", tmp_path).words().words == teacher.words().words
