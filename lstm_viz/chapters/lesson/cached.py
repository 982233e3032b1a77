"""What the lesson reads, measures and draws, by the rules of `ui/cache.py`."""

import plotly.graph_objects as go

from lstm_viz.chapters.gradients import charts as gradient_charts
from lstm_viz.chapters.gradients import words as gradient_words
from lstm_viz.chapters.gradients.cached import flow_of
from lstm_viz.chapters.lesson.bench import NAME, Values, bench
from lstm_viz.chapters.lesson.changes import Change, change
from lstm_viz.chapters.lesson.explain import handed_on, sizes, story, who_keeps_more
from lstm_viz.chapters.lesson.questions import Reading
from lstm_viz.chapters.lesson.scene import Scene, scene
from lstm_viz.chapters.lstm_rnn import charts as twin_charts
from lstm_viz.chapters.lstm_rnn import words as twin_words
from lstm_viz.chapters.lstm_rnn.cached import twins_of
from lstm_viz.chapters.negation.cached import story_of
from lstm_viz.player.payload import Payload, player_payload, weight_payload
from lstm_viz.ui.cache import model_of, payload_of, trace_of


def reading_of(name: str, text: str) -> Reading:
    """Return a model's reading of a text."""
    return Reading(trace_of(name, text), model_of(name))


def scene_of(name: str, text: str, number: int) -> Scene:
    """Set a chapter up on a sentence."""
    return scene(number, text, lambda one: reading_of(name, one))


def change_of(shown: Scene) -> Change:
    """Return what is changed in a chapter."""
    return change(shown.number, shown.reading, reading_of)


def numbers_of(shown: Scene) -> tuple[str, ...]:
    """Return what a chapter says in its run's own numbers."""
    name, text = shown.reading.trace.model, shown.reading.trace.text
    if shown.number == INFLUENCE:
        both = twins_of(name, text)
        return (twin_words.influence_text(both), who_keeps_more(both.paths))
    if shown.number == NORMS:
        return (gradient_words.lead(flow_of(name, text, "last")),)
    if shown.number == STORY:
        return story(story_of(name))
    if shown.number == WEIGHTS:
        return (sizes(shown.reading),)
    return (handed_on(shown.reading, shown.step),)


INFLUENCE, WEIGHTS, NORMS, STORY = 2, 8, 9, 10


def chart_of(shown: Scene) -> go.Figure:
    """Draw the chart of a chapter that is not about the cell."""
    name, text = shown.reading.trace.model, shown.reading.trace.text
    if shown.chapter.shown == "influence":
        return twin_charts.influence_left(twins_of(name, text))
    return gradient_charts.gradient_norms(flow_of(name, text, "last"))


def cell_payload_of(shown: Scene) -> Payload:
    """Return what the player shows of a chapter's reading."""
    return payload_of(shown.reading.trace.model, shown.reading.trace.text)


def bench_payload(values: Values) -> Payload:
    """Return what the player shows of the reader's own three units."""
    network, trace = bench(values)
    cell = network.only_layer("The player")
    payload = player_payload(trace, network.verdict_head(), cell)
    return {**payload, "weights": weight_payload(NAME, cell)}
