"""The page on attribution makes its point on the first screen, however long the sentence."""

from urllib.parse import quote_plus

import pytest
from playwright.sync_api import Page, expect

from tests.browser.rig import open_page
from tests.readers import LONG, SENTENCES

HEIGHT = 650  # px, what the browser of a 1366×768 laptop shows


@pytest.mark.parametrize("model", ["lstm-tiny", "lstm-small"])
@pytest.mark.parametrize(
    "text", ["Good", SENTENCES[0], LONG], ids=lambda text: f"{len(text)} letters"
)
def test_at_most_a_screen_stands_before_the_bars(
    page: Page, url: str, text: str, model: str
) -> None:
    page.set_viewport_size({"width": 1366, "height": HEIGHT})
    open_page(page, f"{url}/attribution?q={quote_plus(text)}&model={model}")
    shown, others = page.locator(".lv-scored").first, page.get_by_text("The other six methods")
    expect(others).to_be_visible()
    for part in (shown, others):
        box = part.bounding_box()
        assert box
        assert box["y"] + box["height"] <= HEIGHT
    bars = page.get_by_role("heading", name="All methods as bars").bounding_box()
    assert bars
    assert bars["y"] <= HEIGHT + 30
