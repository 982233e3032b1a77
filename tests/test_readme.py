"""What the README says of the models is what their cards say."""

import json
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
        f"{100 * scores[part]['accuracy']:.1f} %" for part in ("dev", "test", "curriculum_heldout")
    ]
    assert f"| {' | '.join(row)} |" in README
