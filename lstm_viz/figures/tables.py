"""Tables: by heading for the page, as CSV for a file."""

import csv
import io
import math
from collections.abc import Iterable, Sequence

Table = dict[str, list[str]]  # columns by heading, as Streamlit shows them


def csv_bytes(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Write rows as CSV, in UTF-8 and with a line feed at each line's end.

    Args:
        head: the columns' names, the first line.
        rows: a value for each column; a float is spelled in full, None as nothing.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return file.getvalue().encode()


def single(value: float) -> str:
    """Write a 32-bit number with the nine digits that name it; nothing for NaN."""
    return "" if math.isnan(value) else f"{value:.9g}"
