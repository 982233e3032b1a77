"""Exported files hold the recorded numbers, and these are right by a computation of their own."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import load_file
from torch import nn

from lstm_viz.core.export import FORMATS, by_layer, facts_beside, to_csv, to_json, to_npz
from lstm_viz.core.models.checkpoint import MODEL_FOLDER, MODELS, load_model
from lstm_viz.core.network import network_of
from lstm_viz.core.record import record, record_sentence
from lstm_viz.core.text import Vocabulary
from lstm_viz.core.weights import Head
from lstm_viz.errors import InputError
from tests.random_models import WORDS

TYPED = "The movie wasn’t qwzzt, at all \udc80 \x00 🙂 good!"
SENTENCE = "The movie was not at all boring and quite enjoyable."
_GATES = "i_pre f_pre g_pre o_pre i f g o"
_KEYS = f"x {_GATES} c_prev c tanh_c h_prev h logit p_positive"
LSTM_KEYS = _KEYS.split(" ")
RNN_KEYS = ["x", "pre", "h_prev", "h", "logit", "p_positive"]
FACTS = {"layer", "order", "text", "model", "tokens", "start", "end", "known", "n_cut", "p_before"}


def read_npz(content: bytes) -> dict[str, np.ndarray[Any, Any]]:
    return dict(np.load(io.BytesIO(content), allow_pickle=False))


def test_npz_holds_every_quantity_as_float32(network: Any) -> None:
    trace = record_sentence(network, TYPED)
    arrays = read_npz(to_npz(trace))
    assert set(arrays) == FACTS | set(LSTM_KEYS if network.kind == "lstm" else RNN_KEYS)
    for name, recorded in trace.arrays().items():
        assert arrays[name].dtype == np.float32
        np.testing.assert_array_equal(arrays[name], recorded)
    spelled = [TYPED[a:b] for a, b in zip(arrays["start"], arrays["end"], strict=True)]
    assert spelled[:4] == ["The", "movie", "was", "n’t"]
    assert arrays["known"].tolist() == trace.known.tolist()
    assert arrays["text"] == TYPED


def test_json_holds_the_same_numbers(network: Any) -> None:
    trace = record_sentence(network, TYPED)
    read = json.loads(to_json(trace))
    assert read["text"] == TYPED
    assert read["tokens"] == [token.text for token in trace.tokens]
    assert read["known"] == trace.known.tolist()
    for name, recorded in trace.arrays().items():
        np.testing.assert_array_equal(np.array(read[name], np.float32), recorded)


def test_csv_holds_the_same_numbers_in_long_form(network: Any) -> None:
    trace = record_sentence(network, TYPED)
    rows = list(csv.DictReader(io.StringIO(to_csv(trace).decode(), newline="")))
    assert list(rows[0]) == ["token", "step", "quantity", "unit", "value"]
    assert len(rows) == sum(array.size for array in trace.arrays().values()) + len(trace.tokens)
    for row in rows:
        t = int(row["step"])
        assert row["token"] == trace.tokens[t].text
        array = {**trace.arrays(), "known": trace.known}[row["quantity"]]
        recorded = array[t, int(row["unit"])] if row["unit"] else array[t]
        assert np.float32(row["value"]) == np.float32(recorded)


def test_every_layer_of_a_stack_is_in_the_file() -> None:
    stack, rng = nn.LSTM(6, 5, num_layers=3), np.random.default_rng(0)
    vectors, words = rng.normal(size=(len(WORDS), 6)).astype(np.float32), Vocabulary(WORDS)
    head = Head(rng.normal(size=5).astype(np.float32), 0.0)
    network = replace(network_of(stack), embedding=vectors, head=head, vocabulary=words)
    trace = record_sentence(network, "a good movie , not bad")
    layers = [read_npz(to_npz(one)) for one in (trace, trace.at(0))]
    arrays = json.loads(to_json(trace))
    rows = list(csv.DictReader(io.StringIO(to_csv(trace).decode(), newline="")))
    for name, recorded in trace.layers[1].arrays().items():
        for read in layers:
            np.testing.assert_array_equal(read[f"{name}_l1"], recorded)
        np.testing.assert_array_equal(np.array(arrays[f"{name}_l1"], np.float32), recorded)
        written = [row["value"] for row in rows if row["quantity"] == f"{name}_l1"]
        np.testing.assert_array_equal(np.array(written, np.float32), recorded.ravel())
    top, bottom = layers
    assert [int(one["layer"]) for one in layers] == [2, 0]
    for name in trace.layer.arrays():  # the one looked at has the plain name, and no other
        np.testing.assert_array_equal(top[name], bottom[f"{name}_l2"])
        np.testing.assert_array_equal(top[f"{name}_l0"], bottom[name])
        assert f"{name}_l2" not in top


def test_what_json_cannot_hold_is_named(network: Any) -> None:
    trace = record_sentence(network, "good movie")
    extras = {"grad_h": np.array([[0.0], [np.inf]]), "attribution_sum": np.array(np.nan)}
    with pytest.raises(
        InputError, match=r"grad_h is inf at \[1, 0\], which JSON cannot hold; write"
    ):
        to_json(trace, extras)
    with pytest.raises(InputError, match="attribution_sum is nan, which"):
        facts_beside(trace, extras)
    with pytest.raises(InputError, match="p_before is nan"):
        to_json(replace(trace, p_before=float("nan")))


def test_a_record_of_any_layers_goes_into_a_file_by_name(tmp_path: Path) -> None:
    module = nn.LSTM(3, 4, num_layers=2, bidirectional=True)
    traces = record(module, np.ones((5, 3), np.float32))
    np.savez(tmp_path / "run.npz", **by_layer(traces))  # type: ignore[arg-type]
    found = dict(np.load(tmp_path / "run.npz"))
    assert len(found) == sum(len(trace.arrays()) for trace in traces)
    for name, trace in zip(("l0", "l0_reverse", "l1", "l1_reverse"), traces, strict=True):
        np.testing.assert_array_equal(found[f"c_{name}"], trace.arrays()["c"])


@pytest.mark.parametrize("suffix", FORMATS)
def test_an_empty_text_gives_no_rows(network: Any, suffix: str) -> None:
    content = FORMATS[suffix](record_sentence(network, ""), {})
    if suffix == ".npz":
        arrays = read_npz(content)
        assert arrays["h"].shape == (0, 7)
        assert arrays["tokens"].shape == (0,)
    elif suffix == ".json":
        assert json.loads(content)["h"] == []
    else:
        assert content.decode() == "token,step,quantity,unit,value\n"


def by_hand(path: Path, tokens: list[str]) -> dict[str, list[Any]]:
    """Compute a run in float64 from the file alone, as the equations stand in the textbook."""
    weights = {name: value.astype(np.float64) for name, value in load_file(path).items()}
    lines = (path.parent / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
    kind = "lstm" if "lstm.weight_hh_l0" in weights else "rnn"
    w, u = weights[f"{kind}.weight_ih_l0"], weights[f"{kind}.weight_hh_l0"]
    b = weights[f"{kind}.bias_ih_l0"] + weights[f"{kind}.bias_hh_l0"]
    h = c = np.zeros(u.shape[1])
    rows: dict[str, list[Any]] = {}
    for token in tokens:
        x = weights["embedding.weight"][lines.index(token) if token in lines else 1]
        row = {"x": x, "h_prev": h, "c_prev": c}
        pre = w @ x + u @ h + b
        if kind == "rnn":
            del row["c_prev"]
            row["pre"], h = pre, np.tanh(pre)
        else:
            zi, zf, zg, zo = pre.reshape(4, -1)
            i, f, o = (1 / (1 + np.exp(-z)) for z in (zi, zf, zo))
            g = np.tanh(zg)
            c = f * c + i * g
            h = o * np.tanh(c)
            row |= {"i_pre": zi, "f_pre": zf, "g_pre": zg, "o_pre": zo, "c": c}
            row |= {"i": i, "f": f, "g": g, "o": o, "tanh_c": np.tanh(c)}
        logit = weights["head.weight"][0] @ h + weights["head.bias"][0]
        row |= {"h": h, "logit": logit, "p_positive": 1 / (1 + np.exp(-logit))}
        for name, value in row.items():
            rows.setdefault(name, []).append(value)
    return rows


@pytest.mark.parametrize("name", MODELS)
def test_npz_agrees_with_an_independent_computation(name: str) -> None:
    arrays = read_npz(to_npz(record_sentence(load_model(name), SENTENCE + " qwzzt")))
    expected = by_hand(MODEL_FOLDER / f"{name}.safetensors", arrays["tokens"].tolist())
    assert set(arrays) == FACTS | set(expected)
    for quantity, values in expected.items():
        np.testing.assert_allclose(arrays[quantity], np.array(values), rtol=0, atol=1e-5)


def test_what_was_worked_out_comes_with_the_record(network: Any) -> None:
    trace = record_sentence(network, "a good b")
    deposits = np.arange(18, dtype=np.float32).reshape(3, 3, 2)
    more = {"deposits": deposits, "attribution": np.ones(3, np.float32), "gap": np.array(0.5)}
    arrays = read_npz(to_npz(trace, more))
    np.testing.assert_array_equal(arrays["deposits"], deposits)
    assert json.loads(to_json(trace, more))["gap"] == 0.5
    rows = list(csv.DictReader(io.StringIO(to_csv(trace, more).decode(), newline="")))
    found = {
        (int(row["step"]), row["quantity"], row["unit"]): float(row["value"])
        for row in rows
        if row["quantity"] not in {"known", *trace.arrays()}
    }
    assert found[2, "deposits[1]", "1"] == deposits[2, 1, 1]
    assert found[0, "attribution", ""] == 1
    assert len(found) == deposits.size + 3
