"""The lesson in a browser: by keyboard alone, by touch, and back, forward and reload."""

from playwright.sync_api import Browser, Page, expect

from tests.browser.rig import faults_of, open_page

N_CHAPTERS = 10
STAGES = ("Guess", "Watch", "See", "Why", "Change", "Check", "Keep")
FOCUSED = "document.activeElement.shadowRoot?.activeElement?.className ?? ''"


def stage(page: Page, name: str) -> None:
    """Wait until the panel stands at a stage."""
    expect(page.locator(".ll-stage[aria-current]")).to_have_text(name)


def heading(page: Page, number: int) -> None:
    expect(page.locator(".ll-title")).to_contain_text(f"{number}. ")


def answer_by_keys(page: Page) -> None:
    """Answer the first open question, which has the focus."""
    page.locator(".ll-answer").first.focus()
    asked = page.locator(".ll-question:has(.ll-answer)").first.get_attribute("data-slot")
    page.keyboard.press("Enter")
    expect(page.locator(f"[data-slot={asked}] .ll-given").first).to_be_visible()


def on_by_keys(page: Page) -> None:
    """Go on from wherever the focus is, with the Tab key."""
    for _ in range(60):
        if "ll-next" in page.evaluate(FOCUSED):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")


def test_all_ten_chapters_with_the_keyboard_alone(page: Page, url: str) -> None:
    open_page(page, f"{url}/lesson")
    for number in range(1, N_CHAPTERS + 1):
        heading(page, number)
        stage(page, "Guess")
        answer_by_keys(page)
        stage(page, "Watch")
        for after in STAGES[2:]:
            on_by_keys(page)
            stage(page, after)
            if after in {"See", "Change", "Check"}:
                answer_by_keys(page)
        on_by_keys(page)
    expect(page.locator(".ll-chapter.ll-done")).to_have_count(N_CHAPTERS)


def test_all_ten_chapters_by_touch_on_a_phone(browser: Browser, url: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 700}, has_touch=True)
    page = context.new_page()
    faults = faults_of(page, url)
    open_page(page, f"{url}/lesson")
    for number in range(1, N_CHAPTERS + 1):
        heading(page, number)
        page.locator(".ll-answer").first.tap()
        stage(page, "Watch")
        for after in STAGES[2:]:
            page.locator(".ll-next").tap()
            stage(page, after)
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= 390
        page.locator(".ll-next").tap()
    expect(page.locator(".ll-chapter.ll-done")).to_have_count(N_CHAPTERS)
    context.close()
    assert faults == []


def test_back_forward_and_reload_keep_the_answers(page: Page, url: str) -> None:
    open_page(page, f"{url}/lesson?chapter=4")
    page.locator(".ll-answer").nth(1).click()
    stage(page, "Watch")
    page.locator(".ll-next").click()
    stage(page, "See")
    page.locator("[data-slot=s] .ll-answer").first.click()
    yours = page.locator("[data-slot=s] [data-chosen]")
    expect(yours).to_be_visible()
    page.wait_for_url("**/lesson?*4s0*")
    told = yours.inner_text()
    page.locator(".ll-next").click()
    stage(page, "Why")
    page.go_back()
    stage(page, "See")
    expect(yours).to_have_text(told, use_inner_text=True)
    page.go_forward()
    stage(page, "Why")
    page.reload()
    stage(page, "Why")
    page.locator(".ll-stage", has_text="See").click()
    expect(yours).to_have_text(told, use_inner_text=True)


def test_who_comes_back_without_a_link_is_led_to_where_they_stopped(page: Page, url: str) -> None:
    open_page(page, f"{url}/lesson?chapter=3")
    back = page.locator(".ll-back")
    expect(page.locator(".ll-answer").first).to_be_visible()
    expect(back).to_have_count(0)
    page.locator(".ll-answer").first.click()
    stage(page, "Watch")
    open_page(page, f"{url}/lesson")
    expect(back).to_have_text("Go on where you stopped: chapter 3")
    back.click()
    heading(page, 3)
    stage(page, "Watch")
    expect(back).to_have_count(0)


def test_nothing_moves_before_the_guess_and_each_phase_ends_with_a_stop(
    page: Page, url: str
) -> None:
    open_page(page, f"{url}/lesson?chapter=4")
    player = page.locator(".lv-player")
    expect(player).to_have_attribute("data-phase", "4")
    before = player.get_attribute("data-step")
    player.focus()
    for key in (" ", "ArrowRight", "End", "a", "1"):
        page.keyboard.press(key)
    expect(player).to_have_attribute("data-step", str(before))
    expect(player).to_have_attribute("data-playing", "false")
    assert page.locator(".lv-controls").evaluate("(e) => e.inert")
    page.locator(".ll-answer").first.click()
    stage(page, "Watch")
    for phase in "123":
        page.locator(".lv-play").click()
        expect(player).to_have_attribute("data-phase", phase)
        expect(player).to_have_attribute("data-step", str(int(before or 0) + 1))
        expect(player).to_have_attribute("data-playing", "false", timeout=15_000)
        expect(player).to_have_attribute("data-phase", phase)


def test_a_valve_turned_by_key_changes_the_cell(page: Page, url: str) -> None:
    open_page(page, f"{url}/lesson?chapter=4&stage=5&answers=4g0-4h0")
    kept = page.locator("[data-strip=kept]")
    expect(kept).to_have_attribute("aria-label", "kept: 0.80, −0.42, 0.10")
    page.get_by_label("Forget gate, unit 3").focus()
    page.keyboard.press("End")
    expect(kept).to_have_attribute("aria-label", "kept: 0.80, −0.42, 0.50")
    expect(page.locator(".ll-sum")).to_contain_text("1.00 × 0.50 = 0.50")
    expect(page.get_by_label("Forget gate, unit 3")).to_be_focused()
