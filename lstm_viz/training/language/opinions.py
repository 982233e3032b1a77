"""Words of others' lists: what judges (VADER; Hutto and Gilbert, 2014), what is only a noun.

Both lists come with the training requirements. Words with which the curriculum's held-out part
judges are left out, so that they stay new to the models.
"""

import importlib.util
from functools import lru_cache
from pathlib import Path
from typing import Any

from lstm_viz.core.text import words
from lstm_viz.errors import InputError
from lstm_viz.studies.treebank import Example
from lstm_viz.training.language import curriculum, lists
from lstm_viz.training.vocabulary import read_glove

_FULL = 3.0  # a mean valence, of at most 4, that counts in full
_CLEAR = 1.2  # and one from which an adjective may stand for a judgement
_STRONGEST = 0.9  # value of a word alone, at most
_N_KNOWN = 120_000  # of GloVe's most frequent words: rarer ones are not typed
_N_FREQUENT = 25_000  # of these the nouns are chosen
_N_COMMON = 12_000  # and of these those that are verbs too: "toast", "film", "train"
_SHORTEST_NOUN = 3  # letters


def _folder(package: str) -> Path:
    """Find an installed package's folder.

    Raises:
        InputError: It is not installed.
    """
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        remedy = "install the training requirements: pip install -r requirements-train.txt"
        raise InputError(f"the word list of {package} is not installed", remedy=remedy)
    return Path(found.origin).parent


def _forms(word: str) -> dict[str, tuple[str, ...]]:
    """The base forms of a word by its kind: NOUN, VERB, ADJ, ADV, ..."""
    _folder("lemminflect")
    import lemminflect

    forms: dict[str, Any] = lemminflect.getAllLemmas(word)
    return forms


@lru_cache
def valences() -> dict[str, float]:
    """The lexicon's words that people type, with their mean valence, -4...4.

    Raises:
        InputError: The training requirements are not installed.
    """
    path = _folder("vaderSentiment") / "vader_lexicon.txt"
    known = set(read_glove().words[:_N_KNOWN]) - curriculum.judging_words("heldout")
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return {row[0]: float(row[1]) for row in rows if row[0] in known and words(row[0]) == [row[0]]}


@lru_cache
def adjectives() -> dict[str, tuple[str, ...]]:
    """The lexicon's clear adjectives in their base form: those that praise "+", that blame "-"."""
    clear = [
        (word, mean)
        for word, mean in valences().items()
        if abs(mean) >= _CLEAR and _forms(word).get("ADJ") == (word,)
    ]
    return {
        "+": tuple(word for word, mean in clear if mean > 0),
        "-": tuple(word for word, mean in clear if mean < 0),
    }


def single_words() -> list[Example]:
    """Each word of the lexicon alone, with a target 0...1 after its valence."""
    return [
        Example((word,), 0.5 + 0.5 * max(-1.0, min(1.0, _STRONGEST * mean / _FULL)))
        for word, mean in valences().items()
    ]


@lru_cache
def plain_nouns() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Frequent nouns that are no adjectives and judge nothing: singular, plural."""
    judging = {*lists.judging_words(), *valences(), *curriculum.all_words("heldout")}
    singular: list[str] = []
    plural: list[str] = []
    for place, word in enumerate(read_glove().words[:_N_FREQUENT]):
        if word.isalpha() and len(word) >= _SHORTEST_NOUN and word not in judging:
            forms = _forms(word)
            if set(forms) == {"NOUN"}:
                (singular if word in forms["NOUN"] else plural).append(word)
            elif set(forms) == {"NOUN", "VERB"} and place < _N_COMMON:
                singular += [word] if word in forms["NOUN"] else []
    return tuple(singular), tuple(plural)
