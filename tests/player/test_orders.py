"""Orders of rows: every unit once, by what it adds to the verdict, by likeness."""

from typing import Any

import numpy as np
import torch
from torch import nn

from lstm_viz.core.record import record
from lstm_viz.core.trace import LstmTrace
from lstm_viz.player.payload import row_orders


def run(n_hidden: int, n_tokens: int = 6) -> LstmTrace:
    torch.manual_seed(1)
    (layer,) = record(nn.LSTM(4, n_hidden), torch.randn(n_tokens, 4))
    assert isinstance(layer, LstmTrace)
    return layer


def test_every_order_lists_every_unit_once() -> None:
    for n_hidden, n_tokens in ((1, 3), (2, 3), (8, 0), (8, 1), (64, 20)):
        orders = row_orders(run(n_hidden, n_tokens), np.ones(n_hidden))
        for order in orders.values():
            assert sorted(order) == list(range(n_hidden))


def test_the_first_unit_adds_most_to_the_verdict() -> None:
    layer = run(8)
    head = np.zeros(8)
    head[5], head[2] = -3, 0.1
    assert row_orders(layer, head)["influence"][:2] == [5, 2]


def test_units_that_behave_alike_are_neighbours() -> None:
    layer = run(6)
    twins: dict[str, Any] = {
        name: np.concatenate([array, array[:, ::-1]], axis=1) if name != "x" else array
        for name, array in layer.arrays().items()
    }
    order = row_orders(LstmTrace(**twins), np.ones(12))["clustered"]
    places = {unit: place for place, unit in enumerate(order)}
    assert all(abs(places[unit] - places[11 - unit]) == 1 for unit in range(6))
