"""The page on training shows the checkpoint that is chosen, and nothing of another one."""

import base64
import json
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from lstm_viz.chapters.learned import cached, words
from lstm_viz.core.models.path import N_CHECKPOINTS
from lstm_viz.core.pairs.claims import STORY, claims_of
from lstm_viz.core.record import record_sentence
from lstm_viz.core.trace import LstmTrace
from lstm_viz.ui import cache
from tests.pages.test_pages import SAFE, harmed_by, opened

PAGE = "pages/learned.py"
GOOD = "The food was good."


def said(app: AppTest) -> str:
    return "\n".join(str(text.value) for text in app.text)


def payload_of(app: AppTest) -> dict[str, Any]:
    found = [json.loads(one.proto.json) for one in app.get("bidi_component")]
    (payload,) = [one for one in found if "tokens" in one]
    return dict(payload)


def unpacked(packed: dict[str, str]) -> np.ndarray:
    return np.frombuffer(base64.b85decode(packed["data"]), f"<{packed['type']}").astype("f4")


def opened_at(number: int, **address: str) -> AppTest:
    return opened(PAGE, trained=str(number), **address)


@pytest.mark.parametrize("number", [1, 2, 7, 12])
def test_the_player_shows_the_run_and_the_weights_of_the_checkpoint(number: int) -> None:
    payload = payload_of(opened_at(number, q=GOOD))
    network = cache.path_of(cached.MODEL).networks[number - 1]
    trace = record_sentence(network, GOOD)
    assert isinstance(trace.layer, LstmTrace)
    assert payload["p_positive"] == [float(p) for p in trace.p_positive]
    np.testing.assert_array_equal(unpacked(payload["planes"]["f"]), trace.layer.f.ravel())
    cell, head = network.cell(), network.verdict_head()
    np.testing.assert_array_equal(unpacked(payload["weights"]["u"]), cell.u.ravel())
    np.testing.assert_array_equal(unpacked(payload["weights"]["w"]), cell.w.ravel())
    np.testing.assert_array_equal(unpacked(payload["weights"]["b"]), cell.b)
    np.testing.assert_array_equal(unpacked(payload["head"]["weight"]), head.weight)
    assert payload["model"] == payload["weights"]["model"]


def test_each_checkpoint_is_another_reading_for_the_player() -> None:
    names = {cached.payload_of(GOOD, k)["model"] for k in range(1, N_CHECKPOINTS + 1)}
    assert len(names) == N_CHECKPOINTS


def test_the_last_checkpoint_is_the_model_of_all_other_pages() -> None:
    found, home = cached.payload_of(GOOD, N_CHECKPOINTS), cache.payload_of(cached.MODEL, GOOD)
    same = set(home) - {"weights", "limits", "largest"}
    assert {name: found[name] for name in same} == {name: home[name] for name in same}
    assert found["weights"] == cache.weight_payload_of(cached.MODEL)


def test_one_scale_serves_all_checkpoints() -> None:
    payloads = [cached.payload_of(GOOD, k) for k in range(1, N_CHECKPOINTS + 1)]
    assert all(one["limits"] == payloads[0]["limits"] for one in payloads)
    largest = max(float(np.abs(trace.lstm().c).max()) for trace in cached.traces_of(GOOD))
    assert payloads[0]["largest"]["c"] == largest


def test_the_page_opens_with_the_shipped_model() -> None:
    app = opened(PAGE)
    assert app.select_slider[0].value == N_CHECKPOINTS
    assert said(app).count("Shipped, the verdict is") == 1
    assert "trained" not in app.query_params


def test_a_move_of_the_slider_changes_all_that_is_shown_and_the_link() -> None:
    app = opened(PAGE, q=GOOD)
    app.select_slider[0].set_value(3).run()
    assert not app.exception
    assert app.query_params["trained"] == "3"
    view = cached.learned_of(GOOD, 3)
    assert words.lead(view) in said(app)
    assert payload_of(app)["p_positive"] == [float(p) for p in view.traces[2].p_positive]
    curves, stops = (json.loads(one.proto.spec) for one in app.get("plotly_chart"))
    widths = [line["line"]["width"] for line in curves["data"]]
    assert widths.index(max(widths)) == 2
    assert [one["x0"] for one in stops["layout"]["shapes"] if one["type"] == "rect"] == [1.5]
    app.select_slider[0].set_value(N_CHECKPOINTS).run()
    assert "trained" not in app.query_params


def test_the_checkpoint_stays_with_another_sentence_and_another_page() -> None:
    app = opened_at(4, q=GOOD)
    app.text_area[0].set_value("A dull film.").run()
    assert app.select_slider[0].value == 4
    assert payload_of(app)["p_positive"][-1] == float(
        cached.traces_of("A dull film.")[3].p_positive[-1]
    )
    app.switch_page("app.py").run()
    app.switch_page(PAGE).run()
    assert app.select_slider[0].value == 4


def test_the_small_model_is_shown_whichever_was_chosen() -> None:
    app = opened(PAGE, q=GOOD, model="lstm-small", unit="60")
    assert not app.exception
    assert payload_of(app)["n_hidden"] == 8
    assert "Shown here is lstm-tiny" in "".join(str(one.value) for one in app.caption)
    foot = "".join(str(one.proto.body) for one in app.get("html"))
    assert "<b>lstm-tiny</b>, as it was at the checkpoint" in foot
    assert "lstm-small" not in foot
    assert app.query_params["model"] == "lstm-small"
    assert "Shown here" not in "".join(str(one.value) for one in opened(PAGE).caption)


@pytest.mark.parametrize("text", sorted(SAFE), ids=ascii)
def test_any_text_is_read_by_any_checkpoint(text: str) -> None:
    app = opened_at(2, q=text)
    assert not app.exception
    assert not harmed_by(app, text)


def test_what_was_measured_at_the_end_is_what_the_card_says_of_the_model() -> None:
    facts, scores = cached.facts(), cache.model_of(cached.MODEL).card["scores"]
    assert facts.scores["dev"][-1] == scores["dev"]["accuracy"]
    assert facts.scores["heldout"][-1] == scores["curriculum_heldout"]["accuracy"]


def test_the_claims_at_the_end_are_those_of_the_negation_laboratory() -> None:
    head = cache.head_of(cached.MODEL).weight
    trace = cache.trace_of(cached.MODEL, STORY)
    assert cached.stories()[-1] == claims_of(trace, head)


def test_the_words_in_short_are_few() -> None:
    (recap,) = (m.value for m in opened(PAGE).markdown if str(m.value).startswith("- Nobody"))
    assert len(str(recap).split()) <= 120
