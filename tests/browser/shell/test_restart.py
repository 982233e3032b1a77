"""After a restart of the server the page goes on where it was: no reload, no click, nothing lost.

Errors on the console about the lost connection are expected here.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.rig import free_port, open_page, serve, wait_for_players

BACK_MS = 30_000  # Streamlit asks for its server every 4 s at most; the app then loads its models
LONG_MS = 6000  # Streamlit says by then that there is no server
TYPED = "It was hardly good"
UP = '[data-testid="stApp"][data-test-connection-state="CONNECTED"]'
DOWN = '[data-testid="stApp"][data-test-connection-state="PINGING_SERVER"]'


@contextmanager
def before_the_fall(browser: Browser, path: str, port: int) -> Iterator[Page]:
    """Open a page, run it to its end, and take the server away from it."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    with serve(port=port) as url:
        open_page(page, url + path)
        page.get_by_role("link", name="Can I trust").wait_for()  # the menu, which minds the line
        wait_for_players(page, path)
        expect(page.locator("button.lv-chip").first).to_be_visible()
    page.wait_for_selector(DOWN)
    yield page
    context.close()


@pytest.mark.parametrize("path", ["/?q=An+old+film", "/gradients?q=An+old+film"])
def test_the_first_sentence_typed_after_a_restart_is_read(browser: Browser, path: str) -> None:
    port = free_port()
    with before_the_fall(browser, path, port) as page, serve(port=port):
        page.wait_for_selector(UP, timeout=BACK_MS)
        box = page.get_by_label("Type a sentence")
        box.fill(TYPED)
        box.press("Enter")
        expect(page.locator("button.lv-chip").nth(2)).to_have_text("hardly", timeout=BACK_MS)
        page.wait_for_url("**q=*hardly*")
        expect(box).to_have_value(TYPED)


@pytest.mark.parametrize("path", ["/?q=An+old+film", "/gradients?q=An+old+film"])
def test_a_sentence_typed_meanwhile_is_read_when_the_server_is_back(
    browser: Browser, path: str
) -> None:
    port = free_port()
    with before_the_fall(browser, path, port) as page:
        box = page.get_by_label("Type a sentence")
        box.fill(TYPED)
        expect(page.get_by_role("dialog")).to_be_visible(timeout=LONG_MS)
        with serve(port=port):
            expect(page.locator("button.lv-chip").nth(2)).to_have_text("hardly", timeout=BACK_MS)
            page.wait_for_url("**q=*hardly*")
            expect(box).to_have_value(TYPED)
            expect(page.get_by_role("dialog")).to_have_count(0)


def test_who_is_typing_when_the_server_goes_stays_in_the_box(browser: Browser) -> None:
    port = free_port()
    context = browser.new_context()
    page = context.new_page()
    with serve(port=port) as url:
        open_page(page, f"{url}/?q=An+old")
        page.get_by_role("link", name="Can I trust").wait_for()
        box = page.get_by_label("Type a sentence")
        box.focus()
        page.keyboard.press("End")
        page.keyboard.type(" f")
    page.keyboard.type("il")
    page.wait_for_selector(DOWN)
    page.keyboard.type("m")
    expect(box).to_be_focused()
    with serve(port=port):
        expect(page.locator("button.lv-chip").nth(2)).to_have_text("film", timeout=BACK_MS)
        expect(box).to_be_focused()
        page.keyboard.type(" again")
        expect(page.locator("button.lv-chip").nth(3)).to_have_text("again")
    context.close()


@pytest.mark.parametrize("path", ["/?q=An+old+film", "/compare?q=An+old+film"])
def test_moves_made_meanwhile_reach_the_address(browser: Browser, path: str) -> None:
    port = free_port()
    with before_the_fall(browser, path, port) as page:
        page.locator("button.lv-chip[data-t='1']").first.click()
        with serve(port=port):
            page.wait_for_url("**step=2**", timeout=BACK_MS)
            expect(page.locator(".lv-player").first).to_have_attribute("data-step", "1")
