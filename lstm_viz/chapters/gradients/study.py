"""What was measured on the treebank's dev sentences: assets/models/decay.json, read.

`training/decay.py` wrote it and says there, and in the file, what each number means.
"""

import json
from collections.abc import Mapping
from typing import Any

from lstm_viz.core.files import ASSETS

DECAY_FILE = ASSETS / "models" / "decay.json"
EVEN, HALF = 1.0, 50.0
Report = Mapping[str, Any]


def read_decay() -> Report:
    """Read the file.

    Raises:
        FileNotFoundError: it is missing.
    """
    report: Report = json.loads(DECAY_FILE.read_text(encoding="utf-8"))
    return report


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
