"""Runs the checks and draws them, a line each."""

import html

import streamlit as st

from lstm_viz.chapters.trust.words import Line, line_of, receipt_check
from lstm_viz.core.checks.trust import checks
from lstm_viz.core.trace import SentenceTrace
from lstm_viz.player.payload import player_payload, weight_payload
from lstm_viz.player.receipt_check import receipt_gaps
from lstm_viz.ui import cache


def lines_for(model: str, trace: SentenceTrace) -> list[Line]:
    """Check the numbers that the pages show of a sentence. Nothing here is cached.

    Args:
        model: the model's name.
        trace: the record that the pages show.
    """
    payload = player_payload(trace, cache.head_of(model))
    gaps = receipt_gaps(payload, weight_payload(model, cache.cell_of(model)))
    found = [
        *checks(cache.model_of(model), trace),
        receipt_check(gaps, len(trace.tokens)),
    ]
    return [line_of(check) for check in found]


def show(lines: list[Line]) -> None:
    """Draw the lines: a sign and a word for right or wrong, the claim, how it was checked."""
    rows = (
        f'<li class="lv-check {_mark(line)[0]}"><b>{_mark(line)[1]}</b>'
        f"<span>{html.escape(line.claim)}<small>{html.escape(line.how)}</small></span>"
        f"<i>{html.escape(line.figure)}</i></li>"
        for line in lines
    )
    st.html(f'<ul class="lv-checks">{"".join(rows)}</ul>')


def _mark(line: Line) -> tuple[str, str]:
    """Return a line's class and its sign in words."""
    if line.passed:
        return "lv-good", "✓ holds"
    return ("lv-bad", "✗ FAILS") if line.is_exact else ("lv-rough", "≈ roughly")
