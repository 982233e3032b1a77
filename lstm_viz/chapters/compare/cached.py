"""What the pages of two sentences compute once and share; beside `cache.py`, with its rules."""

from lstm_viz.chapters.compare.view import Comparison, comparison
from lstm_viz.ui import cache


def comparison_of(name: str, first: str, second: str) -> Comparison:
    """Read two sentences and lay them beside each other; arguments as in `trace_of`."""
    return comparison(cache.trace_of(name, first), cache.trace_of(name, second))
