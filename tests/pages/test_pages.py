"""Every page bears every awkward sentence, and shows it as text and nothing else."""

import json
from html import escape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lstm_viz.ui import state
from lstm_viz.ui.menu import PAGES
from lstm_viz.ui.place import MAX_CHARACTERS, MODELS
from tests.awkward import AWKWARD

HOME = str(Path(__file__).parents[2] / "app.py")
SAFE = {text.encode("utf-8", "replace").decode() for text in AWKWARD.values()}


def opened(page: str, **address: str) -> AppTest:
    """Open a page by a link."""
    app = AppTest.from_file(HOME, default_timeout=30)
    for name, value in address.items():
        app.query_params[name] = value
    if page != "app.py":
        app.switch_page(page)
    return app.run()


def payload_of(app: AppTest) -> dict[str, object]:
    """Return what the player was sent; NaN and infinity are refused."""

    def refuse(constant: str) -> None:
        message = f"{constant} in the payload"
        raise ValueError(message)

    names = ["lstm_viz_player", "lstm_viz_carrier", "lstm_viz_menu"]
    found = app.get("bidi_component")
    assert [one.proto.component_name for one in found] == names  # the reader waits for the first
    player = found[0]
    payload: dict[str, object] = json.loads(player.proto.json, parse_constant=refuse)
    return payload


def read_as_markdown(app: AppTest) -> str:
    """Return all that is read as Markdown on the page."""
    parts = [element.value for element in (*app.markdown, *app.caption, *app.title, *app.header)]
    return "\n".join(str(part) for part in parts)


def read_as_html(app: AppTest) -> str:
    """Return all that is read as HTML on the page."""
    return "\n".join(str(element.proto.body) for element in app.get("html"))


def harmed_by(app: AppTest, text: str) -> bool:
    """Tell whether a sentence stands on the page where it is more than text.

    In Markdown it may not stand at all; in HTML only where escaping would change nothing.
    """
    long_enough = len(text.strip()) >= 6  # shorter ones are also found by chance
    in_html = text != escape(text) and text in read_as_html(app)
    return long_enough and (in_html or text in read_as_markdown(app))


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("text", sorted(SAFE), ids=ascii)
def test_every_page_bears_every_sentence(page: str, text: str, model: str) -> None:
    app = opened(page, q=text, model=model)
    assert not app.exception
    assert not harmed_by(app, text)
    if page == "app.py":
        assert app.text_area[0].value == text[:MAX_CHARACTERS]
        assert payload_of(app)["n_tokens"] in range(201)


def test_typing_reaches_the_player_and_the_link() -> None:
    app = opened("app.py")
    app.text_area[0].set_value("A dull film.").run()
    assert payload_of(app)["n_tokens"] == 4
    assert app.query_params["q"] == "A dull film."


def test_an_example_fills_the_box() -> None:
    app = opened("app.py", step="3")
    assert len(app.button) == 0  # the list is sent only to those who open it
    app.session_state[state.EXAMPLES_KEY] = True
    app.run()
    chosen = app.button[1].label
    app.button[1].click().run()
    assert app.text_area[0].value == chosen
    assert "step" not in app.query_params


def test_the_sentence_survives_pages_and_back() -> None:
    app = opened("app.py")
    app.text_area[0].set_value("A dull film.").run()
    app.switch_page("pages/model.py").run()
    assert "A dull film." in [text.value for text in app.text]
    app.switch_page("app.py").run()
    assert app.text_area[0].value == "A dull film."


def test_an_address_that_changes_by_itself_wins() -> None:
    app = opened("app.py", q="First.")
    app.query_params["q"] = "Second."
    app.run()
    assert app.text_area[0].value == "Second."


def test_what_is_typed_wins_over_an_old_address() -> None:
    app = opened("app.py", q="First.")
    app.text_area[0].set_value("Typed.")
    app.query_params["q"] = "Late."
    app.run()
    assert app.text_area[0].value == "Typed."
    assert app.query_params["q"] == "Typed."


def test_a_run_cut_short_does_not_empty_the_box() -> None:
    app = opened("pages/memory.py", q="An old film")
    app.switch_page("pages/model.py").run()
    app.session_state["page"] = "Gradient flow"  # as if that page had begun, and not drawn its box
    del app.session_state[state.SENTENCE_KEY]
    app.switch_page("pages/gradients.py").run()
    assert app.text_area[0].value == "An old film"


def test_the_model_switch_changes_the_run() -> None:
    app = opened("app.py")
    assert payload_of(app)["model"] == "lstm-tiny"
    app.button_group[0].set_value("lstm-small").run()
    assert payload_of(app)["model"] == "lstm-small"
    assert app.query_params["model"] == "lstm-small"


def test_a_browser_that_still_shows_our_last_address_takes_nothing_back() -> None:
    app = opened("app.py", q="First.")
    old = dict(app.query_params)
    app.text_area[0].set_value("Second.").run()
    for name, value in old.items():
        app.query_params[name] = value  # our newest address has not reached the browser yet
    app.run()
    assert app.text_area[0].value == "Second."
    assert app.query_params["q"] == "Second."


def test_a_server_started_anew_reads_what_the_browser_shows() -> None:
    app = AppTest.from_file(HOME, default_timeout=30)
    app.query_params["q"] = "In the address."
    app.session_state[state.SENTENCE_KEY] = "Typed while it was away."
    app.run()
    assert app.text_area[0].value == "Typed while it was away."
    assert app.query_params["q"] == "Typed while it was away."


def test_the_home_page_draws_no_plotly() -> None:
    assert not opened("app.py").get("plotly_chart")


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("page", PAGES)
def test_every_figure_is_offered_in_words(page: str, model: str) -> None:
    app = opened(page, model=model)
    bodies = [str(element.proto.body) for element in app.get("html")]
    told = [body for body in bodies if body.startswith('<details class="lv-spoken">')]
    charts = app.get("plotly_chart")
    assert len(told) == len(charts)
    for chart, body in zip(charts, told, strict=True):
        assert f'<p dir="auto">{escape(chart.proto.alt)}</p>' in body
        assert body.count("<p ") >= 2  # more than the name of what is drawn
