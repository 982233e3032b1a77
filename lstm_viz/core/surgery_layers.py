"""Surgery on any LSTM: several layers, both directions."""

from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np
from torch import Tensor, nn

from lstm_viz.core.cell import CellWeights
from lstm_viz.core.record import State, record, run_lstm
from lstm_viz.core.surgery import Clamp, held_step, hold
from lstm_viz.core.trace import LstmTrace


def operate_layers(
    module: nn.LSTM,
    x: Tensor,
    clamps: Mapping[str, Sequence[Clamp]],
    initial: State | None = None,
) -> tuple[LstmTrace, ...]:
    """Run one sequence through an LSTM's layers and directions under interventions.

    Args:
        module: the LSTM, without a projection. Read only; dropout does not act.
        x: one sequence, (T, E).
        clamps: what to hold, by the layer's name in torch: "l0", "l0_reverse", "l1" ...
        initial: the states before the first token, as `record` takes them.

    Returns:
        One trace for each layer and direction, as `record` returns them: bit for bit the same
        without a clamp. A layer above reads what the held ones below it give.

    Raises:
        ValueError: there is no such layer, quantity, unit or token, a value is not finite, or
            the LSTM has a projection.
    """
    recorded = [one for one in record(module, x, initial) if isinstance(one, LstmTrace)]
    names = [
        f"l{layer}{way}"
        for layer in range(module.num_layers)
        for way in ("", "_reverse")[: 1 + module.bidirectional]
    ]
    if module.proj_size or not clamps.keys() <= set(names):
        message = f"something can be held in {', '.join(names)}, in an LSTM without projection"
        raise ValueError(message)
    if not len(x):
        return tuple(recorded)
    done: list[LstmTrace] = []
    for place, (name, before) in enumerate(zip(names, recorded, strict=True)):
        n_ways = 1 + module.bidirectional
        below = done[(place // n_ways - 1) * n_ways :][:n_ways]
        rows = np.concatenate([one.h for one in below], axis=1) if place >= n_ways else before.x
        first, order = (-1, -1) if name.endswith("_reverse") else (0, 1)
        start = before.h_prev[first], before.c_prev[first]
        step = partial(held_step, held=hold(before, clamps.get(name, ())))
        done.append(run_lstm(CellWeights.of(module, name), rows, start, order, step))
    return tuple(done)
