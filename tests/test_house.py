"""The house's limits: how long files and functions are, what a folder holds, who reads what."""

import ast
from collections import Counter
from itertools import chain
from pathlib import Path

import pytest

from lstm_viz.ui.menu import PAGES as MENU

ROOT = Path(__file__).parents[1]
HOME = ROOT / "app.py"
PAGES = sorted((ROOT / "pages").glob("*.py"))
CODE = [HOME, *PAGES, *sorted((ROOT / "lstm_viz").rglob("*.py"))]
TESTS = sorted((ROOT / "tests").rglob("*.py"))
SCRIPTS = sorted(chain((ROOT / "assets").rglob("*.mjs"), (ROOT / "tests").rglob("*.mjs")))
FOLDERS = sorted({path.parent for path in (*CODE, *TESTS)})
CHAPTERS = {path.parent.name for path in (ROOT / "lstm_viz/chapters").glob("*/__init__.py")}
N_STATEMENTS, N_LINES, N_MODULES, N_OF_A_PREFIX = 150, 30, 12, 2
N_PAGES = 13  # more than a folder has elsewhere: Streamlit finds pages in one flat folder alone
N_PAGE_LINES = 150  # a page is prose, which counts as one statement however long it is
N_SCRIPT_LINES, N_COLUMNS = 250, 120


def named(path: Path) -> str:
    """Return a file's or folder's path in the project."""
    return str(path.relative_to(ROOT))


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def is_prose(node: ast.stmt) -> bool:
    """Tell whether a statement is a docstring or a text under a constant."""
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def statements(tree: ast.Module) -> int:
    """Count the statements; docstrings are free, as are comments and blank lines."""
    return sum(isinstance(node, ast.stmt) and not is_prose(node) for node in ast.walk(tree))


def lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count a function's lines from its "def" on, without its docstring."""
    first = function.body[0]
    free = (first.end_lineno or 0) - first.lineno + 1 if is_prose(first) else 0
    return (function.end_lineno or 0) - function.lineno + 1 - free


def modules_read(path: Path) -> set[str]:
    """Return the full names of this project's modules that a file imports."""
    found = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {name for name in found if name.split(".")[0] in {"lstm_viz", "pages", "app", "tests"}}


@pytest.mark.parametrize("path", [*CODE, *TESTS], ids=named)
def test_a_file_is_one_subject_in_one_role(path: Path) -> None:
    assert statements(parsed(path)) <= N_STATEMENTS


@pytest.mark.parametrize("path", CODE, ids=named)
def test_a_function_does_one_thing(path: Path) -> None:
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    found = [node for node in ast.walk(parsed(path)) if isinstance(node, functions)]
    assert {node.name: lines(node) for node in found if lines(node) > N_LINES} == {}


@pytest.mark.parametrize("folder", FOLDERS, ids=named)
def test_a_folder_can_be_taken_in_at_a_glance(folder: Path) -> None:
    names = [path.stem for path in folder.glob("*.py") if path.stem != "__init__"]
    assert len(names) <= (N_PAGES if folder == ROOT / "pages" else N_MODULES)
    prefixes = Counter(name.removeprefix("test_").split("_")[0] for name in names)
    assert {prefix for prefix, count in prefixes.items() if count > N_OF_A_PREFIX} == set()


@pytest.mark.parametrize("path", SCRIPTS, ids=named)
def test_a_script_is_short_and_narrow(path: Path) -> None:
    text = path.read_text(encoding="utf-8").splitlines()
    assert len(text) <= N_SCRIPT_LINES
    assert {at for at, line in enumerate(text, 1) if len(line) > N_COLUMNS} == set()


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_page_reads_its_own_chapter_and_the_shell(page: Path) -> None:
    allowed = (f"lstm_viz.chapters.{page.stem}.", "lstm_viz.ui.")
    others = {name for name in modules_read(page) if not name.startswith(allowed)}
    assert others == set()


def test_home_reads_the_shell_alone() -> None:
    # The import linter takes packages only; this file is none.
    assert {name for name in modules_read(HOME) if not name.startswith("lstm_viz.ui.")} == set()


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_page_is_prose_and_calls(page: Path) -> None:
    assert len(page.read_text(encoding="utf-8").splitlines()) <= N_PAGE_LINES
    logic = (ast.FunctionDef, ast.Lambda, ast.ClassDef, ast.BinOp, ast.AugAssign, ast.While)
    assert [ast.unparse(node) for node in ast.walk(parsed(page)) if isinstance(node, logic)] == []


def test_every_page_has_its_chapter_its_menu_entry_and_its_tests() -> None:
    pages = {page.stem for page in PAGES}
    assert pages == CHAPTERS
    assert {file for file in MENU if file != "app.py"} == {named(page) for page in PAGES}
    tested = {path.parent.name for path in (ROOT / "tests/chapters").glob("*/test_page.py")}
    assert pages == tested


@pytest.mark.parametrize(
    "path", [path for path in CODE if path.stem in {"cache", "cached"}], ids=named
)
def test_what_all_visitors_share_knows_none_of_them(path: Path) -> None:
    # These files may use Streamlit's caches, so the ban on its session is lifted for them as well.
    names = {node.attr for node in ast.walk(parsed(path)) if isinstance(node, ast.Attribute)}
    assert names.isdisjoint({"session_state", "query_params"})


@pytest.mark.parametrize("path", sorted(ROOT.rglob("lstm_viz/ui/*.css")), ids=named)
def test_no_rule_makes_every_class_cost_a_style(path: Path) -> None:
    # With "[class*=a] *" each class that Streamlit changes styles the whole page anew: a third of
    # the time from Enter to the player went there. A container's key is a class: ".st-key-a".
    text = path.read_text(encoding="utf-8")
    assert "[class*" not in text
    assert "[class^" not in text
