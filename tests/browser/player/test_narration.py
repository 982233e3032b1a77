"""The player says its sentences aloud, in a voice of this machine, if the reader wants it."""

from playwright.sync_api import Page, expect

from tests.browser.rig import open_page

VOICES = """
const voices = %s;
globalThis.heard = [];
class Utterance { constructor(text) { this.text = text; } }
Object.defineProperty(globalThis, "SpeechSynthesisUtterance", { value: Utterance });
Object.defineProperty(globalThis, "speechSynthesis", { value: {
  getVoices: () => voices, cancel: () => {}, speak: (one) => heard.push(one),
} });
"""
HERE, AFAR = '[{ localService: true, lang: "en-US" }]', '[{ localService: false, lang: "en-US" }]'
TEXTS = "heard.map(({ text }) => text)"


def test_each_phase_waits_until_its_sentence_was_said(page: Page, url: str) -> None:
    page.add_init_script(VOICES % HERE)
    open_page(page, f"{url}/?step=3&phase=1")
    player, switch = page.locator(".lv-player"), page.locator("[data-action=speak]")
    expect(switch).to_have_attribute("aria-pressed", "false")
    assert page.evaluate(TEXTS) == []
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "true")
    said = str(page.locator(".lv-say").text_content())
    (first,) = page.evaluate(TEXTS)
    assert first.startswith("At was ")
    assert "“was”" in said
    player.locator("[data-action=speed]").select_option("4")
    player.locator("[data-action=play]").click()
    expect(player).to_have_attribute("data-playing", "true")
    # four times as fast as anyone speaks: without waiting it would be over after a second
    page.wait_for_function("performance.now() > (globalThis.start ??= performance.now()) + 2500")
    expect(player).to_have_attribute("data-phase", "1")
    page.evaluate("heard.at(-1).onend()")
    expect(player).to_have_attribute("data-phase", "2")
    page.wait_for_function("heard.length === 2")
    switch.click()  # without the voice it goes on by itself
    expect(player).to_have_attribute("data-phase", "4", timeout=20_000)
    assert len(page.evaluate(TEXTS)) == 2


def test_a_voice_that_sends_the_words_away_is_none(page: Page, url: str) -> None:
    page.add_init_script(VOICES % AFAR)
    open_page(page, f"{url}/?step=3&phase=1")
    expect(page.locator("[data-action=play]")).to_be_visible()
    expect(page.locator("[data-action=speak]")).to_be_hidden()
