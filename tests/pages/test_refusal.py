"""Where a model's file is damaged, each page says which and what to do; mended, it is shown."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from lstm_viz.core.models import checkpoint
from lstm_viz.ui import cache
from tests.pages.test_pages import opened


def forget() -> None:
    """Let the process read every model anew."""
    for kept in (cache.model_of, cache.path_of, cache.warm_up, cache.trace_of, cache.payload_of):
        kept.clear()


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "models"
    shutil.copytree(checkpoint.MODEL_FOLDER, folder)
    monkeypatch.setattr(checkpoint, "MODEL_FOLDER", folder)
    forget()
    yield folder
    forget()


@pytest.mark.parametrize("page", ["app.py", "pages/trust.py", "pages/lesson.py"])
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("lstm-tiny.safetensors", "it does not hold a model of this project: "),
        ("rnn-small.safetensors", "it does not hold a model of this project: "),
        ("lstm-tiny.path.safetensors", "it does not hold the path of lstm-tiny: "),
        ("deletion.json", "it is no JSON: "),
    ],
)
def test_a_damaged_file_is_named_and_can_be_mended(
    page: str, name: str, said: str, models: Path
) -> None:
    file = models / name
    whole = file.read_bytes()
    file.write_bytes(whole[:1000])
    app = opened(page)
    assert not app.exception
    assert [title.value for title in app.title] == ["This page cannot be shown"]
    why, *remedy = (text.value for text in app.text)
    assert why.startswith(str(file))
    assert said in why
    assert [text[:12] for text in remedy] == ["What to do: "]
    file.write_bytes(whole)
    assert not opened(page).exception
    assert "cannot be shown" not in app.run().title[0].value


def test_a_missing_vocabulary_is_named(models: Path) -> None:
    (models / "vocabulary.txt").unlink()
    why, remedy = (text.value for text in opened("app.py").text)
    assert why == f"{models / 'vocabulary.txt'}: there is no such file."
    assert remedy.startswith("What to do: ")
