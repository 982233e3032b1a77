"""The page on attribution says what the methods found, for the sentence in the link."""

import json
import re
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from lstm_viz.chapters.attribution import cached, words
from lstm_viz.chapters.attribution.study import same_in_both
from lstm_viz.chapters.attribution.view import TITLES
from lstm_viz.core.attribution.decomposition import contextual_decomposition
from lstm_viz.core.models.checkpoint import MODEL_FOLDER, load_model
from lstm_viz.core.record import record_sentence
from lstm_viz.figures.labels import names
from lstm_viz.figures.numbers import signed
from lstm_viz.ui.place import DEFAULT_SENTENCE, MODELS
from tests.pages.test_pages import opened

PAGE = "pages/attribution.py"


def figures_of(app: AppTest) -> list[Any]:
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


def said(app: AppTest) -> str:
    return "\n".join(str(text.value) for text in app.text)


def test_the_lead_is_the_verdict_on_the_sentence_without_the_word() -> None:
    (first, *_) = cached.attribution_of("lstm-tiny", DEFAULT_SENTENCE).methods
    network = load_model("lstm-tiny")
    words = names(record_sentence(network, DEFAULT_SENTENCE))
    shorter = " ".join(word for t, word in enumerate(words) if t != first.first)
    after = float(record_sentence(network, shorter).p_positive[-1])
    app = opened(PAGE)
    told = f"Leaving out “{words[first.first]}” (word {first.first + 1}) weakens the positive"
    before = float(record_sentence(network, DEFAULT_SENTENCE).p_positive[-1])
    assert f"{told} verdict most: it falls from {before:.2f} to {after:.2f}." in said(app)
    (shown,) = (
        body
        for body in (str(html.proto.body) for html in app.get("html"))
        if 'class="lv-scored"' in body
    )
    assert shown.count("lv-scored") == 1


@pytest.mark.parametrize("model", MODELS)
def test_the_line_on_trust_is_the_files_and_this_sentences_test(model: str) -> None:
    view = cached.attribution_of(model, DEFAULT_SENTENCE)
    dev = cached.deletion_test_of(model)
    told = words.trust(view, dev, dev.sha256)
    best = min(round(row.area, 2) for row in view.methods)
    here = told.partition("on this one it is ")[2].partition(".")[0]
    named = {row.name for row in view.methods if words.SAID[row.name] in here}
    assert named == {row.name for row in view.methods if round(row.area, 2) == best}
    for name in same_in_both(dev, slice(3)):
        assert words.SAID[name] in told.partition(";")[0]
    assert told in said(opened(PAGE, model=model))
    assert "no method is clearly ahead" in words.trust(view, dev, "other weights")
    one = words.trust(cached.attribution_of(model, "Good"), dev, dev.sha256)
    assert "on this one" not in one


def test_the_methods_are_counted() -> None:
    view = cached.attribution_of("lstm-tiny", DEFAULT_SENTENCE)
    firsts = [row.first for row in view.methods]
    most = max(set(firsts), key=firsts.count)
    spelled = names(view.trace)
    (line,) = (
        line for line in said(opened(PAGE)).splitlines() if "of the seven methods name" in line
    )
    assert line.startswith(
        f"{words.NUMBERS[firsts.count(most)].capitalize()} of the seven methods name"
        f" “{spelled[most]}” (word {most + 1}) first;"
    )
    told = line.partition("first;")[2]
    for row in view.methods:
        named = f"“{spelled[row.first]}” (word {row.first + 1})"
        assert (row.title in told and named in told) == (row.first != most)


def test_a_phrase_is_chosen_and_split() -> None:
    app = opened(PAGE)
    assert len(figures_of(app)) == 3
    assert all(chart.proto.alt for chart in app.get("plotly_chart"))
    app.select_slider[0].set_value((4, 7)).run()
    assert not app.exception
    network = load_model("lstm-tiny")
    trace = record_sentence(network, DEFAULT_SENTENCE)
    split = contextual_decomposition(network, trace, 3, 7)
    assert f"“not at all boring” adds {signed(split.beta)} to the logit (β)." in said(app)
    assert f"The rest adds {signed(split.gamma)} (γ)" in said(app)
    app.text_area[0].set_value("A dull film.").run()
    assert not app.exception
    assert app.select_slider[0].value != (4, 7)


def test_the_quote_names_its_sentences_and_refuses_other_weights() -> None:
    (line,) = (str(m.value) for m in opened(PAGE).markdown if "794 sentences" in str(m.value))
    assert "no single winner" in line
    dev = cached.deletion_test_of("lstm-tiny")
    ranks = {"ahead": slice(3), "last": slice(-2, None)}
    for where, part in ranks.items():  # who that is: test_tables.py
        assert (f"are {where} both ways." in line) == bool(same_in_both(dev, part))
    measured = json.loads((MODEL_FOLDER / "deletion.json").read_text())["models"]["lstm-tiny"]
    least = [
        min((row["median"], name) for name, row in measured[removal].items())
        for removal in ("deleted", "replaced_by_unk")
    ]
    (deleting, first), (replacing, second) = least
    names = {**TITLES, "lrp": "LRP"}
    quoted = f"{names[first]} ({deleting:.2f}) for deleting and {names[second]} ({replacing:.2f})"
    assert f"{quoted} for replacing".lower() in line.lower()
    assert "other weights" in words.on_dev_set(dev, "lstm-tiny", "0")


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("words", [1, 2, 200])
def test_any_length_is_drawn(model: str, words: int) -> None:
    app = opened(PAGE, q="bad " * words, model=model)
    assert not app.exception
    assert len(figures_of(app)) == 3
    counted = ("of the seven methods name", "All seven methods name", "No two methods name")
    assert any(one in said(app) for one in counted)
    assert ("The methods disagree most" in said(app)) == (words > 1)


def test_an_empty_sentence_draws_nothing() -> None:
    app = opened(PAGE, q=" ")
    assert not app.exception
    assert not figures_of(app)


def test_the_slider_reads_markdown_and_gets_none() -> None:
    app = opened(PAGE, q="__bold__ https://a.b/c [x](y) `z` good")
    assert not app.exception
    options = app.select_slider[0].proto.options
    assert options[0].endswith("··bold··")
    assert not re.search(r"[_`*\[\]:/]", "".join(options))


def test_the_words_in_short_are_few() -> None:
    recap = [str(m.value) for m in opened(PAGE).markdown if str(m.value).startswith("- ")]
    assert len(recap) == 1
    assert len(recap[0].split()) <= 120
