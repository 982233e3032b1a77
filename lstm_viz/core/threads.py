"""How many threads the arithmetic uses: one, which is fastest for a small LSTM.

A matrix of 256 x 64 is multiplied sooner than a second thread wakes up; with several the
record of a long sentence takes up to four times as long (measured on two busy cores).
"""

from collections.abc import Iterator
from contextlib import contextmanager

import torch
from threadpoolctl import threadpool_limits


def use_one_thread() -> None:
    """Let torch and NumPy's BLAS use one thread each from now on, in the whole process."""
    torch.set_num_threads(1)
    threadpool_limits(limits=1, user_api="blas")


@contextmanager
def one_thread() -> Iterator[None]:
    """Let torch and NumPy's BLAS use one thread each inside a `with` block."""
    n_threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        with threadpool_limits(limits=1, user_api="blas"):
            yield
    finally:
        torch.set_num_threads(n_threads)
