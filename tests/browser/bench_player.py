"""How fast the player itself is, alone in a page; for `scripts/bench-player`.

"Step to paint" runs from the click on "one word on" to the first message after the frame that
shows it was drawn. "Tasks" are what the browser reports as blocking for over 50 ms after the
first paint, while it plays at the usual and at the fastest speed; "requests" is everything that
leaves the page from then on. Throttled: Chromium runs four times slower. "nothing_to_paint" is the
same measurement of a page that holds one button and writes one number into it: what no page can
be faster than on this machine.
"""

import json
import sys
from statistics import median, quantiles

from playwright.sync_api import Browser, Page, sync_playwright

from lstm_viz.player.payload import Payload
from tests.browser.alone import backward_reading, empty_page, random_reading
from tests.browser.rig import launch

SIZES = ((20, 8), (20, 64), (200, 128))
SPEEDS = (1, 4)
PAINTED = """(act) => new Promise((done) => {
  const begin = performance.now();
  act();
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done(performance.now() - begin);
    port2.postMessage(0);
  });
})"""
FIRST = f"async (text) => ({PAINTED})(() => window.show(JSON.parse(text)))"
STEPS = f"""async () => {{
  const painted = {PAINTED};
  const next = document.querySelector("[data-action=next]");
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  const times = [];
  const first = document.querySelector("[data-action=first]");
  for (let n = 0; n < 60; n += 1) {{
    times.push(await painted(() => (n % 18 === 17 ? first : next).click()));
    await pause(137); // any moment between two frames
  }}
  return times;
}}"""
PLAY = """async (faster) => {
  const tasks = [];
  const watch = new PerformanceObserver((list) => tasks.push(...list.getEntries()));
  watch.observe({ type: "longtask" });
  const isBackward = document.querySelector(".lv-is-backward") !== null;
  document.querySelector(`[data-action=${isBackward ? "last" : "first"}]`).click();
  const speed = document.querySelector("[data-action=speed]");
  speed.value = String(faster);
  speed.dispatchEvent(new Event("input", { bubbles: true }));
  document.querySelector("[data-action=play]").click();
  const gaps = await new Promise((done) => {
    const found = [];
    const begin = performance.now();
    let last = begin;
    const count = (now) => {
      found.push(now - last);
      last = now;
      if (now - begin < 5000) requestAnimationFrame(count);
      else done(found);
    };
    requestAnimationFrame(count);
  });
  watch.disconnect();
  const player = document.querySelector(".lv-player");
  return {
    steps: Number(player.dataset.step),
    frames_per_second: Math.round(10000 * gaps.length / gaps.reduce((a, b) => a + b, 0)) / 10,
    longest_frame_ms: Math.round(Math.max(...gaps.slice(1))),
    tasks_over_50_ms: tasks.length,
  };
}"""


NOTHING = """() => {
  document.body.innerHTML = "<button data-action=first></button><button data-action=next></button>";
  const next = document.querySelector("[data-action=next]");
  next.onclick = () => { next.textContent = String(Number(next.textContent) + 1); };
}"""


def spread(times: list[float]) -> dict[str, float]:
    """Return median and 95th percentile, ms."""
    return {"median": round(median(times), 1), "p95": round(quantiles(times, n=20)[-1], 1)}


def slowed_page(browser: Browser, slower: int) -> Page:
    """Open a page with the player's script on a machine so many times slower."""
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    empty_page(page)
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    return page


def nothing(browser: Browser, slower: int) -> dict[str, object]:
    """Measure a step that paints one number and nothing else."""
    page = slowed_page(browser, slower)
    page.evaluate(NOTHING)
    steps = page.evaluate(STEPS)
    page.close()
    return {"nothing_to_paint": True, "cpu_slower": slower, "step_to_paint_ms": spread(steps)}


def measure(browser: Browser, payload: Payload, slower: int) -> dict[str, object]:
    """Measure one reading on one speed of machine."""
    page = slowed_page(browser, slower)
    text = json.dumps(payload)
    first = page.evaluate(FIRST, text)
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    steps = page.evaluate(STEPS)
    played = {f"playing_at_{faster}": page.evaluate(PLAY, faster) for faster in (1, 4)}
    page.close()
    return {
        "tokens": payload["n_tokens"],
        "units": payload["n_hidden"],
        "backward": "target" in payload,
        "cpu_slower": slower,
        "first_paint_ms": round(first, 1),
        "step_to_paint_ms": spread(steps),
        **played,
        "requests": len(requests),
    }


def main() -> None:
    """Measure every size at every speed and print it."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        readings = [random_reading(*size) for size in SIZES]
        readings += [backward_reading(name) for name in ("lstm-tiny", "lstm-small")]
        found = [nothing(browser, slower) for slower in SPEEDS]
        found += [measure(browser, one, slower) for slower in SPEEDS for one in readings]
        browser.close()
    sys.stdout.write(json.dumps(found, indent=2) + "\n")


if __name__ == "__main__":
    main()
