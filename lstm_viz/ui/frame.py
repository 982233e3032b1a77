"""What surrounds every page: page settings, the menu, the sentence, the model, the look."""

import os
from pathlib import Path
from typing import NoReturn

import streamlit as st

from lstm_viz.core.files import app_folder
from lstm_viz.errors import InputError, explained
from lstm_viz.ui import cache, state
from lstm_viz.ui.examples import EXAMPLES
from lstm_viz.ui.menu import HOME, SECTIONS, menu
from lstm_viz.ui.notices import notice
from lstm_viz.ui.place import MODELS, N_UNITS, ModelName, Place

STYLE = Path(__file__).with_suffix(".css")
ICON = Path(__file__).with_name("icon.svg")  # a named symbol would be fetched from afar
SIDEBAR_WIDTH = 200  # px, the least Streamlit allows
UNITS = {name: f"{n_units} units" for name, n_units in N_UNITS.items()}
FOOT = "Every number comes from one recorded run of <b>{model}</b>, a model trained for this app."
FOOT_PATH = (
    "Every number comes from one recorded run of <b>{model}</b>, as it was at the checkpoint that"
    " is shown."
)
FOOT_RANDOM = "Every number comes from a run of networks with random weights, drawn for this page."


def page(title: str, *, trained: bool = True, path_of: ModelName | None = None) -> Place:
    """Open a page: its first call.

    Args:
        title: the page's name; the main heading.
        trained: whether its numbers are those of the trained model; the menu's foot says so.
        path_of: the model whose checkpoints are shown, whichever the reader chose; None for none.

    Returns:
        Where the reader is.
    """
    place = _open(title)
    foot = FOOT_RANDOM if not trained else FOOT_PATH if path_of else FOOT
    surround(title, foot.format(model=path_of or place.model))
    return place


def home() -> Place:
    """Open the home page, which calls `surround` last: the reader waits for the player alone.

    Returns:
        Where the reader is.
    """
    return _open(HOME)


def _open(title: str) -> Place:
    """Set a page up, find out where the reader is, and draw the heading."""
    st.set_page_config(
        page_title=f"{title} · LSTM Viz",
        page_icon=str(ICON),
        layout="wide",
        initial_sidebar_state=SIDEBAR_WIDTH,
    )
    st.html(STYLE)
    try:
        cache.warm_up()
    except (InputError, OSError) as error:
        _refuse(explained(error))
    place = state.arrive(title)
    with st.container(key="home" if title == HOME else "heading"):
        st.title(title, anchor=False)
    return place


def _refuse(error: InputError) -> NoReturn:
    """Say why the page cannot be shown, and end the run: what is wrong, where, what to do."""
    where = error.where.replace(f"{app_folder()}{os.sep}", "")  # no business of a visitor
    with st.container(key="heading"):
        st.title("This page cannot be shown", anchor=False)
    st.text(f"{where}: {error.what}." if where else f"{error.what}.")
    if error.remedy:
        st.text(f"What to do: {error.remedy}; then load this page again.")
    st.stop()


def surround(here: str, foot: str) -> None:
    """Write the address and draw the menu, the present page marked.

    Args:
        here: the page's name.
        foot: what stands below the menu; HTML.
    """
    state.write_address()
    with st.sidebar:
        menu(SECTIONS, here)
        st.html(f'<p class="lv-foot">{foot}</p>')


def sentence_bar(*, with_models: bool = True) -> None:
    """Draw the sentence box, the ready examples and the model switch in one row.

    Args:
        with_models: whether the page shows the model that the reader chooses.
    """
    with st.container(key="bar", horizontal=True, vertical_alignment="center", gap="small"):
        st.text_area(  # one line until it is in use: frame.css; read while one types: box.mjs
            "Type a sentence",
            state.first(state.SENTENCE_KEY) or "",
            key=state.SENTENCE_KEY,
            on_change=state.take_sentence,
            placeholder="Type a sentence",
            label_visibility="collapsed",
        )
        state.heed(state.SENTENCE_KEY)
        _examples()
        if with_models:
            model_switch()


def _examples() -> None:
    """Draw the list of ready sentences behind one button."""
    with st.popover("Examples", key=state.EXAMPLES_KEY, on_change="rerun"):
        if not state.examples_are_open():
            return  # two dozen elements less to send at every key press
        for theme, sentences in EXAMPLES.items():
            st.html(f'<p class="lv-section">{theme}</p>')
            for sentence in sentences:
                st.button(
                    sentence,
                    key=f"example-{sentence}",
                    type="tertiary",
                    on_click=state.take_example,
                    args=(sentence,),
                )


def model_switch() -> None:
    """Draw the switch between the two LSTMs."""
    st.segmented_control(
        "Hidden units of the model",
        MODELS,
        default=state.first(state.MODEL_KEY),
        key=state.MODEL_KEY,
        format_func=UNITS.__getitem__,
        required=True,
        on_change=state.take_model,
        label_visibility="collapsed",
    )
    state.heed(state.MODEL_KEY)


def notices(place: Place) -> None:
    """Say in one calm line what was cut and which words the model does not know."""
    with st.container(key="notice"):
        st.text(notice(place, cache.trace_of(place.model, place.text)))
