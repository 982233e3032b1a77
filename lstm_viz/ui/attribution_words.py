"""What the page on attribution says in sentences made from the numbers.

Those that carry the reader's own words are for `st.text`; they say so.
"""

from collections.abc import Sequence

from lstm_viz.figures.attribution_view import (
    TITLES,
    AttributionView,
    fastest,
    favourite,
    most_disputed,
    named,
)
from lstm_viz.figures.deletion_report import DevResult, same_in_both
from lstm_viz.figures.word_labels import names, signed

NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven")


def lead(view: AttributionView) -> str:
    """Say which word the methods name first, and where they do not agree; for `st.text`.

    Args:
        view: the methods on at least one word.
    """
    first, verdict = favourite(view), "positive" if view.should > 0 else "negative"
    if first is None:
        return f"To no method does any word speak for the {verdict} verdict."
    by_word: dict[int | None, list[str]] = {first: []}
    for row in view.methods:
        by_word.setdefault(named(view, row), []).append(row.title)
    n_methods, n_agree = len(view.methods), len(by_word.pop(first))
    who = f"{NUMBERS[n_agree].capitalize()} of the {NUMBERS[n_methods]} methods"
    if n_agree == n_methods:
        who = f"All {NUMBERS[n_methods]} methods"
    said = f"{who} {_name(n_agree)} {_word(view, first)} first for the {verdict} verdict."
    others = [f"{_listed(who)} {_name(len(who))} {_word(view, t)}" for t, who in by_word.items()]
    return f"{said} {_capital('; '.join(others))}." if others else said


def _name(count: int) -> str:
    """Return the verb for so many who name something."""
    return "names" if count == 1 else "name"


def _word(view: AttributionView, t: int | None) -> str:
    """Quote a word with its number."""
    if t is None:
        return "no word"
    return f"“{names(view.trace)[t]}” (word {t + 1})"


def _capital(said: str) -> str:
    """Begin with a capital; the rest stays as it is."""
    return said[:1].upper() + said[1:]


def scale(view: AttributionView) -> str:
    """Say what the bars and colours mean."""
    return (
        "Blue speaks for positive, in the bars to the right; orange for negative, to the left. One"
        f" scale for all, in logits: {signed(-view.reach)} to {signed(view.reach)}, the largest"
        " score."
    )


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
    deleted, replaced = (_named(names_, " or ") for names_ in dev.tied_best.values())
    winner = "One method wins both ways." if deleted == replaced else "There is no single winner."
    return (
        f"One sentence proves little, so the test was run on {dev.n_sentences} sentences of the"
        f" treebank’s dev set (8 to 40 words, {model}). {winner}{_standing(dev)} Best is"
        f" {deleted} when words are deleted, {replaced} when each is replaced by the sign for"
        " unknown words (mean area; between two that are named here, chance cannot decide: 95 %"
        f" interval). {_by_median(dev)} The table has all medians."
    )


def _by_median(dev: DevResult) -> str:
    """Say which method has the smallest median area, for each way to remove words."""
    best = []
    for medians in dev.medians.values():
        name = min(medians, key=medians.__getitem__)
        best.append(f"{TITLES.get(name, name)} ({medians[name]:.3f})")
    return f"By the median, in the same order, it is {best[0]} and {best[1]}."


def _standing(dev: DevResult) -> str:
    """Say who is ahead and who is last, as far as both ways to remove words say the same."""
    ahead, last = same_in_both(dev, slice(3)), same_in_both(dev, slice(-2, None))
    said = f" {_capital(_named(ahead))} are ahead both ways." if ahead else ""
    return f"{said} {_capital(_named(last))} are last both ways." if last else said


def _named(methods: Sequence[str], between: str = " and ") -> str:
    """List methods in a sentence."""
    return _listed([TITLES.get(name, name) for name in methods], between)


def _listed(titles: Sequence[str], between: str = " and ") -> str:
    """List in a sentence."""
    *most, last = titles
    return f"{', '.join(most)}{between}{last}" if most else last


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
