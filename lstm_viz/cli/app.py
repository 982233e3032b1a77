"""Starting the app: `lstm-viz`, or `lstm-viz app`, and Streamlit's own options behind it."""

import argparse
import runpy
import sys
from collections.abc import Sequence
from importlib.util import find_spec

from lstm_viz.core.files import app_folder
from lstm_viz.errors import InputError

# The browser opens by itself; that would otherwise begin with a question for an e-mail address.
FLAGS = ("--server.headless=false", "--server.showEmailPrompt=false")
OWN_OPTIONS = ("-h", "--help", "--version")


def streamlit_options(argv: Sequence[str]) -> Sequence[str] | None:
    """Tell whether the app is asked for, and what Streamlit is to be told.

    Streamlit's options are many and its own: they are passed on, not read.

    Args:
        argv: the arguments.

    Returns:
        What follows `app`, or everything where an option stands in the place of a command;
        None where another command is asked for.
    """
    if argv and argv[0] == "app":
        return argv[1:]
    is_command = bool(argv) and (not argv[0].startswith("-") or argv[0] in OWN_OPTIONS)
    return None if is_command else argv


def start(arguments: argparse.Namespace) -> None:
    """Start the app and serve it until it is stopped, as `python -m streamlit run` would.

    Streamlit is named by a string: only this command needs it, and the others work without.

    Args:
        arguments: with `options`, what Streamlit is to be told; they win over `FLAGS`.

    Raises:
        InputError: Streamlit is not installed.
        SystemExit: the server has ended.
    """
    if find_spec("streamlit") is None:
        message = "the app needs Streamlit, which is not installed"
        raise InputError(message, remedy="pip install streamlit")
    script = str(app_folder() / "app.py")
    sys.argv = ["streamlit", "run", script, *FLAGS, *arguments.options]
    runpy.run_module("streamlit", run_name="__main__", alter_sys=True)
