"""Pictures of pages, light and dark, laptop, projector, tablet and phone; for `scripts/look`."""

import argparse
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.rig import ROOT, launch, open_page, serve

FOLDER = ROOT / "look"
SCREENS = {  # what a browser leaves of a screen
    "light-1366": ("light", 1366, 650),
    "dark-1366": ("dark", 1366, 650),
    "light-1920": ("light", 1920, 950),
    "light-820": ("light", 820, 1180),
    "light-390": ("light", 390, 700),
    "dark-390": ("dark", 390, 700),
}
REVIEW = """A film that begins like a hundred others and does what none of them dared: it stays in
one room with two people who hardly speak, and not for a moment was I bored, nor did I want to be
anywhere else."""
PAGES = {
    "home": "/?step=10&phase=4&mode=numbers",
    "home-forget": "/?step=10&phase=1&mode=numbers",
    "home-64": "/?step=10&phase=4&mode=numbers&model=lstm-small",
    "home-story": "/?step=4&phase=1&mode=story&map=all",
    "home-receipt": "/?step=10&phase=4#receipt",
    "home-full": "/?step=4&phase=1#full",
    "home-good": "/?q=Good",
    "home-46": f"/?q={'+'.join(REVIEW.split())}",
    "home-200": f"/?q={'+'.join(['a', 'very', 'good', 'film'] * 50)}",
    "lesson": "/lesson",
    "lesson-forget": "/lesson?chapter=4&stage=4&answers=4g1",
    "lesson-bench": "/lesson?chapter=4&stage=5&answers=4g1-4h1",
    "lesson-review": "/lesson?chapter=10&stage=4&answers=10g1",
    "gradients": "/gradients",
    "lstm-rnn": "/lstm_rnn",
    "memory": "/memory",
    "memory-64": "/memory?model=lstm-small&unit=5&step=7",
    "inside": "/inside?step=4&unit=3",
    "inside-64": "/inside?step=4&unit=3&model=lstm-small&notation=torch",
    "compare": "/compare",
    "negation": "/negation",
    "model": "/model",
    "learned": "/learned?step=7&phase=4",
    "learned-early": "/learned?trained=6&step=7&phase=4",
    "attribution": "/attribution",
    "attribution-64": "/attribution?model=lstm-small",
    "surgery": "/surgery",
    "surgery-64": "/surgery?model=lstm-small",
    "trust": "/trust",
    "vanishing": "/vanishing",
}
PLAYED = (
    "",
    "gradients",
    "compare",
    "lesson",
)  # pages that open with the player; the others with a figure
KEYS = {"receipt": "r", "full": "f"}  # what is pressed in the player before the picture


def picture(browser: Browser, address: str, screen: tuple[str, int, int], to: Path) -> None:
    """Photograph one page, all of it where it is longer than the screen."""
    scheme, width, height = screen
    context = browser.new_context(
        color_scheme="dark" if scheme == "dark" else "light",
        viewport={"width": width, "height": height},
        reduced_motion="reduce",
    )
    page = context.new_page()
    open_page(page, address)
    page.get_by_role("heading", level=1).first.wait_for(state="attached")
    name = address.rsplit("/", 1)[-1].partition("?")[0]
    page.locator(
        ".lv-controls" if name in PLAYED else ".js-plotly-plot, .lv-checks, .lv-badge"
    ).first.wait_for()
    stand(page)
    if key := KEYS.get(address.partition("#")[2]):
        page.locator(".lv-player").focus()
        page.keyboard.press(key)
        page.wait_for_timeout(400)  # the screen grows
    page.screenshot(path=to)
    whole = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    if whole > height:
        page.set_viewport_size({"width": width, "height": whole})
        stand(page)
        page.screenshot(path=to.with_stem(f"{to.stem}-whole"))
    context.close()


def stand(page: Page) -> None:
    """Wait until nothing holds the place of what is still to come, and the letters are there."""
    page.wait_for_function("!document.querySelector('[data-testid=stSkeleton]')")
    page.evaluate("document.fonts.ready")


def wanted() -> dict[str, str]:
    """Read from the command line which pages to photograph: all if none is named."""
    command = argparse.ArgumentParser(prog="scripts/look", description="Take pictures into look/.")
    command.add_argument(
        "pages", nargs="*", metavar="page", help=f"one of {', '.join(PAGES)}; all if none is named"
    )
    names = command.parse_args().pages
    if unknown := sorted({*names} - {*PAGES}):
        command.error(f"no page is called {', '.join(unknown)}")
    return {name: PAGES[name] for name in names or PAGES}


def main() -> None:
    """Photograph the pages that were asked for on every screen, one after the other."""
    pages = wanted()
    FOLDER.mkdir(exist_ok=True)
    with serve() as url, sync_playwright() as playwright:
        browser = launch(playwright)
        for name, path in pages.items():
            for screen, size in SCREENS.items():
                picture(browser, url + path, size, FOLDER / f"{name}-{screen}.png")
        browser.close()


if __name__ == "__main__":
    main()
