"""The comparison with torch sees a fault: each is planted, and the difference is large."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from torch import nn

from lstm_viz.core import cell
from lstm_viz.core import record as record_module
from lstm_viz.core.network import Network, network_of
from tests.core.test_record import KINDS, Kind, largest_difference, make_case


def test_a_swapped_gate_pair_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    case = make_case(nn.LSTM)
    squash = cell.squash
    monkeypatch.setattr(cell, "squash", lambda pre, gates: squash(pre, gates)[[1, 0, 2, 3]])
    assert largest_difference(case) > 1e-3


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("dropped", ["bias_ih", "bias_hh"])
def test_a_dropped_bias_would_be_seen(
    kind: Kind, dropped: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = make_case(kind)
    name = dropped.replace("bias", "b")

    def without(source: Any) -> Network:
        network = network_of(source)
        lost: Any = {name: np.zeros_like(network.cell().b)}
        return replace(network, layers=((replace(network.cell(), **lost),),))

    monkeypatch.setattr(record_module, "network_of", without)
    assert largest_difference(case) > 1e-3


@pytest.mark.parametrize("kind", KINDS)
def test_reversed_time_would_be_seen(kind: Kind, monkeypatch: pytest.MonkeyPatch) -> None:
    case = make_case(kind)
    name = {nn.LSTM: "run_lstm", nn.GRU: "run_gru", nn.RNN: "run_rnn"}[kind]
    run = getattr(record_module, name)
    monkeypatch.setattr(
        record_module,
        name,
        lambda weights, x, start, place, *more: run(
            weights, x, start, (place[0], -place[1]), *more
        ),
    )
    assert largest_difference(case) > 1e-3
