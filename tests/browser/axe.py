"""What keeps people out: the findings of axe on a page that stands."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as TooLate

from tests.browser.rig import open_page

# Whether every part has its colours; transitions end at once: on a busy machine they can last as
# long as no frame is drawn. What is written at a scale is grey where it is light.
DRESSED = """([isDark, withCharts]) => {
  const hosts = [...document.querySelectorAll("*")].filter((one) => one.shadowRoot);
  const roots = [document, ...hosts.map((host) => host.shadowRoot)];
  const all = (what) => roots.flatMap((root) => [...root.querySelectorAll(what)]);
  const sum = (numbers) => numbers.reduce((all, one) => all + Number(one), 0);
  const isLight = (colour) => sum(colour.match(/\\d+/g).slice(0, 3)) > 550;
  const app = document.querySelector("[data-testid=stApp]");
  const scales = all(".js-plotly-plot :is(.xtick, .ytick) text");
  const moving = roots.flatMap((root) => root.getAnimations());
  moving.filter((one) => one instanceof CSSTransition).forEach((one) => one.finish());
  return isLight(getComputedStyle(app).backgroundColor) !== isDark
    && all(".lv-player").every((one) => one.classList.contains("lv-dark") === isDark)
    && (!withCharts || scales.every((one) => isLight(getComputedStyle(one).fill) === isDark));
}"""
# Streamlit keeps whatever figure Plotly hands back when it has drawn one. If the colours change
# while a chart is being drawn, that is a figure in the old colours, and the chart keeps them until
# the page is loaded again (seen once in fourteen times on a busy machine).
PATIENCE = 8_000  # ms for the charts; then the page is loaded again
# Streamlit's own link to the main part stands before all landmarks, as such a link has to.
NOT_OURS = ("region", 'data-testid="stSkipToContent"')


def dress(page: Page, way: str) -> None:
    """Show a page that stands in "light", "dark" or "forced" colours, and wait until it is so."""
    page.emulate_media(
        color_scheme="dark" if way == "dark" else "light",
        forced_colors="active" if way == "forced" else "none",
    )
    is_dark = way == "dark"
    page.wait_for_function(DRESSED, arg=[is_dark, False])
    try:
        page.wait_for_function(DRESSED, arg=[is_dark, True], timeout=PATIENCE)
    except TooLate:
        open_page(page, page.url)
        page.wait_for_function(DRESSED, arg=[is_dark, True])


def barriers(page: Page) -> list[tuple[str, str, str]]:
    """Wait until a page of the app stands; return every finding by grade, rule and element."""
    page.get_by_role("heading", level=1).first.wait_for(state="attached")
    links = page.locator("nav a", has_text="Can I trust")  # out of sight on a phone
    links.wait_for(state="attached")  # the menu's links come last
    page.wait_for_load_state("networkidle")
    return findings(page)


def findings(page: Page) -> list[tuple[str, str, str]]:
    """Return every finding on a page that stands, by grade, rule and element."""
    page.evaluate("document.fonts.ready")
    rule, element = NOT_OURS
    return [
        (found["impact"], found["id"], node["html"][:200])
        for found in Axe().run(page).response["violations"]
        for node in found["nodes"]
        if not (found["id"] == rule and element in node["html"])
    ]
