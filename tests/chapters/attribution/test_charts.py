"""The pictures of attribution show the methods' numbers on one scale, and any word as text."""

import json
import re
from html.parser import HTMLParser

import numpy as np
import pytest

from lstm_viz.chapters.attribution.bars import FIGURE_SPACE, MOST_WRITTEN, score_bars
from lstm_viz.chapters.attribution.cached import attribution_view
from lstm_viz.chapters.attribution.charts import coloured_text, deletion_chart, phrase_chart
from lstm_viz.chapters.attribution.view import (
    TITLES,
    AttributionView,
)
from lstm_viz.core.attribution.deletion import deletion_curves, deletion_order
from lstm_viz.core.attribution.methods import METHODS, attribute
from lstm_viz.core.network import Network
from lstm_viz.core.record import record_sentence
from lstm_viz.figures.labels import names, unmarked
from lstm_viz.figures.numbers import signed
from lstm_viz.figures.quantities import POSITIVE
from tests.awkward import AWKWARD
from tests.random_models import SENTENCE, random_model

ENTITIES = {"entities": "AT&T a&lt x&copy &amp &lt;i&gt;"}
SAFE = {
    name: text.encode("utf-8", "replace").decode()[:150]
    for name, text in {**AWKWARD, **ENTITIES}.items()
}


def view_of(text: str = SENTENCE, seed: int = 0) -> AttributionView:
    return made_of(random_model(seed), text)


def made_of(network: Network, text: str) -> AttributionView:
    trace = record_sentence(network, text)
    found = [attribute(network, trace, name) for name in TITLES]
    return attribution_view(network, trace, found)


@pytest.mark.parametrize("seed", range(3))
def test_the_view_is_the_core_methods_and_their_deletion_curves(seed: int) -> None:
    network = random_model(seed)
    trace = record_sentence(network, SENTENCE)
    view = made_of(network, SENTENCE)
    assert [row.name for row in view.methods] == list(TITLES)
    assert sorted(TITLES) == sorted(METHODS)
    assert view.should == pytest.approx(float(trace.logit[-1]))
    for row in view.methods:
        found = attribute(network, trace, row.name)
        np.testing.assert_allclose(row.scores, found.scores, atol=1e-6)
        assert row.adds_up_to == pytest.approx(found.adds_up_to, abs=1e-6)
        order = deletion_order(found.scores, found.should)
        (curve,) = deletion_curves(network, trace, [order])
        np.testing.assert_array_equal(row.order, order)
        np.testing.assert_allclose(row.p_verdict, curve.p_verdict, atol=1e-6)
        assert row.area == pytest.approx(curve.area, abs=1e-6)


def test_the_bars_are_the_scores_a_column_a_method_on_one_scale() -> None:
    view = view_of()
    figure = score_bars(view)
    bars, numbers = figure.data[::2], figure.data[1::2]
    assert len(bars) == len(numbers) == len(TITLES) == 7
    for column, row in enumerate(view.methods):
        np.testing.assert_array_equal(bars[column].x, row.scores.astype("f4"))
        right = np.array([colour == POSITIVE[0] for colour in bars[column].marker.color])
        np.testing.assert_array_equal(right, row.scores > 0)
        said = [text.strip(FIGURE_SPACE) for text in numbers[column].text]
        assert said == [signed(float(score)) for score in row.scores]
        assert (np.sign(numbers[column].x) != np.sign(row.scores)).all()  # beside the bar
        assert numbers[column].xaxis == bars[column].xaxis
    ranges = {axis.range for axis in figure.select_xaxes()}
    assert len({bar.xaxis for bar in bars}) == 7
    ((low, high),) = ranges
    assert -low == high >= view.reach
    within = [row for row in view.methods if row.name not in view.beyond]
    assert view.reach == max(np.abs(row.scores).max() for row in within)


def test_a_long_sentence_has_no_numbers_at_its_bars_and_every_method() -> None:
    view = view_of("bad " * 61)
    assert len(view.trace.tokens) > MOST_WRITTEN
    bars = [trace for trace in score_bars(view).data if trace.type == "bar"]
    assert len(bars) == len(view.methods) == len(TITLES)


class _Spans(HTMLParser):
    """Collects what stands on a colour."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.strengths: list[tuple[str, int]] = []
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        if self.get_starttag_text() == "<bdi>" and data.strip():
            self.words.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        style = dict(attrs).get("style") or ""
        if found := re.search(r"srgb, (#\w+) (\d+)%", style):
            self.strengths.append((found[1], int(found[2])))


@pytest.mark.parametrize("text", SAFE.values(), ids=SAFE)
def test_coloured_words_are_text_whatever_they_are(text: str) -> None:
    view = view_of(text)
    parser = _Spans()
    parser.feed(coloured_text(view, view.methods))
    assert parser.tags <= {"p", "b", "span", "i", "bdi"}
    assert len(parser.strengths) == len(view.methods) * len(view.trace.tokens)
    if view.trace.tokens:
        for figure in (score_bars(view), deletion_chart(view)):
            json.loads(figure.to_json())
            assert not re.search(r"<(?!br>|extra>|/extra>)", " ".join(map(str, figure.data[0].y)))


def test_entities_stay_as_they_were_typed() -> None:
    view = view_of(ENTITIES["entities"])
    parser = _Spans()
    parser.feed(coloured_text(view, view.methods))
    assert parser.words == list(names(view.trace)) * len(view.methods)


@pytest.mark.parametrize(
    ("word", "shown"),
    [("can't", "can't"), (".", "."), ("__b__", "··b··"), (":", "·"), ("www.a.b", "www·a·b")],
)
def test_a_word_where_markdown_is_read_has_no_marks(word: str, shown: str) -> None:
    assert unmarked(word) == shown


def test_a_words_colour_is_its_scores_sign_and_size() -> None:
    view = view_of()
    parser = _Spans()
    parser.feed(coloured_text(view, view.methods))
    scores = np.concatenate([row.scores for row in view.methods])
    for score, (colour, strength) in zip(scores, parser.strengths, strict=True):
        assert strength == round(60 * min(abs(score) / view.reach, 1))
        assert not strength or colour == ("#1F6FB2" if score > 0 else "#B4540A")


def test_the_deletion_chart_is_the_curves_from_nothing_to_all() -> None:
    view = view_of()
    chance, *lines = deletion_chart(view).data
    np.testing.assert_array_equal(chance.y, view.random)
    spelled = names(view.trace)
    for row, line in zip(view.methods, lines, strict=True):
        np.testing.assert_array_equal(line.y, row.p_verdict)
        assert line.customdata[0] == "nothing"
        assert line.customdata[1] == f"{row.first + 1} {spelled[row.first]}"
    assert len({(line.line.color, line.marker.symbol) for line in lines}) == len(lines)
    assert deletion_chart(view).layout.yaxis.range == (0, 1.02)


def test_the_phrases_bars_add_up() -> None:
    (bars,) = phrase_chart(1.5, -2.0).data
    assert bars.x == (1.5, -2.0, -0.5)
    assert bars.measure == ("relative", "relative", "total")
