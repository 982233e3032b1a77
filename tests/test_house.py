"""The house's limits on the length of files and functions."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FILES = sorted(
    path for part in ("lstm_viz", "pages", "tests") for path in (ROOT / part).rglob("*.py")
)
LONGEST = {"core": 150, "pages": 150}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_and_functions_are_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    in_tests = path.is_relative_to(ROOT / "tests")
    limit = 250 if in_tests else LONGEST.get(path.parent.name, 250)
    assert len(text.splitlines()) <= limit
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            documented = ast.get_docstring(node, clean=False) or ""
            lines = (node.end_lineno or 0) - node.lineno + 1 - len(documented.splitlines())
            assert lines <= 30, node.name


@pytest.mark.parametrize("path", sorted((ROOT / "assets").glob("*/*.mjs")), ids=lambda p: p.name)
def test_modules_are_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 250


@pytest.mark.parametrize("path", sorted(ROOT.rglob("lstm_viz/ui/*.css")), ids=lambda p: p.name)
def test_no_rule_makes_every_class_cost_a_style(path: Path) -> None:
    # With "[class*=a] *" each class that Streamlit changes styles the whole page anew: a third of
    # the time from Enter to the player went there. A container's key is a class: ".st-key-a".
    text = path.read_text(encoding="utf-8")
    assert "[class*" not in text
    assert "[class^" not in text
