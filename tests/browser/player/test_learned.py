"""The time machine in a real browser: every stop shows the numbers of its own network."""

from collections.abc import Mapping
from itertools import pairwise

import numpy as np
import pytest
import torch
from playwright.sync_api import Page, expect

from lstm_viz.core.models.checkpoint import load_model
from lstm_viz.core.models.model import SentimentModel
from lstm_viz.core.models.modules import network_of_model
from lstm_viz.core.models.path import load_path
from lstm_viz.core.network import Network
from lstm_viz.core.record import record_sentence
from lstm_viz.core.trace import LstmTrace
from lstm_viz.training.recipe import recipe_of
from lstm_viz.training.stepper import first_model
from tests.browser.axe import barriers
from tests.browser.player.test_player import EXAMPLE, NUMBERS, at
from tests.browser.rig import click_unit, open_page

SLIDER = "How far the model was trained"
STANDING = "step=7&phase=4&mode=numbers&all=1"

SHOWS = """(read) => (wanted) => {
  const cell = read()[0].find((one) => one.of === "c" && one.at === "6");
  return cell?.values.split(" ").every((value, j) => Math.fround(value) === Math.fround(wanted[j]));
}"""


# Where a checkpoint's point is, once the chart is drawn with another one shaded: after each choice
# both charts are drawn anew.
POINT = """([shaded, wanted]) => {
  const is = (shape) => shape.type === "rect" && shape.x0 === shaded - 1.5;
  const plot = [...document.querySelectorAll(".js-plotly-plot")].find(
    (one) => one.layout?.shapes?.some(is));
  const points = plot?.querySelector(".scatterlayer .trace")?.querySelectorAll(".point") ?? [];
  if (points.length !== 12) return null;
  points[wanted - 1].scrollIntoView({ block: "center" });
  const box = points[wanted - 1].getBoundingClientRect();
  return [box.x + box.width / 2, box.y + box.height / 2];
}"""


def untrained(model: Network) -> Network:
    """Return a network as training of the shipped model's seed begins, made anew."""
    torch.manual_seed(model.card["seed"])
    first = first_model(recipe_of(model.name), torch.from_numpy(model.word_vectors().copy()))
    assert isinstance(first, SentimentModel)
    return network_of_model(first, "untrained", model.words())


def numbers(page: Page) -> Mapping[str, np.ndarray]:
    """Return what the player's strips hold, by quantity; those of the word before are left out."""
    strips, _ = page.evaluate(NUMBERS)
    return {
        one["of"]: np.array(one["values"].split(), np.float32)
        for one in strips
        if one["at"] == "6" and not one["of"].endswith("_prev")
    }


def are_of(page: Page, network: Network) -> None:
    """Expect the numbers at the seventh word to be those of a network's own run."""
    layer = record_sentence(network, EXAMPLE).layer
    assert isinstance(layer, LstmTrace)
    page.wait_for_function(f"({SHOWS})({NUMBERS})", arg=layer.c[6].tolist())
    known = {**layer.arrays(), "kept": layer.f * layer.c_prev, "written": layer.i * layer.g}
    found = numbers(page)
    assert {"f", "i", "g", "o", "c", "h", "kept", "written"} <= set(found)
    for name, values in found.items():
        np.testing.assert_array_equal(values, known[name][6])


def verdict(page: Page, network: Network) -> None:
    """Wait until the sentence at the top names a network's last verdict."""
    p = float(record_sentence(network, EXAMPLE).p_positive[-1])
    expect(page.locator(".st-key-lead")).to_contain_text(f"the verdict is {p:.2f}")


def test_at_the_last_stop_the_numbers_are_the_shipped_models(page: Page, url: str) -> None:
    open_page(page, f"{url}/learned?{STANDING}")
    at(page, 6)
    are_of(page, load_model("lstm-tiny"))


def test_at_the_first_stop_they_are_a_freshly_initialised_networks(page: Page, url: str) -> None:
    fresh = untrained(load_model("lstm-tiny"))
    open_page(page, f"{url}/learned?trained=1&{STANDING}")
    at(page, 6)
    verdict(page, fresh)
    are_of(page, fresh)


def test_a_key_on_the_slider_shows_the_checkpoint_before_at_the_same_word(
    page: Page, url: str
) -> None:
    networks = load_path(load_model("lstm-tiny")).networks
    open_page(page, f"{url}/learned?{STANDING}")
    at(page, 6)
    slider = page.get_by_role("slider", name=SLIDER)
    slider.focus()
    slider.press("ArrowLeft")
    page.wait_for_url("**trained=11**")
    verdict(page, networks[10])
    are_of(page, networks[10])
    slider.press("Home")
    page.wait_for_url("**trained=1")
    verdict(page, networks[0])
    are_of(page, networks[0])
    at(page, 6)


def test_a_receipt_multiplies_with_the_weights_of_its_checkpoint(page: Page, url: str) -> None:
    fresh = untrained(load_model("lstm-tiny"))
    layer = record_sentence(fresh, EXAMPLE).layer
    assert isinstance(layer, LstmTrace)
    share = float(fresh.cell().w[8 + 2] @ layer.x[6])  # what the word brings to f of unit 3
    open_page(page, f"{url}/learned?trained=1&{STANDING}")
    at(page, 6)
    click_unit(page, "f", 2)
    card = page.locator(".lv-card")
    expect(card).to_contain_text(f"σ({share:.3f} +".replace("-", "−"))


def test_a_link_restores_the_checkpoint_and_a_click_on_a_point_chooses_one(
    page: Page, url: str
) -> None:
    open_page(page, f"{url}/learned?trained=3&{STANDING}")
    slider = page.get_by_role("slider", name=SLIDER)
    expect(slider).to_have_value("2")
    expect(page.get_by_test_id("stDownloadButton")).to_have_count(2)
    for before, number in pairwise((3, 8, 5, 8)):  # one that was left can be chosen again
        place = page.wait_for_function(POINT, arg=[before, number])
        page.mouse.click(*place.json_value())
        page.wait_for_url(f"**trained={number}**")
        expect(slider).to_have_value(str(number - 1))
    page.reload()
    expect(page.get_by_role("slider", name=SLIDER)).to_have_value("7")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_one_is_shut_out(page: Page, url: str, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    open_page(page, f"{url}/learned?trained=4")
    expect(page.get_by_test_id("stDownloadButton")).to_have_count(2)
    assert barriers(page) == []
