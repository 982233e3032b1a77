"""How fast the screen follows the reader; for `scripts/bench-app`.

Times run from the key press of Enter to the end of the frame that paints the new text; nothing
polls the page meanwhile, since that would be measured too. Frames are counted while the player
plays; the wire is watched meanwhile.
"""

import json
import sys
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import Browser, Page, WebSocket, sync_playwright

from tests.browser.rig import launch, open_page, serve

EDITS = 40
TWENTY = "+".join(["The", "film", "was", "not", "bad"] * 4)
ARM = """([inPlayer, text]) => {
  const squeezed = text.replaceAll(" ", "");
  const holds = (e) => e.shadowRoot?.querySelector(".lv-player");
  const host = [...document.querySelectorAll("*")].find(holds);
  const root = inPlayer ? host.shadowRoot : document.body;
  const read = (what) => [...root.querySelectorAll(what)].map((e) => e.textContent);
  const isThere = () => inPlayer
    ? read("button.lv-chip").join("") === squeezed
    : read("[data-testid=stMarkdownContainer] p").includes(text);
  window.painted = new Promise((done, fail) => {
    const late = setTimeout(() => fail(new Error(`never painted: ${text}`)), 10000);
    const watch = new MutationObserver(() => {
      if (!isThere()) return;
      watch.disconnect();
      clearTimeout(late);
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => done(performance.now() - window.pressedAt);
        port2.postMessage(0);
      });
    });
    watch.observe(root, { subtree: true, childList: true, characterData: true });
  });
}"""
FRAMES = """() => new Promise((done) => {
  const gaps = [];
  let last = performance.now();
  const begin = last;
  const count = (now) => {
    gaps.push(now - last);
    last = now;
    if (now - begin < 4000) requestAnimationFrame(count);
    else done({
      frames_per_second: gaps.length / ((now - begin) / 1000),
      long_frames: gaps.filter((gap) => gap > 50).length,
    });
  };
  requestAnimationFrame(count);
})"""


def enter_to_paint(browser: Browser, address: str, *, in_player: bool) -> dict[str, float]:
    """Type sentences of changing length; return median and 95th percentile in ms."""
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    open_page(page, address)
    box = page.get_by_label("Type a sentence")
    if in_player:
        page.locator(".lv-player").wait_for()
    page.evaluate(
        "addEventListener('keydown',"
        " (e) => { if (e.key === 'Enter') window.pressedAt = performance.now(); }, true)"
    )
    times = []
    for edit in range(EDITS + 2):
        text = " ".join([f"word{edit}", *["good"] * (3 + edit % 5)])
        page.evaluate(ARM, [in_player, text])
        box.fill(text)
        box.press("Enter")
        times.append(page.evaluate("window.painted"))
        page.wait_for_timeout(300)  # an idle machine: the last sentence's work is through
    page.close()
    rest = times[2:]
    return {"median_ms": round(median(rest), 1), "p95_ms": round(quantiles(rest, n=20)[-1], 1)}


def playing(page: Page, address: str) -> dict[str, float]:
    """Play for four seconds; return frames a second, frames over 50 ms, messages sent."""
    messages: list[str] = []

    def watch(socket: WebSocket) -> None:
        socket.on("framesent", lambda _: messages.append("sent"))
        socket.on("framereceived", lambda _: messages.append("received"))

    page.on("websocket", watch)
    open_page(page, address)
    page.locator("[data-action=play]").click()
    page.locator(".lv-player[data-playing=true]").wait_for()
    messages.clear()
    frames: dict[str, float] = page.evaluate(FRAMES)
    return {**frames, "websocket_messages": len(messages)}


def main() -> None:
    """Measure and print."""
    result: dict[str, object] = {}
    with sync_playwright() as playwright:
        browser = launch(playwright)
        with serve(Path(__file__).with_name("smallest_app.py")) as url:
            result["enter_to_paint_smallest_app"] = enter_to_paint(browser, url, in_player=False)
        with serve() as url:
            result["enter_to_paint_player"] = enter_to_paint(browser, url, in_player=True)
            for model in ("lstm-tiny", "lstm-small"):
                page = browser.new_page(viewport={"width": 1366, "height": 768})
                address = f"{url}/?q={TWENTY}&model={model}&step=1&phase=1"
                result[f"playing_{model}"] = playing(page, address)
                page.close()
        browser.close()
    sys.stdout.write(json.dumps(result, indent=2) + "\n")


if __name__ == "__main__":
    main()
