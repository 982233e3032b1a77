"""What readers type, and every sentence that the pages then make from the numbers."""

from collections.abc import Iterator

from lstm_viz.chapters.gradients import cached as gradients_cached
from lstm_viz.chapters.gradients import words as gradients_words
from lstm_viz.chapters.gradients.controls import FILLER_NAMES
from lstm_viz.chapters.inside import words as inside_words
from lstm_viz.chapters.inside.view import inside_view
from lstm_viz.chapters.learned import cached as learned_cached
from lstm_viz.chapters.learned import words as learned_words
from lstm_viz.chapters.lstm_rnn import cached as lstm_rnn_cached
from lstm_viz.chapters.lstm_rnn import words
from lstm_viz.chapters.memory import cached
from lstm_viz.chapters.memory import words as memory_words
from lstm_viz.chapters.memory.view import fullest_unit
from lstm_viz.chapters.trust import controls
from lstm_viz.chapters.trust import words as trust_words
from lstm_viz.chapters.vanishing import cached as vanishing_cached
from lstm_viz.chapters.vanishing.controls import PRESETS
from lstm_viz.chapters.vanishing.words import clipping_text, endings, headline, theory_text
from lstm_viz.core.random_nets.setting import Setting
from lstm_viz.core.trace import SentenceTrace
from lstm_viz.figures.quantities import NOTATIONS, SHOWN_ORDER
from lstm_viz.ui import cache
from lstm_viz.ui.notices import notice
from lstm_viz.ui.place import Place, with_text

LONG = (  # 46 words
    "I went to see this film with a friend who loves old comedies, and although the first half"
    " hour was slow and the music far too loud, the actors were so funny and so warm that by the"
    " end we both had tears in our eyes."
)
SENTENCES = (
    "The movie was not at all boring and quite enjoyable.",
    "Good",
    "!!!",
    "THE WORST DAY EVER",
    "the the the the the the the the",
    "Le film était très bon.",
    "I don't think this is a good idea.",
    LONG,
    "not",
    "It was boring.",
    "😀 zzxqv",
    "The story is thin, but the acting is great. " * 18,
)


def said(model: str, text: str) -> Iterator[tuple[str, str]]:
    """Yield the sentences of all pages with the page's name."""
    trace = cache.trace_of(model, text)
    yield "notice", notice(with_text(Place(), text), trace)
    yield from (("memory", one) for one in _memory(model, text))
    yield from (("gradients", one) for one in _flow(model, text, trace))
    yield from (("lstm_rnn", one) for one in _twins(model, text))
    yield from (("inside", one) for one in _inside(model, trace))
    yield from (("learned", one) for one in _learned(text))
    lines = controls.lines_for(model, trace)
    yield "trust", trust_words.verdict(lines)
    yield "trust", trust_words.facts(trace)


def said_of_the_model(model: str) -> Iterator[str]:
    """Yield the sentences that no text of the reader's is in."""
    report, twin = gradients_cached.decay_of(), cache.twin_of(model)
    yield words.scores_text(cache.model_of(model).card, cache.model_of(twin).card)
    yield words.band_text(report, model)
    yield words.lengths_text(report, model, twin)
    yield from gradients_words.claims(report, model)
    yield from learned_words.score_texts(learned_cached.facts())
    yield from filter(None, [learned_words.order_text(learned_cached.facts())])
    yield learned_words.claims_text(learned_cached.stories())
    for filler in FILLER_NAMES:
        yield gradients_words.filler_text(gradients_cached.filler_verdicts_of(model, filler))
        for distance in (0, 1, 40, 150):
            runs = gradients_cached.filler_runs_of(model, filler, distance)
            yield gradients_words.filler_words(runs, distance)


def said_of_the_laboratory() -> Iterator[str]:
    """Yield what is said of every ready setting, of a run that overflows, and of a short one."""
    ready = [preset.setting for preset in PRESETS.values()]
    strong = Setting(activation="identity", radius=2.0, n_steps=300)
    for setting in (*ready, strong, Setting(n_steps=10), Setting(clip=100.0)):
        result = vanishing_cached.experiment_of(setting)
        yield from (headline(result), clipping_text(result), theory_text(result))
        yield from filter(None, [endings(result)])


def _places(n_words: int) -> list[int]:
    """Return a few words to look at: the first, the second, the middle, the last."""
    return sorted({0, min(1, n_words - 1), n_words // 2, n_words - 1})


def _memory(model: str, text: str) -> Iterator[str]:
    view = cached.memory_of(model, text)
    for t in _places(len(view.trace.tokens)):
        yield memory_words.lead(view, t)
        yield memory_words.unit_text(view, t, 0)
        yield memory_words.unit_text(view, t, fullest_unit(view, t))
    yield memory_words.gap_text(view)
    yield memory_words.map_text(view, None)
    yield memory_words.map_text(view, 0)


def _flow(model: str, text: str, trace: SentenceTrace) -> Iterator[str]:
    n_words = len(trace.tokens)
    for target in ("last", "loss1", "loss0", *(str(t + 1) for t in _places(n_words)[:-1])):
        flow = gradients_cached.flow_of(model, text, target)
        yield gradients_words.lead(flow)
        yield from filter(None, [gradients_words.left_out(flow)])
    flow = gradients_cached.flow_of(model, text, "last")
    for s in _places(n_words):
        yield gradients_words.paths_text(flow, gradients_cached.paths_of(model, text, s))


def _learned(text: str) -> Iterator[str]:
    for number in (1, 2, 8, 12):
        view = learned_cached.learned_of(text, number)
        yield learned_words.lead(view)
        yield learned_words.turn(view)


def _twins(model: str, text: str) -> Iterator[str]:
    both = lstm_rnn_cached.twins_of(model, text)
    yield words.verdicts_text(both)
    yield words.influence_text(both)


def _inside(model: str, trace: SentenceTrace) -> Iterator[str]:
    view = inside_view(trace, cache.model_of(model))
    for gate, t in zip(SHOWN_ORDER, _places(len(trace.tokens)) * 4, strict=False):
        step = view.step(gate, t, t % 8)
        yield inside_words.lead(view, step)
        yield inside_words.gap_text(step)
        yield inside_words.sharing_text(view, step)
        yield from (inside_words.notation_text(step, notation) for notation in NOTATIONS)
