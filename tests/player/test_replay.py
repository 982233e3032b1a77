"""A run as one page: the record's own numbers in it, and nothing that a sentence can break."""

import base64
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest

from lstm_viz.cli.main import main
from lstm_viz.core.models.checkpoint import load_model
from lstm_viz.core.network import Network
from lstm_viz.core.record import record_sentence
from lstm_viz.core.text import Token
from lstm_viz.core.trace import LstmTrace
from lstm_viz.errors import InputError
from lstm_viz.player.payload import Payload
from lstm_viz.player.replay import replay_html
from tests.awkward import AWKWARD

TWENTY = (
    "The movie was not at all boring and quite enjoyable, so we will really watch it again today ."
)
HOSTILE = "</script><script>alert(1)</script> <!-- <b>x</b> & \"quoted\" 'too' ]]>"


class Parts(HTMLParser):
    """What a page consists of: its elements, their attributes, and what its scripts hold."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, str] = {}
        self._in = ""
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._in = str(dict(attrs).get("id", tag))

    def handle_data(self, data: str) -> None:
        self.texts[self._in] = self.texts.get(self._in, "") + data


def reading(page: bytes) -> Payload:
    found: Payload = json.loads(Parts(page).texts["reading"])
    return found


def page_of(network: Network, text: str) -> bytes:
    return replay_html(record_sentence(network, text), network)


@pytest.mark.parametrize("name", ["lstm-tiny", "lstm-small"])
def test_the_page_holds_the_record(name: str) -> None:
    network = load_model(name)
    trace = record_sentence(network, TWENTY)
    page = replay_html(trace, network)
    found, layer = reading(page), trace.layer
    assert isinstance(layer, LstmTrace)
    assert len(trace.tokens) == 20
    assert len(page) < 1_500_000
    assert found["p_positive"] == trace.p_positive.tolist()
    for code in ("i", "f", "g", "o", "tanh_c"):
        plane = found["planes"][code]
        there = np.frombuffer(base64.b85decode(plane["data"]), f"<{plane['type']}")
        np.testing.assert_array_equal(there, getattr(layer, code).ravel())
    weights = found["weights"]["u"]
    there = np.frombuffer(base64.b85decode(weights["data"]), f"<{weights['type']}")
    np.testing.assert_array_equal(there, network.cell().u.ravel())


def test_every_number_is_in_a_table_too() -> None:
    network = load_model("lstm-tiny")
    trace = record_sentence(network, "It was not bad.")
    layer = trace.lstm()
    html = page_of(network, "It was not bad.").decode()
    assert html.count("<table>") == 1 + len(trace.tokens)
    for code in ("f", "i", "g", "o", "c", "h"):
        for value in layer.arrays()[code].ravel().tolist():
            assert f"<td>{value:.3f}</td>".replace("-", "−") in html
    for p in trace.p_positive.tolist():
        assert f"<td>{p:.3f}</td>" in html


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Good", ("lstm-tiny reads 1 token. Press", "on this one token.")),
        ("Not bad.", ("lstm-tiny reads 3 tokens, one after", "on these 3 tokens.")),
        ("good " * 201, ("reads 200 tokens,", "1 more token was left out.")),
        ("good " * 203, ("reads 200 tokens,", "3 more tokens were left out.")),
    ],
)
def test_its_sentences_are_true_of_one_word_and_of_too_many(
    text: str, said: tuple[str, str]
) -> None:
    html = page_of(load_model("lstm-tiny"), text).decode()
    for part in said:
        assert part in html


@pytest.mark.parametrize("text", [HOSTILE, *filter(str.strip, AWKWARD.values())])
def test_no_sentence_breaks_out_of_its_place(text: str) -> None:
    network = load_model("lstm-tiny")
    trace = record_sentence(network, text)
    if not trace.tokens:
        return
    page = replay_html(trace, network)
    parts = Parts(page)
    assert [tag for tag, _ in parts.tags].count("script") == 2
    assert {tag for tag, _ in parts.tags}.isdisjoint({"b", "img", "iframe", "a", "link"})
    assert reading(page)["n_tokens"] == len(trace.tokens)


def by_spaces(text: str) -> tuple[Token, ...]:
    """Split as another network's tokenizer may: a token holds whatever stands between spaces."""
    return tuple(
        Token(one.group().lower(), one.start(), one.end()) for one in re.finditer(r"\S+", text)
    )


def test_nor_does_a_token_that_ends_a_script() -> None:
    network = replace(load_model("lstm-tiny"), tokenizer=by_spaces)
    page = page_of(network, HOSTILE)
    assert [tag for tag, _ in Parts(page).tags].count("script") == 2
    shown = [token["shown"] for token in reading(page)["tokens"]]
    assert shown[:2] == ["</script><script>alert(1)</script>", "<!--"]


def test_it_can_ask_nothing_of_anyone() -> None:
    page = page_of(load_model("lstm-tiny"), TWENTY)
    policy = [attrs for tag, attrs in Parts(page).tags if "http-equiv" in attrs]
    assert [one["http-equiv"] for one in policy] == ["Content-Security-Policy"]
    assert str(policy[0]["content"]).startswith("default-src 'none';")
    addresses = [attrs[name] for _, attrs in Parts(page).tags for name in attrs if name == "src"]
    assert addresses == []
    assert set(re.findall(rb"url\((.)", page)) == {b"#"}  # parts of its own drawing
    assert b"@import" not in page


def test_what_cannot_be_shown_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    network = load_model("lstm-tiny")
    with pytest.raises(InputError, match="no word"):
        page_of(network, " ")
    rnn = load_model("rnn-tiny")
    with pytest.raises(InputError, match="plain RNN"):
        page_of(rnn, TWENTY)
    wanted = tmp_path / "run.html"
    assert main(["trace", "not bad", "--gradients", "-o", str(wanted)]) == 2
    assert "a page shows the run alone" in capsys.readouterr().err
    assert main(["trace", "not bad", "-o", str(tmp_path / "run.txt")]) == 2
    assert ".html" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_trace_writes_it_and_says_with_which_weights(tmp_path: Path) -> None:
    wanted = tmp_path / "run.HTML"
    assert main(["trace", "not bad", "-o", str(wanted)]) == 0
    page = wanted.read_bytes()
    assert reading(page)["model"] == "lstm-tiny"
    assert str(load_model("lstm-tiny").card["sha256"]).encode() in page
