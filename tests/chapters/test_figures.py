"""Any caller can draw a chapter's figure: values in, a picture out, the same each time."""

import importlib
import inspect
import pkgutil
import subprocess
import sys
from collections.abc import Callable
from functools import cache

import plotly.graph_objects as go
import pytest

from lstm_viz import chapters
from lstm_viz.chapters.attribution import cached as attribution
from lstm_viz.chapters.compare import cached as compare
from lstm_viz.chapters.gradients import cached as gradients
from lstm_viz.chapters.inside.view import InsideView, inside_view
from lstm_viz.chapters.learned import cached as learned
from lstm_viz.chapters.lstm_rnn import cached as lstm_rnn
from lstm_viz.chapters.memory import cached as memory
from lstm_viz.chapters.negation.controls import all_outcomes
from lstm_viz.chapters.surgery import cached as surgery
from lstm_viz.chapters.surgery.view import Operation, SurgeryView
from lstm_viz.chapters.vanishing import cached as vanishing
from lstm_viz.core.random_nets.setting import Setting
from lstm_viz.ui.cache import model_of, trace_of

READ = "lstm-tiny", "The movie was not at all boring."
OTHER = "The movie was boring."
HELD = Operation("f", 0.0, (), 2, 4)
WITH_STREAMLIT = {"cached", "controls"}


def modules() -> list[str]:
    """Name every module of a chapter that is to know no Streamlit."""
    found = pkgutil.walk_packages(chapters.__path__, "lstm_viz.chapters.")
    return [
        one.name
        for one in found
        if not one.ispkg and one.name.rpartition(".")[2] not in WITH_STREAMLIT
    ]


@cache
def figures() -> dict[str, Callable[..., go.Figure]]:
    """Find the figures of all chapters, by chapter and name."""
    found = {}
    for name in modules():
        for called, function in inspect.getmembers(importlib.import_module(name)):
            own = inspect.isfunction(function) and function.__module__ == name
            is_public = own and not called.startswith("_")
            if is_public and inspect.signature(function).return_annotation is go.Figure:
                found[f"{name.split('.')[2]}.{called}"] = function
    return found


def inside() -> InsideView:
    return inside_view(trace_of(*READ), model_of(READ[0]))


def held() -> SurgeryView:
    return surgery.surgery_of(*READ, HELD)


ARGUMENTS: dict[str, Callable[[], tuple[object, ...]]] = {
    "attribution.score_bars": lambda: (attribution.attribution_of(*READ),),
    "attribution.deletion_chart": lambda: (attribution.attribution_of(*READ),),
    "attribution.phrase_chart": lambda: (1.5, -0.5),
    "compare.verdict_curves": lambda: (compare.comparison_of(*READ, OTHER),),
    "compare.difference_map": lambda: (compare.comparison_of(*READ, OTHER), "h"),
    "gradients.gradient_norms": lambda: (gradients.flow_of(*READ, "last"),),
    "gradients.path_norms": lambda: (
        gradients.flow_of(*READ, "last"),
        gradients.paths_of(*READ, 1),
    ),
    "gradients.filler_norms": lambda: (gradients.filler_runs_of("lstm-tiny", "the", 5), 5),
    "inside.product_picture": lambda: (inside(), inside().step("f", 2, 1), "books"),
    "inside.sharing_bars": lambda: (inside(), "f", 1, 2),
    "inside.shapes_picture": lambda: (inside(), "f", 1, "torch"),
    "inside.sum_picture": lambda: (inside(), inside().step("g", 2, 1), "torch"),
    "learned.verdict_curves": lambda: (learned.learned_of(READ[1], 4),),
    "learned.learning_curves": lambda: (learned.facts(), learned.stories(), 4),
    "lstm_rnn.verdicts": lambda: (lstm_rnn.twins_of(*READ),),
    "lstm_rnn.influence_left": lambda: (lstm_rnn.twins_of(*READ),),
    "lstm_rnn.decay_band": lambda: (lstm_rnn.decay_of()["pairs"][0],),
    "lstm_rnn.accuracy_bars": lambda: (lstm_rnn.decay_of(), "lstm-tiny", "rnn-tiny"),
    "memory.memory_map": lambda: (memory.memory_of(*READ), 3, 2),
    "memory.memory_stack": lambda: (memory.memory_of(*READ), 3),
    "memory.unit_waterfall": lambda: (memory.memory_of(*READ), 3, 2),
    "model.weight_picture": lambda: (model_of(READ[0]),),
    "negation.outcome_grid": lambda: (all_outcomes(), 3),
    "surgery.verdict_lines": lambda: (held(),),
    "surgery.unit_lines": lambda: (held(), 2),
    "surgery.change_map": lambda: (held(), "h"),
    "vanishing.decay_figure": lambda: (vanishing.experiment_of(Setting(network="lstm")),),
}


def test_every_figure_of_a_chapter_is_asked() -> None:
    assert set(ARGUMENTS) == set(figures())


@pytest.mark.parametrize("name", ARGUMENTS)
def test_the_same_values_give_the_same_picture(name: str) -> None:
    draw, values = figures()[name], ARGUMENTS[name]()
    first, second = (draw(*values).to_json() for _ in range(2))
    assert first == second
    assert draw(*ARGUMENTS[name]()).to_json() == first  # nothing was written into the values


def test_charts_tables_and_words_need_no_streamlit() -> None:
    lines = ["import sys, importlib", "sys.modules['streamlit'] = None"]  # importing it now fails
    lines += [f"importlib.import_module({name!r})" for name in modules()]
    assert len(lines) > 30
    subprocess.run([sys.executable, "-c", "\n".join(lines)], check=True, timeout=120)
