"""The pages in the reader's own few colours, and at twice the size: 683 × 325 px of a laptop."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import barriers
from tests.browser.rig import faults_of, open_page
from tests.browser.test_pages import PATHS


@pytest.mark.parametrize("screen", [(1366, 768), (390, 700)], ids=["laptop", "phone"])
@pytest.mark.parametrize("path", PATHS)
def test_nothing_stands_in_the_way_where_colours_are_forced(
    browser: Browser, url: str, path: str, screen: tuple[int, int]
) -> None:
    width, height = screen
    context = browser.new_context(
        forced_colors="active", viewport={"width": width, "height": height}
    )
    page = context.new_page()
    faults = faults_of(page, url)
    open_page(page, url + path)
    found = barriers(page)
    context.close()
    assert found == []
    assert faults == []


def test_two_open_cards_are_no_two_regions_of_one_name(page: Page, url: str) -> None:
    open_page(page, f"{url}/compare")
    players = page.locator(".lv-player")
    for n in range(2):
        players.nth(n).press("r")
        expect(players.nth(n).locator(".lv-card")).to_be_visible()
    assert barriers(page) == []
