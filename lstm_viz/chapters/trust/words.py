"""The lines of the trust page: what is claimed, how it was checked, and whether it holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from lstm_viz.core.checks.check import ROUNDING, Check, saturated
from lstm_viz.core.trace import SentenceTrace
from lstm_viz.figures.numbers import power_of_ten
from lstm_viz.figures.quantities import BY_CODE, SHOWN_ORDER

PAIR = 2
CLAIMS = {
    "weights": (
        "The weights in memory are those of the file.",
        "Every weight compared with the file on the disk, read again now.",
    ),
    "card": (
        "The file is the one its model card describes.",
        "Its SHA-256 compared with the card's.",
    ),
    "path": (
        "The checkpoints of its training are those its model card describes.",
        "Their file's SHA-256 compared with the card's.",
    ),
    "step": (
        "The step that is shown is torch.nn.LSTM's.",
        "Your sentence run through torch.nn.LSTM now, its states compared with the record.",
    ),
    "backward": (
        "The gradients are right.",
        "The hand-written backward pass compared with torch's autograd, in every array and in 64"
        " bits, so that no rounding can hide a mistake.",
    ),
    "rounding": (
        "The gradients that are shown differ from these by rounding alone.",
        "Those on the screen, computed in 32 bits, compared with those in 64.",
    ),
    "ledger": (
        "What is in memory adds up.",
        "The words' deposits summed and compared with the recorded cell state.",
    ),
    "receipts": (
        "Every receipt gives its number.",
        "What your browser was sent, unpacked again; every equation worked out in 64 bits.",
    ),
    "attribution integrated_gradients": (
        "Integrated gradients add up to the logit, up to the error of their numerical integral.",
        "Scores plus the baseline's logit, compared with the logit.",
    ),
    "attribution lrp": (
        "Relevance (LRP) adds up to the logit.",
        "Words, biases, ε and start together, compared with the logit.",
    ),
    "attribution contextual_decomposition": (
        "Contextual decomposition adds up to the logit, with each word as the phrase.",
        "The word's part and the rest together, compared with the logit.",
    ),
    "attribution ledger_split": (
        "The ledger's split adds up to the logit.",
        "Words and bias together, compared with the logit.",
    ),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the page; fixed words and numbers alone, no word of the reader's."""

    claim: str
    how: str
    figure: str
    passed: bool
    is_exact: bool = True


def receipt_check(gaps: dict[str, float], n_words: int) -> Check:
    """Make one check of all receipts.

    Args:
        gaps: from `figures.receipt_check.receipt_gaps`.
        n_words: T.
    """
    worst = float(np.max(list(gaps.values())))
    return Check("receipts", worst, 10 * ROUNDING * max(1.0, n_words / 20))


def line_of(check: Check) -> Line:
    """Put a check into words."""
    claim, how = CLAIMS[check.code]
    if check.limit == 0:
        figure = "identical" if check.passed else f"differs by {check.gap:.2g}"
    else:
        gap = f"largest gap {power_of_ten(check.gap)}" if check.gap else "no gap"
        figure = f"{gap}, allowed {power_of_ten(check.limit, 0)}"
    return Line(claim, how, figure, check.passed, check.is_exact)


def verdict(lines: list[Line]) -> str:
    """Say in one sentence how it stands."""
    failed = sum(not line.passed and line.is_exact for line in lines)
    rough = sum(not line.passed and not line.is_exact for line in lines)
    if rough and not failed:
        return (
            f"{len(lines) - rough} of {len(lines)} checks hold for your sentence, computed now;"
            " one method is only an approximation, and here a rough one."
        )
    if failed == 0:
        return f"All {len(lines)} checks hold for your sentence, computed just now."
    return f"{failed} of {len(lines)} checks FAILED: do not trust the numbers marked in red."


def calibration(card: Mapping[str, Any]) -> str:
    """Say what a verdict is worth as a probability, and where it is worth nothing.

    Args:
        card: a model's; "calibration" may be missing or empty.
    """
    found = card.get("calibration")
    if not found:
        return "Its verdict is a number between 0 and 1, not a calibrated probability."
    before, after, on_test = (
        f"{100 * found[key]:.1f}%" for key in ("error_before", "error_after", "error_on_test")
    )
    return (
        "Its verdict is calibrated on film reviews: the logit is multiplied by"
        f" {found['scale']:.2f}, so that of the reviews with a verdict near 0.8 about 80% are"
        f" positive. The expected calibration error was {before} before and is {after} after, on"
        f" the sentences used to find that number; on the test sentences it is {on_test}. For"
        " other texts, such as irony, plain facts and single words, 0.8 promises nothing."
    )


def facts(trace: SentenceTrace) -> str:
    """Say which words the model does not know and how many gates hardly move."""
    read = _known(trace)
    if not trace.tokens:
        return read
    shares = saturated(trace.lstm())
    told = ", ".join(f"{BY_CODE[gate].short} {100 * shares[gate]:.0f}%" for gate in SHOWN_ORDER)
    return (
        f"{read} Saturated (gates above 0.95 or below 0.05, candidates beyond ±0.95): {told}."
        " A saturated gate passes almost no gradient."
    )


def _known(trace: SentenceTrace) -> str:
    """Say how many tokens the model knows."""
    n_read, unknown = len(trace.tokens), int((~trace.known).sum())
    if not n_read:
        return "Nothing was read."
    if n_read == 1:
        told = (
            " not in the model's vocabulary and was read as <unk>"
            if unknown
            else (" in the model's vocabulary")
        )
        return f"The only token is{told}."
    if not unknown:
        return f"All {n_read} tokens are in the model's vocabulary."
    if unknown == n_read == PAIR:
        return "Neither token is in the model's vocabulary: both were read as <unk>."
    if unknown == n_read:
        return f"None of the {n_read} tokens is in the model's vocabulary: all were read as <unk>."
    verbs = ("is", "was") if unknown == 1 else ("are", "were")
    return (
        f"{unknown} of {n_read} tokens {verbs[0]} not in the model's vocabulary and {verbs[1]} read"
        " as <unk>."
    )
