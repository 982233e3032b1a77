"""`lstm-viz` starts the app; without Streamlit it says so, and all the rest still works."""

import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from lstm_viz import __main__, __version__
from lstm_viz.cli.app import streamlit_options
from lstm_viz.cli.main import main

ROOT = Path(__file__).parents[2]
WITHOUT_STREAMLIT = """
import pkgutil, sys
from importlib import import_module
sys.modules["streamlit"] = None  # every import of it fails now
import lstm_viz
for wing in ("cli", "core", "figures", "player", "studies", "training"):
    package = import_module(f"lstm_viz.{wing}")
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        import_module(module.name)
for name in lstm_viz.__all__:
    getattr(lstm_viz, name)
from lstm_viz.cli.main import main
sys.exit(main(["trace", "It was not bad.", "-o", sys.argv[1]]))
"""


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        ([], []),
        (["app"], []),
        (["app", "--server.port=8600"], ["--server.port=8600"]),
        (["app", "--help"], ["--help"]),
        (["--server.port", "8600"], ["--server.port", "8600"]),
        (["--help"], None),
        (["-h"], None),
        (["--version"], None),
        (["trace", "a", "-o", "x.csv"], None),
        (["sing"], None),
    ],
)
def test_streamlit_gets_what_is_not_a_command(argv: list[str], told: list[str] | None) -> None:
    assert streamlit_options(argv) == told


def test_the_app_is_started_as_by_streamlit_run(monkeypatch: pytest.MonkeyPatch) -> None:
    started = []

    def run_module(name: str, **_: object) -> None:
        started.append([name, *sys.argv])

    monkeypatch.setattr(runpy, "run_module", run_module)
    monkeypatch.setattr(sys, "argv", ["lstm-viz"])
    assert main(["--server.headless=true"]) == 0
    (given,) = started
    module, program, command, script, *flags = given
    assert (module, program, command) == ("streamlit", "streamlit", "run")
    assert Path(script) == ROOT / "app.py"
    assert flags == [
        "--server.headless=false",
        "--server.showEmailPrompt=false",
        "--server.headless=true",  # of two the last counts
    ]


@pytest.mark.parametrize(("set_to", "used"), [({}, "1"), ({"OMP_NUM_THREADS": "4"}, "4")])
def test_one_thread_unless_the_user_says_otherwise(
    set_to: dict[str, str], used: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "environ", set_to)
    monkeypatch.setattr(__main__, "main", lambda: 3)
    assert __main__.start() == 3
    assert set_to == {"OMP_NUM_THREADS": used, "OPENBLAS_NUM_THREADS": "1"}


@pytest.mark.parametrize("argv", [[], ["app"], ["--server.port=8600"]])
def test_without_streamlit_the_app_says_so_in_one_line(
    argv: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "streamlit", None)
    assert main(argv) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "the app needs Streamlit, which is not installed" in said


def test_without_streamlit_all_the_rest_works(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    subprocess.run([sys.executable, "-c", WITHOUT_STREAMLIT, out], check=True, cwd=ROOT)
    assert out.stat().st_size > 0


def test_version_and_help(capsys: pytest.CaptureFixture[str]) -> None:
    for argv, expected in (
        (["--version"], f"lstm-viz {__version__}\n"),
        (["--help"], "start the app"),
    ):
        with pytest.raises(SystemExit) as ended:
            main(argv)
        assert ended.value.code == 0
        assert expected in capsys.readouterr().out
