"""The laboratory: squares to click, the chosen pair, the claims; each pair can be compared."""

from collections.abc import Mapping, Sequence

import streamlit as st

from lstm_viz.chapters.negation import cached, charts, words
from lstm_viz.core.pairs.claims import Claim
from lstm_viz.core.pairs.family import Reading, Tally, tallies
from lstm_viz.core.pairs.negation_pairs import PAIRS
from lstm_viz.core.pairs.outcome import Outcome
from lstm_viz.ui import show, state
from lstm_viz.ui.frame import UNITS
from lstm_viz.ui.place import MODELS, Place, address_of, with_second, with_text

COMPARE = "pages/compare.py"
GRID_KEY, PAIR_KEY = "grid", "pair-chosen"


def all_outcomes() -> dict[str, tuple[Outcome, ...]]:
    """Return every pair's outcome by the models' names on the page."""
    return {UNITS[model]: cached.outcomes_of(model) for model in MODELS}


def all_families() -> dict[str, tuple[Reading, ...]]:
    """Return every sentence of the family with its claims, by the models' names on the page."""
    return {UNITS[model]: cached.family_of(model) for model in MODELS}


def grid(outcomes: Mapping[str, Sequence[Outcome]]) -> int:
    """Draw the squares of all pairs; a click on one chooses its pair.

    Args:
        outcomes: by a model's name on screen.

    Returns:
        The chosen pair, from 0; at first one that does not come out as expected.
    """
    number: int = state.recall(state.offer(PAIR_KEY, first_failure(outcomes)), 0)
    show.chart(
        charts.outcome_grid(outcomes, number),
        GRID_KEY,
        look="Look for the crosses. Click a square to read its pair.",
        alt=words.grid_alt(outcomes),
        camera=False,
        clicked=_take_square,
    )
    return number


def first_failure(outcomes: Mapping[str, Sequence[Outcome]]) -> int:
    """Return the first pair that some model gets wrong, from 0; 0 if there is none."""
    pairs = enumerate(zip(*outcomes.values(), strict=True))
    return next((n for n, read in pairs if not all(one.holds for one in read)), 0)


def _take_square() -> None:
    """Take the square that was clicked; called by Streamlit before the page runs."""
    points = state.recall(GRID_KEY, {}).get("selection", {}).get("points", [])
    if points:
        state.remember(PAIR_KEY, int(points[0]["customdata"]))
        state.touched()


def pair_box() -> int:
    """Draw the list of all pairs, the chosen one shown; return its number, from 0."""
    chosen = st.selectbox(
        "Pair",
        range(len(PAIRS)),
        key=PAIR_KEY,
        format_func=lambda n: f"{PAIRS[n].phenomenon}: {PAIRS[n].second}",
        on_change=state.touched,
        label_visibility="collapsed",
    )
    return chosen or 0


def pair_card(place: Place, outcomes: Mapping[str, Sequence[Outcome]], number: int) -> None:
    """Draw one pair: two sentences, what each model made of it, the link to the comparison."""
    pair = PAIRS[number]
    with st.container(key="laboratory", border=True, gap="small"):
        st.text(f"A  {pair.first}\nB  {pair.second}")
        for name, found in outcomes.items():
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.text(name, width=62)
                _badge(words.badge(holds=found[number].holds), holds=found[number].holds)
                st.text(words.figures(found[number]))
        opened = with_second(with_text(place, pair.first), pair.second)
        st.page_link(COMPARE, label="Compare A and B", query_params=address_of(opened))


def claim_list(claims: Sequence[Claim], family: Sequence[Reading]) -> None:
    """List the textbook's claims with what was measured.

    Args:
        claims: of the story's own sentence.
        family: the same model's readings of the others.
    """
    with st.container(key="claims", gap="small"):
        for claim, tally in zip(claims, tallies(family), strict=True):
            _claim(claim, tally)


def _claim(claim: Claim, tally: Tally) -> None:
    """Draw one claim: what is said, how it is measured, what came out here and elsewhere."""
    said, rule, _, _ = words.CLAIMS[claim.name]
    with st.container(border=True, gap="small"):
        st.text(said)
        st.caption(rule)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            _badge(words.claim_badge(holds=claim.holds), holds=claim.holds)
            st.text(words.claim_figures(claim))
            st.text(words.tally_text(tally))


def _badge(said: str, *, holds: bool) -> None:
    """Draw a badge: its words say it, its colour repeats it."""
    st.html(
        f'<span class="lv-badge lv-{"yes" if holds else "no"}">{said}</span>',
        width="content",
    )
