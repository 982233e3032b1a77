"""`lstm-viz`, and `python -m lstm_viz`: the app without a command, else the command line."""

import os
import sys

from lstm_viz.cli.main import main


def start() -> int:
    """Run what was asked for in a process of its own.

    Returns:
        The exit code, as `main` gives it.
    """
    # The arrays here are small: a second thread costs more than it brings (four times the time
    # beside other work). NumPy and torch read this at their import, which the commands do.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    return main()


if __name__ == "__main__":
    sys.exit(start())
