"""While a sentence is read nothing of what is to come is known; each phase has its time."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from lstm_viz.core.models.checkpoint import load_model
from lstm_viz.core.record import record_sentence
from lstm_viz.player.payload import player_payload
from tests.browser.alone import empty_page, random_reading
from tests.random_models import SHIPPED_LSTMS
from tests.sixty import SIXTY

# Watches a whole play, frame by frame, for what nobody may know yet.
SPOIL = """() => {
  const PHASE = { f: 1, kept: 1, i: 2, g: 2, written: 2, c: 3, tanh_c: 4, o: 4, h: 4 };
  const root = document;
  const player = root.querySelector(".lv-player");
  const all = (what) => [...root.querySelectorAll(what)];
  const faults = new Set();
  let looks = 0;
  const fault = (what) => faults.add(`at ${player.dataset.step} ${player.dataset.phase}: ${what}`);
  const look = () => {
    const [step, phase] = [Number(player.dataset.step), Number(player.dataset.phase)];
    looks += 1;
    for (const { dataset: { q, t } } of all("[data-q]")) {
      if (Number(t) > step || (Number(t) === step && phase < 4)) fault(`${q} of ${t}`);
    }
    for (const chip of all(".lv-chip")) {
      const isTold = /verdict/.test(chip.getAttribute("aria-label") ?? "");
      const t = Number(chip.dataset.t);
      if (isTold && (t > step || (t === step && phase < 4))) fault(`the label of ${t}`);
    }
    for (const strip of all("[data-strip]")) {
      const isLater = (PHASE[strip.dataset.strip] ?? 0) > phase;
      const isTold = strip.dataset.values || /\\d/.test(strip.getAttribute("aria-label"));
      if (isLater && isTold) fault(strip.dataset.strip);
    }
    const canvas = root.querySelector(".lv-map .lv-canvas:not([aria-hidden])");
    const chips = all(".lv-chip").map((e) => e.getBoundingClientRect());
    const code = root.querySelector("[data-map][aria-pressed=true]").dataset.map;
    const from = step + (PHASE[code] <= phase ? 1 : 0);
    if (chips[from]) {
      const scale = canvas.width / canvas.clientWidth;
      const left = Math.round((chips[from].left - canvas.getBoundingClientRect().left) * scale);
      const wide = canvas.width - left;
      const { data } = canvas.getContext("2d").getImageData(left, 0, wide, canvas.height);
      if (data.some((part) => part !== 0)) fault(`the map from ${from} on`);
    }
    const verdict = root.querySelector(".lv-verdict b").dataset.t ?? "-1";
    if (Number(verdict) > (phase < 4 ? step - 1 : step)) fault(`the verdict of ${verdict}`);
  };
  return new Promise((done) => {
    const frame = () => {
      look();
      if (player.dataset.playing === "true") requestAnimationFrame(frame);
      else done({ faults: [...faults], looks });
    };
    root.querySelector("[data-action=play]").click();
    requestAnimationFrame(frame);
  });
}"""


# Goes through the phases of a sentence's first words; compares what is framed with what is named.
FRAMED = """(text) => {
  window.show(JSON.parse(text));
  const player = document.querySelector(".lv-player");
  const unitsIn = (words) => [...words.matchAll(/unit (\\d+)/g)].map((one) => one[1] - 1);
  const marksOf = (strip) => (strip.dataset.marks ?? "").split(" ").filter(Boolean).map(Number);
  const all = (numbers) => [...new Set(numbers)].sort((a, b) => a - b).join();
  const faults = [];
  const phases = 4 * Math.min(12, Number(player.dataset.steps));
  for (let n = 0; n < phases; n += 1) {
    const said = player.querySelector(".lv-say").textContent;
    const words = said.replaceAll(/“.*?”/g, ""); // the reader's own may say "unit 3" too
    const framed = [...player.querySelectorAll("[data-strip]")].flatMap(marksOf);
    if (all(framed) !== all(unitsIn(words))) faults.push(`${said} frames ${all(framed)}`);
    player.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true }));
  }
  return { faults, looks: phases };
}"""


@pytest.mark.parametrize("quantity", ["f", "c", "h"])
def test_while_it_plays_nothing_of_the_future_is_in_the_page(page: Page, quantity: str) -> None:
    empty_page(page)
    reading = random_reading(3, 8)
    reading["place"] |= {"step": None, "map": quantity}
    page.evaluate("(data) => window.show(data)", reading)
    page.select_option("[data-action=speed]", "4")
    seen = page.evaluate(SPOIL)
    assert seen["faults"] == []
    assert seen["looks"] > 30
    expect(page.locator(".lv-p")).to_have_count(3)  # at rest at the end all is there
    expect(page.locator(".lv-player")).to_have_attribute("data-step", "2")


def test_what_was_read_stays_until_it_is_read_again(page: Page) -> None:
    empty_page(page)
    reading = random_reading(5, 8)
    reading["place"] |= {"step": 0, "phase": 4}
    page.evaluate("(data) => window.show(data)", reading)
    page.click("[data-action=last]")
    page.click("[data-action=first]")
    expect(page.locator(".lv-p")).to_have_count(5)
    page.click("[data-action=last]")
    page.click("[data-action=play]")
    expect(page.locator(".lv-p")).to_have_count(0)
    page.click("[data-action=play]")
    expect(page.locator(".lv-player")).to_have_attribute("data-playing", "false")
    expect(page.locator(".lv-p")).to_have_count(0)


@pytest.mark.parametrize("mode", ["numbers", "story"])
def test_a_phase_lasts_as_long_as_its_sentence_takes_to_read(page: Page, mode: str) -> None:
    page.clock.install(time=0)
    empty_page(page)
    page.clock.pause_at(5000)
    reading = random_reading(2, 8)
    reading["place"] |= {"step": None, "mode": mode}
    page.evaluate("(data) => window.show(data)", reading)
    page.click("[data-action=play]")
    player = page.locator(".lv-player")
    page.clock.run_for(100)
    for phase in range(1, 5):
        expect(player).to_have_attribute("data-phase", str(phase))
        words = [word for word in page.inner_text(".lv-say").split() if any(map(str.isalnum, word))]
        reading_ms = min(6000, max(2200, 900 + 190 * len(words)))
        page.clock.run_for(reading_ms - 150)
        expect(player).to_have_attribute("data-phase", str(phase))
        page.clock.run_for(150)
    expect(player).to_have_attribute("data-step", "1")


@pytest.mark.parametrize("model", SHIPPED_LSTMS)
def test_the_framed_units_are_those_that_the_sentence_names(page: Page, model: str) -> None:
    empty_page(page)
    network = load_model(model)
    head = network.verdict_head()
    seen = 0
    for text in SIXTY:
        trace = record_sentence(network, text)
        payload = {**player_payload(trace, head), "place": {"step": 0, "phase": 1, "turn": text}}
        found = page.evaluate(FRAMED, json.dumps(payload))
        assert found["faults"] == [], text
        seen += found["looks"]
    assert seen > 4 * 5 * len(SIXTY)


def spoken(page: Page) -> list[str]:
    said: list[Any] = page.evaluate("window.spoken")
    return [str(one) for one in said]


def test_a_word_is_spoken_once_while_it_plays(page: Page) -> None:
    empty_page(page)
    reading = random_reading(3, 8)
    reading["place"] |= {"step": None}
    page.evaluate("(data) => window.show(data)", reading)
    page.evaluate(
        """() => {
          window.spoken = [];
          const live = document.querySelector("[aria-live]");
          new MutationObserver(() => window.spoken.push(live.textContent))
            .observe(live, { childList: true, characterData: true, subtree: true });
        }"""
    )
    page.select_option("[data-action=speed]", "4")
    page.click("[data-action=play]")
    expect(page.locator(".lv-player")).to_have_attribute("data-playing", "true")
    expect(page.locator(".lv-player")).to_have_attribute("data-playing", "false", timeout=30_000)
    words = [one.split(",")[0] for one in spoken(page) if ", verdict " in one]
    assert words == ["The", "film", "was"]
    assert len(spoken(page)) <= 4  # the last is the sentence of the place at rest
    assert page.locator("[aria-live]").count() == 1
