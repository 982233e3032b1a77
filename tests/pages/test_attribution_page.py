"""The page on attribution says what the methods found, for the sentence in the link."""

import json
import re
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from lstm_viz.core.checkpoint import MODEL_FOLDER, load_model
from lstm_viz.core.decomposition import contextual_decomposition
from lstm_viz.core.record import record_sentence
from lstm_viz.figures.word_labels import names, signed
from lstm_viz.ui import attribution_words, why_cache
from lstm_viz.ui.place import DEFAULT_SENTENCE, MODELS
from tests.pages.test_pages import opened

PAGE = "pages/attribution.py"


def figures_of(app: AppTest) -> list[Any]:
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


def said(app: AppTest) -> str:
    return "\n".join(str(text.value) for text in app.text)


def test_the_lead_counts_the_methods() -> None:
    view = why_cache.attribution_of("lstm-tiny", DEFAULT_SENTENCE)
    firsts = [row.first for row in view.methods]
    most = max(set(firsts), key=firsts.count)
    line = said(opened(PAGE))
    assert f"“{names(view.trace)[most]}” (word {most + 1}) first for the positive verdict" in line
    told = line.partition("for the positive verdict.")[2].split("\n")[0].lower()
    for row in view.methods:
        named = f"“{names(view.trace)[row.first]}” (word {row.first + 1})"
        assert (row.title.lower() in told and named in told) == (row.first != most)


def test_a_phrase_is_chosen_and_split() -> None:
    app = opened(PAGE)
    assert len(figures_of(app)) == 3
    assert all(chart.proto.alt for chart in app.get("plotly_chart"))
    app.select_slider[0].set_value((4, 7)).run()
    assert not app.exception
    loaded = load_model("lstm-tiny")
    trace = record_sentence(loaded, DEFAULT_SENTENCE)
    split = contextual_decomposition(loaded, trace, 3, 7)
    assert f"“not at all boring” alone: β = {signed(split.beta)}." in said(app)
    assert f"γ = {signed(split.gamma)}." in said(app)
    app.text_area[0].set_value("A dull film.").run()
    assert not app.exception
    assert app.select_slider[0].value != (4, 7)


def test_the_quote_names_its_sentences_and_refuses_other_weights() -> None:
    (line,) = (str(m.value) for m in opened(PAGE).markdown if "794 sentences" in str(m.value))
    assert "no single winner" in line
    assert "Contextual decomposition, LRP and integrated gradients are ahead both ways." in line
    assert "Ledger’s split and gradient × input are last both ways." in line
    measured = json.loads((MODEL_FOLDER / "deletion.json").read_text())["models"]["lstm-tiny"]
    least = [
        min((row["median"], name) for name, row in measured[removal].items())
        for removal in ("deleted", "replaced_by_unk")
    ]
    assert [name for _, name in least] == ["contextual_decomposition", "lrp"]
    quoted = "contextual decomposition ({:.3f}) and LRP ({:.3f})".format(*(m for m, _ in least))
    assert quoted in line
    dev = why_cache.deletion_test_of("lstm-tiny")
    assert "other weights" in attribution_words.on_dev_set(dev, "lstm-tiny", "0")


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("words", [1, 2, 200])
def test_any_length_is_drawn(model: str, words: int) -> None:
    app = opened(PAGE, q="bad " * words, model=model)
    assert not app.exception
    assert len(figures_of(app)) == 3
    assert "of the seven methods" in said(app) or "All seven methods" in said(app)


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
