"""What a model's card and its verdicts say of how good it is, as tables.

A card is what training wrote beside the weights. Tables are columns by heading, for display.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lstm_viz.figures.numbers import rate
from lstm_viz.figures.tables import Table
from lstm_viz.figures.verdict import leaning

N_MISTAKES = 6
_HEADINGS = {
    "dev": "Treebank, dev",
    "test": "Treebank, test",
    "curriculum_heldout": "Generated, held out",
    "choice": "Rule of choice",
    "what": "Used for",
    "everyday_dev": "Everyday sentences, dev",
    "everyday": "Everyday sentences, dev",
    "n_generated": "Generated sentences",
    "n_everyday": "Everyday sentences",
    "not_forget": "“not”: forget",
    "not_input": "“not”: input",
    "boring_input": "“boring”: input",
    "enjoyable_forget": "“enjoyable”: forget",
    "enjoyable_input": "“enjoyable”: input",
    "example": "Claims held, of 5",
    "seconds": "Training time, seconds",
    "sha256_vocabulary": "SHA-256 of the vocabulary",
}


def score_table(cards: Iterable[Mapping[str, Any]]) -> Table:
    """Put the models' accuracies side by side, each with the number of sentences.

    Args:
        cards: model cards; "scores" holds, by part, "accuracy" 0...1 and "n".
    """
    read = [(str(card.get("name", "")), card.get("scores", {})) for card in cards]
    parts = list(dict.fromkeys(part for _, scores in read for part in scores))
    table: Table = {"Model": [name for name, _ in read]}
    for part in parts:
        table[in_words(part)] = [_score(scores.get(part)) for _, scores in read]
    return table


def _score(score: Mapping[str, Any] | None) -> str:
    """Write an accuracy with the number of sentences behind it."""
    if not score:
        return "–"
    return f"{rate(score['accuracy'])} of {score['n']:,}"


def mistake_table(card: Mapping[str, Any]) -> Table:
    """List the generated sentences that the model's card counts as its worst mistakes."""
    worst = card.get("wrong", [])[:N_MISTAKES]
    return {
        "Sentence": [fact(row["text"]) for row in worst],
        "Meant": [f"{row['target']:.2f}" for row in worst],
        "Verdict": [f"{row['p_positive']:.2f}" for row in worst],
    }


def verdict_table(cases: Sequence[tuple[str, str]], verdicts: Sequence[float]) -> Table:
    """Put what sentences mean beside what the model says.

    Args:
        cases: sentences with their meaning, "positive" or "negative".
        verdicts: the model's last verdict of each, 0...1.
    """
    return {
        "Sentence": [sentence for sentence, _ in cases],
        "Meant": [meaning for _, meaning in cases],
        "Verdict": [f"{verdict:.2f}" for verdict in verdicts],
        "So the model": [
            _judged(meaning, leaning(verdict))
            for (_, meaning), verdict in zip(cases, verdicts, strict=True)
        ],
    }


def _judged(meaning: str, said: str) -> str:
    """Say whether a verdict is what was meant; an undecided one is neither right nor wrong."""
    if said == "undecided":
        return "is undecided"
    return "is right" if said == meaning else "is wrong"


def tally(table: Table) -> str:
    """Count the outcomes in a table of `verdict_table`: "It is right about 6 of 10, ..."."""
    said = table["So the model"]
    found = [(word, said.count(f"is {word}")) for word in ("right", "wrong", "undecided")]
    counted = [f"{word} about {n}" for word, n in found[1:] if n]
    first = f"It is right about {found[0][1] or 'none'} of {len(said)}"
    return f"{' and '.join([', '.join([first, *counted[:-1]]), *counted[-1:]])}."


def fact(value: object) -> str:
    """Write a fact of a card in one line, so that Markdown in it means nothing."""
    if isinstance(value, Mapping):
        return "; ".join(f"{in_words(str(key))}: {fact(part)}" for key, part in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(fact(part) for part in value)
    shown = f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]<>$:#|~" else sign for sign in shown)


def in_words(name: str) -> str:
    """Write a card's key as a heading."""
    return _HEADINGS.get(name, name.replace("_", " ").capitalize())
