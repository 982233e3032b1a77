"""Everybody can use every page on a phone too: no finding of axe at 390 px."""

from typing import Literal

import pytest
from playwright.sync_api import Browser

from tests.browser.axe import barriers
from tests.browser.rig import faults_of, open_page
from tests.browser.test_pages import PATHS


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PATHS)
def test_nothing_stands_in_the_way_of_assistive_technology_on_a_phone(
    browser: Browser, url: str, path: str, scheme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": 390, "height": 700})
    page = context.new_page()
    faults = faults_of(page, url)
    open_page(page, url + path)
    found = barriers(page)
    context.close()
    assert found == []
    assert faults == []
