"""A real server and a real Chromium, for the browser tests, the pictures and the measurements."""

import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Playwright, Request

ROOT = Path(__file__).parents[2]
# On a deep link Streamlit's own page first looks for its server below the page's path, then at
# the root: two answers "not found" on the console that no app can avoid.
PROBE = re.compile(r"/\w+/_stcore/(health|host-config)$")
READY = '[data-testid="stApp"][data-test-script-state="notRunning"]'
# Addresses that `alone.py` answers itself, inside the browser: they lead nowhere.
ROUTED = ("http://player.test/", "http://modules.test/")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def launch(playwright: Playwright) -> Browser:
    """Start the Chromium of this machine, or the one that Playwright has fetched."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    return playwright.chromium.launch(executable_path=found, args=FLAGS)


def free_port() -> int:
    """Ask the system for a port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def is_up(url: str) -> bool:
    """Tell whether a Streamlit server answers; any unknown path would answer too."""
    try:
        with urllib.request.urlopen(f"{url}/_stcore/health", timeout=1) as answer:  # noqa: S310 - our own address
            return bool(answer.read() == b"ok")
    except OSError:
        return False


@contextmanager
def serve(app: Path = ROOT / "app.py", port: int | None = None) -> Iterator[str]:
    """Run an app, on a free port if none is given; yield its address and end it afterwards."""
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(app), f"--server.port={port}"]
    command += ["--server.address=127.0.0.1", "--server.headless=true"]
    command += ["--browser.gatherUsageStats=false", "--server.fileWatcherType=none"]
    with answering(command, port, app.parent) as url:
        yield url


@contextmanager
def answering(
    command: list[str], port: int, cwd: Path, env: dict[str, str] | None = None
) -> Iterator[str]:
    """Start a server and wait until it answers; yield its address and end it afterwards.

    Args:
        command: what starts it.
        port: where it will answer.
        cwd: the folder in which it is started.
        env: its environment; this process's if absent.
    """
    url = f"http://127.0.0.1:{port}"
    server = subprocess.Popen(
        command, cwd=cwd, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        deadline = time.monotonic() + 60
        while not is_up(url):
            if server.poll() is not None or time.monotonic() > deadline:
                message = f"The server did not start: {' '.join(command)}"
                raise RuntimeError(message)
            time.sleep(0.1)
        yield url
    finally:
        server.terminate()
        server.wait(timeout=20)


def open_page(page: Page, address: str) -> None:
    """Open an address and wait until the script has run and its page stands."""
    page.goto(address)
    page.wait_for_selector(READY, timeout=60_000)
    page.wait_for_selector("[data-testid=stMain] [data-testid=stElementContainer]")


def wait_for_players(page: Page, address: str) -> None:
    """Wait until every player of a page stands: of two the second may come first."""
    n_players = 2 if "/compare" in address else 1
    page.locator(".lv-player[data-step]").nth(n_players - 1).wait_for()


def click_unit(page: Page, strip: str, unit: int, n_units: int = 8) -> None:
    """Click one unit's number in a strip of the player's cell; units count from 0."""
    place = page.locator(f"[data-strip={strip}]")
    place.wait_for()  # a box is told at once, of what is not yet shown too
    box = place.bounding_box()
    if box is None:
        message = f"The strip {strip} is not on the screen."
        raise ValueError(message)
    across = (unit + 0.5) / n_units * box["width"]
    place.click(position={"x": across, "y": box["height"] / 2})


def faults_of(page: Page, url: str) -> list[str]:
    """Collect what no reader may meet: errors, dialogs, requests that leave the server."""
    faults: list[str] = []
    inside = (url, url.replace("http", "ws", 1), "data:", "blob:", *ROUTED)

    def on_console(line: ConsoleMessage) -> None:
        if line.type == "error" and not PROBE.search(line.location["url"]):
            faults.append(line.text)

    def on_request(asked: Request) -> None:
        if not asked.url.startswith(inside):
            faults.append(f"left the server: {asked.url}")

    def on_dialog(dialog: Dialog) -> None:
        faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    page.on("console", on_console)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", on_request)
    page.on("dialog", on_dialog)
    return faults
