"""Pictures of every page, light and dark, laptop, projector and phone; for `scripts/look`."""

from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.rig import ROOT, launch, open_page, serve

FOLDER = ROOT / "look"
SCREENS = {
    "light-1366": ("light", 1366, 768),
    "dark-1366": ("dark", 1366, 768),
    "light-1920": ("light", 1920, 1080),
    "light-820": ("light", 820, 1100),
    "light-360": ("light", 360, 800),
    "dark-360": ("dark", 360, 800),
}
PAGES = {
    "home": "/?step=10&phase=4&mode=numbers",
    "home-forget": "/?step=10&phase=1&mode=numbers",
    "home-64": "/?step=10&phase=4&mode=numbers&model=lstm-small",
    "home-story": "/?step=4&phase=1&mode=story&map=all",
    "home-receipt": "/?step=10&phase=4#receipt",
    "home-full": "/?step=4&phase=1#full",
    "home-long": f"/?q={'+'.join(['a', 'very', 'good', 'film'] * 12)}",
    "gradients": "/gradients",
    "lstm-rnn": "/lstm_rnn",
    "memory": "/memory",
    "memory-64": "/memory?model=lstm-small&unit=5&step=7",
    "inside": "/inside?step=4&unit=3",
    "inside-64": "/inside?step=4&unit=3&model=lstm-small&notation=torch",
    "compare": "/compare",
    "negation": "/negation",
    "model": "/model",
    "attribution": "/attribution",
    "attribution-64": "/attribution?model=lstm-small",
    "surgery": "/surgery",
    "surgery-64": "/surgery?model=lstm-small",
    "trust": "/trust",
    "vanishing": "/vanishing",
}
PLAYED = ("", "gradients", "compare")  # pages that open with the player; the others with a figure
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
    page.evaluate("document.fonts.ready")
    if key := KEYS.get(address.partition("#")[2]):
        page.locator(".lv-player").focus()
        page.keyboard.press(key)
        page.wait_for_timeout(400)  # the screen grows
    page.screenshot(path=to)
    whole = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    if whole > height:
        page.set_viewport_size({"width": width, "height": whole})
        page.screenshot(path=to.with_stem(f"{to.stem}-whole"))
    context.close()


def main() -> None:
    """Photograph every page on every screen."""
    FOLDER.mkdir(exist_ok=True)
    with serve() as url, sync_playwright() as playwright:
        browser = launch(playwright)
        for name, path in PAGES.items():
            for screen, size in SCREENS.items():
                picture(browser, url + path, size, FOLDER / f"{name}-{screen}.png")
        browser.close()


if __name__ == "__main__":
    main()
