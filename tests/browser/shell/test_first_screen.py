"""What has to be seen is on the first screen, on the screens that people have."""

from urllib.parse import quote_plus

import pytest
from playwright.sync_api import Browser, FloatRect, Page, expect

from tests.browser.alone import empty_page, random_reading
from tests.browser.player.test_player import EXAMPLE
from tests.browser.rig import click_unit, faults_of, open_page

SCREENS = [(1366, 620), (1366, 650), (1536, 730), (1280, 720), (1920, 950), (820, 1180), (390, 700)]
LENGTHS = {
    "one": "Good",
    "eleven": EXAMPLE,
    "46": " ".join(["the service was extraordinarily slow but I loved it"] * 5) + " .",
    "200": "not bad " * 100,
}
SHOWN = ["[data-action=play]", ".lv-verdict", ".lv-say"]


def boxes(page: Page) -> dict[str, FloatRect]:
    """Return where the parts stand that must be seen, without scrolling."""
    found = {name: page.locator(name).first.bounding_box() for name in SHOWN}
    return {name: box for name, box in found.items() if box}


@pytest.mark.parametrize("screen", SCREENS, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("model", ["lstm-tiny", "lstm-small"])
def test_play_verdict_and_narration_are_on_the_first_screen(
    browser: Browser, url: str, screen: tuple[int, int], model: str
) -> None:
    width, height = screen
    context = browser.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    faults = faults_of(page, url)
    for name, text in LENGTHS.items():
        for at in ("", "&step=1&phase=4"):  # invited to read, and in the midst of it
            open_page(page, f"{url}/?q={quote_plus(text)}&model={model}{at}")
            page.locator(".lv-player[data-phase]").wait_for()
            found = boxes(page)
            assert set(found) == set(SHOWN), name
            for part, box in found.items():
                assert box["y"] + box["height"] <= height, (name, at, part)
                assert box["x"] + box["width"] <= width, (name, at, part)
                assert box["y"] >= 0, (name, at, part)
            wide = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
            assert wide <= width, name
    context.close()
    assert faults == []


@pytest.mark.parametrize("screen", [(1366, 650), (1280, 720), (1366, 560), (1920, 1080)])
def test_the_whole_screen_holds_the_whole_cell(page: Page, screen: tuple[int, int]) -> None:
    width, height = screen
    page.set_viewport_size({"width": width, "height": height})
    empty_page(page)
    reading = random_reading(11, 8)
    reading["place"] |= {"step": 4, "phase": 4}
    page.evaluate("(data) => window.show(data)", reading)
    page.locator(".lv-player").press("f")
    page.wait_for_function("document.fullscreenElement || document.querySelector(':fullscreen')")
    for part in ("[data-strip=h_prev]", "[data-strip=x]", "[data-strip=h]", *SHOWN, ".lv-ribbon"):
        page.wait_for_function(
            """([what, height]) => {
              const box = document.querySelector(what).getBoundingClientRect();
              const stage = document.querySelector(".lv-stage").getBoundingClientRect();
              const isInside = !what.includes("strip") || box.bottom <= stage.bottom;
              return box.top >= 0 && box.bottom <= height && isInside;
            }""",
            arg=[part, height],
            timeout=5000,
        )


def test_the_open_card_hides_nothing_of_the_player(page: Page, url: str) -> None:
    page.set_viewport_size({"width": 1366, "height": 650})
    open_page(page, f"{url}/?step=10&phase=4")
    expect(page.locator(".lv-player")).to_have_attribute("data-step", "9")
    parts = [*SHOWN, ".lv-ribbon", ".lv-controls"]
    before = [page.locator(part).bounding_box() for part in parts]
    click_unit(page, "f", 2)
    expect(page.locator(".lv-equation")).to_be_visible()
    assert [page.locator(part).bounding_box() for part in parts] == before
    card = page.locator(".lv-card").bounding_box()
    cell = page.locator(".lv-cell").bounding_box()
    close = page.locator(".lv-close").bounding_box()
    assert card
    assert cell
    assert close
    assert cell["x"] + cell["width"] <= card["x"] + 1
    assert card["y"] + card["height"] <= 650
    assert close["y"] + close["height"] <= 650
    page.mouse.move(5, 5)
