"""Whatever the order and delay of the server's answers, the newest move wins and nothing goes back.

The server's messages are held back in the page, each by up to two seconds, in their order.
"""

import random
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.rig import READY, open_page, wait_for_players

SLOWLY = """(() => {
  const Real = window.WebSocket;
  window.answersTake = 0; // ms at most
  let last = Promise.resolve(); // in their order
  const late = (act) => function (event) {
    const wait = Math.random() * window.answersTake;
    const due = new Promise((done) => { setTimeout(done, wait); });
    last = last.then(() => due).then(() => act.call(this, event));
  };
  window.WebSocket = class extends Real {
    addEventListener(kind, act, ...rest) {
      super.addEventListener(kind, kind === "message" ? late(act) : act, ...rest);
    }
    set onmessage(act) { super.onmessage = late(act); }
  };
})()"""
LOG = """() => {
  const holds = (e) => e.shadowRoot?.querySelector(".lv-player");
  window.logs = [...document.querySelectorAll("*")].filter(holds).map((host) => {
    const player = holds(host);
    const at = () => `${player.dataset.step} ${player.dataset.phase}`;
    const seen = [at()];
    new MutationObserver(() => { if (seen.at(-1) !== at()) seen.push(at()); })
      .observe(player, { attributes: true });
    return seen;
  });
}"""
N_MOVES = 9
LAST = 10  # the example's last step


def slow_page(page: Page, address: str, at_most: int = 2000) -> None:
    """Open a page whose answers take up to so many ms from now on."""
    page.add_init_script(SLOWLY)
    open_page(page, address)
    wait_for_players(page, address)
    page.evaluate(LOG)
    page.evaluate(f"window.answersTake = {at_most}")


def move(page: Page, dice: random.Random, step: int) -> tuple[int, int]:
    """Make one move by hand in the first player; return the step and the phase it leads to."""
    player = page.locator(".lv-player").first
    kind = dice.choice(["key", "key", "button", "chip", "phase", "scrub"])
    if kind == "key":
        player.focus()
        page.keyboard.press("ArrowRight")
        return min(LAST, step + 1), 4
    if kind == "button":
        player.locator("[data-action=prev]").click()
        return max(0, step - 1), 4
    if kind == "phase":
        phase = dice.randint(1, 4)
        player.focus()
        page.keyboard.press(str(phase))
        return step, phase
    to = dice.randint(0, LAST)
    if kind == "chip":
        player.locator(f"button.lv-chip[data-t='{to}']").click()
    else:
        player.locator("[data-action=scrub]").fill(str(to))
    return to, 4


@pytest.mark.parametrize("path", ["/?step=3", "/gradients?step=3", "/compare?step=3"])
@pytest.mark.parametrize("seed", [1, 2])
def test_the_newest_move_wins_and_nothing_goes_back(
    page: Page, url: str, path: str, seed: int
) -> None:
    slow_page(page, url + path)
    dice = random.Random(seed)  # noqa: S311 - a test's moves
    player = page.locator(".lv-player").first
    step = int(player.get_attribute("data-step") or -1)
    wanted = [f"{step} {player.get_attribute('data-phase')}"]
    for _ in range(N_MOVES):
        step, phase = move(page, dice, step)
        if wanted[-1] != f"{step} {phase}":
            wanted.append(f"{step} {phase}")
        expect(player).to_have_attribute("data-step", str(step))
        page.wait_for_timeout(dice.choice([0, 250, 650, 1000, 3000]))  # as a reader would
    player.focus()
    page.keyboard.press("r")
    if "gradients" not in path:  # a backward pass has no place in the link
        page.wait_for_url(re.compile(rf"step={step + 1}(&|$)"), timeout=15_000)
    page.wait_for_timeout(3000)  # the last answers are in
    assert page.evaluate("logs[0]") == wanted
    expect(page.locator(".lv-card-body").first).to_have_attribute("data-t", str(step))
    if "gradients" not in path:
        assert re.search(rf"step={step + 1}(&|$)", page.url)


@pytest.mark.parametrize("gap", [0, 250, 650, 1000, 2500])
def test_five_presses_at_any_pace_end_five_words_on(page: Page, url: str, gap: int) -> None:
    slow_page(page, f"{url}/?step=1", at_most=0)
    player = page.locator(".lv-player")
    player.focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(gap)  # the pace
    expect(player).to_have_attribute("data-step", "5")
    page.wait_for_url("**step=6**")
    assert [at.split()[0] for at in page.evaluate("logs[0]")] == list("012345")
    page.keyboard.press("Home")
    page.wait_for_url(re.compile("step=1(&|$)"))
    page.wait_for_selector(READY)
    expect(page.locator(".lv-p")).to_have_count(6)  # an answer is no order: what was read stays
