"""A sentence that takes long shows how far it is; a short one shows nothing."""

import pytest

from lstm_viz.chapters.attribution import controls
from lstm_viz.chapters.attribution.view import TITLES
from lstm_viz.ui.place import Place, with_text


class Bar:
    """Stands for Streamlit and its bar; keeps what it is told."""

    def __init__(self) -> None:
        self.told: list[tuple[float, str]] = []
        self.n_emptied = 0

    def empty(self) -> "Bar":
        self.n_emptied += 1
        return self

    def progress(self, share: float, said: str) -> None:
        self.told.append((share, said))


@pytest.mark.parametrize(("n_words", "parts"), [(1, 0), (40, 0), (41, len(TITLES) + 1)])
def test_only_a_long_sentence_has_a_bar(
    monkeypatch: pytest.MonkeyPatch, n_words: int, parts: int
) -> None:
    bar = Bar()
    monkeypatch.setattr(controls, "st", bar)
    place = with_text(Place(), "bad " * n_words)
    view = controls.attribution(place, n_words)
    assert [row.name for row in view.methods] == list(TITLES)
    assert len(bar.told) == parts
    shares = [share for share, _ in bar.told]
    assert shares == sorted(shares)
    assert all(0 <= share < 1 for share in shares)
    assert bar.n_emptied == 2  # made, then taken away again
