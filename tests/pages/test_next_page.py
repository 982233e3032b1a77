"""A page ends with the one page that follows from it, in the menu's order."""

from pathlib import Path

import pytest

from lstm_viz.ui.menu import PAGES, WHY, following
from tests.pages.test_pages import opened

ROOT = Path(__file__).parents[2]
SAID = {"q": "A dull film", "step": "2"}


def test_the_chain_goes_through_the_menu_and_ends_at_home() -> None:
    walked = ["app.py"]
    for _ in PAGES:
        walked.append(following(PAGES[walked[-1]]))
    assert walked == [*PAGES, "app.py"]
    assert set(WHY) == set(PAGES)


def test_every_page_has_a_place_in_the_order() -> None:
    assert {str(path.relative_to(ROOT)) for path in (ROOT / "pages").glob("*.py")} == {
        file for file in PAGES if file != "app.py"
    }


@pytest.mark.parametrize("page", [file for file in PAGES if file != "app.py"])
def test_a_page_ends_with_the_next(page: str) -> None:
    app = opened(page, **SAID)
    assert not app.exception
    next_file = following(PAGES[page])
    (link,) = [one.proto for one in app.get("page_link") if one.proto.label.startswith("Next: ")]
    assert link.label == f"Next: {PAGES[next_file]}"
    assert link.page == Path(next_file).stem.removeprefix("app")
    assert "q=A+dull+film" in link.query_string
    assert app.text[-1].value == WHY[next_file]


def test_a_page_that_the_lesson_leads_to_leads_back_to_the_chapters_beginning() -> None:
    app = opened("pages/memory.py", chapter="7", stage="4", **SAID)
    (link,) = [one.proto for one in app.get("page_link") if one.proto.label.startswith("In the ")]
    assert link.label == "In the lesson: chapter 3"
    assert link.page == "lesson"
    assert link.query_string == "q=A+dull+film&step=2&chapter=3"
    assert not [
        one for one in opened("pages/trust.py").get("page_link") if "lesson" in one.proto.label
    ]
