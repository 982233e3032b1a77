"""What the README says of the models is what their cards say, and its Python runs."""

import contextlib
import io
import json
import re
from pathlib import Path

import pytest

from lstm_viz.core.models.checkpoint import MODEL_FOLDER, MODELS

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", MODELS)
def test_the_table_of_models_is_the_cards(name: str) -> None:
    card = json.loads((MODEL_FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    sizes, scores = card["sizes"], card["scores"]
    row = [f"`{name}`", str(sizes["n_hidden"]), f"{card['parameters']['recurrent']:,}"]
    row += [
        f"{100 * scores[part]['accuracy']:.1f}%" for part in ("dev", "test", "curriculum_heldout")
    ]
    assert f"| {' | '.join(row)} |" in README


@pytest.mark.parametrize("example", re.findall(r"```python\n(.*?)```", README, re.DOTALL))
def test_an_example_prints_what_stands_beside_it(
    example: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # an example may write a file
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(compile(example, "README.md", "exec"), {})  # noqa: S102 - our own README
    beside = re.findall(r"^print\(.*\)  # (.*)$", example, re.MULTILINE)
    assert len(beside) == example.count("print(") > 0
    assert said.getvalue().splitlines() == beside


def test_only_the_public_surface_is_named() -> None:
    assert re.findall(r"lstm_viz\.[a-z_.]+", README) == []
