"""Mounts the menu: one element with real links, which carry the place that the address shows.

Streamlit's page_link, once for each page, is a message and a styled, Markdown-rendering element
each, all made again whenever anything on the page changes: measured, a tenth of the time from a
key press to the repainted player. This one is made once.

The end of a page: the one page that follows from it, and why to go there.
"""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

import streamlit as st

from lstm_viz.core.files import ASSETS
from lstm_viz.player.source import joined
from lstm_viz.ui import state

HOME = "Read a sentence"
SECTIONS = {  # in the order in which a reader should go
    "Watch": {"app.py": HOME, "pages/lesson.py": "Lesson"},
    "Look deeper": {
        "pages/memory.py": "What is in memory",
        "pages/inside.py": "The cell in numbers",
        "pages/lstm_rnn.py": "LSTM against RNN",
        "pages/gradients.py": "Gradient flow",
        "pages/vanishing.py": "Vanishing and exploding",
        "pages/model.py": "The model",
        "pages/learned.py": "How it learned",
    },
    "Ask why": {
        "pages/attribution.py": "Which word did it",
        "pages/surgery.py": "What if",
        "pages/compare.py": "Compare two sentences",
        "pages/negation.py": "Negation laboratory",
    },
    "Check": {"pages/trust.py": "Can I trust these numbers?"},
}
PAGES = {file: name for pages in SECTIONS.values() for file, name in pages.items()}
WHY = {
    "app.py": "start again, with a sentence of your own.",
    "pages/lesson.py": "ten short chapters: guess, watch, and see why.",
    "pages/memory.py": "which word wrote what the LSTM still knows.",
    "pages/inside.py": "one number of one gate, worked out before your eyes.",
    "pages/lstm_rnn.py": "what the gates are good for: the same sentence without them.",
    "pages/gradients.py": "the sentence read backwards, as in training.",
    "pages/vanishing.py": "set the factors yourself and see the gradient die out or blow up.",
    "pages/model.py": "what was trained, on which sentences, and how often it is right.",
    "pages/learned.py": "the same sentence, read at twelve moments of the training.",
    "pages/attribution.py": "seven ways to say how much each word added to the verdict.",
    "pages/surgery.py": "hold a gate in place and see what becomes of the verdict.",
    "pages/compare.py": "change a word and watch both sentences side by side.",
    "pages/negation.py": "many such pairs at once: what does “not” do to this model?",
    "pages/trust.py": "all that you saw, checked again on your sentence.",
}
LESSON = "pages/lesson.py"
CHAPTER_OF = {  # the lesson's chapter that leads to a page; a test holds it against the chapters
    "pages/lstm_rnn.py": 2,
    "pages/memory.py": 3,
    "pages/surgery.py": 4,
    "pages/inside.py": 5,
    "pages/model.py": 8,
    "pages/gradients.py": 9,
    "pages/negation.py": 10,
}
STYLE = Path(__file__).with_suffix(".css")
MENU_FOLDER = ASSETS / "menu"

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


def following(here: str) -> str:
    """Return the file of the page that follows in the menu's order; home follows the last.

    Args:
        here: a page's name, as in the menu.
    """
    files = list(PAGES)
    at = list(PAGES.values()).index(here)
    return files[(at + 1) % len(files)]


def next_page(here: str) -> None:
    """Draw the link to the page that follows, and why to go there; the last call of a page.

    Below it, on a page that the lesson leads to, the way back to its chapter.

    Args:
        here: the page's name, as in the menu.
    """
    file = following(here)
    st.html(STYLE)
    with st.container(key="next", horizontal=True, vertical_alignment="center", gap="small"):
        st.page_link(
            file, label=f"Next: {PAGES[file]}", query_params=state.links(), width="content"
        )
        st.text(WHY[file], width="content")
    chapter = CHAPTER_OF.get(next(one for one, name in PAGES.items() if name == here))
    if chapter:
        st.page_link(
            LESSON,
            label=f"In the lesson: chapter {chapter}",
            query_params=state.links(chapter),
            width="content",
        )
