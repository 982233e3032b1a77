"""What the page on both networks says in sentences made from the numbers.

Those with the reader's own words in them are shown with `st.text`.
"""

from collections.abc import Mapping
from typing import Any

from lstm_viz.chapters.gradients.study import Report, pair_of
from lstm_viz.chapters.lstm_rnn.charts import Twins, forgotten_at
from lstm_viz.chapters.lstm_rnn.study import length_words
from lstm_viz.core.trace import Array
from lstm_viz.figures.labels import names
from lstm_viz.figures.numbers import left, of_size, part, rate
from lstm_viz.figures.quantities import gradient
from lstm_viz.figures.verdict import leaning


def scores_text(card: Mapping[str, Any], twin: Mapping[str, Any]) -> str:
    """State both accuracies and both numbers of weights, from the cards."""
    return (
        f"**{card['name']}** gets {_score(card)} right; **{twin['name']}** gets {_rates(twin)}"
        " of them."
        f" Both have about as many recurrent weights, {card['parameters']['recurrent']:,} and"
        f" {twin['parameters']['recurrent']:,}: enough for {card['sizes']['n_hidden']} units with"
        f" an LSTM’s four matrices, or for {twin['sizes']['n_hidden']} with an RNN’s one."
    )


def _score(card: Mapping[str, Any]) -> str:
    """Write a card's accuracy on both parts of the treebank."""
    dev, test = card["scores"]["dev"], card["scores"]["test"]
    return (
        f"{rate(dev['accuracy'])} of {dev['n']:,} dev sentences and"
        f" {rate(test['accuracy'])} of {test['n']:,} test sentences"
    )


def _rates(card: Mapping[str, Any]) -> str:
    """Write both accuracies alone: the twin was measured on the same sentences."""
    rates = (card["scores"][part]["accuracy"] for part in ("dev", "test"))
    return " and ".join(map(rate, rates))


def verdicts_text(twins: Twins) -> str:
    """Say how both end, and after how many words they disagree."""
    lstm, rnn = float(twins.lstm.p_positive[-1]), float(twins.rnn.p_positive[-1])
    if leaning(lstm) == leaning(rnn):
        end = f"At the end both are {leaning(lstm)}: LSTM {lstm:.2f}, RNN {rnn:.2f}."
    else:
        end = (
            f"At the end the LSTM says {lstm:.2f} ({leaning(lstm)}), the RNN {rnn:.2f}"
            f" ({leaning(rnn)})."
        )
    return f"{end}{_on_the_way(twins)}"


def _on_the_way(twins: Twins) -> str:
    """Say after how many words the verdicts have different names; of one word, nothing more."""
    both = zip(twins.lstm.p_positive.tolist(), twins.rnn.p_positive.tolist(), strict=True)
    differ, n_words = sum(leaning(a) != leaning(b) for a, b in both), len(twins.lstm.tokens)
    if n_words == 1:
        return ""
    if differ in {0, n_words}:
        return f" They {'disagree' if differ else 'agree'} after every word."
    return f" On the way they disagree after {differ} of {n_words} words."


def influence_text(twins: Twins) -> str:
    """Say where each network has forgotten the first word, or that it has not."""
    if len(twins.lstm.tokens) == 1:
        return "There is only one word, so nothing follows that could make a network forget it."
    lstm, rnn = twins.paths.lstm.full, twins.paths.rnn.full
    return (
        f"The first word is “{names(twins.lstm)[0]}”. At the end,"
        f" {left(float(lstm[-1]), 'its influence')} in the LSTM; in the RNN it"
        f" is {of_size(float(rnn[-1]))}."
        f"{_forgotten(twins, 'LSTM', lstm)}{_forgotten(twins, 'RNN', rnn)}"
    )


def _forgotten(twins: Twins, name: str, kept: Array) -> str:
    """Say where less than 1% is left for the first time, unless that is the last word."""
    at = forgotten_at(kept)
    if at is None or at == len(kept) - 1:
        return ""
    return f" In the {name} it first falls below 1% at “{names(twins.lstm)[at]}” (word {at + 1})."


def band_text(report: Report, lstm: str) -> str:
    """Say what is left at two distances on the dev sentences, with their number."""
    pair = pair_of(report, lstm)
    told = " ".join(_at_distance(pair["series"], k) for k in (10, 30))
    h, c = (pair["series"][code]["log10_relative"]["median"][1] for code in ("lstm_h", "lstm_c"))
    return (
        f"{told} Each distance includes only the sentences at least that long. The LSTM’s"
        f" {gradient('h').letter} counts only the way through the next word’s gates, not the"
        f" conveyor belt: already one word before the end its median is {part(10**h)}, that of"
        f" {gradient('c').letter} {part(10**c)}."
    )


def _at_distance(series: Report, k: int) -> str:
    """Tell the medians at one distance."""
    rows = {code: series[code]["log10_relative"] for code in ("lstm_c", "lstm_h", "rnn_h")}
    c, h, rnn = (part(10 ** rows[code]["median"][k]) for code in rows)
    n = rows["lstm_c"]["n"][k]
    return (
        f"{k} words from the end ({n} sentences), the median is {c} in the LSTM’s cell state,"
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
    end = "With so few sentences in a group, a few percent may be chance."
    if not told:
        return f"The LSTM is more often right at every length. {end}"
    return f"The RNN is {told}; at the other lengths the LSTM is more often right. {end}"


def _listed(lengths: list[str]) -> str:
    return " and ".join(lengths)
