"""What memory holds is seen for an LSTM alone; the fullest unit holds most."""

import numpy as np
import pytest
from torch import nn

from lstm_viz.chapters.memory.view import fullest_unit, memory_view
from tests.chapters.memory.test_charts import view_of
from tests.player.test_payload import trace_of


def test_a_plain_rnn_has_no_memory_to_split() -> None:
    with pytest.raises(ValueError, match="cell state"):
        memory_view(trace_of("a b", module=nn.RNN))


def test_the_fullest_unit_holds_most_whatever_its_sign() -> None:
    view = view_of()
    assert abs(view.layer.c[2, fullest_unit(view, 2)]) == np.abs(view.layer.c[2]).max()
