"""The checks as CSV."""

import csv
import io
from collections.abc import Iterable

from lstm_viz.chapters.trust.words import Line


def checks_csv(lines: Iterable[Line]) -> bytes:
    """Return the lines as CSV: claim, how, figure, holds."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["claim", "how", "figure", "holds"])
    writer.writerows([line.claim, line.how, line.figure, line.passed] for line in lines)
    return file.getvalue().encode()
