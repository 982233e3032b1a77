"""Every page in any colours, the reader's own few too, and at twice the size: 683 × 325 px."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import barriers, dress
from tests.browser.rig import faults_of, open_page, wait_for_players
from tests.browser.test_pages import PATHS


@pytest.mark.parametrize(
    ("screen", "ways"),
    [((1366, 768), ("light", "forced", "dark")), ((390, 700), ("dark", "light", "forced"))],
    ids=["laptop", "phone"],
)
@pytest.mark.parametrize("path", PATHS)
def test_nothing_stands_in_the_way_of_assistive_technology_in_any_colours(
    browser: Browser, url: str, path: str, screen: tuple[int, int], ways: tuple[str, ...]
) -> None:
    # A page is opened once and changes its colours; it is opened light as well as dark.
    context = browser.new_context(
        color_scheme="dark" if ways[0] == "dark" else "light",
        viewport={"width": screen[0], "height": screen[1]},
    )
    page = context.new_page()
    faults = faults_of(page, url)
    open_page(page, url + path)
    found = {}
    for way in ways:
        dress(page, way)
        found[way] = barriers(page)
    context.close()
    assert found == {"light": [], "dark": [], "forced": []}
    assert faults == []


def test_two_open_cards_are_no_two_regions_of_one_name(page: Page, url: str) -> None:
    open_page(page, f"{url}/compare")
    players = page.locator(".lv-player")
    wait_for_players(page, "/compare")
    for n in range(2):
        players.nth(n).press("r")
        expect(players.nth(n).locator(".lv-card")).to_be_visible()
    assert barriers(page) == []


COVERED = """() => {
  const hosts = [...document.querySelectorAll("*")].filter((one) => one.shadowRoot);
  const roots = [document, ...hosts.map((host) => host.shadowRoot)];
  const what = "button, a[href], input, select, textarea, summary, [tabindex='0']";
  const names = ["stDataFrame", "stSlider", "stHeader", "stSkipToContent"];
  const theirs = names.map((id) => `[data-testid=${id}]`);
  const others = ["[inert]", ".js-plotly-plot", ...theirs].join();
  const above = (one) => one.parentElement ?? one.getRootNode().host;
  const line = (one) => (one ? [one, ...line(above(one))] : []);
  const top = (x, y, root = document) => {
    const hit = root.elementFromPoint(x, y);
    return hit?.shadowRoot && hit.shadowRoot !== root ? top(x, y, hit.shadowRoot) ?? hit : hit;
  };
  const isShown = (one) =>
    one.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !one.disabled;
  const found = [];
  for (const one of roots.flatMap((root) => [...root.querySelectorAll(what)])) {
    if (!isShown(one) || one.closest(others)) continue;
    one.focus();
    if (one.getRootNode().activeElement !== one) continue;
    const box = one.getBoundingClientRect();
    if (box.width < 2 || box.height < 2) continue; // for those who hear the page
    const [start, end] = [Math.max(0, box.top), Math.min(innerHeight, box.bottom)];
    const hit = top(box.x + box.width / 2, (start + end) / 2);
    if (line(hit).includes(one) || line(one).includes(hit)) continue;
    found.push(`${one.tagName} ${one.getAttribute("aria-label") ?? one.textContent.slice(0, 40)}`);
  }
  return found;
}"""


@pytest.mark.parametrize("path", PATHS)
def test_at_twice_the_size_nothing_sticks_out_or_covers_what_has_the_focus(
    browser: Browser, url: str, path: str
) -> None:
    context = browser.new_context(viewport={"width": 683, "height": 325}, device_scale_factor=2)
    page = context.new_page()
    faults = faults_of(page, url)
    open_page(page, url + path)
    page.get_by_role("heading", level=1).first.wait_for(state="attached")
    page.wait_for_load_state("networkidle")
    wide = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
    covered = page.evaluate(COVERED)
    context.close()
    assert wide <= 683
    assert covered == []
    assert faults == []
