"""The laboratory's numbers as CSV, the same that are drawn."""

from collections.abc import Iterator

import numpy as np

from lstm_viz.core.random_nets.result import Experiment
from lstm_viz.figures.quantities import gradient
from lstm_viz.figures.tables import csv_bytes

COLUMNS = ("k", "quantity", "kind", "network", "norm")


def experiment_csv(experiment: Experiment) -> bytes:
    """Return the measured norms and the theory in long form, one number a line.

    Columns: k (steps back), quantity (dL/dh, dL/dC, or the theory's name), kind (measured
    or theory), network (seed of the draw, "median", or empty for theory), norm. What
    float32 cannot hold is inf or nan; a theory beyond 1e308 is inf.

    Args:
        experiment: what was measured.
    """
    return csv_bytes(COLUMNS, _rows(experiment))


def file_name(experiment: Experiment) -> str:
    """Name the file after what was chosen."""
    setting = experiment.setting
    if setting.network == "rnn":
        chosen = f"{setting.activation}-radius-{setting.radius:g}"
    else:
        bias = "f-is-1" if setting.forget_is_one else f"bias-{setting.forget_bias:g}"
        chosen = f"{bias}-recurrent-{setting.recurrent_scale:g}"
    return f"gradient-{setting.network}-{chosen}-seed-{setting.seed}.csv"


def _rows(experiment: Experiment) -> Iterator[tuple[int, str, str, int | str, float]]:
    seed = experiment.setting.seed
    for curve in experiment.curves:
        named: dict[int | str, np.ndarray] = {seed + d: row for d, row in enumerate(curve.norms)}
        for network, norms in {**named, "median": curve.middle()}.items():
            for k, norm in enumerate(norms.tolist()):
                yield k, gradient(curve.code).plain, "measured", network, norm
    for line in experiment.theory:
        with np.errstate(over="ignore", under="ignore"):
            powers = 10.0**line.log10
        for k, norm in enumerate(powers.tolist()):
            yield k, line.code, "theory", "", norm
