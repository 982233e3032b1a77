"""One server and one Chromium for all browser tests; a page fails on what no user may see."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.rig import faults_of, launch, serve


@pytest.fixture(scope="session")
def url() -> Iterator[str]:
    with serve() as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser, url: str) -> Iterator[Page]:
    """A laptop's page that collects console errors and requests that leave the server."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    faults = faults_of(page, url)
    yield page
    context.close()
    assert faults == []
