"""Every line of code that the lesson shows is run, and gives what the trace has."""

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import pytest
import torch

from lstm_viz.chapters.lesson.code import numpy_code, torch_code
from lstm_viz.core.models.checkpoint import load_model
from lstm_viz.core.models.modules import recurrent_of
from lstm_viz.core.network import Network
from lstm_viz.core.record import record_sentence
from lstm_viz.core.trace import GATES, Array, LstmTrace, SentenceTrace
from lstm_viz.ui.place import DEFAULT_SENTENCE, MODELS, N_CHAPTERS
from tests.chapters.lesson.test_questions import readings

CLOSE = 2e-6
SENTENCES = (DEFAULT_SENTENCE, "A dull, dull film.", "ok")
CHAPTERS = range(1, N_CHAPTERS + 1)
GATES_OF = {4: ("kept",), 5: ("written",), 3: ("c",), 6: ("c",), 7: ("h",)}


def read(name: str, text: str) -> tuple[Network, SentenceTrace, LstmTrace]:
    network = load_model(name)
    trace = record_sentence(network, text)
    return network, trace, trace.lstm()


def quantities(layer: LstmTrace, t: int) -> dict[str, Array]:
    """Return one step's numbers by the names that the code uses."""
    row = {name: array[t] for name, array in layer.arrays().items()}
    return {**row, "kept": row["f"] * row["c_prev"], "written": row["i"] * row["g"]}


def by_gate(network: Network) -> dict[str, Array]:
    """Return W_f ... over [h, x] and b_f ..., as the chapters write them."""
    cell = network.only_layer("The test")
    found: dict[str, Array] = {}
    for gate, w, u, b in zip(
        GATES, np.split(cell.w, 4), np.split(cell.u, 4), np.split(cell.b, 4), strict=True
    ):
        found |= {f"W_{gate}": np.concatenate([u, w], axis=1).T, f"b_{gate}": b}
    return found


def run(code: str, names: dict[str, Any]) -> dict[str, Any]:
    space = dict(names)
    exec(code, space)  # noqa: S102 - the app's own lines
    return space


def cell_of(network: Network) -> Callable[..., tuple[Array, Array]]:
    """Return a step of the cell, written out once more."""
    weights = by_gate(network)

    def step(x: Array, h: Array, c: Array) -> tuple[Array, Array]:
        hx = np.concatenate([h, x])
        z = {gate: hx @ weights[f"W_{gate}"] + weights[f"b_{gate}"] for gate in GATES}
        f, i, o = (1 / (1 + np.exp(-z[gate])) for gate in "fio")
        c = f * c + i * np.tanh(z["g"])
        return o * np.tanh(c), c

    return step


@pytest.mark.parametrize("text", SENTENCES)
@pytest.mark.parametrize("name", MODELS)
@pytest.mark.parametrize("chapter", [3, 4, 5, 6, 7])
def test_a_step_in_numpy_and_in_torch_is_the_recorded_one(
    chapter: int, name: str, text: str
) -> None:
    network, _, layer = read(name, text)
    check_steps(chapter, network, layer, range(len(layer.c)))


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.parametrize("chapter", [3, 4, 5, 6, 7])
def test_the_last_step_of_two_hundred_sentences_is_the_recorded_one(
    chapter: int, name: str
) -> None:
    for at in readings(name)[:200]:
        check_steps(chapter, at.network, at.layer, [at.n_tokens - 1])


def check_steps(chapter: int, network: Network, layer: LstmTrace, steps: Iterable[int]) -> None:
    """Run a chapter's lines on recorded steps and hold what they give against the record."""
    cell = network.only_layer("The test")
    for t in steps:
        known = quantities(layer, t)
        given = {name: known[name] for name in ("x", "h_prev", "c_prev")}
        later = {name: known[name] for name in "figc"} if chapter in {3, 6, 7} else {}
        found = run(numpy_code(chapter), {"np": np, **given, **later, **by_gate(network)})
        tensors = {name: torch.tensor(array)[None] for name, array in given.items()}
        weights = {"W_ih": cell.w, "W_hh": cell.u, "b_ih": cell.b_ih, "b_hh": cell.b_hh}
        stacked = {name: torch.tensor(array) for name, array in weights.items()}
        in_torch = run(torch_code(chapter), {"torch": torch, **tensors, **stacked})
        for wanted in GATES_OF[chapter]:
            assert np.abs(found[wanted] - known[wanted]).max() < CLOSE
            assert np.abs(in_torch[wanted][0].numpy() - known[wanted]).max() < CLOSE


@pytest.mark.parametrize("text", SENTENCES)
@pytest.mark.parametrize("name", MODELS)
@pytest.mark.parametrize("chapter", [1, 10])
def test_the_loop_gives_the_recorded_verdict(chapter: int, name: str, text: str) -> None:
    network, trace, layer = read(name, text)
    head = network.verdict_head()

    def sigmoid(z: Array) -> Array:
        squashed: Array = 1 / (1 + np.exp(-z))
        return squashed

    names = {"np": np, "xs": layer.x, "H": network.n_hidden, "cell": cell_of(network)}
    found = run(
        numpy_code(chapter), {**names, "sigmoid": sigmoid, "w": head.weight, "b": head.bias}
    )
    assert found["p"] == pytest.approx(float(trace.p_positive[-1]), abs=CLOSE)
    assert np.abs(found["c"] - layer.c[-1]).max() < CLOSE

    lstm = recurrent_of(network)
    last = torch.nn.Linear(network.n_hidden, 1)
    with torch.no_grad():
        last.weight[0] = torch.tensor(head.weight)
        last.bias.fill_(head.bias)
        names = {"torch": torch, "lstm": lstm, "head": last, "xs": torch.tensor(layer.x)}
        in_torch = run(torch_code(chapter), names)
    assert float(in_torch["p"]) == pytest.approx(float(trace.p_positive[-1]), abs=CLOSE)


@pytest.mark.parametrize("name", ["rnn-tiny", "rnn-small"])
def test_the_plain_rnn_is_the_recorded_one(name: str) -> None:
    network = load_model(name)
    layer = record_sentence(network, DEFAULT_SENTENCE).layer
    cell = network.only_layer("The test")
    names = {"np": np, "xs": layer.x, "W": cell.w.T, "U": cell.u.T, "b_h": cell.b}
    assert np.abs(run(numpy_code(2), names)["h"] - layer.h[-1]).max() < CLOSE
    with torch.no_grad():
        names = {"rnn": recurrent_of(network), "xs": torch.tensor(layer.x)}
        found = run(torch_code(2), names)
    assert np.abs(found["hs"].numpy() - layer.h).max() < CLOSE


@pytest.mark.parametrize("name", MODELS)
def test_weights_and_the_belts_product(name: str) -> None:
    network, _, layer = read(name, DEFAULT_SENTENCE)
    t = 3
    known = quantities(layer, t)
    weights = by_gate(network)
    given = {"np": np, "x": known["x"], "h_prev": known["h_prev"], **weights}
    found = run(numpy_code(8), given)
    assert np.abs(found["f_pre"] - known["f_pre"]).max() < CLOSE * 10
    n_weights = sum(array.size for array in weights.values())
    assert found["n"] == n_weights
    assert run(torch_code(8), {"lstm": recurrent_of(network)})["n"] == n_weights
    belt = layer.f[1:].prod(axis=0)
    in_numpy = run(numpy_code(9), {"np": np, "H": network.n_hidden, "fs": list(layer.f)})
    in_torch = run(torch_code(9), {"torch": torch, "fs": torch.tensor(layer.f)})
    assert in_numpy["belt"] == pytest.approx(belt, abs=CLOSE)
    assert in_torch["belt"].numpy() == pytest.approx(belt, abs=CLOSE)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_code_is_short_enough_for_the_panel(chapter: int) -> None:
    for code in (numpy_code(chapter), torch_code(chapter)):
        lines = code.splitlines()
        assert len(lines) <= 8
        assert max(map(len, lines)) <= 75
