"""The player, or modules alone, in an empty page: without Streamlit and without a server."""

import json
from pathlib import Path

import numpy as np
import torch
from playwright.sync_api import Page
from torch import nn

from lstm_viz.core.gradients.backward import sentence_gradients
from lstm_viz.core.models.checkpoint import load_model
from lstm_viz.core.network import network_of
from lstm_viz.core.record import record, record_sentence
from lstm_viz.core.text import tokenize
from lstm_viz.core.trace import LstmTrace, SentenceTrace
from lstm_viz.core.weights import Head
from lstm_viz.player.backward_payload import backward_payload
from lstm_viz.player.payload import Payload, player_payload
from lstm_viz.player.source import PLAYER_FOLDER, player_script, player_style

WORDS = ["The", "film", "was", "not", "at", "all", "boring", "and", "quite", "enjoyable"]
TWENTY_WORDS = " ".join(["The film was not bad"] * 4)
MOUNT = """async ([script, style]) => {
  const sheet = document.createElement("style");
  sheet.textContent = style;
  const root = document.createElement("div");
  root.className = "lv-root";
  const stage = document.createElement("div");
  stage.append(root);
  document.body.append(sheet, stage);
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const { default: mount } = await import(address);
  window.told = [];
  const setStateValue = (name, value) => window.told.push(value);
  window.show = (data) => mount({ data, parentElement: stage, setStateValue });
}"""


def empty_page(page: Page) -> None:
    """Open a page that holds only the player's script; `show(data)` mounts or updates it."""
    page.route("http://player.test/**", lambda route: route.fulfill(body="<!doctype html><body>"))
    page.goto("http://player.test/")
    page.evaluate(MOUNT, [player_script(), player_style()])


def modules_page(page: Page, folder: Path = PLAYER_FOLDER) -> None:
    """Open a page from which the modules of a folder can be imported one by one."""

    def answer(url: str) -> tuple[str, str]:
        name = url.rsplit("/", 1)[-1]
        if not name:
            return "<!doctype html><body>", "text/html"
        return (folder / name).read_text(encoding="utf-8"), "text/javascript"

    def serve(route: object, request: object) -> None:
        body, kind = answer(request.url)  # type: ignore[attr-defined]
        route.fulfill(body=body, content_type=kind)  # type: ignore[attr-defined]

    page.route("http://modules.test/**", serve)
    page.goto("http://modules.test/")


def random_reading(n_tokens: int, n_hidden: int) -> Payload:
    """Read a sentence with an untrained LSTM of any size: for measuring, never for showing."""
    torch.manual_seed(n_hidden)
    module = nn.LSTM(50, n_hidden)
    text = " ".join((WORDS * n_tokens)[:n_tokens])
    tokens = tokenize(text)
    vectors = torch.randn(len(tokens), 50).half().float()
    (layer,) = record(module, 2 * vectors)
    if not isinstance(layer, LstmTrace):
        raise TypeError
    head = np.random.default_rng(0).normal(size=n_hidden).astype(np.float32)
    logit = layer.h @ head
    trace = SentenceTrace(
        text=text,
        model=f"random-{n_hidden}",
        tokens=tokens,
        known=np.ones(len(tokens), np.bool_),
        n_cut=0,
        layers=(layer,),
        logit=logit,
        p_positive=1 / (1 + np.exp(-logit)),
        p_before=0.5,
    )
    payload = player_payload(trace, Head(head, 0.0), network_of(module).cell())
    place = {"step": 0, "phase": 1, "mode": "numbers", "map": "c", "order": "unit", "unit": None}
    whole: Payload = json.loads(json.dumps({**payload, "place": place}, allow_nan=False))
    return whole


def backward_reading(model: str, text: str = TWENTY_WORDS) -> Payload:
    """Carry a gradient back through a text read by a shipped model."""
    network = load_model(model)
    trace = record_sentence(network, text)
    gradients = sentence_gradients(network, trace)
    payload = backward_payload(trace, gradients, network.verdict_head(), network.cell())
    place = {"step": None, "phase": 4, "mode": "numbers", "map": "grad_c", "order": "unit"}
    whole: Payload = json.loads(json.dumps({**payload, "place": place}, allow_nan=False))
    return whole
