"""What a chapter says in this run's own numbers, besides its worked receipts."""

from lstm_viz.chapters.gradients.view import BothPaths
from lstm_viz.chapters.lesson.questions import Reading
from lstm_viz.chapters.negation.words import CLAIMS, claim_figures, story_text
from lstm_viz.core.pairs.claims import Claim
from lstm_viz.figures.labels import numbered
from lstm_viz.figures.numbers import count
from lstm_viz.figures.verdict import moved


def handed_on(reading: Reading, step: int) -> str:
    """Say what goes into one step and what comes out."""
    trace, network = reading.trace, reading.network
    before = float(trace.p_positive[step - 1]) if step else trace.p_before
    return (
        f"At {numbered(trace, step)} the cell reads {count(network.n_inputs, 'number')} of the"
        f" word and {network.n_hidden} of the hidden state, and hands {network.n_hidden} on."
        f" The verdict {moved(before, float(trace.p_positive[step]))}."
    )


def who_keeps_more(paths: BothPaths) -> str:
    """Say whether the LSTM keeps more of the first word than its twin, as the textbook has it."""
    lstm, rnn = float(paths.lstm.full[-1]), float(paths.rnn.full[-1])
    if lstm > rnn:
        return "So on this sentence the LSTM keeps more of it, as the textbook says."
    return (
        "So on this sentence this LSTM does not keep more of it than this RNN, whatever the"
        " textbook says: what a model keeps depends on what it has learned."
    )


def sizes(reading: Reading) -> str:
    """Say how many weights there are, and how often they were used."""
    n_hidden, n_inputs = reading.network.n_hidden, reading.network.n_inputs
    one, n_words = n_hidden * (n_hidden + n_inputs) + n_hidden, len(reading.trace.tokens)
    return (
        f"Each of the four has {n_hidden} × ({n_hidden} + {n_inputs}) weights and {n_hidden}"
        f" biases: {one:,}. All four: {4 * one:,}. This sentence used them"
        f" {count(n_words, 'time')}, once at each token, and changed none of them."
    )


def story(claims: tuple[Claim, ...]) -> tuple[str, ...]:
    """Say of each of the textbook's claims whether this model's numbers bear it out."""
    badges = (
        f"{'✓' if one.holds else '✗'} {CLAIMS[one.name][0]} ({claim_figures(one)}.)"
        for one in claims
    )
    return (story_text(claims), *badges)
