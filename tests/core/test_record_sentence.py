"""A sentence is read as the model itself reads it."""

from typing import Any

import numpy as np
import pytest
import torch

from lstm_viz.core.record import record_sentence
from lstm_viz.core.trace import LstmTrace, RnnTrace
from tests.random_models import torch_model


def test_a_sentence_is_read_as_the_model_reads_it(network: Any) -> None:
    typed = "The movie wasn't qwzzt, it's good!"
    trace = record_sentence(network, typed)
    ids = torch.tensor([network.words().ids(token.text for token in trace.tokens)])
    for n_read in range(1, 1 + len(trace.tokens)):
        logit = torch_model(network)(ids[:, :n_read], torch.tensor([n_read]))
        assert trace.logit[n_read - 1] == pytest.approx(logit.item(), abs=1e-5)
    assert [
        token.text for token, known in zip(trace.tokens, trace.known, strict=True) if not known
    ] == ["qwzzt"]
    assert all(array.dtype == np.float32 for array in trace.arrays().values())
    assert isinstance(trace.layer, LstmTrace if network.kind == "lstm" else RnnTrace)


def test_a_long_text_is_cut_and_says_so(loaded_lstm: Any) -> None:
    trace = record_sentence(loaded_lstm, "good " * 203)
    assert (len(trace.tokens), trace.n_cut, len(trace.p_positive)) == (200, 3, 200)


def test_an_empty_text_has_a_verdict_before_it_and_none_after(network: Any) -> None:
    trace = record_sentence(network, " \n")
    nothing = torch_model(network)(torch.zeros(1, 1, dtype=torch.long), torch.tensor([0]))
    assert trace.p_positive.shape == (0,)
    assert trace.p_before == pytest.approx(torch.sigmoid(nothing).item())
