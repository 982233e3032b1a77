"""`python -m lstm_viz`."""

import os
import sys

from lstm_viz.cli.main import main

# The arrays here are small: a second thread costs more than it brings (four times the time
# beside other work). NumPy and torch read this at their import, which the commands do.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
sys.exit(main())
