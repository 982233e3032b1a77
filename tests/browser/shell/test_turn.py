"""The menu's watch over pages that Streamlit leaves empty, on a page that plays Streamlit."""

import pytest
from playwright.sync_api import Page

from lstm_viz.ui.menu import MENU_FOLDER
from tests.browser.alone import modules_page

# What Streamlit's page does, in its own attributes: `show` and `clear` are its repainting.
STREAMLIT = """async () => {
  document.body.innerHTML = `
    <div data-testid="stApp" data-test-script-state="notRunning">
      <div data-testid="stMain"><i data-testid="stElementContainer"></i></div>
    </div>`;
  const app = document.body.querySelector("[data-testid=stApp]");
  const main = app.querySelector("[data-testid=stMain]");
  const element = main.innerHTML;
  const { watched } = await import("http://modules.test/turn.mjs");
  watched();
  globalThis.asked = 0;
  addEventListener("popstate", () => { asked += 1; });
  const task = () => new Promise((done) => queueMicrotask(() => queueMicrotask(done)));
  globalThis.play = async (steps) => {
    const acts = {
      clear: () => { main.innerHTML = ""; },
      show: () => { main.innerHTML = element; },
      run: () => { app.dataset.testScriptState = "running"; },
      rest: () => { app.dataset.testScriptState = "notRunning"; },
      turn: () => { dispatchEvent(new PopStateEvent("popstate", { state: {} })); asked -= 1; },
    };
    for (const step of steps.split(" ")) {
      acts[step]();
      await task();
    }
    return asked;
  };
}"""
# Streamlit's own way with a link is played by what makes `asked` no number.
LINK = """() => {
  const link = document.createElement("a");
  Object.assign(link, { href: "compare?q=It+was+good", textContent: "Compare" });
  link.dataset.testid = "stPageLink-NavLink";
  link.addEventListener("click", (event) => { event.preventDefault(); asked = NaN; });
  document.querySelector("[data-testid=stElementContainer]").append(link);
}"""
TURNED = "turn clear run show rest"
LONG = 60_000  # ms


@pytest.fixture
def stage(page: Page) -> Page:
    """A full page at rest, with its own clock."""
    page.clock.install(time=0)
    modules_page(page, MENU_FOLDER)
    page.clock.pause_at(LONG)
    page.evaluate(STREAMLIT)
    return page


def played(stage: Page, steps: str) -> int:
    """Play steps; return how often in all the page was asked for."""
    asked: int = stage.evaluate("(steps) => play(steps)", steps)
    return asked


@pytest.mark.parametrize(
    ("steps", "asked"),
    [
        (TURNED, 0),
        ("run show rest", 0),
        ("turn clear run rest", 1),  # the page's own run brought nothing
        ("turn clear run show clear rest", 1),
        ("turn clear run show rest clear", 1),  # a late answer, too short to be seen running
        (f"{TURNED} run clear rest", 1),  # a late answer, seen running
        (f"{TURNED} clear run show rest clear run show rest", 2),  # late answers, one by one
    ],
)
def test_only_an_empty_page_is_asked_for_again(stage: Page, steps: str, asked: int) -> None:
    assert played(stage, steps) == asked


def test_a_full_page_is_never_asked_for(stage: Page) -> None:
    assert played(stage, TURNED) == 0
    stage.clock.run_for(LONG)
    assert played(stage, "run rest") == 0


def test_a_page_that_never_begins_is_asked_for_again(stage: Page) -> None:
    assert played(stage, "turn clear") == 0
    stage.clock.run_for(1000)
    assert played(stage, "rest") == 0
    stage.clock.run_for(LONG)
    assert played(stage, "rest") == 3


def test_a_page_with_nothing_to_show_is_left_in_peace(stage: Page) -> None:
    assert played(stage, "turn clear" + " run rest" * 9) == 3
    assert played(stage, f"{TURNED} clear") == 4


def test_a_link_on_a_page_says_at_once_where_the_reader_goes(stage: Page) -> None:
    stage.evaluate(LINK)
    stage.get_by_role("link", name="Compare").click()
    stage.clock.run_for(1000)
    assert stage.url == "http://modules.test/compare?q=It+was+good"
    assert played(stage, "clear run show rest") == 1  # the visit itself
    stage.evaluate(LINK)
    stage.get_by_role("link", name="Compare").click(modifiers=["Shift"])
    assert stage.evaluate("isNaN(asked)")


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("?q=It+was+good", "?q=It%20was%20hardly%20good"),  # typed, then the link was clicked
        ("?q=Another", "?q=It+was+good"),  # the link has a place of its own
    ],
)
def test_a_link_takes_along_what_the_address_learns_after_it_was_drawn(
    stage: Page, first: str, then: str
) -> None:
    # Streamlit writes a link anew only when its run has come so far down the page.
    stage.evaluate("(first) => history.replaceState({}, '', first)", first)
    stage.evaluate(LINK)
    stage.evaluate("document.dispatchEvent(new InputEvent('input', { bubbles: true }))")
    stage.evaluate("(then) => history.replaceState({}, '', then)", then)
    stage.get_by_role("link", name="Compare").click()
    stage.clock.run_for(1000)
    assert stage.url == f"http://modules.test/compare{then}"


def test_a_page_just_turned_to_has_its_own_time(stage: Page) -> None:
    played(stage, "turn clear")
    stage.clock.run_for(3000)
    played(stage, "turn")
    stage.clock.run_for(3000)
    assert played(stage, "rest") == 0
