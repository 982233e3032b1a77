"""Two players go together in a real browser, and no message leaves while they play."""

import pytest
from playwright.sync_api import Locator, Page, WebSocket, expect

from lstm_viz.core.models.checkpoint import load_model
from lstm_viz.core.pairs.negation import outcomes
from lstm_viz.core.pairs.negation_pairs import PAIRS
from tests.browser.axe import barriers
from tests.browser.player.test_player import until_quiet
from tests.browser.rig import open_page

PAIR = "/compare?q=It+was+good.&b=It+was+not+good."


def players(page: Page) -> tuple[Locator, Locator]:
    both = page.locator(".lv-player")
    expect(both).to_have_count(2, timeout=30_000)
    return both.nth(0), both.nth(1)


def stands(player: Locator, step: int, phase: int = 4) -> None:
    expect(player).to_have_attribute("data-step", str(step))
    expect(player).to_have_attribute("data-phase", str(phase))


def test_a_step_in_one_moves_the_other_to_the_word_beside_it(page: Page, url: str) -> None:
    open_page(page, url + PAIR)
    first, second = players(page)
    first.locator("button.lv-chip[data-t='2']").click()
    stands(first, 2)
    stands(second, 3)
    page.wait_for_url("**step=3**")
    second.locator("button.lv-chip[data-t='2']").click()
    stands(second, 2)
    stands(first, 1)
    second.locator("[data-phase-tab='2']").click()
    stands(second, 2, 2)
    stands(first, 1)
    first.locator("[data-action=last]").click()
    stands(second, 4)


def test_they_play_together_and_tell_the_server_nothing(page: Page, url: str) -> None:
    messages: list[str] = []

    def watch(socket: WebSocket) -> None:
        socket.on("framesent", lambda frame: messages.append(f"sent {str(frame)[:80]}"))
        socket.on("framereceived", lambda frame: messages.append(f"received {str(frame)[:80]}"))

    page.on("websocket", watch)
    open_page(page, url + PAIR)
    first, second = players(page)
    first.locator("[data-action=speed]").select_option("4")
    expect(second.locator("[data-action=speed]")).to_have_value("4")
    expect(second.locator("[data-action=play]")).to_be_hidden()  # one transport serves both
    first.locator("[data-action=first]").click()
    stands(second, 0)
    page.wait_for_url("**step=1**")
    until_quiet(page, messages)
    messages.clear()
    first.locator("[data-action=play]").click()
    expect(second).to_have_attribute("data-playing", "true")
    # the word that only it has is read too
    expect(second).to_have_attribute("data-step", "2", timeout=30_000)
    assert messages == []
    second.press(" ")
    expect(first).to_have_attribute("data-playing", "false")
    first.locator("[data-action=play]").click()
    expect(first).to_have_attribute("data-playing", "true")
    expect(first).to_have_attribute("data-playing", "false", timeout=30_000)
    stands(first, 3)
    stands(second, 4)


def test_a_typed_second_sentence_is_followed_at_once(page: Page, url: str) -> None:
    open_page(page, url + PAIR)
    first, second = players(page)
    page.get_by_label("Compare with").fill("It was never ever good.")
    expect(second).to_have_attribute("data-steps", "6")
    page.wait_for_url("**b=It+was+never**")
    first.locator("button.lv-chip[data-t='2']").click()
    stands(second, 4)


def test_players_of_a_left_page_leave_their_group(page: Page, url: str) -> None:
    open_page(page, url + PAIR)
    players(page)
    size = "globalThis[Symbol.for('lstm-viz.groups')]?.size ?? 0"
    assert page.evaluate(size) == 1
    page.get_by_role("link", name="The model").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The model")
    expect(page.locator(".lv-player")).to_have_count(0)
    page.wait_for_function(f"({size}) === 0")


def middle_of(square: Locator) -> tuple[float, float]:
    """Return where a square is: the chart's own layer lies over it and takes the click."""
    box = square.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_pair_of_the_laboratory_opens_in_the_comparison(page: Page, url: str) -> None:
    open_page(page, f"{url}/negation?model=lstm-small")
    squares = page.locator(".js-plotly-plot .barlayer .point path")
    expect(squares).to_have_count(2 * 47)
    expect(page.get_by_test_id("stDownloadButton").last).to_be_visible()  # nothing moves any more
    card = page.locator(".st-key-laboratory")
    read = [outcomes(load_model(name), PAIRS) for name in ("lstm-tiny", "lstm-small")]
    crossed = next(
        both[0].pair for both in zip(*read, strict=True) if not all(o.holds for o in both)
    )
    expect(card).to_contain_text(f"A  {crossed.first}")  # the first with a cross
    page.mouse.click(*middle_of(squares.nth(47 + 2)))  # the third pair, as the second model read it
    expect(card).to_contain_text("A  The opera was thrilling.")
    page.get_by_role("link", name="Compare A and B").click()
    first, second = players(page)
    expect(page.get_by_label("Type a sentence")).to_have_value("The opera was thrilling.")
    expect(page.get_by_label("Compare with")).to_have_value("The opera wasn't thrilling.")
    expect(first).to_have_attribute("data-steps", "5")
    expect(second).to_have_attribute("data-steps", "6")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [PAIR, "/negation"])
def test_no_one_is_shut_out(page: Page, url: str, path: str, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    open_page(page, url + path)
    expect(page.get_by_test_id("stDownloadButton").last).to_be_visible()
    assert barriers(page) == []


@pytest.mark.parametrize(("width", "is_beside"), [(1366, True), (820, False), (360, False)])
def test_they_stand_beside_each_other_where_there_is_room(
    page: Page, url: str, width: int, *, is_beside: bool
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    open_page(page, url + PAIR)
    boxes = [player.bounding_box() for player in players(page)]
    assert boxes[0]
    assert boxes[1]
    assert (boxes[1]["x"] > boxes[0]["x"] + 100) is is_beside
    assert min(box["width"] for box in boxes if box) >= min(480, width - 40)
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
