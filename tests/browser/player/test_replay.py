"""A run's own file in a browser without a network: the trace's numbers, receipts, no barrier."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect

from lstm_viz.cli.main import main
from lstm_viz.core.models.checkpoint import load_model
from lstm_viz.core.record import record_sentence
from lstm_viz.core.trace import LstmTrace
from tests.browser.axe import findings
from tests.browser.player.test_player import EXAMPLE, NUMBERS, at
from tests.browser.rig import click_unit


@pytest.fixture
def alone(browser: Browser) -> Iterator[Page]:
    """A page of a browser that reaches nobody; what it asks for and complains of is a fault."""
    context = browser.new_context(offline=True, viewport={"width": 1366, "height": 650})
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda line: faults.append(line.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "request",
        lambda asked: (
            None if asked.url.startswith(("file:", "blob:")) else faults.append(asked.url)
        ),
    )
    yield page
    context.close()
    assert faults == []


def opened(page: Page, folder: Path, model: str = "lstm-tiny") -> None:
    wanted = folder / "run.html"
    assert main(["trace", EXAMPLE, "--model", model, "-o", str(wanted)]) == 0
    page.goto(wanted.as_uri())
    page.locator(".lv-player[data-step]").wait_for()


@pytest.mark.parametrize("model", ["lstm-tiny", "lstm-small"])
def test_its_numbers_are_the_traces(alone: Page, tmp_path: Path, model: str) -> None:
    opened(alone, tmp_path, model)
    alone.locator(".lv-player").press("End")
    at(alone, 10)
    layer = record_sentence(load_model(model), EXAMPLE).layer
    assert isinstance(layer, LstmTrace)
    known = {**layer.arrays(), "kept": layer.f * layer.c_prev, "written": layer.i * layer.g}
    strips, _ = alone.evaluate(NUMBERS)
    assert {"f", "i", "g", "o", "c", "h", "kept", "written"} <= {one["of"] for one in strips}
    for one in strips:
        values = np.array(one["values"].split(), np.float32)
        np.testing.assert_array_equal(values, known[one["of"]][int(one["at"])])


def test_a_receipt_multiplies_with_the_weights_in_the_file(alone: Page, tmp_path: Path) -> None:
    opened(alone, tmp_path)
    alone.locator(".lv-player").press("End")
    at(alone, 10)
    click_unit(alone, "f", 2)
    network = load_model("lstm-tiny")
    layer = record_sentence(network, EXAMPLE).lstm()
    share = float(network.cell().w[8 + 2] @ layer.x[10])  # what the word brings to f of unit 3
    expect(alone.locator(".lv-card")).to_contain_text(f"σ({share:.3f} +".replace("-", "−"))


def test_it_asks_for_a_guess_and_not_for_a_sentence(alone: Page, tmp_path: Path) -> None:
    opened(alone, tmp_path)
    expect(alone.get_by_text("Guess first:")).to_be_visible()
    assert "in the box" not in alone.locator("body").inner_text()
    alone.get_by_role("button", name="Positive").click()
    expect(alone.get_by_role("button", name="Pause")).to_be_visible()  # it reads from there
    alone.locator(".lv-player").press("End")
    at(alone, 10)
    expect(alone.locator(".lv-bar")).to_contain_text("you guessed it")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_one_is_shut_out(alone: Page, tmp_path: Path, scheme: str) -> None:
    opened(alone, tmp_path)
    is_dark = scheme == "dark"
    alone.emulate_media(color_scheme="dark" if is_dark else "light")
    expect(alone.locator(".lv-player.lv-dark")).to_have_count(int(is_dark))
    alone.locator("summary").click()
    assert findings(alone) == []
