"""What the page on attribution says in sentences made from the numbers.

Those that carry the reader's own words are for `st.text`; they say so.
"""

from lstm_viz.figures.attribution_view import (
    TITLES,
    AttributionView,
    fastest,
    favourite,
    most_disputed,
)
from lstm_viz.figures.deletion_report import DevResult
from lstm_viz.figures.word_labels import names, signed
from lstm_viz.ui.explain import MOST_DECOMPOSED
from lstm_viz.ui.words import count

NUMBERS = ("none", "one", "two", "three", "four", "five", "six")


def lead(view: AttributionView) -> str:
    """Say which word the methods name first, and where they do not agree; for `st.text`.

    Args:
        view: the methods on at least one word.
    """
    spelled, first = names(view.trace), favourite(view)
    verdict = "positive" if view.should > 0 else "negative"
    others = [row for row in view.methods if row.first != first]
    n_methods, n_others = len(view.methods), len(others)
    word = f"“{spelled[first]}” (word {first + 1})"
    if not others:
        return f"All {NUMBERS[n_methods]} methods name {word} first for the {verdict} verdict."
    who = f"All but {NUMBERS[n_others]} of the {NUMBERS[n_methods]} methods name"
    if n_others >= n_methods / 2:
        agree = n_methods - n_others
        named = "names" if agree == 1 else "name"
        who = f"Only {NUMBERS[agree]} of the {NUMBERS[n_methods]} methods {named}"
    told = (f"{row.title} says “{spelled[row.first]}” (word {row.first + 1})" for row in others)
    said = "; ".join(told)
    return f"{who} {word} first for the {verdict} verdict; {said}."


def dispute(view: AttributionView) -> str:
    """Say on which word the methods lie furthest apart; for `st.text`."""
    word, most, least = most_disputed(view)
    if most is least:
        return "The methods agree on every word."
    return (
        f"They lie furthest apart on “{names(view.trace)[word]}” (word {word + 1}):"
        f" {most.title} gives it {signed(float(most.scores[word]))},"
        f" {least.title} {signed(float(least.scores[word]))}."
    )


def tested(view: AttributionView) -> str:
    """Say whose order of deletion is fastest and slowest on this sentence."""
    best = fastest(view)
    worst = max(view.methods, key=lambda row: row.area)
    if best.area == worst.area:
        return "On this sentence all orders do equally well: the test cannot tell them apart."
    beaten = [row.title for row in view.methods if row.area >= view.random_area]
    said = (
        f"On this sentence the order by {best.title} takes the verdict down fastest (area"
        f" {best.area:.2f}), the one by {worst.title} slowest ({worst.area:.2f}); chance has"
        f" {view.random_area:.2f}."
    )
    return f"{said} No better than chance: {', '.join(beaten)}." if beaten else said


def on_dev_set(dev: DevResult, model: str, found: str) -> str:
    """Quote the test on the treebank's dev set, if it was made with these weights.

    Args:
        dev: the measured result.
        model: the model's name.
        found: SHA-256 of the weights in use.
    """
    if dev.sha256 != found:
        return f"The test on the dev set was made with other weights than {model} has now."
    deleted, replaced = (_named(names_) for names_ in dev.tied_best.values())
    one = "There is no single winner" if deleted != replaced else "Both ways agree"
    return (
        f"One sentence proves little. Over {dev.n_sentences} sentences of the treebank’s dev set"
        f" (8 to 40 words, {model}) the least mean area has {deleted} when words are deleted, and"
        f" {replaced} when each is replaced by the sign for unknown words. {one};"
        " what two names share, chance cannot tell apart (95 % interval). The table has the"
        " medians."
    )


def _named(methods: tuple[str, ...]) -> str:
    """List methods in a sentence."""
    return " or ".join(TITLES.get(name, name.replace("_", " ")) for name in methods)


def left_out(view: AttributionView) -> str:
    """Say that a method was not applied; "" if all were."""
    if len(view.methods) == len(TITLES):
        return ""
    return (
        "Contextual decomposition is left out: it takes too long for"
        f" {count(len(view.trace.tokens), 'word')}, and is there up to {MOST_DECOMPOSED}."
    )


def phrase(view: AttributionView, span: tuple[int, int], beta: float, gamma: float) -> str:
    """Say what a phrase did; for `st.text`.

    Args:
        view: the methods on the sentence.
        span: first and last word, from 1.
        beta: the phrase's part of the logit.
        gamma: the rest.
    """
    start, end = span
    said = " ".join(names(view.trace)[start - 1 : end])
    both, gap = signed(beta + gamma, 4), abs(beta + gamma - view.should)
    return (
        f"“{said}” alone: β = {signed(beta)}. All the rest, interactions with the phrase and the"
        f" head’s bias included: γ = {signed(gamma)}. Together {both}; the recorded"
        f" logit is {signed(view.should, 4)} (gap {gap:.0e})."
    )
