"""What was measured on the treebank's dev sentences: assets/models/decay.json, read.

`training/decay.py` wrote it and says there, and in the file, what each number means.
"""

from collections.abc import Mapping
from typing import Any

from lstm_viz.core.models.checkpoint import report_of

EVEN, HALF = 1.0, 50.0
Report = Mapping[str, Any]


def read_decay() -> Report:
    """Read the file.

    Raises:
        OSError: it is missing.
        InputError: it is damaged.
    """
    return report_of("decay")


def pair_of(report: Report, lstm: str) -> Report:
    """Return what was measured on an LSTM and its twin.

    Raises:
        StopIteration: that LSTM was not measured.
    """
    found: Report = next(pair for pair in report["pairs"] if pair["lstm"] == lstm)
    return found


def holds(pair: Report) -> bool:
    """Tell whether the LSTM's cell state kept more per word, at the median and in most cases."""
    ratio = pair["ratio"]["lstm_c"]
    return bool(ratio["median"] > EVEN and ratio["slower_percent"] > HALF)
