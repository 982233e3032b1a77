"""The trust page: green for what is shown, red when a weight is changed behind its back."""

import pytest

from lstm_viz.ui import cache
from lstm_viz.ui.place import DEFAULT_SENTENCE
from tests.pages.test_pages import opened

PAGE = "pages/trust.py"


def shown(**address: str) -> str:
    app = opened(PAGE, **address)
    assert not app.exception
    return "".join(element.proto.body for element in app.get("html"))


@pytest.mark.parametrize(("model", "n_checks"), [("lstm-tiny", 12), ("lstm-small", 11)])
def test_all_lines_are_green(model: str, n_checks: int) -> None:
    """One more for the model with a path of learning."""
    page = shown(model=model)
    assert page.count("lv-check lv-good") == n_checks
    assert "lv-check lv-bad" not in page


def test_a_changed_weight_turns_lines_red() -> None:
    cache.trace_of("lstm-tiny", DEFAULT_SENTENCE)
    weight = cache.model_of("lstm-tiny").cell().u
    weight[0, 0] += 0.1
    try:
        page = shown()
        assert page.count("lv-check lv-bad") >= 3
        assert "The weights in memory are those of the file." in page
        assert "FAILED" in opened(PAGE).text[1].value
    finally:
        weight[0, 0] -= 0.1
        cache.model_of.clear()
