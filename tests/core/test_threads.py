"""One thread means one, for torch and for NumPy's BLAS, and only where it was asked for."""

import subprocess
import sys

import torch
from threadpoolctl import threadpool_info

from lstm_viz.core.threads import one_thread


def blas_threads() -> list[int]:
    return [pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"]


def test_inside_the_block_and_not_after_it() -> None:
    before = torch.get_num_threads(), blas_threads()
    with one_thread():
        assert torch.get_num_threads() == 1
        assert set(blas_threads()) == {1}
    assert (torch.get_num_threads(), blas_threads()) == before


def test_for_the_whole_process() -> None:
    program = (
        "import gc, numpy, torch; from threadpoolctl import threadpool_info;"
        "from lstm_viz.core.threads import use_one_thread; use_one_thread(); gc.collect();"
        "print(torch.get_num_threads(),"
        " {p['num_threads'] for p in threadpool_info() if p['user_api'] == 'blas'})"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "1 {1}"
