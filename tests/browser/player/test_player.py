"""A newcomer types, plays, steps and scrubs; every number is the trace's."""

import re
from urllib.parse import quote

import numpy as np
import pytest
from playwright.sync_api import Page, WebSocket, expect

from lstm_viz.core.models.checkpoint import load_model
from lstm_viz.core.record import record_sentence
from lstm_viz.core.trace import LstmTrace
from tests.browser.rig import open_page

EXAMPLE = "The movie was not at all boring and quite enjoyable."
HOSTILE = "<b>x</b> </script> {0} $\\alpha$ 🙂 <img src=x onerror=alert(1)> `a` :red[b]"
NUMBERS = """() => {
  const inside = (e) => [e, ...(e.shadowRoot ? all(e.shadowRoot) : [])];
  const all = (root) => [...root.querySelectorAll("*")].flatMap(inside);
  const every = all(document);
  const strips = every.filter((e) => e.dataset?.strip).map(
    (e) => ({...e.dataset, label: e.getAttribute("aria-label")}));
  const printed = every.filter((e) => e.dataset?.q);
  return [strips, printed.map((e) => ({...e.dataset, text: e.textContent}))];
}"""


def at(page: Page, step: int, phase: int = 4) -> None:
    """Wait until the player stands at a token (counted from 0) and a phase."""
    expect(page.locator(".lv-player")).to_have_attribute("data-step", str(step))
    expect(page.locator(".lv-player")).to_have_attribute("data-phase", str(phase))


@pytest.mark.parametrize("model", ["lstm-tiny", "lstm-small"])
def test_every_number_in_the_page_is_the_traces(page: Page, url: str, model: str) -> None:
    open_page(page, f"{url}/?model={model}&step=10&phase=4&mode=numbers&all=1")
    at(page, 9)
    trace = record_sentence(load_model(model), EXAMPLE)
    layer = trace.layer
    assert isinstance(layer, LstmTrace)
    known = {**trace.arrays(), "kept": layer.f * layer.c_prev, "written": layer.i * layer.g}
    strips, printed = page.evaluate(NUMBERS)
    names = {*"ifgochx", "c_prev", "h_prev", "tanh_c", "kept", "written"}
    assert {strip["of"] for strip in strips} == names
    for strip in strips:
        values = np.array(strip["values"].split(), np.float32)
        np.testing.assert_array_equal(values, known[strip["of"]][int(strip["at"])])
        spoken = strip["label"].partition(": ")[2].replace("−", "-")
        if values.size <= 16:
            printed_there = [float(number) for number in spoken.split(", ")]
            np.testing.assert_allclose(printed_there, values, atol=0.00501)
    assert len(printed) == 11 + 1
    for item in printed:
        row = known[item["q"]][int(item["t"])]
        value = row if np.ndim(row) == 0 else row[int(item["j"])]
        assert np.float32(item["value"]) == np.float32(value), item
        shown = float(item["text"].replace("−", "-"))
        assert shown == pytest.approx(float(value), abs=0.00501), item


def test_buttons_keys_and_chips_step(page: Page, url: str) -> None:
    open_page(page, f"{url}/?step=1&phase=4")
    at(page, 0)
    page.click("[data-action=next]")
    at(page, 1)
    page.click("[data-action=last]")
    at(page, 10)
    page.click("[data-action=prev]")
    at(page, 9)
    page.click("button.lv-chip[data-t='3']")
    at(page, 3)
    page.locator(".lv-player").focus()
    page.keyboard.press("ArrowRight")
    at(page, 4)
    page.keyboard.press("2")
    at(page, 4, phase=2)
    page.keyboard.press("ArrowUp")
    at(page, 4, phase=1)
    page.keyboard.press("End")
    at(page, 10)
    page.locator("[data-action=scrub]").fill("6")
    at(page, 6)


def test_each_phase_says_what_happens_with_numbers(page: Page, url: str) -> None:
    open_page(page, f"{url}/?step=10&phase=1")
    said = set()
    for phase in range(1, 5):
        page.click(f"[data-phase-tab='{phase}']")
        at(page, 9, phase)
        said.add(page.inner_text(".lv-say"))
    assert len(said) == 4
    assert all("enjoyable" in text for text in said)


def until_quiet(page: Page, messages: list[str]) -> None:
    """Wait until the page's load is through: no message for a third of a second."""
    heard = -1
    while heard != len(messages):
        heard = len(messages)
        page.wait_for_timeout(350)


def test_playing_reaches_the_end_without_a_message(page: Page, url: str) -> None:
    messages: list[str] = []

    def watch(socket: WebSocket) -> None:
        socket.on("framesent", lambda frame: messages.append(f"sent {str(frame)[:80]}"))
        socket.on("framereceived", lambda frame: messages.append(f"received {str(frame)[:80]}"))

    page.on("websocket", watch)
    open_page(page, f"{url}/?q=One+two+three&step=1&phase=1")
    at(page, 0, 1)
    page.select_option("[data-action=speed]", "4")
    until_quiet(page, messages)
    messages.clear()
    page.click("[data-action=play]")
    expect(page.locator(".lv-player")).to_have_attribute("data-playing", "true")
    late = re.compile("^[12]$")  # two steps wide: the test looks about once a second
    expect(page.locator(".lv-player")).to_have_attribute("data-step", late, timeout=30_000)
    assert messages == []
    expect(page.locator(".lv-player")).to_have_attribute("data-playing", "false", timeout=30_000)
    at(page, 2)
    page.wait_for_url("**step=3**")


def test_the_sentence_is_read_while_it_is_typed(page: Page, url: str) -> None:
    open_page(page, url)
    box = page.get_by_label("Type a sentence")
    box.fill("")
    box.press_sequentially("The soup was cold.", delay=20)
    expect(page.locator(".lv-player")).to_have_attribute("data-steps", "5")
    expect(page.locator("button.lv-chip")).to_have_text(["The", "soup", "was", "cold", "."])


def test_what_was_typed_is_shown_as_text_and_never_run(page: Page, url: str) -> None:
    open_page(page, f"{url}/?q={quote(HOSTILE)}")
    expect(page.locator("button.lv-chip").first).to_have_text("<")
    chips = page.locator("button.lv-chip").all_inner_texts()
    assert "".join(chips) == HOSTILE.replace(" ", "")
    assert page.locator("img[src=x]").count() == 0


def test_an_unknown_word_is_marked(page: Page, url: str) -> None:
    open_page(page, f"{url}/?q={quote('A zzxqv film')}")
    expect(page.locator("button.lv-chip.lv-unknown")).to_have_text(["zzxqv"])
    expect(page.locator("[data-testid=stMain]")).to_contain_text("zzxqv")


def test_an_empty_sentence_and_two_hundred_words(page: Page, url: str) -> None:
    open_page(page, f"{url}/?q={quote('word ' * 230)}")
    expect(page.locator(".lv-player")).to_have_attribute("data-steps", "200")
    box = page.get_by_label("Type a sentence")
    box.fill("")
    box.press("Enter")
    expect(page.locator(".lv-player")).to_have_attribute("data-steps", "0")
    box.fill("Good again")
    box.press("Enter")
    expect(page.locator(".lv-player")).to_have_attribute("data-steps", "2")


def test_fifty_sentences_leave_no_second_player(page: Page, url: str) -> None:
    open_page(page, url)
    box = page.get_by_label("Type a sentence")
    for count in range(1, 51):
        box.fill("good " * (1 + count % 7))
        box.press("Enter")
        expect(page.locator(".lv-player")).to_have_attribute("data-steps", str(1 + count % 7))
    assert page.locator(".lv-player").count() == 1
