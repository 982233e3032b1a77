"""The deletion test on the treebank's dev set, read from the file that was measured."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Removal = Literal["deleted", "replaced_by_unk"]
REMOVALS: tuple[Removal, ...] = ("deleted", "replaced_by_unk")


@dataclass(frozen=True, slots=True)
class DevResult:
    """What the test says of one model.

    Attributes:
        sha256: of the weights that were measured.
        n_sentences: sentences of the dev set that were used.
        medians: by removal and method, the median area under the verdict's probability, 0...1.
        ranked: by removal, all methods and "random", the smallest mean area first.
        tied_best: by removal, the methods whose mean area is not worse than the best one's by
            more than chance: the 95% interval of the difference reaches 0.
    """

    sha256: str
    n_sentences: int
    medians: Mapping[Removal, Mapping[str, float]]
    ranked: Mapping[Removal, tuple[str, ...]]
    tied_best: Mapping[Removal, tuple[str, ...]]


def dev_result(report: Mapping[str, Any], model: str) -> DevResult:
    """Read one model's part of the report.

    Args:
        report: assets/models/deletion.json.
        model: the model's name.

    Raises:
        KeyError: the model was not measured.
    """
    found = report["models"][model]
    return DevResult(
        sha256=found["sha256"],
        n_sentences=report["sentences"],
        medians={
            removal: {name: row["median"] for name, row in found[removal].items()}
            for removal in REMOVALS
        },
        ranked={removal: _by_mean(found[removal]) for removal in REMOVALS},
        tied_best={
            removal: tuple(
                name for name, row in found[removal].items() if row["behind_best_95"][0] <= 0
            )
            for removal in REMOVALS
        },
    )


def _by_mean(rows: Mapping[str, Mapping[str, float]]) -> tuple[str, ...]:
    """Order methods by their mean area, the smallest first."""
    return tuple(sorted(rows, key=lambda name: rows[name]["mean"]))


def same_in_both(dev: DevResult, ranks: slice) -> tuple[str, ...]:
    """Return the methods at some ranks, if they are the same ones for both ways to remove.

    Args:
        dev: the measured result.
        ranks: which, counted from 0 and without the random order.

    Returns:
        In the order of the first way; () if the two ways differ.
    """
    first, second = (
        [name for name in dev.ranked[removal] if name != "random"][ranks] for removal in REMOVALS
    )
    return tuple(first) if set(first) == set(second) else ()
