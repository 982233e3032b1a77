"""The cell read backwards: real gradients, from the last word to the first, no message."""

import re

import numpy as np
from playwright.sync_api import Page, WebSocket, expect

from lstm_viz.core.gradients.backward import sentence_gradients
from lstm_viz.core.models.checkpoint import load_model
from lstm_viz.core.record import record_sentence
from tests.browser.player.test_player import EXAMPLE, until_quiet
from tests.browser.rig import click_unit, open_page


def test_the_strips_hold_the_recorded_gradients(page: Page, url: str) -> None:
    open_page(page, f"{url}/gradients")
    player = page.locator(".lv-player")
    expect(player).to_have_attribute("data-step", "9")  # one word before the target
    network = load_model("lstm-tiny")
    arrays = sentence_gradients(network, record_sentence(network, EXAMPLE)).arrays()
    page.click("button.lv-chip[data-t='6']")
    expect(player).to_have_attribute("data-step", "6")
    for name in ("grad_c", "grad_h", "grad_c_from_h", "grad_c_from_next", "grad_f_pre", "grad_x"):
        strip = page.locator(f"[data-strip={name}]")
        values = np.array((strip.get_attribute("data-values") or "").split(), np.float32)
        np.testing.assert_array_equal(values, arrays[name][6])
    click_unit(page, "grad_c", 1)
    shown = page.locator(".lv-card-body").get_attribute("data-value")
    assert float(shown or "nan") == np.float64(arrays["grad_c"][6, 1])


def test_it_plays_from_the_last_word_to_the_first(page: Page, url: str) -> None:
    messages: list[str] = []

    def watch(socket: WebSocket) -> None:
        socket.on("framesent", lambda frame: messages.append(f"sent {str(frame)[:80]}"))
        socket.on("framereceived", lambda frame: messages.append(f"received {str(frame)[:80]}"))

    page.on("websocket", watch)
    open_page(page, f"{url}/gradients?q=The+film+was+not+bad.")
    player = page.locator(".lv-player")
    page.select_option("[data-action=speed]", "4")
    page.click("[data-phase-tab='1']")
    until_quiet(page, messages)
    messages.clear()
    page.click("[data-action=play]")
    expect(player).to_have_attribute("data-step", re.compile("^[1-3]$"), timeout=30_000)
    assert messages == []
    expect(player).to_have_attribute("data-playing", "false", timeout=30_000)
    expect(player).to_have_attribute("data-step", "0")
    expect(page.locator(".lv-say")).to_contain_text("the empty start")
