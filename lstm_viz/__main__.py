"""`python -m lstm_viz`."""

import os
import sys

from lstm_viz.cli.main import main

# The arrays here are small: a second thread costs more than it brings, and `bench` measures one.
# NumPy reads this when it is imported, which the commands do.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
sys.exit(main())
