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
    shown, bars = page.locator(".lv-scored").first, page.locator(".st-key-scores .js-plotly-plot")
    expect(bars).to_be_visible()
    box, chart = shown.bounding_box(), bars.bounding_box()
    assert box
    assert chart
    assert box["y"] + box["height"] <= chart["y"] <= 2 / 3 * HEIGHT
    if text == SENTENCES[0]:
        assert chart["y"] + chart["height"] <= HEIGHT + 30  # but for the line on its scale
