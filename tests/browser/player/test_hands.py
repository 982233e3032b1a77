"""Keys, focus, motion, full screen and memory: the player in everybody's hands."""

import json

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.alone import empty_page, random_reading
from tests.browser.axe import barriers
from tests.browser.rig import click_unit, faults_of, open_page

STEPS = [
    ("ArrowRight", "step", "3"),
    ("ArrowDown", "phase", "1"),
    (".", "phase", "2"),
    ("4", "phase", "4"),
    ("Home", "step", "0"),
    ("End", "step", "10"),
    (",", "phase", "3"),
]
HEAP = """async () => {
  for (let n = 0; n < 3; n += 1) await new Promise((done) => setTimeout(done, 60));
}"""


def test_a_walk_with_the_keyboard_alone(page: Page, url: str) -> None:
    open_page(page, f"{url}/?step=3&phase=1")
    player = page.locator(".lv-player")
    page.get_by_label("Type a sentence").focus()
    for _ in range(30):
        page.keyboard.press("Tab")
        if player.evaluate("(e) => e.getRootNode().activeElement === e"):
            break
    expect(player).to_be_focused()
    assert player.evaluate("(e) => getComputedStyle(e).outlineStyle") == "solid"
    for key, name, value in STEPS:
        page.keyboard.press(key)
        expect(player).to_have_attribute(f"data-{name}", value)
    page.keyboard.press("?")
    expect(page.locator(".lv-keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".lv-card")).to_be_hidden()
    expect(player).to_be_focused()
    page.keyboard.press("r")
    expect(page.locator(".lv-equation")).to_be_visible()
    page.keyboard.press("]")
    expect(page.locator(".lv-card-body")).to_have_attribute("data-j", "1")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.shadowRoot.activeElement.tagName") == "BUTTON"
    page.keyboard.press("Escape")
    expect(player).to_be_focused()
    page.keyboard.press("Home")
    page.keyboard.press(" ")
    expect(player).to_have_attribute("data-playing", "true")
    page.keyboard.press(" ")
    expect(player).to_have_attribute("data-playing", "false")


def test_keys_in_the_sentence_box_are_letters(page: Page, url: str) -> None:
    open_page(page, f"{url}/?step=3&phase=1")
    box = page.get_by_label("Type a sentence")
    box.fill("")
    box.press_sequentially("f r ? 4 .", delay=10)
    expect(box).to_have_value("f r ? 4 .")
    expect(page.locator(".lv-card")).to_be_hidden()
    expect(page.locator(".lv-player")).to_have_attribute("data-steps", "5")


def test_choices_are_kept_in_the_link(page: Page, url: str) -> None:
    open_page(page, f"{url}/?step=3&phase=4")
    page.click("[data-map=all]")
    page.click("[data-action=mode]")
    page.select_option("[data-action=order]", "influence")
    page.wait_for_url("**mode=story**map=all**order=influence**")
    page.reload()
    expect(page.locator(".lv-small")).to_have_count(6)
    expect(page.locator(".lv-player")).to_have_attribute("data-mode", "story")
    expect(page.locator("[data-action=order]")).to_have_value("influence")
    expect(page.locator(".lv-cell .lv-letters").first).to_be_hidden()
    expect(page.locator(".lv-say")).to_contain_text("verdict")


def test_word_by_word_shows_whole_steps_only(page: Page, url: str) -> None:
    open_page(page, f"{url}/?step=1&phase=4")
    page.select_option("[data-action=pace]", "word")
    page.select_option("[data-action=speed]", "4")
    page.evaluate(
        """() => {
      const roots = [...document.querySelectorAll("*")].map((e) => e.shadowRoot);
      const find = () => roots.map((root) => root?.querySelector(".lv-player")).find(Boolean);
      const player = find();
      window.phases = new Set();
      new MutationObserver(() => window.phases.add(player.dataset.phase))
        .observe(player, { attributes: true, attributeFilter: ["data-phase", "data-step"] });
    }"""
    )
    page.click("[data-action=play]")
    expect(page.locator(".lv-player")).to_have_attribute("data-step", "10", timeout=15_000)
    assert page.evaluate("[...window.phases]") == ["4"]


def test_less_motion_means_cuts(browser: Browser, url: str) -> None:
    context = browser.new_context(reduced_motion="reduce", viewport={"width": 1366, "height": 768})
    page = context.new_page()
    faults = faults_of(page, url)
    open_page(page, f"{url}/?step=10&phase=4")
    page.click("[data-phase-tab='1']")
    strip = page.locator(".lv-strip.lv-kept")
    expect(strip).to_have_attribute("data-of", "kept", timeout=300)
    context.close()
    assert faults == []


def test_full_screen_has_letters_for_the_last_row(browser: Browser, url: str) -> None:
    context = browser.new_context(viewport={"width": 1920, "height": 1080})
    page = context.new_page()
    faults = faults_of(page, url)
    open_page(page, f"{url}/?step=10&phase=4")
    player = page.locator(".lv-player")
    player.focus()
    page.keyboard.press("f")
    expect(player).to_have_css("font-size", "22.5px")
    least = player.evaluate(
        """(e) => Math.min(...[...e.querySelectorAll(".lv-title, .lv-say, .lv-chip, .lv-p")]
        .map((part) => part.getBoundingClientRect().height))"""
    )
    assert least >= 14
    wide = player.evaluate(
        "(e) => [e.scrollWidth - e.clientWidth, e.scrollHeight - e.clientHeight]"
    )
    assert max(wide) <= 1
    page.keyboard.press("f")
    expect(player).to_have_css("font-size", "15px")
    context.close()
    assert faults == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_with_a_receipt_open(page: Page, url: str, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    open_page(page, f"{url}/?step=10&phase=4&map=all")
    click_unit(page, "f", 1)
    expect(page.locator(".lv-equation")).to_be_visible()
    assert barriers(page) == []


def test_wheel_and_touch_are_left_to_the_page(page: Page) -> None:
    empty_page(page)
    page.evaluate("(data) => window.show(data)", random_reading(20, 8))
    for kind in ("wheel", "touchmove"):
        for part in (".lv-inner > .lv-canvas", ".lv-cell", ".lv-ribbon"):
            prevented = page.locator(part).evaluate(
                """(e, kind) => {
                  const event = new Event(kind, { bubbles: true, cancelable: true });
                  return !e.dispatchEvent(event);
                }""",
                kind,
            )
            assert not prevented


def test_fifty_sentences_leave_the_heap_as_it_was(page: Page) -> None:
    empty_page(page)
    session = page.context.new_cdp_session(page)
    readings = [json.dumps(random_reading(5 + n, 16)) for n in range(5)]

    def show(count: int) -> int:
        for n in range(count):
            page.evaluate("(text) => window.show(JSON.parse(text))", readings[n % 5])
            page.locator("[data-action=play]").click()
        page.evaluate("(text) => window.show(JSON.parse(text))", readings[0])
        page.evaluate(HEAP)
        session.send("HeapProfiler.collectGarbage")
        used: int = session.send("Runtime.getHeapUsage")["usedSize"]
        return used

    before = show(10)
    assert show(50) <= 1.1 * before
    assert page.locator(".lv-player").count() == 1
