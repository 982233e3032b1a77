"""What keeps people out: the findings of axe on a page that stands."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# Streamlit's own link to the main part stands before all landmarks, as such a link has to.
NOT_OURS = ("region", 'data-testid="stSkipToContent"')


def barriers(page: Page) -> list[tuple[str, str, str]]:
    """Wait until a page of the app stands; return every finding by grade, rule and element."""
    page.get_by_role("heading", level=1).first.wait_for(state="attached")
    links = page.locator("nav a", has_text="Can I trust")  # out of sight on a phone
    links.wait_for(state="attached")  # the menu's links come last
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    rule, element = NOT_OURS
    return [
        (found["impact"], found["id"], node["html"][:200])
        for found in Axe().run(page).response["violations"]
        for node in found["nodes"]
        if not (found["id"] == rule and element in node["html"])
    ]
