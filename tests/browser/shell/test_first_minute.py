"""The first minute: what a newcomer meets, and what a first click does."""

from playwright.sync_api import Page, expect

from tests.browser.rig import click_unit, open_page


def test_show_all_and_its_link_bring_everything_back(page: Page, url: str) -> None:
    open_page(page, url)
    expect(page.locator(".lv-p")).to_have_count(0)
    expect(page.locator(".lv-chip.lv-unread")).to_have_count(11)
    page.get_by_role("button", name="Show all").click()
    expect(page.locator(".lv-p")).to_have_count(11)
    page.wait_for_url("**all=1**")
    open_page(page, page.url)
    expect(page.locator(".lv-p")).to_have_count(11)
    page.get_by_role("button", name="Show all").click()
    expect(page.locator(".lv-p")).to_have_count(0)
    open_page(page, f"{url}/?step=4&phase=2")
    expect(page.locator(".lv-player")).to_have_attribute("data-step", "3")
    expect(page.locator(".lv-player")).to_have_attribute("data-phase", "2")
    expect(page.locator(".lv-p")).to_have_count(3)
    expect(page.locator(".lv-invite")).to_be_hidden()


def test_a_guess_starts_the_reading_and_is_answered_at_the_end(page: Page, url: str) -> None:
    open_page(page, f"{url}/?q=Good")
    page.get_by_role("button", name="Negative").click()
    player = page.locator(".lv-player")
    expect(player).to_have_attribute("data-playing", "true")
    expect(page.locator(".lv-invite")).to_be_hidden()
    page.select_option("[data-action=speed]", "4")
    expect(player).to_have_attribute("data-playing", "false", timeout=30_000)
    expect(page.locator(".lv-verdict")).to_contain_text("positive")
    expect(page.locator(".lv-verdict")).to_contain_text("you guessed negative")


def test_who_wants_no_guess_is_not_asked_again(page: Page, url: str) -> None:
    open_page(page, url)
    page.get_by_role("button", name="Don’t ask me to guess").click()
    expect(page.get_by_role("button", name="Negative")).to_have_count(0)
    open_page(page, f"{url}/?q=Another+one.")
    expect(page.locator(".lv-invite")).to_be_visible()
    expect(page.get_by_role("button", name="Negative")).to_have_count(0)
    page.get_by_role("button", name="Let me guess first").click()
    expect(page.get_by_role("button", name="Negative")).to_be_visible()


def test_hints_are_for_the_very_first_visit_alone(page: Page, url: str) -> None:
    open_page(page, f"{url}/?q=A+teacher%27s+link.")
    expect(page.locator(".lv-invite")).to_be_visible()
    expect(page.locator(".lv-hints")).to_have_count(0)
    page.evaluate("localStorage.clear()")
    open_page(page, url)
    expect(page.locator(".lv-hints li")).to_have_count(3)
    page.locator(".lv-invite [data-action=read]").click()
    open_page(page, url)
    expect(page.locator(".lv-invite")).to_be_visible()
    expect(page.locator(".lv-hints")).to_have_count(0)


def test_typing_is_watching_and_pasting_is_an_invitation(page: Page, url: str) -> None:
    open_page(page, url)
    player = page.locator(".lv-player")
    box = page.get_by_label("Type a sentence")
    box.focus()
    box.press("End")
    box.press_sequentially(" Not bad", delay=30)
    expect(player).to_have_attribute("data-steps", "13")
    expect(player).to_have_attribute("data-step", "12")
    expect(page.locator(".lv-p")).to_have_count(13)
    box.evaluate("(e) => e.setSelectionRange(4, 9)")  # "movie"
    box.press_sequentially("food", delay=30)
    expect(page.locator("button.lv-chip").nth(1)).to_have_text("food")
    expect(player).to_have_attribute("data-step", "1")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("navigator.clipboard.writeText('Pasted as a whole.')")
    box.press("Control+a")
    box.press("Control+v")
    expect(page.locator("button.lv-chip").first).to_have_text("Pasted")
    expect(player).to_have_attribute("data-phase", "0")
    page.get_by_role("button", name="Examples").click()
    page.get_by_role("button", name="The film was not bad.").first.click()
    expect(player).to_have_attribute("data-phase", "0")
    expect(page.locator(".lv-invite")).to_be_visible()


def test_another_model_reads_on_at_the_same_word(page: Page, url: str) -> None:
    open_page(page, f"{url}/?step=4&phase=2")
    page.get_by_text("64 units", exact=True).first.click()
    expect(page.locator(".lv-map-title")).to_contain_text("64 units")
    expect(page.locator(".lv-player")).to_have_attribute("data-step", "3")
    expect(page.locator(".lv-player")).to_have_attribute("data-phase", "2")


def test_the_first_click_after_escape_counts(page: Page, url: str) -> None:
    open_page(page, f"{url}/?step=4&phase=4")
    player = page.locator(".lv-player")
    expect(player).to_have_attribute("data-step", "3")
    click_unit(page, "f", 2)
    expect(page.locator(".lv-equation")).to_be_visible()
    page.keyboard.press("Escape")
    page.click("[data-action=next]")
    expect(player).to_have_attribute("data-step", "4")
    page.wait_for_url("**step=5**")
    expect(player).to_have_attribute("data-step", "4")


def test_play_is_the_first_stop_after_the_player_itself(page: Page, url: str) -> None:
    open_page(page, f"{url}/?step=3")
    page.locator(".lv-player").focus()
    page.keyboard.press("Tab")
    inside = "document.activeElement.shadowRoot.activeElement"
    assert page.evaluate(f"{inside}.dataset.action") == "play"
    stops = page.locator("button.lv-chip[tabindex='0']")
    expect(stops).to_have_count(1)  # the words are one stop
    expect(stops).to_have_text("was")


def test_every_symbol_is_explained_by_a_click(page: Page, url: str) -> None:
    open_page(page, f"{url}/?step=7&phase=2")
    page.locator("[data-term=f]").first.click()
    card = page.locator(".lv-card")
    expect(card).to_contain_text("Forget gate")
    expect(card).to_contain_text("between 0 (erase) and 1 (keep)")
    expect(card).to_contain_text("at “boring”")
    page.locator(".lv-drawing [data-term=h]").click()
    expect(card).to_contain_text("not yet")  # a later phase's number
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    page.get_by_role("button", name="Keys and words (?)").click()
    page.locator(".lv-card").get_by_role("button", name="Logit").click()
    expect(card).to_contain_text("any number")
