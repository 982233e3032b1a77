"""What keeps people out: the findings of axe on a page that stands."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def barriers(page: Page) -> list[tuple[str, str]]:
    """Wait until a page of the app stands; return what is serious by rule and element."""
    page.get_by_role("heading", level=1).first.wait_for(state="attached")
    # The menu's links come last; a page's own link to the next has a longer name.
    page.get_by_role("link", name="Can I trust these numbers?", exact=True).wait_for()
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    return [
        (found["id"], found["nodes"][0]["html"][:200])
        for found in Axe().run(page).response["violations"]
        if found["impact"] in {"serious", "critical"}
    ]
