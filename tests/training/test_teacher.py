"""Learning from a teacher: targets move towards its readers' mean verdict, calibrated on dev."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.numpy import load_file
from torch import Tensor
from torch.nn import functional

from lstm_viz.core.text import Vocabulary
from lstm_viz.errors import InputError
from lstm_viz.studies.treebank import Example
from lstm_viz.training.batches import number
from lstm_viz.training.ensemble import (
    FILE,
    BothWays,
    Ensemble,
    load_ensemble,
    mean_logits,
    softened,
)
from lstm_viz.training.measure import calibration_error, fitted_scale
from lstm_viz.training.recipe import TEACHER_RECIPE
from lstm_viz.training.teacher import train_teacher

WORDS = Vocabulary(("<pad>", "<unk>", "the", "film", "was", "good", "bad", "soup"))
EXAMPLES = [
    Example(("the", "film", "was", "good"), 1.0),
    Example(("bad", "soup"), 0.0),
    Example(("soup",), 0.5),
]


def reader(seed: int) -> BothWays:
    torch.manual_seed(seed)
    return BothWays(len(WORDS), 5, 3).eval()


def logit_of(one: BothWays, tokens: tuple[str, ...]) -> float:
    """One text alone, without padding: torch's bidirectional LSTM, then the highest states."""
    h, _ = one.recurrent(one.embedding(torch.tensor([WORDS.ids(tokens)])))
    return float(one.head(h[0].max(0).values).item())


def test_a_reader_reads_both_ways_and_no_padding() -> None:
    one = reader(0)
    with torch.no_grad():
        found = mean_logits([one], number(EXAMPLES, WORDS)).tolist()
        assert found == pytest.approx([logit_of(one, each.words) for each in EXAMPLES], abs=1e-6)
        assert logit_of(one, ("good", "bad")) != pytest.approx(logit_of(one, ("bad", "good")))


def test_targets_move_by_the_share() -> None:
    readers = [reader(0), reader(1)]
    with torch.no_grad():
        logits = [np.mean([logit_of(one, each.words) for one in readers]) for each in EXAMPLES]
    verdicts = 1 / (1 + np.exp(-1.5 * np.array(logits)))
    found = softened(EXAMPLES, WORDS, Ensemble(readers, 1.5), 0.25)
    assert [each.words for each in found] == [each.words for each in EXAMPLES]
    wanted = [0.75 * each.target + 0.25 * p for each, p in zip(EXAMPLES, verdicts, strict=True)]
    assert [each.target for each in found] == pytest.approx(wanted, abs=1e-6)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    readers = [reader(0), reader(1)]
    Ensemble(readers, 1.25).save(tmp_path, WORDS)
    again = load_ensemble(tmp_path, WORDS)
    assert again.scale == 1.25
    for one, two in zip(readers, again.readers, strict=True):
        state = two.state_dict()
        for name, value in one.state_dict().items():
            kept = value.half().float() if "embedding" in name else value
            assert torch.equal(kept, state[name])


def test_a_teacher_that_is_missing_damaged_or_of_other_words_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no teacher.*lstm-viz train teacher"):
        load_ensemble(tmp_path, WORDS)
    path = Ensemble([reader(0)], 1.0).save(tmp_path, WORDS)
    with pytest.raises(InputError, match="other words"):
        load_ensemble(tmp_path, Vocabulary(("<pad>", "<unk>", "else")))
    path.write_bytes(path.read_bytes()[:200])
    with pytest.raises(InputError, match="holds no teacher"):
        load_ensemble(tmp_path, WORDS)
    assert path.name == FILE


def test_the_scale_is_the_one_of_least_loss() -> None:
    """Held against every scale of a grid; of logits already calibrated it is 1."""
    generator = torch.Generator().manual_seed(0)
    logits = torch.randn(4000, generator=generator) * 2
    targets = (torch.rand(4000, generator=generator) < torch.sigmoid(logits * 0.6)).float()

    def loss(scale: float) -> Tensor:
        return functional.binary_cross_entropy_with_logits(
            logits.double() * scale, targets.double()
        )

    found = fitted_scale(logits, targets)
    assert found == pytest.approx(0.6, abs=0.05)
    assert all(loss(found) <= loss(scale) for scale in np.linspace(0.3, 1.2, 91))


def test_the_calibration_error_is_the_mean_gap() -> None:
    """Worked out by hand: ten verdicts of .8 of which five are right, ten of .3 all as they say."""
    p = torch.tensor([0.82] * 10 + [0.32] * 10)
    targets = torch.tensor([1.0] * 5 + [0.0] * 5 + [1.0] * 3 + [0.0] * 7)
    assert calibration_error(p, targets) == pytest.approx(0.5 * 0.32 + 0.5 * 0.02, abs=1e-6)
    assert calibration_error(torch.tensor([1.0, 0.0]), torch.tensor([1.0, 0.0])) == 0


def test_a_teacher_is_trained_and_written(tmp_path: Path) -> None:
    """On a treebank of a few trees, with random vectors; same seed, same bytes."""
    data = tmp_path / "sst"
    data.mkdir()
    for split in ("train", "dev", "test"):
        trees = "(3 (2 so) (4 good))\n(1 (2 so) (0 bad))\n"
        (data / f"{split}.txt").write_text(trees, encoding="utf-8")
    recipe = replace(TEACHER_RECIPE, epochs=1, n_generated=50, vectors="random")
    paths = [
        train_teacher(data, tmp_path / name, recipe=recipe, n_readers=2, progress=None)
        for name in ("a", "b")
    ]
    assert paths[0].read_bytes() == paths[1].read_bytes()
    arrays = load_file(paths[0])
    first, second = (arrays[f"{number}.recurrent.weight_hh_l0"] for number in range(2))
    assert not np.allclose(first, second)  # each began from a seed of its own
    with pytest.raises(InputError, match="other words"):
        load_ensemble(tmp_path / "a", WORDS)
