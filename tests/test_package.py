"""The package: what it asks for, what is in it, and that it runs from a folder of its own."""

import json
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import urllib.request
import zipfile
from pathlib import Path

import pytest

import lstm_viz
from tests.browser.rig import answering, free_port

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
SENTENCE = "It was not bad."


def required(name: str) -> list[str]:
    """Read a requirements file, without those that it includes."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith(("-r ", "#"))]


def test_the_project_asks_for_what_the_requirements_files_say() -> None:
    assert PROJECT["dependencies"] == required("requirements.txt")
    extras = PROJECT["optional-dependencies"]
    assert sorted(extras) == ["dev", "train"]
    for name, packages in extras.items():
        assert packages == required(f"requirements-{name}.txt")
    assert "torch==2.13.0" in PROJECT["dependencies"]  # newer ones are CUDA builds on Linux


def clean(**more: str) -> dict[str, str]:
    """Return this environment without what could lead a program back into the checkout."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return {**kept, **more}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel as `pip install .` does: pip fetches the build backend by itself."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "-w", str(folder), str(ROOT)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=folder, env=clean(PIP_RETRIES="1")
    )
    if "No matching distribution found for hatchling" in done.stdout + done.stderr:
        pytest.skip("no package index answers: pip cannot fetch hatchling, which builds the wheel")
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel alone into an environment of its own; return the folder of its programs.

    What the package depends on is lent by the environment that runs this test, through a .pth
    file: torch alone would be half a gigabyte to fetch.
    """
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    pip = [sys.executable, "-m", "pip", "--python", str(programs / "python"), "install", "--quiet"]
    subprocess.run([*pip, "--no-deps", "--no-index", str(wheel)], check=True, env=clean())
    (lent_to,) = folder.glob("[Ll]ib/**/site-packages")
    lent = sysconfig.get_path("purelib")
    (lent_to / "lent.pth").write_text(f"{lent}\n", encoding="utf-8")
    return programs


def run(programs: Path, where: Path, *command: str) -> str:
    """Run a program of the environment in a folder; return what it wrote."""
    done = subprocess.run(
        [programs / command[0], *command[1:]],
        capture_output=True,
        text=True,
        check=False,
        cwd=where,
        env=clean(),
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_wheel_holds_the_package_and_the_app_and_nothing_else(wheel: Path) -> None:
    package = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "lstm_viz").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    app = {"app.py", ".streamlit/config.toml"}
    for pattern in ("pages/*.py", "assets/*/*"):
        app |= {str(path.relative_to(ROOT)) for path in ROOT.glob(pattern) if path.is_file()}
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
        metadata = next(name for name in archive.namelist() if name.endswith("/METADATA"))
        assert f"\nVersion: {lstm_viz.__version__}\n" in archive.read(metadata).decode()
    assert names == package | {f"lstm_viz/_app/{name}" for name in app}


def test_it_is_the_installed_one_that_runs(installed: Path, tmp_path: Path) -> None:
    said = run(installed, tmp_path, "python", "-c", "import lstm_viz; print(lstm_viz.__file__)")
    assert Path(said.strip()).is_relative_to(installed.parent)


def test_both_spellings_tell_the_version(installed: Path, tmp_path: Path) -> None:
    for command in (("lstm-viz", "--version"), ("python", "-m", "lstm_viz", "--version")):
        assert run(installed, tmp_path, *command) == f"lstm-viz {lstm_viz.__version__}\n"


def test_it_traces_a_sentence_from_any_folder(installed: Path, tmp_path: Path) -> None:
    run(installed, tmp_path, "lstm-viz", "trace", SENTENCE, "-o", "out.json")
    traced = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert traced["tokens"] == ["it", "was", "not", "bad", "."]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.json"]


def test_the_app_answers_with_its_own_settings(installed: Path, tmp_path: Path) -> None:
    port = free_port()
    command = [str(installed / "lstm-viz"), f"--server.port={port}", "--server.headless=true"]
    command.append("--server.address=127.0.0.1")
    with answering(command, port, tmp_path, clean()) as url:  # once its health address says "ok"
        with urllib.request.urlopen(url, timeout=20) as page:  # noqa: S310 - our own address
            assert page.status == 200
            assert re.search(rb'<div id="root">', page.read())
        with urllib.request.urlopen(f"{url}/_stcore/host-config", timeout=20) as host:  # noqa: S310
            assert json.load(host)["allowedOrigins"] == []  # .streamlit/config.toml was read


def test_every_page_runs_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    program = """
import sys
from streamlit.testing.v1 import AppTest
from lstm_viz.core.files import app_folder
folder = app_folder()
pages = sorted(path.name for path in (folder / "pages").glob("*.py"))
app = AppTest.from_file(str(folder / "app.py"), default_timeout=120).run()
assert not app.exception, app.exception
for page in pages:
    app.switch_page(f"pages/{page}").run()
    assert not app.exception, (page, app.exception)
print(folder, len(pages))
"""
    folder, n_pages = run(installed, tmp_path, "python", "-W", "ignore", "-c", program).split()
    assert Path(folder).is_relative_to(installed.parent)
    assert int(n_pages) == len(list((ROOT / "pages").glob("*.py")))
