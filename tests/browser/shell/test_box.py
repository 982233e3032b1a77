"""The sentence box: one line at rest, the whole sentence while it is in use, never in the way."""

from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, Page, expect

from lstm_viz.ui.menu import MENU_FOLDER
from tests.browser.alone import modules_page
from tests.browser.rig import open_page

LINE = 46  # px
LONG = " ".join(["The film was not at all boring and the music quite good"] * 5)
UNBROKEN = "a" * 5000
SCREENS = [(1366, 650), (820, 1180), (390, 700)]
# A box that was typed into before its script came; `heard` is what Streamlit would hear.
TYPED_EARLY = """async () => {
  document.body.innerHTML = `
    <div class="st-key-bar"><div data-testid="stTextArea"><textarea></textarea></div></div>`;
  const box = document.querySelector("textarea");
  box.value = "It was\\nhardly good";
  globalThis.heard = [];
  box.addEventListener("input", () => heard.push(box.value));
  box.addEventListener("keydown", ({ key, ctrlKey }) => heard.push(`${ctrlKey} ${key}`));
  const { mindBox } = await import("http://modules.test/box.mjs");
  mindBox();
  return heard;
}"""


@pytest.fixture
def box(page: Page, url: str) -> Locator:
    """The box of a home page with a long sentence, and its script."""
    open_page(page, f"{url}/?q={quote(LONG)}")
    page.get_by_role("link", name="The model").wait_for(state="attached")
    page.locator("button.lv-chip").first.wait_for()
    return page.get_by_label("Type a sentence")


def height(page: Page) -> float:
    """Return the height of the box with its border."""
    place = page.locator(".st-key-bar [data-testid=stTextAreaRootElement]").bounding_box()
    assert place is not None
    return place["height"]


def below(page: Page) -> float:
    """Return where the player begins."""
    place = page.locator(".lv-player").bounding_box()
    assert place is not None
    return place["y"]


@pytest.mark.parametrize(("width", "high"), SCREENS)
def test_it_grows_while_in_use_over_what_is_below(
    page: Page, box: Locator, width: int, high: int
) -> None:
    page.set_viewport_size({"width": width, "height": high})
    page.wait_for_timeout(300)  # the player lays itself out anew
    before = below(page)
    assert height(page) == LINE
    box.focus()
    assert height(page) > LINE
    assert box.evaluate("(e) => e.scrollHeight <= e.clientHeight")  # the whole sentence
    assert below(page) == before
    page.keyboard.press("Tab")
    assert height(page) == LINE
    assert below(page) == before


@pytest.mark.parametrize(("width", "high"), SCREENS)
@pytest.mark.parametrize("text", [UNBROKEN, "word " * 1000])
def test_however_long_it_stays_on_the_screen(
    page: Page, box: Locator, width: int, high: int, text: str
) -> None:
    page.set_viewport_size({"width": width, "height": high})
    box.fill(text)
    box.press("Enter")
    page.wait_for_url(lambda url: "q=The" not in url)
    place = page.locator(".st-key-bar [data-testid=stTextAreaRootElement]").bounding_box()
    assert place is not None
    assert 0 <= place["y"] < place["y"] + place["height"] < high * 0.8
    main = page.locator("[data-testid=stMain]")
    assert main.evaluate("(e) => e.scrollWidth <= e.clientWidth")
    box.blur()
    assert height(page) == LINE
    assert box.evaluate("(e) => [e.scrollLeft, e.scrollTop]") == [0, 0]


def test_enter_reads_at_once_and_adds_no_line(page: Page, box: Locator) -> None:
    box.fill("It was hardly")
    box.press("Enter")
    expect(page.locator("button.lv-chip")).to_have_count(3, timeout=2000)
    page.keyboard.type(" good")
    page.keyboard.press("Shift+Enter")
    expect(page.locator("button.lv-chip").nth(3)).to_have_text("good")
    expect(box).to_have_value("It was hardly good")
    expect(box).to_be_focused()


def test_it_is_read_while_one_types_in_the_pauses(page: Page, url: str) -> None:
    sent: list[str] = []
    page.on("websocket", lambda line: line.on("framesent", lambda _: sent.append("sent")))
    open_page(page, f"{url}/?q=An+old+film")
    page.get_by_role("link", name="The model").wait_for()
    box = page.get_by_label("Type a sentence")
    box.fill("")
    expect(page.locator("button.lv-chip")).to_have_count(0)
    sent.clear()
    box.press_sequentially("It was hardly good", delay=20)
    expect(page.locator("button.lv-chip")).to_have_count(4)
    expect(box).to_be_focused()
    assert len(sent) <= 3  # 18 keys; more than one where the machine itself makes pauses


def test_pasted_lines_become_one(page: Page, box: Locator) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("navigator.clipboard.writeText('It was\\nhardly \\r\\n good')")
    box.press("Control+a")
    box.press("Control+v")
    expect(box).to_have_value("It was hardly good")
    page.keyboard.type("!")
    expect(box).to_have_value("It was hardly good!")
    expect(page.locator("button.lv-chip").last).to_have_text("!")


def test_what_is_typed_before_the_script_is_there_is_read(page: Page) -> None:
    modules_page(page, MENU_FOLDER)
    sentence = "It was hardly good"
    assert page.evaluate(TYPED_EARLY) == [sentence, "true Enter"]
