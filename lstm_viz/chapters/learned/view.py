"""One text read by every checkpoint of a training run, and what is drawn of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from lstm_viz.core.models.path import Facts
from lstm_viz.core.trace import Array, SentenceTrace
from lstm_viz.figures.open_scale import largest_size, open_limit
from lstm_viz.player.payload import OPEN

FIRST = 1  # the network before its first text


@dataclass(frozen=True, slots=True)
class Learned:
    """One text read by every checkpoint.

    Attributes:
        facts: what was measured at the checkpoints.
        traces: their readings of the text, in their order.
        chosen: the checkpoint that is shown, from 1.
    """

    facts: Facts
    traces: tuple[SentenceTrace, ...]
    chosen: int

    @property
    def trace(self) -> SentenceTrace:
        """The reading of the chosen checkpoint."""
        return self.traces[self.chosen - 1]

    @property
    def ends(self) -> list[float]:
        """The last verdict of each checkpoint, 0...1; of a text of at least one token."""
        return [float(trace.p_positive[-1]) for trace in self.traces]


def shared_scales(traces: Sequence[SentenceTrace]) -> dict[str, dict[str, float]]:
    """Return the scales without a natural end for a player that shows one reading of several.

    A slider goes from one to the next, so a colour has to mean the same in all of them.

    Args:
        traces: one text read by LSTMs.

    Returns:
        "limits" and "largest" of a payload.
    """
    arrays: dict[str, list[Array]] = {
        name: [trace.lstm().arrays()[name] for trace in traces] for name in OPEN
    }
    return {
        "limits": {name: open_limit(*found) for name, found in arrays.items()},
        "largest": {name: largest_size(*found) for name, found in arrays.items()},
    }


def half_way(values: Sequence[float]) -> int:
    """Return the first checkpoint, from 1, at which half of the way from first to last was gone.

    Args:
        values: a number for each checkpoint; the last is another than the first.
    """
    whole = values[-1] - values[0]
    return 1 + next(k for k, value in enumerate(values) if 2 * (value - values[0]) / whole >= 1)
