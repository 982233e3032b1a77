"""Mounts the menu: one element with real links, which carry the place that the address shows.

Streamlit's page_link, once for each page, is a message and a styled, Markdown-rendering element
each, all made again whenever anything on the page changes: measured, a tenth of the time from a
key press to the repainted player. This one is made once.
"""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

import streamlit as st

from lstm_viz.figures.player_source import joined

MENU_FOLDER = Path(__file__).parents[2] / "assets" / "menu"

_mount = st.components.v2.component(
    "lstm_viz_menu",
    html='<nav aria-label="Pages"><p class="lv-name">LSTM Viz</p></nav>',
    css=(MENU_FOLDER / "menu.css").read_text(encoding="utf-8"),
    js=joined(MENU_FOLDER, ("line", "box", "turn", "menu")),
)


def menu(sections: Mapping[str, Mapping[str, str]], here: str) -> None:
    """Draw the menu.

    Args:
        sections: a section's title: the pages' files with their names.
        here: the present page's name; it is marked.
    """
    listed = [
        {"title": title, "pages": [{"label": pages[file], "path": _path(file)} for file in pages]}
        for title, pages in sections.items()
    ]
    _mount(key="menu", data={"sections": listed, "here": here})


def _path(file: str) -> str:
    """Return a page's place in the address, as Streamlit derives it from the file's name."""
    page = PurePosixPath(file)
    return page.stem if page.parent.name == "pages" else ""
