"""The payload holds what was recorded, bit for bit, and only what JSON can hold."""

import base64
import json
import re
from dataclasses import replace

import numpy as np
import pytest
import torch
from torch import nn

from lstm_viz.core.record import record
from lstm_viz.core.text import tokenize
from lstm_viz.core.trace import LstmTrace, SentenceTrace
from lstm_viz.core.weights import CellWeights, Head
from lstm_viz.figures.quantities import BY_CODE, MAPS
from lstm_viz.player.payload import (
    FACTORS,
    VERSION,
    Payload,
    player_payload,
    turning_token,
    weight_payload,
)
from lstm_viz.player.source import (
    CARRIER,
    LOADER,
    PLAYER_FOLDER,
    REPLAY,
    carrier_script,
    loader_script,
    player_script,
)


def trace_of(
    text: str, n_hidden: int = 8, module: type[nn.LSTM | nn.RNN] = nn.LSTM
) -> SentenceTrace:
    """Read a text with random weights."""
    torch.manual_seed(3)
    tokens = tokenize(text)
    (layer,) = record(module(5, n_hidden), torch.randn(len(tokens), 5))
    logit = layer.h.sum(axis=1)
    return SentenceTrace(
        text=text,
        model="random",
        tokens=tokens,
        known=np.arange(len(tokens)) % 2 == 0,
        n_cut=0,
        layers=(layer,),
        logit=logit,
        p_positive=1 / (1 + np.exp(-logit)),
        p_before=0.5,
    )


def packed_payload(trace: SentenceTrace) -> Payload:
    """Pack a trace with a head of ones."""
    assert isinstance(trace.layer, LstmTrace)
    return player_payload(trace, Head(np.ones(trace.layer.c.shape[1], np.float32), 0.0))


def floats(packed: dict[str, str]) -> np.ndarray:
    """Unpack an array as the browser does."""
    return np.frombuffer(base64.b85decode(packed["data"]), f"<{packed['type']}").astype("<f4")


def plane(payload: Payload, name: str) -> np.ndarray:
    """Unpack a plane as the browser does."""
    width = payload["n_embedding"] if name == "x" else payload["n_hidden"]
    return floats(payload["planes"][name]).reshape(-1, width)


@pytest.mark.parametrize("text", ["", "one", "The film was n't <b>bad</b> at all 🙂"])
def test_every_plane_is_the_trace_bit_for_bit(text: str) -> None:
    trace = trace_of(text)
    payload = packed_payload(trace)
    assert set(payload["planes"]) == {"x", *FACTORS}
    for name in payload["planes"]:
        np.testing.assert_array_equal(plane(payload, name), getattr(trace.layer, name))
    assert payload["p_positive"] == [float(p) for p in trace.p_positive]
    assert json.loads(json.dumps(payload, allow_nan=False)) == payload


def test_tokens_keep_the_readers_own_spelling() -> None:
    payload = packed_payload(trace_of("WASN\u2019T it “Good”?"))
    assert [token["shown"] for token in payload["tokens"]] == [
        "WAS",
        "N\u2019T",
        "it",
        "“",
        "Good",
        "”",
        "?",
    ]
    assert payload["tokens"][1] == {"shown": "N\u2019T", "read": "n't", "known": False}


def test_half_a_character_becomes_a_sign_that_a_page_can_hold() -> None:
    shown = packed_payload(trace_of("a \ud800 b"))["tokens"][1]["shown"]
    assert shown.encode() == b"?"


def test_a_number_that_is_not_finite_is_refused() -> None:
    trace = trace_of("a b")
    assert isinstance(trace.layer, LstmTrace)
    bad = trace.layer.c.copy()
    bad[0, 0] = np.nan
    with pytest.raises(ValueError, match="not finite"):
        packed_payload(replace(trace, layers=(replace(trace.layer, c=bad),)))


def test_a_plain_rnn_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="plain RNN"):
        player_payload(trace_of("a b", module=nn.RNN), Head(np.ones(8), 0.0))


def test_the_turning_token_moved_the_verdict_most() -> None:
    trace = replace(trace_of("a b c d"), p_positive=np.array([0.5, 0.6, 0.1, 0.2]))
    assert turning_token(trace) == 2
    assert turning_token(trace_of("")) == 0


def test_states_that_are_not_their_factors_product_travel_themselves() -> None:
    trace = trace_of("a b c")
    assert isinstance(trace.layer, LstmTrace)
    odd = trace.layer.h.copy()
    odd[1, 1] = np.nextafter(odd[1, 1], np.float32(1))
    payload = packed_payload(replace(trace, layers=(replace(trace.layer, h=odd),)))
    assert set(payload["planes"]) == {"x", "h", *FACTORS}
    np.testing.assert_array_equal(plane(payload, "h"), odd)


def test_halves_are_used_only_where_they_are_exact() -> None:
    trace = trace_of("a b c")
    assert isinstance(trace.layer, LstmTrace)
    assert packed_payload(trace)["planes"]["x"]["type"] == "f4"
    short = trace.layer.x.astype(np.float16).astype(np.float32)
    payload = packed_payload(replace(trace, layers=(replace(trace.layer, x=short),)))
    assert payload["planes"]["x"]["type"] == "f2"
    np.testing.assert_array_equal(plane(payload, "x"), short)


def test_weights_travel_bit_for_bit() -> None:
    rng = np.random.default_rng(0)
    sizes = ((8, 5), (8, 2), 8, 8)
    w, u, b_ih, b_hh = (rng.normal(size=size).astype(np.float32) for size in sizes)
    payload = weight_payload("m", CellWeights(w, u, b_ih, b_hh))
    assert payload["model"] == "m"
    for name, array in (("w", w), ("u", u), ("b", b_ih + b_hh)):
        np.testing.assert_array_equal(floats(payload[name]), array.ravel())


@pytest.mark.parametrize(("n_tokens", "n_hidden", "limit"), [(20, 64, 60_000), (200, 128, 700_000)])
def test_sizes_on_the_wire(n_tokens: int, n_hidden: int, limit: int) -> None:
    trace = trace_of("wonder " * n_tokens, n_hidden=n_hidden)
    assert isinstance(trace.layer, LstmTrace)
    vectors = np.tile(np.linspace(-1, 1, 50, dtype=np.float16).astype(np.float32), (n_tokens, 1))
    trace = replace(trace, layers=(replace(trace.layer, x=vectors),))
    assert len(json.dumps(packed_payload(trace))) < limit


def test_the_browser_reads_the_version_that_is_written() -> None:
    text = (PLAYER_FOLDER / "payload.mjs").read_text(encoding="utf-8")
    assert f"PAYLOAD_VERSION = {VERSION};" in text
    documented = set(re.findall(r"@property \{[^}]*(?:\{[^}]*\})?[^}]*\} (\w+)", text))
    assert set(packed_payload(trace_of("a"))) <= documented


def test_every_key_is_read_by_the_browser() -> None:
    modules = [path.read_text(encoding="utf-8") for path in PLAYER_FOLDER.glob("*.mjs")]
    code = re.sub(r"/\*.*?\*/|//[^\n]*", "", "\n".join(modules), flags=re.DOTALL)
    sent = packed_payload(trace_of("A dull film."))
    assert [key for key in sent if not re.search(rf"\b{key}\b", code)] == []


def test_the_joined_script_is_whole() -> None:
    script = player_script()
    assert {*CARRIER, *LOADER, *REPLAY} == {path.stem for path in PLAYER_FOLDER.glob("*.mjs")}
    assert not re.search(r"^import ", script, re.MULTILINE)
    assert re.findall(r"^export .*", script, re.MULTILINE) == ["export default mount;"]
    assert "export default function carry" in carrier_script()
    assert re.findall(r"^export .*", loader_script(), re.MULTILINE) == [
        "export default function show(update) {"
    ]
    names = re.findall(r"^(?:const|let|(?:async )?function|class) (\w+)", script, re.MULTILINE)
    assert sorted(set(names)) == sorted(names)


def test_every_map_is_a_quantity_with_a_plane_of_its_own() -> None:
    assert set(MAPS) <= set(BY_CODE) & {*FACTORS, "c", "h"}
