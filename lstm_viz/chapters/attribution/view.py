"""What the page on attribution shows of one sentence: all methods side by side."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lstm_viz.core.attribution.decomposition import sigma
from lstm_viz.core.trace import Array, SentenceTrace
from lstm_viz.figures.open_scale import LEAST, RUNAWAY

TITLES: Mapping[str, str] = {
    "leave_one_out": "leave-one-out",
    "replaced_by_unk": "masking",
    "gradient_x_input": "gradient × input",
    "integrated_gradients": "integrated gradients",
    "lrp": "LRP",
    "contextual_decomposition": "contextual decomposition",
    "ledger_split": "ledger’s split",
}


@dataclass(frozen=True, slots=True)
class MethodScores:
    """One method's answer and how it stood the deletion test.

    Attributes:
        name: one of `TITLES`.
        scores: (T,), in units of the logit; above 0 speaks for positive.
        parts: what the method ascribes to no word, in units of the logit.
        promise: "exact", "approximate" or "none": whether scores and parts sum to the logit.
        description: one sentence with the source.
        order: tokens, those that support the verdict most first, (T,).
        p_verdict: the verdict's probability after 0...T deletions in that order, (1 + T,).
        area: under `p_verdict` over the share of words deleted, 0...1; small is fast.
        split_gap: for contextual decomposition, the largest |β + γ - logit| of a word.
    """

    name: str
    scores: Array
    parts: Mapping[str, float]
    promise: str
    description: str
    order: NDArray[np.int64]
    p_verdict: Array
    area: float
    split_gap: float | None = None

    @property
    def title(self) -> str:
        """The method's name as people write it."""
        return TITLES[self.name]

    @property
    def first(self) -> int:
        """The word that, by this method, supports the verdict most, 0...T-1."""
        return int(self.order[0])

    @property
    def adds_up_to(self) -> float:
        """Scores and parts together, in units of the logit."""
        return float(self.scores.sum()) + sum(self.parts.values())


@dataclass(frozen=True, slots=True)
class AttributionView:
    """All methods on one sentence.

    Attributes:
        trace: the reading.
        methods: in the order of `TITLES`.
        should: the recorded logit after the last token, what the scores are compared with.
        random: mean of `p_verdict` over random orders, (1 + T,).
        random_area: the area under it, 0...1.
    """

    trace: SentenceTrace
    methods: tuple[MethodScores, ...]
    should: float
    random: Array
    random_area: float

    @property
    def simplest(self) -> MethodScores:
        """Leave-one-out: what it asks needs no theory, so a reader looks at it first."""
        return self.methods[0]

    @property
    def verdict(self) -> float:
        """The recorded verdict after the last token, 0...1."""
        return float(self.trace.p_positive[-1])

    def without(self, t: int) -> float:
        """Return the verdict on the sentence without one word, 0...1."""
        return float(sigma(np.asarray(self.should - self.simplest.scores[t])))

    @property
    def reach(self) -> float:
        """The end of the one scale of all: the largest |score|, 1 if all are 0.

        A method whose largest score is more than `RUNAWAY` times the methods' median has no say:
        it would leave nothing to see of the others. `beyond` names it.
        """
        sizes = np.abs(self.matrix).max(axis=0, initial=0.0)  # (number of methods,)
        calm = sizes[sizes <= RUNAWAY * np.median(sizes)]
        return min(max(LEAST, float(calm.max())), float(sizes.max())) or 1.0

    @property
    def beyond(self) -> dict[str, float]:
        """The methods that go beyond the scale: by name, the score that lies furthest from 0."""
        furthest = {
            row.name: float(row.scores[np.abs(row.scores).argmax()])
            for row in self.methods
            if len(row.scores)
        }
        return {name: score for name, score in furthest.items() if abs(score) > self.reach}

    @property
    def matrix(self) -> Array:
        """All scores, a row a word and a column a method, (T, number of methods)."""
        return np.stack([row.scores for row in self.methods], axis=1)


def named(view: AttributionView, row: MethodScores) -> int | None:
    """Return the word that a method names first; None if to it no word supports the verdict."""
    score = float(row.scores[row.first])
    return row.first if (score > 0 if view.should > 0 else score < 0) else None


def favourite(view: AttributionView) -> int | None:
    """Return the word most methods name first; of equals the one named by the earlier method."""
    words = [word for row in view.methods if (word := named(view, row)) is not None]
    return Counter(words).most_common(1)[0][0] if words else None


def most_disputed(view: AttributionView) -> tuple[int, MethodScores, MethodScores]:
    """Find the word on which the methods lie furthest apart.

    Returns:
        The word, 0...T-1, the method that gives it most and the one that gives it least.
    """
    matrix = view.matrix
    word = int(np.ptp(matrix, axis=1).argmax())
    most, least = matrix[word].argmax(), matrix[word].argmin()
    return word, view.methods[most], view.methods[least]


def default_phrase(view: AttributionView) -> tuple[int, int]:
    """Return the favourite with a word on either side: first and last word, from 1."""
    middle = (favourite(view) or 0) + 1
    return max(1, middle - 1), min(len(view.trace.tokens), middle + 1)
