"""The sentence travels, a link restores the screen, and nothing sticks out."""

from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.rig import faults_of, open_page

SENTENCE = "I hardly ever laughed."
PATHS = (
    "/",
    "/attribution",
    "/compare",
    "/gradients",
    "/inside",
    "/learned",
    "/lesson",
    "/lstm_rnn",
    "/memory",
    "/model",
    "/negation",
    "/surgery",
    "/trust",
    "/vanishing",
)


def test_a_link_restores_sentence_step_phase_and_model(page: Page, url: str) -> None:
    open_page(page, f"{url}/?q={quote(SENTENCE)}&model=lstm-small&step=3&phase=2&map=f")
    player = page.locator(".lv-player")
    expect(player).to_have_attribute("data-steps", "5")
    expect(player).to_have_attribute("data-step", "2")
    expect(player).to_have_attribute("data-phase", "2")
    expect(page.locator("[data-map=f]")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".lv-map-title")).to_contain_text("64 units")


def test_the_sentence_survives_pages_back_forward_and_reload(page: Page, url: str) -> None:
    open_page(page, url)
    box = page.get_by_label("Type a sentence")
    box.fill(SENTENCE)
    box.press("Enter")
    chips = page.locator("button.lv-chip")
    expect(chips.nth(1)).to_have_text("hardly")
    page.get_by_role("link", name="The model").click()
    expect(page.get_by_role("heading", name="The model", level=1)).to_be_visible()
    page.wait_for_url("**/model?*hardly*")
    page.go_back()
    expect(chips.nth(1)).to_have_text("hardly")
    page.go_forward()
    expect(page.get_by_role("heading", name="The model", level=1)).to_be_visible()
    page.get_by_role("link", name="Read a sentence").click()
    expect(chips.nth(1)).to_have_text("hardly")
    page.reload()
    expect(chips.nth(1)).to_have_text("hardly")
    expect(box).to_have_value(SENTENCE)


@pytest.mark.parametrize("path", PATHS)
def test_nothing_sticks_out_on_a_phone(browser: Browser, url: str, path: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    faults = faults_of(page, url)
    open_page(page, url + path)
    page.get_by_role("heading", level=1).first.wait_for(state="attached")
    wide = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
    context.close()
    assert wide <= 360
    assert faults == []


def test_the_player_follows_the_theme_without_a_reload(page: Page, url: str) -> None:
    open_page(page, url)
    player = page.locator(".lv-player")
    expect(player).not_to_have_class("lv-player lv-dark")
    page.emulate_media(color_scheme="dark")
    expect(player).to_have_class("lv-player lv-dark")


def test_the_first_screen_of_a_laptop_holds_the_whole_menu(page: Page, url: str) -> None:
    page.set_viewport_size({"width": 1366, "height": 768})
    open_page(page, f"{url}/surgery")
    page.get_by_role("link", name="Can I trust").wait_for()
    menu = "document.querySelector('[data-testid=stSidebarContent]')"
    page.wait_for_function(f"{menu}.scrollHeight <= 768")  # once its fonts are there


def test_the_first_screen_of_a_laptop_holds_the_whole_player(page: Page, url: str) -> None:
    open_page(page, url)
    page.locator("[data-action=play]").wait_for()
    box = page.locator(".lv-controls").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 768


def test_the_same_step_of_another_sentence_reaches_the_link_too(page: Page, url: str) -> None:
    open_page(page, f"{url}/?q=one+two+three")
    page.click("button.lv-chip[data-t='1']")
    page.wait_for_url("**step=2**")
    box = page.get_by_label("Type a sentence")
    box.fill("four five six")
    box.press("Enter")
    page.wait_for_url("**q=four**")
    assert "step" not in page.url
    page.click("button.lv-chip[data-t='1']")
    page.wait_for_url("**step=2**")
