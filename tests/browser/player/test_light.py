"""A new sentence costs little: few bytes, and only what changed is laid out anew."""

from playwright.sync_api import Page, WebSocket, expect

from tests.browser.rig import READY, open_page

NEW = {"lv-ribbon lv-scroll", "lv-map lv-scroll"}
FIND = """() => {
  const holds = (e) => e.shadowRoot?.querySelector(".lv-player");
  const host = [...document.querySelectorAll("*")].find(holds);
  const root = host.shadowRoot;
  const find = (what) => root.querySelector(what);
  const moved = (window.moved = []);
  const watch = new MutationObserver((all) => all.forEach(({ removedNodes }) =>
    moved.push(...[...removedNodes].map((e) => e.className))));
  watch.observe(find(".lv-player"), { childList: true });
  watch.observe(find(".lv-stage"), { childList: true });
  window.flashing = () => root.querySelectorAll(".lv-lit").length;
}"""


def type_in(page: Page, text: str) -> None:
    """Type a sentence and wait until the player shows it."""
    box = page.get_by_label("Type a sentence")
    box.fill(text)
    box.press("Enter")
    expect(page.locator("button.lv-chip")).to_have_text(text.split())
    page.wait_for_selector(READY)  # the menu and the address follow


def test_a_sentence_brings_its_own_numbers_only(page: Page, url: str) -> None:
    received: list[bytes] = []

    def keep(frame: bytes | str) -> None:
        received.append(frame if isinstance(frame, bytes) else frame.encode())

    def watch(socket: WebSocket) -> None:
        socket.on("framereceived", keep)

    page.on("websocket", watch)
    open_page(page, url)
    expect(page.locator(".lv-player")).to_be_visible()
    type_in(page, "A good film")
    received.clear()
    type_in(page, " ".join(["very", "good"] * 10))
    assert 10_000 < sum(map(len, received)) < 100_000
    assert sum(b"lstm_viz_player" in frame for frame in received) == 1
    for other in (b"lstm_viz_carrier", b"lstm_viz_menu", b"lv-foot", b"stMainBlockContainer"):
        assert not any(other in frame for frame in received)


def test_what_stays_is_not_laid_out_anew(page: Page, url: str) -> None:
    open_page(page, url)
    expect(page.locator(".lv-player")).to_be_visible()
    page.evaluate("document.fonts.ready")
    type_in(page, "A bad film")  # from here on the page keeps its width
    page.evaluate(FIND)
    type_in(page, "A good film")
    moved = page.evaluate("moved")
    assert set(moved) == NEW
    assert len(moved) == len(NEW)


def test_the_weights_flash_at_a_step_not_at_a_new_sentence(page: Page, url: str) -> None:
    open_page(page, f"{url}/?step=2")
    expect(page.locator(".lv-player")).to_be_visible()
    page.evaluate(FIND)
    page.click("[data-action=next]")
    page.wait_for_function("() => flashing() === 1")
    page.wait_for_function("() => flashing() === 0")
    type_in(page, "A good film")
    assert page.evaluate("() => flashing()") == 0


def test_no_other_page_may_command_this_one(page: Page, url: str) -> None:
    # An empty list also keeps Streamlit from reading its own host messages at every sentence.
    assert page.request.get(f"{url}/_stcore/host-config").json()["allowedOrigins"] == []
