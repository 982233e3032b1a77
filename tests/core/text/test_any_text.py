"""Ten thousand random strings through the whole trace path: no error, nothing hidden."""

import json
import random
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lstm_viz.core.export import FORMATS
from lstm_viz.core.record import record_sentence
from lstm_viz.core.text import MAX_TOKENS
from tests.awkward import AWKWARD

N_EXAMPLES, PER_EXAMPLE = 100, 100
ANY_SIGN = st.characters(exclude_categories=())  # surrogates and control characters too
MARKUP = st.sampled_from(
    ["<b>", "</script>", "{0}", "$\\alpha$", "&lt;", "n't", "'", "\x00", "\u202e"]
)


def check(network: Any, typed: str) -> None:
    """Read a text, write it in every format; what was cut or unknown must be said."""
    trace = record_sentence(network, typed)
    n_read = len(trace.tokens)
    assert n_read <= MAX_TOKENS
    assert (trace.n_cut > 0) <= (n_read == MAX_TOKENS)
    for token, known in zip(trace.tokens, trace.known, strict=True):
        assert known == network.words().knows(token.text)
    for array in trace.arrays().values():
        assert len(array) == n_read
        assert np.isfinite(array).all()
    assert json.loads(FORMATS[".json"](trace, {}))["text"] == typed


@st.composite
def many_texts(draw: st.DrawFn) -> list[str]:
    """Cut texts from one drawn alphabet: a hundred for the price of one draw."""
    pieces = draw(
        st.lists(st.text(ANY_SIGN, min_size=1, max_size=5) | MARKUP, min_size=5, max_size=30)
    )
    mix = random.Random(draw(st.integers()))  # noqa: S311
    return ["".join(mix.choices(pieces, k=mix.randrange(12))) for _ in range(PER_EXAMPLE)]


@given(many_texts())
@settings(
    max_examples=N_EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_ten_thousand_random_texts(loaded_lstm: Any, texts: list[str]) -> None:
    for typed in texts:
        check(loaded_lstm, typed)


@pytest.mark.parametrize("name", AWKWARD)
def test_awkward_texts(network: Any, name: str) -> None:
    check(network, AWKWARD[name])
    trace = record_sentence(network, AWKWARD[name])
    assert all(write(trace, {}) for write in FORMATS.values())


@pytest.mark.parametrize("piece", ["a", "n't", " ", "<b>", "\u0301", "🙂", "not bad "])
def test_a_megabyte(loaded_lstm: Any, piece: str) -> None:
    check(loaded_lstm, piece * (1_000_000 // len(piece)))
