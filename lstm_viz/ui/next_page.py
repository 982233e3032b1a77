"""The end of a page: the one page that follows from it, and why to go there."""

from pathlib import Path

import streamlit as st

from lstm_viz.ui import state
from lstm_viz.ui.frame import SECTIONS

STYLE = Path(__file__).with_suffix(".css")
PAGES = {file: name for pages in SECTIONS.values() for file, name in pages.items()}
WHY = {
    "app.py": "start again, with a sentence of your own.",
    "pages/memory.py": "which word wrote what the LSTM still knows.",
    "pages/inside.py": "one number of one gate, worked out before your eyes.",
    "pages/lstm_rnn.py": "what the gates are good for: the same sentence without them.",
    "pages/gradients.py": "the sentence read backwards, as in training.",
    "pages/vanishing.py": "set the factors yourself and see the gradient die out or blow up.",
    "pages/model.py": "what was trained, on which sentences, and how often it is right.",
    "pages/attribution.py": "seven ways to say how much each word added to the verdict.",
    "pages/surgery.py": "hold a gate in place and see what becomes of the verdict.",
    "pages/compare.py": "change a word and watch both sentences side by side.",
    "pages/negation.py": "many such pairs at once: what does “not” do to this model?",
    "pages/trust.py": "all that you saw, checked again on your sentence.",
}


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
