"""What the page on attribution says in sentences made from the numbers.

Those that carry the reader's own words are for `st.text`; they say so.
"""

from collections.abc import Mapping, Sequence

from lstm_viz.chapters.attribution.study import DevResult, same_in_both
from lstm_viz.chapters.attribution.view import (
    TITLES,
    AttributionView,
    MethodScores,
    favourite,
    most_disputed,
    named,
)
from lstm_viz.figures.labels import numbered, quoted
from lstm_viz.figures.numbers import signed
from lstm_viz.figures.quantities import SPOKEN
from lstm_viz.figures.verdict import leaning, moved, printed

SAID: Mapping[str, str] = {**TITLES, "ledger_split": "the ledger’s split"}  # inside a sentence
MOST_LISTED = 3  # methods
NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven")


def lead(view: AttributionView) -> str:
    """Say what the verdict would be without the word that does most for it; for `st.text`.

    Args:
        view: the methods on at least one word, leave-one-out the first of them.
    """
    t, before = named(view, view.simplest), view.verdict
    way, on = ("up", "rises") if view.should > 0 else ("down", "falls")
    no_word = f"No single word holds the verdict {way}:"
    if t is None:
        return f"{no_word} whichever is left out, it stays at {before:.2f} or {on}."
    word, change = numbered(view.trace, t), moved(before, view.without(t))
    if len(view.trace.tokens) == 1:
        return f"Without {word} nothing is left to read, and the verdict {change}."
    if change.startswith("stays"):
        return f"{no_word} even without {word} it {change}."
    return _weakens(view, word, change)


def _weakens(view: AttributionView, word: str, change: str) -> str:
    """Say what leaving out a word does."""
    said = leaning(view.verdict)
    if said == "undecided":
        return (
            f"The verdict is undecided. {word} pulls it most towards {_direction(view)}: without"
            f" the word, it {change}."
        )
    return f"Leaving out {word} weakens the {said} verdict most: it {change}."


def _direction(view: AttributionView) -> str:
    """Name the end of the scale to which the verdict leans."""
    return "positive" if view.should > 0 else "negative"


def agreement(view: AttributionView) -> str:
    """Say which word each method names first; for `st.text`.

    Args:
        view: the methods on at least one word.
    """
    first, said = favourite(view), leaning(view.verdict)
    if first is None:
        if said == "undecided":
            return f"No method finds a word that pulls the verdict towards {_direction(view)}."
        return f"No method finds a word that supports the {said} verdict."
    by_word: dict[int | None, list[str]] = {first: []}
    for row in view.methods:
        by_word.setdefault(named(view, row), []).append(SAID[row.name])
    n_methods = len(view.methods)
    if len(by_word[first]) == n_methods:
        return f"All {NUMBERS[n_methods]} methods name {numbered(view.trace, first)} first."
    others = [_names(view, t, titles) for t, titles in by_word.items()]
    if len(by_word[first]) == 1:
        return f"No two methods name the same word first. {_capital('; '.join(others))}."
    n_agree = NUMBERS[len(by_word[first])].capitalize()
    who = f"{n_agree} of the {NUMBERS[n_methods]} methods name {numbered(view.trace, first)} first"
    return f"{who}; {'; '.join(others[1:])}."


def _names(view: AttributionView, t: int | None, titles: Sequence[str]) -> str:
    """Say which methods name a word."""
    verb = "names" if len(titles) == 1 else "name"
    return f"{_listed(titles)} {verb} {'no word' if t is None else numbered(view.trace, t)}"


def _capital(said: str) -> str:
    """Begin with a capital; the rest stays as it is."""
    return said[:1].upper() + said[1:]


def scale(view: AttributionView) -> str:
    """Say what the first method does, and what the colours mean."""
    return (
        "Leave-one-out reads the sentence again without each word in turn."
        f" {SPOKEN['positive'].capitalize()} pushes towards positive, {SPOKEN['negative']} towards"
        " negative; one scale for all methods,"
        f" {signed(-view.reach)} to {signed(view.reach)} logits.{_beyond(view)}"
    )


def _beyond(view: AttributionView) -> str:
    """Say which methods go beyond the scale."""
    found = [f"{SAID[name]} ({signed(score)})" for name, score in view.beyond.items()]
    return f" Beyond it: {_listed(found)}." if found else ""


def dispute(view: AttributionView) -> str:
    """Say on which word the methods disagree most; for `st.text`.

    Returns:
        "" for a text of one word: of one there is no most.
    """
    if len(view.trace.tokens) == 1:
        return ""
    word, most, least = most_disputed(view)
    high, low = (signed(float(row.scores[word])) for row in (most, least))
    if high == low:
        return "The methods agree on every word."
    return (
        f"The methods disagree most on {numbered(view.trace, word)}: {SAID[most.name]} gives it"
        f" {high}, {SAID[least.name]} {low}."
    )


def trust(view: AttributionView, dev: DevResult, found: str) -> str:
    """Say in one line which methods stood the deletion test, on many sentences and on this one.

    Args:
        view: the methods on at least one word.
        dev: the test on the dev set.
        found: SHA-256 of the weights in use.
    """
    ahead = same_in_both(dev, slice(3)) if dev.sha256 == found else ()
    many = f"over {dev.n_sentences} sentences no method is clearly ahead"
    if ahead:
        many = f"over {dev.n_sentences} sentences {_named(ahead)} find the decisive words best"
    by_area = _by_area(view)
    if len(by_area) == 1:
        return f"Which one to trust: {many}."
    here = _any_of([row.name for row in by_area[min(by_area)]])
    return f"Which one to trust: {many}; on this one it is {here}."


def tested(view: AttributionView) -> str:
    """Say whose order of deletion is fastest and slowest on this sentence."""
    if len(view.trace.tokens) == 1:
        return "One word can be deleted in one order only: the test needs a longer sentence."
    by_area = _by_area(view)
    best, worst, random = min(by_area), max(by_area), printed(view.random_area)
    if best == worst:
        return (
            f"On this sentence all methods do equally well (area {best:.2f}; a random order has"
            f" {random:.2f}): the test cannot tell them apart."
        )
    fast, slow = (_any_of([row.name for row in by_area[area]]) for area in (best, worst))
    beaten = [SAID[row.name] for area, rows in by_area.items() for row in rows if area >= random]
    said = (
        f"On this sentence, deleting in the order of {fast} undoes the verdict fastest (area"
        f" {best:.2f}), in that of {slow} slowest ({worst:.2f}); a random order has {random:.2f}."
    )
    return f"{said} No better than random: {_listed(beaten)}." if beaten else said


def _by_area(view: AttributionView) -> dict[float, list[MethodScores]]:
    """Group the methods by the printed area of the test on this sentence, the smallest first."""
    by_area: dict[float, list[MethodScores]] = {}
    for row in sorted(view.methods, key=lambda row: row.area):
        by_area.setdefault(printed(row.area), []).append(row)
    return by_area


def _any_of(methods: Sequence[str]) -> str:
    """List methods that do equally well, or say how many they are."""
    if len(methods) > MOST_LISTED:
        return f"any of {NUMBERS[len(methods)]} methods"
    return _named(methods, " or ")


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
        f" treebank’s dev set (8 to 40 words, {model}), once deleting words and once replacing them"
        f" by `<unk>`. {winner}{_standing(dev)} By the mean area, the best is {deleted} for"
        f" deleting and {replaced} for replacing; methods joined by “or” are too close to call"
        f" (95% interval). {_by_median(dev)} The table shows all medians."
    )


def _by_median(dev: DevResult) -> str:
    """Say which method has the smallest median area, for each way to remove words."""
    best = []
    for medians in dev.medians.values():
        name = min(medians, key=medians.__getitem__)
        best.append(f"{SAID.get(name, name)} ({medians[name]:.2f})")
    return f"By the median it is {best[0]} for deleting and {best[1]} for replacing."


def _standing(dev: DevResult) -> str:
    """Say who is ahead and who is last, as far as both ways to remove words say the same."""
    ahead, last = same_in_both(dev, slice(3)), same_in_both(dev, slice(-2, None))
    said = f" {_capital(_named(ahead))} are ahead both ways." if ahead else ""
    return f"{said} {_capital(_named(last))} are last both ways." if last else said


def _named(methods: Sequence[str], between: str = " and ") -> str:
    """List methods in a sentence."""
    return _listed([SAID.get(name, name) for name in methods], between)


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
    is_all = end - start + 1 == len(view.trace.tokens)
    rest = (
        "here the network’s biases"
        if is_all
        else "the other words, how they act together with these, and the network’s biases"
    )
    return (
        f"{quoted(view.trace, range(start - 1, end))} adds {signed(beta)} to the logit (β). The"
        f" rest adds {signed(gamma)} (γ): {rest}. {_together(beta, gamma, view.should)}"
    )


def _together(beta: float, gamma: float, should: float) -> str:
    """Say that both parts make the logit, or that they do not."""
    both, logit = signed(beta + gamma), signed(should)
    if both != logit:
        return f"Together they make {both}, but the recorded logit is {logit}."
    shown = f"{printed(beta) + printed(gamma):.2f}" == f"{printed(should):.2f}"
    return f"Together{'' if shown else ', before rounding,'} they make the recorded logit, {logit}."
