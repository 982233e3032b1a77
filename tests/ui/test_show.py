"""The pages' vocabulary: each word draws what it promises, and no page says the same in its own."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[2]
SHOWN_BY_HAND = re.compile(r"st\.(plotly_chart|dataframe|download_button)\b|key=\"lead\"|In short")


def shown(script: str) -> AppTest:
    """Run a page of a few lines."""
    page = "import plotly.graph_objects as go\nfrom lstm_viz.ui import show\n" + script
    return AppTest.from_string(page, default_timeout=30).run()


def only(app: AppTest, kind: str) -> Any:
    """Return the message of the one element of a kind."""
    (found,) = app.get(kind)
    return found.proto


@pytest.mark.parametrize(
    ("how", "corner"),
    [
        ("", {"modeBarButtons": [["toImage"]], "displaylogo": False}),
        (", camera=False", {"displayModeBar": False}),
    ],
)
def test_a_chart_is_heard_and_its_corner_saves_or_does_nothing(
    how: str, corner: dict[str, object]
) -> None:
    chart = only(shown(f'show.chart(go.Figure(), "a", alt="A line."{how})'), "plotly_chart")
    assert chart.alt == "A line."
    assert json.loads(chart.config) == corner


def test_a_table_has_no_index_and_writes_its_numbers_as_told() -> None:
    app = shown('show.table({"P": [0.5], "Q": [1]}, "a", alt="Two.", formats={"P": "%.3f"})')
    table = only(app, "dataframe")
    assert table.alt == "Two."
    columns = json.loads(table.columns)
    assert columns["_index"] == {"hidden": True}
    assert columns["P"]["type_config"]["format"] == "%.3f"
    assert "Q" not in columns


def test_a_file_is_written_only_when_it_is_asked_for() -> None:
    app = shown('show.csv("Numbers as CSV", "n.csv", lambda x, *, y: 1 / 0, 1, y=2)')
    assert not app.exception
    button = only(app, "download_button")
    assert button.label == "Numbers as CSV"
    assert button.ignore_rerun
    assert button.deferred_file_id


def test_a_lead_reads_no_markdown_and_can_wait_for_its_words() -> None:
    app = shown('later = show.lead_later()\nlater.text("**b**")')
    assert [text.value for text in app.text] == ["**b**"]
    app = shown('show.lead("# $a$")')
    assert [text.value for text in app.text] == ["# $a$"]
    assert not app.markdown


def test_a_recap_has_its_heading() -> None:
    app = shown('show.recap("- One.")')
    assert [header.value for header in app.header] == ["In short"]
    assert [part.value for part in app.markdown] == ["- One."]


@pytest.mark.parametrize(
    "path",
    [*ROOT.glob("pages/*.py"), *ROOT.glob("lstm_viz/chapters/**/*.py")],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_no_page_and_no_chapter_shows_by_hand_what_show_has_a_word_for(path: Path) -> None:
    assert not SHOWN_BY_HAND.search(path.read_text(encoding="utf-8"))
