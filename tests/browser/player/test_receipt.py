"""Click a number: the equation stands there with its numbers, and it is right."""

import json
import re

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from lstm_viz.core.models.checkpoint import load_model
from lstm_viz.core.record import record_sentence
from lstm_viz.core.trace import LstmTrace, SentenceTrace
from lstm_viz.core.weights import CellWeights
from lstm_viz.player.payload import player_payload
from tests.browser.alone import modules_page
from tests.browser.rig import click_unit, open_page

TWELVE = "Although the plot is not new, it is quite enjoyable."
UNITS = ("f", "i", "g", "o", "kept", "written", "c", "tanh_c", "h")
CLICKS = [
    ("c", "c", 10, 2),
    ("f", "f", 10, 4),
    ("c_prev", "c", 9, 0),
    (".lv-verdict b", "p_positive", 10, 0),
    (".lv-p >> nth=5", "p_positive", 5, 0),
]
ALL_RECEIPTS = """async ([payload, quantities]) => {
  const { unpack } = await import("./payload.mjs");
  const { receiptOf, line, inside } = await import("./receipt.mjs");
  const { spell, fixed } = await import("./notation.mjs");
  const run = unpack(payload);
  const found = [];
  for (const q of [...quantities, "x", "p_positive"]) {
    const count = q === "x" ? run.E : q === "p_positive" ? 1 : run.H;
    for (let t = 0; t < run.T; t += 1) for (let j = 0; j < count; j += 1) {
      const r = receiptOf(run, q, t, j);
      const terms = (r.shares ?? []).flatMap((share) => share.terms).map((one) =>
        [spell(one.term, "python", r.digits), fixed(one.value, r.digits)]);
      found.push({ q, t, j, value: r.value, shown: r.shown, text: line(r, "text"), terms,
        exact: line(r, "python"), printed: line(r, "printed"), inside: inside(r),
        shares: (r.shares ?? []).map((share) => share.value),
        others: (r.shares ?? []).map((share) => share.others),
        named: (r.shares ?? []).map((share) =>
          share.terms.reduce((all, one) => all + one.value, share.rest)) });
    }
  }
  return found;
}"""


def reading(
    model: str, text: str
) -> tuple[SentenceTrace, LstmTrace, CellWeights, dict[str, object]]:
    """Record a sentence; return trace, layer, weights and the payload that carries them."""
    network = load_model(model)
    trace = record_sentence(network, text)
    assert isinstance(trace.layer, LstmTrace)
    cell = network.cell()
    payload = player_payload(trace, network.verdict_head(), cell)
    return trace, trace.layer, cell, json.loads(json.dumps(payload))


def evaluated(expression: str) -> float:
    """Work out a plain arithmetic expression, and nothing else."""
    assert re.fullmatch(r"[0-9eE.+\-*/() ]+", expression), expression
    return float(eval(expression, {"__builtins__": {}}))  # noqa: S307 - digits and signs alone


def printed(number: float, digits: int) -> str:
    """Print a number as the page does: never a negative zero."""
    text = f"{number:.{digits}f}"
    return text.removeprefix("-") if float(text) == 0 else text


def test_every_receipt_of_a_run_evaluates_to_its_number(page: Page) -> None:
    trace, layer, _, payload = reading("lstm-tiny", TWELVE)
    assert len(trace.tokens) == 12
    modules_page(page)
    receipts = page.evaluate(ALL_RECEIPTS, [payload, UNITS])
    assert len(receipts) == 12 * (len(UNITS) * 8 + 50 + 1)
    known = {**trace.arrays(), "kept": layer.f * layer.c_prev, "written": layer.i * layer.g}
    for receipt in receipts:
        row = known[receipt["q"]][receipt["t"]]
        recorded = float(row if np.ndim(row) == 0 else row[receipt["j"]])
        assert receipt["value"] == pytest.approx(recorded, abs=1e-7), receipt
        assert evaluated(receipt["exact"]) == pytest.approx(recorded, abs=2e-6), receipt
        shown = receipt["shown"].replace("−", "-")
        digits = len(shown.partition(".")[2])
        assert digits >= 2
        assert printed(evaluated(receipt["printed"]), digits) == shown
        rounded = 0.5 * 10.0**-digits + 1e-7  # a number on the edge may go either way
        assert float(shown) == pytest.approx(recorded, abs=rounded)
        assert receipt["text"].endswith(f"= {receipt['shown']}")
        for expression, result in receipt["terms"]:
            assert evaluated(expression) == pytest.approx(float(result), abs=6e-3)


@pytest.mark.parametrize("model", ["lstm-tiny", "lstm-small"])
def test_the_shares_of_a_gate_are_the_models_own_products(page: Page, model: str) -> None:
    trace, layer, cell, payload = reading(model, "The film was not bad.")
    modules_page(page)
    receipts = page.evaluate(ALL_RECEIPTS, [payload, ["i", "f", "g", "o"]])
    n_hidden = layer.c.shape[1]
    checked = 0
    for receipt in receipts:
        if receipt["q"] not in {"i", "f", "g", "o"}:
            continue
        t, j = receipt["t"], receipt["j"]
        place = "ifgo".index(receipt["q"]) * n_hidden + j
        expected = [cell.w[place] @ layer.x[t], cell.u[place] @ layer.h_prev[t], cell.b[place]]
        assert receipt["shares"] == pytest.approx([float(part) for part in expected], abs=1e-5)
        assert receipt["named"][:2] == pytest.approx(receipt["shares"][:2], abs=1e-9)
        assert receipt["others"] == [50 - 3, n_hidden - 3, 0]
        recorded = trace.arrays()[f"{receipt['q']}_pre"][t, j]
        assert receipt["inside"] == pytest.approx(float(recorded), abs=2e-5)
        checked += 1
    assert checked == 4 * n_hidden * len(trace.tokens)


def card_of(page: Page) -> dict[str, str]:
    """Return what the open card says of itself."""
    body = page.locator(".lv-card-body")
    expect(body).to_be_visible()
    data: dict[str, str] = body.evaluate("(e) => ({ ...e.dataset })")
    return data


def test_a_click_on_any_number_opens_its_receipt(page: Page, url: str) -> None:
    trace, layer, _, _ = reading("lstm-tiny", TWELVE)
    open_page(page, f"{url}/?q={TWELVE.replace(' ', '+')}&step=11&phase=4")
    for target, q, t, j in CLICKS:
        if target.startswith("."):
            page.locator(target).click()
        else:
            click_unit(page, target, j)
        card = card_of(page)
        assert (card["q"], int(card["t"]), int(card["j"])) == (q, t, j)
        row = trace.arrays()[q][t]
        recorded = float(row if np.ndim(row) == 0 else row[j])
        assert float(card["value"]) == pytest.approx(recorded, abs=1e-7)
        assert evaluated(card["receipt"]) == pytest.approx(recorded, abs=2e-6)
        expect(page.locator(".lv-equation")).to_contain_text(card["shown"].replace("-", "−"))
        page.keyboard.press("Escape")
        expect(page.locator(".lv-card")).to_be_hidden()
        page.click("button.lv-chip[data-t='10']")
    map_cell = page.locator(".lv-inner > .lv-canvas")
    map_cell.click(position={"x": 64 + 2.5 * 85, "y": 14 * 3.5})
    card = card_of(page)
    assert card["q"] == "c"
    assert int(card["j"]) == 3
    value = layer.c[int(card["t"]), 3]
    assert float(card["value"]) == pytest.approx(float(value), abs=1e-7)


def test_a_receipt_leads_on_to_the_next_and_follows_the_words(page: Page, url: str) -> None:
    open_page(page, f"{url}/?step=10&phase=4")
    click_unit(page, "c", 1)
    page.locator(".lv-equation .lv-figure").first.click()
    assert card_of(page)["q"] == "f"
    expect(page.locator(".lv-share")).to_have_count(3)
    page.get_by_role("button", name="Next unit").click()
    assert card_of(page)["j"] == "2"
    page.locator(".lv-player").focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".lv-card-body")).to_have_attribute("data-t", "8")
    page.wait_for_url("**unit=3**")


def test_a_receipt_is_copied_as_text_latex_and_pytorch(page: Page, url: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_page(page, f"{url}/?step=10&phase=4")
    click_unit(page, "c", 1)
    copied = {}
    for way in ("text", "latex", "torch"):
        page.click(f"[data-copy={way}]")
        expect(page.locator(".lv-copied")).to_have_text("Copied.")
        copied[way] = page.evaluate("navigator.clipboard.readText()")
    assert copied["text"].startswith("C₁₀[2] = f₁₀ × C₉ + i₁₀ × C̃₁₀ = ")
    assert "·" not in copied["text"]
    assert copied["latex"].startswith(r"C_{10}[2] = ")
    assert r"\cdot" in copied["latex"]
    assert re.fullmatch(r"torch\.tensor\([-0-9.+*() ]+\)  # c\[9, 1\] = -?\d\.\d+", copied["torch"])


def test_the_large_model_has_receipts_too(page: Page, url: str) -> None:
    open_page(page, f"{url}/?step=10&phase=4&model=lstm-small")
    click_unit(page, "f", 20, 64)
    card = card_of(page)
    trace = record_sentence(
        load_model("lstm-small"), "The movie was not at all boring and quite enjoyable."
    )
    recorded = float(trace.arrays()["f"][9, int(card["j"])])
    assert evaluated(card["receipt"]) == pytest.approx(recorded, abs=2e-6)
