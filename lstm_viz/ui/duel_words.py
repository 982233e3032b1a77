"""What the page on both nets says in sentences made from the numbers.

Those with the reader's own words in them are shown with `st.text`.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from lstm_viz.core.trace import Array
from lstm_viz.figures.decay_report import Report, length_words, pair_of
from lstm_viz.figures.duel import EVEN, LEFT_OVER, Duel, forgotten_at
from lstm_viz.figures.number_words import part, three_digits
from lstm_viz.figures.word_labels import names
from lstm_viz.ui.words import count


def scores_text(card: Mapping[str, Any], twin: Mapping[str, Any]) -> str:
    """State both accuracies and both numbers of weights, from the cards."""
    return (
        f"**{card['name']}** is right about {_score(card)}; **{twin['name']}** about"
        f" {_score(twin)}. They have {card['parameters']['recurrent']:,} and"
        f" {twin['parameters']['recurrent']:,} recurrent weights: the LSTM spends them on"
        f" {card['sizes']['n_hidden']} units with four matrices each, the RNN on"
        f" {twin['sizes']['n_hidden']} with one."
    )


def _score(card: Mapping[str, Any]) -> str:
    """Write a card's accuracy on both parts of the treebank."""
    dev, test = card["scores"]["dev"], card["scores"]["test"]
    return (
        f"{100 * dev['accuracy']:.1f} % of {dev['n']:,} dev and {100 * test['accuracy']:.1f} % of"
        f" {test['n']:,} test sentences"
    )


def verdicts_text(duel: Duel) -> str:
    """Say how both end, and after how many words they disagree."""
    lstm, rnn = duel.lstm.p_positive, duel.rnn.p_positive
    differ = int(((lstm > EVEN) != (rnn > EVEN)).sum())
    agree = "the same side" if (lstm[-1] > EVEN) == (rnn[-1] > EVEN) else "different sides"
    return (
        f"At the end the LSTM says {lstm[-1]:.2f}, the RNN {rnn[-1]:.2f}: {agree} of one half."
        f" On the way they are on different sides after {differ} of {count(len(lstm), 'word')}."
    )


def influence_text(duel: Duel) -> str:
    """Say where each net has forgotten the first word, or that it has not."""
    if len(duel.lstm.tokens) == 1:
        return "There is one word only: no step follows in which it could be forgotten."
    spelled = names(duel.lstm)
    told = [
        f"The {name}: {_forgotten(paths.full, spelled)}"
        for name, paths in (("LSTM", duel.paths.lstm), ("RNN", duel.paths.rnn))
    ]
    return f"The first word is “{spelled[0]}”. " + " ".join(told) + " " + _longer(duel)


def _forgotten(left: Array, spelled: tuple[str, ...]) -> str:
    """Say where less than 1 % is left for the first time, and what there is at the end."""
    at, end = forgotten_at(left), part(float(left[-1]))
    if at is None:
        return f"still there at the end, {end} of its influence."
    back = " (it comes back)" if left[-1] >= LEFT_OVER else ""
    return f"less than 1 % is left from word {at + 1}, “{spelled[at]}”, on; at the end {end}{back}."


def _longer(duel: Duel) -> str:
    """Say which net has more of it at the end."""
    lstm, rnn = duel.paths.lstm.full[-1], duel.paths.rnn.full[-1]
    if np.isclose(lstm, rnn, rtol=0.05):
        return "At the end there is about as much in both."
    return f"At the end there is more in the {'LSTM' if lstm > rnn else 'RNN'}."


def band_text(report: Report, lstm: str) -> str:
    """Say what is left at two distances on the dev sentences, with their number."""
    pair = pair_of(report, lstm)
    told = " ".join(_at_distance(pair["series"], k) for k in (10, 30))
    h, c = (pair["series"][code]["log10_relative"]["median"][1] for code in ("lstm_h", "lstm_c"))
    return (
        f"{told} A distance counts only the sentences that are so long. The LSTM’s ∂L/∂h counts the"
        " way through the next word’s gates alone, not the belt: one word before the end its median"
        f" is {three_digits(10**h)}, that of ∂L/∂C {three_digits(10**c)}."
    )


def _at_distance(series: Report, k: int) -> str:
    """Tell the medians at one distance."""
    rows = {code: series[code]["log10_relative"] for code in ("lstm_c", "lstm_h", "rnn_h")}
    c, h, rnn = (three_digits(10 ** rows[code]["median"][k]) for code in rows)
    n = rows["lstm_c"]["n"][k]
    return (
        f"{k} words from the end (in {n} sentences) the median is {c} in the LSTM’s cell state,"
        f" {h} in its hidden state and {rnn} in the RNN."
    )


def lengths_text(report: Report, lstm: str, rnn: str) -> str:
    """Say at which lengths the RNN is as good as the LSTM, or better."""
    bins = zip(*(report["accuracy_by_length"][name] for name in (lstm, rnn)), strict=True)
    level: list[str] = []
    ahead: list[str] = []
    for ours, theirs in bins:
        if theirs["right"] >= ours["right"]:
            (level if theirs["right"] == ours["right"] else ahead).append(length_words(ours))
    parts = [
        f"as often right at {_listed(level)}" * bool(level),
        f"more often right at {_listed(ahead)}" * bool(ahead),
    ]
    told = " and ".join(filter(None, parts))
    end = "A bin of some hundred sentences leaves a few percent to chance."
    if not told:
        return f"The LSTM is more often right at every length. {end}"
    return f"The RNN is {told}; at the other lengths the LSTM is more often right. {end}"


def _listed(lengths: list[str]) -> str:
    return " and ".join(lengths)
