"""The menu keeps the sentence and the page, however soon after a key press it is used."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.rig import READY, open_page

TYPED = "It was hardly good"
# The page is left and, in the same moment, the part of it that is left asks the server for itself.
LEAVE_AND_ASK = """() => {
  const units = [...document.querySelectorAll("button")].find((e) => e.textContent === "64 units");
  addEventListener("popstate", () => setTimeout(() => units.click()), { once: true });
  history.back();
}"""


def heading(page: Page, name: str) -> None:
    """Expect a page's heading."""
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()


def opened(page: Page, url: str) -> None:
    """Open the home page with its menu."""
    open_page(page, f"{url}/?q=An+old+film")
    page.get_by_role("link", name="The model").wait_for()
    expect(page.locator("button.lv-chip")).to_have_count(3)


@pytest.mark.parametrize("wait", [0, 100, 250])
def test_what_was_typed_goes_with_the_reader_at_once(page: Page, url: str, wait: int) -> None:
    opened(page, url)
    page.get_by_label("Type a sentence").fill(TYPED)
    page.wait_for_timeout(wait)  # ms: the moment of the click is what is tested
    page.get_by_role("link", name="Gradient flow").click()
    heading(page, "Gradient flow")
    page.wait_for_url("**/gradients?q=*hardly*")
    expect(page.get_by_label("Type a sentence")).to_have_value(TYPED)
    page.go_back()
    heading(page, "Read a sentence")
    expect(page.get_by_label("Type a sentence")).to_have_value(TYPED)


def test_a_link_on_a_page_takes_what_was_typed_with_it(page: Page, url: str) -> None:
    open_page(page, f"{url}/attribution?q=An+old+film")
    link = page.get_by_role("link", name="All checks of this sentence")
    link.scroll_into_view_if_needed()
    page.get_by_label("Type a sentence").fill(TYPED)
    link.click()
    heading(page, "Can I trust these numbers?")
    page.wait_for_url("**/trust?q=*hardly*")
    expect(page.get_by_label("Type a sentence")).to_have_value(TYPED)


def test_an_open_list_or_a_moving_player_does_not_hold_the_reader(page: Page, url: str) -> None:
    opened(page, url)
    page.get_by_role("button", name="Examples").click()
    expect(page.get_by_test_id("stPopoverBody")).to_be_visible()
    page.get_by_role("link", name="Gradient flow").click()
    heading(page, "Gradient flow")
    page.get_by_role("link", name="Read a sentence").click()
    heading(page, "Read a sentence")
    page.locator("button.lv-chip").nth(1).click()
    page.get_by_role("link", name="Gradient flow").click()
    heading(page, "Gradient flow")
    expect(page.locator(".lv-player")).to_be_visible()


def test_a_page_that_streamlit_left_empty_is_asked_for_again(page: Page, url: str) -> None:
    open_page(page, f"{url}/gradients?q=An+old+film")
    page.get_by_role("link", name="Read a sentence").click()
    heading(page, "Read a sentence")
    page.wait_for_selector(READY)
    page.evaluate(LEAVE_AND_ASK)
    player = page.locator(".lv-player")
    expect(player).to_be_visible(timeout=20_000)  # asked for again, on a busy machine too
    heading(page, "Gradient flow")


def test_links_show_the_present_place_and_open_elsewhere(page: Page, url: str) -> None:
    opened(page, url)
    box = page.get_by_label("Type a sentence")
    box.fill(TYPED)
    box.press("Enter")
    page.wait_for_url("**/?q=*hardly*")
    link = page.get_by_role("link", name="The model")
    link.hover()
    address = link.get_attribute("href") or ""
    assert address.startswith(f"{url}/model?q=It+was+hardly+good")
    with page.context.expect_page() as opening:
        link.click(modifiers=["Control"])
    expect(opening.value.get_by_role("heading", name="The model", level=1)).to_be_visible()
    heading(page, "Read a sentence")


def test_the_present_page_is_marked_for_eyes_and_ears(page: Page, url: str) -> None:
    open_page(page, f"{url}/model")
    menu = page.get_by_role("navigation", name="Pages")
    marked = menu.locator("[aria-current=page]")
    expect(marked).to_have_text("The model")
    page.get_by_role("link", name="What if").press("Enter")
    heading(page, "What if")
    expect(marked).to_have_text("What if")


def test_a_double_click_is_one_visit(page: Page, url: str) -> None:
    opened(page, url)
    page.get_by_role("link", name="The model").dblclick()
    heading(page, "The model")
    page.go_back()
    heading(page, "Read a sentence")


def test_a_new_model_changes_the_whole_page(page: Page, url: str) -> None:
    opened(page, url)
    page.get_by_text("64 units", exact=True).click()
    expect(page.locator(".lv-foot")).to_contain_text("lstm-small")
    expect(page.locator(".lv-map-title")).to_contain_text("64 units")


def test_on_a_phone_the_menu_makes_way(browser: Browser, url: str) -> None:
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    open_page(page, url)
    page.get_by_test_id("stExpandSidebarButton").tap()
    page.get_by_role("link", name="Gradient flow").tap()
    heading(page, "Gradient flow")
    expect(page.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", "true")
    context.close()
