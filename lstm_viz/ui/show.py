"""The pages' vocabulary: what a lead, a chart, a table, a file and a recap look like, said once.

A page says what is shown and in which order; widths, corners and file types are the house's.
"""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any, Literal, ParamSpec

import plotly.graph_objects as go
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lstm_viz.figures.spoken import spoken

_Of = ParamSpec("_Of")
LEAD = "lead"
CAMERA = {"modeBarButtons": [["toImage"]], "displaylogo": False}  # all that the corner offers
NO_CORNER = {"displayModeBar": False}


def lead(text: str) -> None:
    """Show the sentence that a reader should take away, above the picture it is read from.

    Args:
        text: may hold the reader's own words: neither Markdown nor HTML is read in it.
    """
    with st.container(key=LEAD):
        st.text(text)


def lead_later() -> DeltaGenerator:
    """Keep the lead's place, for a sentence about something that is chosen below it.

    Returns:
        The place; its `text` fills it, as `lead` does.
    """
    with st.container(key=LEAD):
        return st.empty()


def chart(
    figure: go.Figure,
    key: str,
    *,
    alt: str,
    look: str = "",
    camera: bool = True,
    clicked: Callable[[], None] | None = None,
) -> None:
    """Show a figure over the page's whole width.

    Args:
        figure: from a chapter's figure functions.
        key: its name on this page.
        alt: what is drawn, for those who hear the page.
        look: where to look first, in a line above it; the app's own words alone.
        camera: whether the corner offers to save the picture, which is all it ever offers.
        clicked: called before the page runs when a point of the figure is clicked; the widget's
            value, under `key`, then has it.
    """
    if look:
        st.caption(look)
    config: dict[str, Any] = CAMERA if camera else NO_CORNER
    st.plotly_chart(
        figure,
        key=key,
        width="stretch",
        alt=alt,
        config=config,
        on_select=clicked or "ignore",
        selection_mode="points",
    )
    _in_words(figure, alt)


def _in_words(figure: go.Figure, alt: str) -> None:
    """Offer a figure in words, folded: what is drawn, and its numbers."""
    said = "".join(f'<p dir="auto">{escape(line)}</p>' for line in [alt, *spoken(figure)])
    st.html(f'<details class="lv-spoken"><summary>In words</summary>{said}</details>')


def table(
    columns: Mapping[str, object],
    key: str,
    *,
    alt: str,
    formats: Mapping[str, str] | None = None,
    height: int | Literal["auto"] = "auto",
) -> None:
    """Show numbers that a reader may sort; words alone are a plain `st.table`.

    Args:
        columns: by heading; no Markdown is read in them.
        key: its name on this page.
        alt: what is listed, for those who hear the page.
        formats: how the numbers of a column are written, by heading, as printf does.
        height: px; more rows than fit are scrolled.
    """
    written = {
        heading: st.column_config.NumberColumn(format=form)
        for heading, form in (formats or {}).items()
    }
    st.dataframe(
        columns, key=key, hide_index=True, height=height, column_config=written or None, alt=alt
    )


def csv(
    label: str,
    file_name: str,
    write: Callable[_Of, bytes],
    *of: _Of.args,
    **options: _Of.kwargs,
) -> None:
    """Offer the numbers behind a page as a file, which is written only when it is asked for.

    Args:
        label: for the button.
        file_name: what the file is called on the reader's machine.
        write: returns the file's bytes.
        of: what it is called with.
        options: the same, by name.
    """
    st.download_button(
        label,
        lambda: write(*of, **options),
        file_name=file_name,
        mime="text/csv",
        on_click="ignore",
    )


def recap(points: str) -> None:
    """Say in short what the page has shown.

    Args:
        points: a Markdown list; the app's own words alone.
    """
    st.header("In short", anchor=False)
    st.markdown(points)
