"""Two tasks timed in turns, so that both meet the same machine."""

import statistics
import time
from collections.abc import Callable

import numpy as np

Report = dict[str, object]


def in_turns(tasks: tuple[Callable[[], object], ...], n_rounds: int) -> list[float]:
    """Run the tasks in turns and return each one's median, in seconds; one round warms up."""
    seconds = np.empty((1 + n_rounds, len(tasks)))
    for row in seconds:
        for column, task in enumerate(tasks):
            begin = time.perf_counter()
            task()
            row[column] = time.perf_counter() - begin
    return [statistics.median(column) for column in seconds[1:].T.tolist()]
