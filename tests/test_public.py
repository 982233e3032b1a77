"""The public surface: every name is there, is documented, and costs nothing until it is used."""

import ast
import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import lstm_viz

ROOT = Path(__file__).parents[1]
HEAVY = ("numpy", "torch", "streamlit")


def loaded_by(program: str) -> set[str]:
    """Run a program in a process of its own and tell which heavy packages it has imported."""
    report = f"import sys; print(*(name for name in {HEAVY} if name in sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", f"{program}\n{report}"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return set(done.stdout.split())


def listed_for_the_type_checker() -> dict[str, str]:
    """Read the imports of the block that only a type checker sees: name -> module."""
    tree = ast.parse(Path(lstm_viz.__file__).read_text(encoding="utf-8"))
    (block,) = (node for node in tree.body if isinstance(node, ast.If))
    assert ast.unparse(block.test) == "TYPE_CHECKING"
    found = {}
    for statement in block.body:
        assert isinstance(statement, ast.ImportFrom)
        (alias,) = statement.names
        assert alias.asname == alias.name  # else a strict checker takes it for private
        found[alias.name] = str(statement.module)
    return found


@pytest.mark.parametrize("name", lstm_viz.__all__)
def test_a_member_is_there_and_says_what_it_is(name: str) -> None:
    member = getattr(lstm_viz, name)
    assert inspect.isfunction(member) or inspect.isclass(member)
    assert member.__name__ == name
    described = member.__doc__ or ""
    assert described
    assert not described.startswith(f"{name}(")  # what a dataclass says of itself without one


def test_the_checker_sees_what_a_program_gets() -> None:
    assert listed_for_the_type_checker() == lstm_viz._MODULE_OF


def test_nothing_is_imported_before_it_is_used() -> None:
    assert loaded_by("import lstm_viz; dir(lstm_viz); lstm_viz.__all__") == set()
    assert loaded_by("from lstm_viz import split_memory") == {"numpy"}
    assert "torch" in loaded_by("from lstm_viz import score")


def test_the_command_line_answers_before_torch_is_there() -> None:
    assert loaded_by("from lstm_viz.__main__ import start") == set()


def test_dir_lists_what_is_not_yet_imported() -> None:
    assert set(lstm_viz.__all__) <= set(dir(lstm_viz))
    assert dir(lstm_viz) == sorted(dir(lstm_viz))
    assert len(lstm_viz.__all__) == len(set(lstm_viz.__all__))


def test_another_name_is_an_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'recrod'"):
        getattr(lstm_viz, "recrod")  # noqa: B009 - a type checker would refuse it
    with pytest.raises(ImportError):
        exec("from lstm_viz import recrod")  # noqa: S102
