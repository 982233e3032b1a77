"""Every sentence of the player, over sixty texts and both models: true, and about what is framed.

The module that makes the sentences runs as the browser runs it; what it says is held against
the recorded numbers here.
"""

import json
import re
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page

from lstm_viz.core.models.checkpoint import load_model
from lstm_viz.core.record import record_sentence
from lstm_viz.core.trace import LstmTrace, SentenceTrace
from lstm_viz.figures.verdict import leaning, moved, printed
from lstm_viz.player.payload import player_payload
from tests.browser.alone import backward_reading, modules_page
from tests.random_models import SHIPPED_LSTMS
from tests.sixty import SIXTY

Told = dict[str, Any]

FORWARD, BACKWARD = ("numbers", "story"), ("numbers",)
ALL_TOLD = """async ([payload, modes]) => {
  const { unpack } = await import("./payload.mjs");
  const { told } = await import("./phases.mjs");
  const run = unpack(payload);
  const all = [];
  for (const mode of modes) for (let t = 0; t < run.T; t += 1) for (const phase of [1, 2, 3, 4]) {
    all.push({ mode, t, phase, ...told(run, t, phase, mode) });
  }
  return all;
}"""
PHASE_OF = {"c_prev": 1, "f": 1, "kept": 1, "i": 2, "g": 2, "written": 2, "c": 3}
PHASE_OF |= {"tanh_c": 4, "o": 4, "h": 4}
NUMBER = r"\(?(−?\d+\.\d\d)\)?"
PRODUCT = re.compile(rf"{NUMBER} × {NUMBER} ([=≈]) {NUMBER}")
SHARE = re.compile(r"(?:keeps|admits) (almost nothing|\d+%)[^:]*: (.*)")
FAULTS = re.compile(
    r"  | [.,;:]|undefined|NaN|null|\b0 of|from (\S+) to \1\b|\b1 of \d+ \w+ valves are"
    r"|\b(?!1 )\d+ of \d+ \w+ valves is|−0\.00|e[-+−]\d|length|\bnet\b|behind|·|\*"
)


def bare(text: str) -> str:
    """Take the reader's own words out of a sentence."""
    return re.sub("“.*?”", "“”", text)


def value(number: str) -> float:
    return float(number.replace("−", "-"))


def check_words(told: Told, n_hidden: int) -> None:
    """Hold a sentence against the house's words, its own arithmetic, and its marks."""
    text = bare(told["text"])
    assert not FAULTS.search(text), told
    assert re.search(r"[.)]$", text), told
    assert text[0].isupper() or text[0] == "“", told
    assert len(re.findall(r"\w+", re.sub(r"\d+\.\d+|\d+%", "", text))) <= 31, told
    named = {int(unit) - 1 for unit in re.findall(r"\bunit (\d+)", text)}
    marks = [(mark["strip"], mark["j"]) for mark in told["marks"]]
    assert {j for _, j in marks} == named, told
    assert len(set(marks)) == len(marks), told
    for strip, j in marks:
        assert 0 <= j < n_hidden, told
        assert PHASE_OF[strip] <= told["phase"], told
    for a, b, sign, result in PRODUCT.findall(text):
        gap = abs(value(a) * value(b) - value(result))
        assert gap <= 0.005 * (abs(value(a)) + abs(value(b)) + 1) + 1e-4, told
        assert (sign == "=") == (gap < 0.005 - 1e-9) or abs(gap - 0.005) < 1e-9, told


def check_shares(told: Told) -> None:
    """Hold a share in words against the two digits beside it."""
    found = SHARE.search(bare(told["text"]))
    if not found:
        return
    share, sums = found.groups()
    (first, second, _, _), *_ = PRODUCT.findall(sums)
    gate = second if told["phase"] == 1 else first
    expected = round(100 * value(gate))
    assert share == (f"{expected}%" if expected else "almost nothing"), told


def check_output(told: Told, trace: SentenceTrace, layer: LstmTrace, head: Any) -> None:
    """Hold the last phase's sentence against the recorded verdicts and outputs."""
    t, text = told["t"], bare(told["text"])
    p = float(trace.p_positive[t])
    before = float(trace.p_positive[t - 1]) if t else trace.p_before
    if told["mode"] == "numbers":
        assert f"The verdict {moved(before, p)}" in text, told
    else:
        assert re.search(rf"(stays|is now) {leaning(p)}\b", text), told
    largest = re.search(r"unit (\d+) has the largest output", text)
    if largest:
        shown = np.abs(layer.h[t])
        assert shown[int(largest[1]) - 1] >= shown.max() - 1e-6, told
    pushes = head * (layer.h[t] - layer.h_prev[t])
    mover = re.search(r"unit (\d+)(?: moves it most|, the strongest, pushes it (up|down))", text)
    if told["mode"] == "numbers":
        assert (mover is not None) == (printed(p) != printed(before)), told
    if mover:
        push = pushes[int(mover[1]) - 1]
        assert abs(push) >= np.abs(pushes).max() - 1e-5, told
        assert (push * (p - before) > 0) == (mover[2] is None), told
        assert mover[2] in {None, "up" if push > 0 else "down"}, told


def check_memory(told: Told, layer: LstmTrace) -> None:
    """Hold the first three phases' unit against the recorded losses, deposits and changes."""
    t, text = told["t"], bare(told["text"])
    unit = re.search(r"\bunit (\d+)", text)
    if not unit:
        return
    sizes = {
        1: np.abs(layer.c_prev[t]) * (1 - layer.f[t]),
        2: np.abs(layer.i[t] * layer.g[t]),
        3: np.abs(layer.c[t] - layer.c_prev[t]),
    }[told["phase"]]
    assert sizes[int(unit[1]) - 1] >= sizes.max() - 1e-5, told
    ends = re.search(rf"from {NUMBER} to {NUMBER}", text)
    if ends:
        j = int(unit[1]) - 1
        assert value(ends[1]) == pytest.approx(float(layer.c_prev[t, j]), abs=0.0051), told
        assert value(ends[2]) == pytest.approx(float(layer.c[t, j]), abs=0.0051), told


@pytest.mark.parametrize("model", SHIPPED_LSTMS)
def test_every_sentence_is_true_and_names_what_is_framed(page: Page, model: str) -> None:
    assert len(SIXTY) == 60
    network = load_model(model)
    modules_page(page)
    said = 0
    for sentence in SIXTY:
        trace = record_sentence(network, sentence)
        layer = trace.layer
        assert isinstance(layer, LstmTrace)
        payload = json.loads(json.dumps(player_payload(trace, network.verdict_head())))
        for told in page.evaluate(ALL_TOLD, [payload, FORWARD]):
            said += 1
            check_words(told, layer.c.shape[1])
            check_shares(told)
            if told["mode"] == "story":
                assert not re.search(r"\d\.\d|%|×", bare(told["text"])), told
            if told["phase"] == 4:
                check_output(told, trace, layer, network.verdict_head().weight)
            else:
                check_memory(told, layer)
            unknown = told["phase"] == 1 and not trace.known[told["t"]]
            assert ("<unk>" in bare(told["text"])) == unknown, told
    assert said > 4000


@pytest.mark.parametrize("model", SHIPPED_LSTMS)
def test_every_sentence_of_the_way_back_speaks_of_norms(page: Page, model: str) -> None:
    modules_page(page)
    for sentence in SIXTY[:40:3]:
        payload = backward_reading(model, sentence)
        for told in page.evaluate(ALL_TOLD, [payload, BACKWARD]):
            check_words(told, payload["n_hidden"])
            assert told["marks"] == []
            assert "norm" in told["text"] or "gradient" in told["text"], told


def test_the_verdict_has_one_rule_in_both_languages(page: Page) -> None:
    modules_page(page)
    numbers = [n / 1000 + 0.0002 for n in range(1000)]
    names, ways = page.evaluate(
        """async (numbers) => {
          const { leaning, movedWords } = await import("./verdict.mjs");
          return [numbers.map(leaning), numbers.map((p, n) => movedWords(numbers[n - 1] ?? p, p))];
        }""",
        numbers,
    )
    assert names == [leaning(p) for p in numbers]
    assert ways == [moved(a, b) for a, b in zip(numbers[:1] + numbers, numbers, strict=False)]
