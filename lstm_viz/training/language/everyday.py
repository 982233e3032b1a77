"""Everyday sentences and their values, made from `everyday/*.txt`: a second, wider grammar.

The frames of `frames.py` teach what turns a judgement; these teach what people say every day:
subjects of all kinds, which carry no judgement of their own, achievements and mishaps, habits,
comparisons, idioms, thanks and complaints, questions with answers, both spellings, and plain
statements of every length that stay at one half.
"""

import random
import re
from dataclasses import dataclass
from functools import lru_cache

from lstm_viz.core.pairs.negation_pairs import PAIRS
from lstm_viz.core.text import words
from lstm_viz.studies.treebank import Example
from lstm_viz.training.language import lists, opinions
from lstm_viz.training.language.curriculum import KEPT_OUT, with_articles

_SLOT = re.compile(r"\{([^{}]+)\}")
_LEVEL = 0.8  # of a plain judgement; 1 is the strongest
_SIGNS = {1: "+", -1: "-"}
_PLAIN_SHARE = 0.4  # of the sentences say nothing good or bad
_CUT_SHARE = 0.5  # of these break off somewhere: a beginning that judges nothing decides nothing
_LEXICON_SHARE = 0.3  # of the judging adjectives are the lexicon's
_FROM_LEXICON = frozenset({"adj+", "adj-", "one+", "one-"})  # slots
_PREDICATIVE = frozenset(  # "a glad man" is rarely said
    words("better worse glad ill afraid ashamed late lost content upset pleased thrilled delighted")
)


@dataclass(frozen=True)
class Pattern:
    """One line of `sentences.txt`: its words and slots, and what becomes of either sign."""

    text: str
    if_positive: float
    if_negative: float

    @property
    def is_plain(self) -> bool:
        """Whether it judges nothing."""
        return self.if_positive == 0

    def value(self, sign: int) -> float:
        """The sentence's value, -1...1, if its judgements have this sign (1 or -1)."""
        if "~" not in self.text and "^" not in self.text:
            return _LEVEL * self.if_positive  # its sign is its own
        weight = self.if_positive if sign > 0 else self.if_negative
        return max(-1.0, min(1.0, _LEVEL * sign * weight))


@lru_cache
def patterns() -> tuple[Pattern, ...]:
    """Every sentence's pattern."""
    lines = (lists.FOLDER / "sentences.txt").read_text(encoding="utf-8").splitlines()
    return tuple(_pattern(line) for line in lines if line and not line.startswith("#"))


def _pattern(line: str) -> Pattern:
    text, *weights = (part.strip() for part in line.split("|"))
    return Pattern(text, float(weights[0]), float(weights[-1]))


@lru_cache
def _drawn_from(*, is_plain: bool) -> tuple[Pattern, ...]:
    return tuple(pattern for pattern in patterns() if pattern.is_plain == is_plain)


@lru_cache
def options() -> dict[str, tuple[str, ...]]:
    """What may stand in a slot, by the slot's name."""
    found = dict(lists.sections())
    for sign in "+-":
        single = (one for one in found[f"adj{sign}"] if one.isalpha() and one not in _PREDICATIVE)
        found[f"one{sign}"] = tuple(single)
    found["none"] = ("",)
    found["noun"], found["nouns"] = opinions.plain_nouns()
    return found


@dataclass(frozen=True)
class _Speaker:
    """Fills the slots of one sentence."""

    rng: random.Random
    sign: int

    def say(self, text: str) -> str:
        """Fill every slot, those of what is filled in too."""
        while slot := _SLOT.search(text):
            text = text[: slot.start()] + self._option(slot[1]) + text[slot.end() :]
        return text

    def _option(self, slot: str) -> str:
        name, _, form = slot.partition(".")
        if name.endswith(("~", "^")):
            name = name[:-1] + _SIGNS[self.sign if name.endswith("~") else -self.sign]
        if name in _FROM_LEXICON and self.rng.random() < _LEXICON_SHARE:
            return self.rng.choice(opinions.adjectives()[name[-1]])
        chosen = self.rng.choice(options()[name])
        return chosen.split("/")[int(form) - 1] if form else chosen


@lru_cache
def kept_out() -> frozenset[tuple[str, ...]]:
    """Sentences by which models are judged or shown: never generated, never trained on."""
    pairs = [text for pair in PAIRS for text in (pair.first, pair.second)]
    dev = [sentence.text for sentence in lists.dev_sentences()]
    return KEPT_OUT | {tuple(words(text)) for text in (*pairs, *dev)}


def everyday(n_sentences: int, seed: int) -> list[Example]:
    """Distinct everyday sentences with their targets, the same for the same seed.

    Args:
        n_sentences: How many.
        seed: Seed of the generator.

    Returns:
        Examples with targets 0...1, .5 neutral; none of them is in `kept_out`.

    Raises:
        InputError: The training requirements are not installed.
    """
    rng = random.Random(f"everyday {seed}")  # noqa: S311  (a grammar, not a secret)
    found: dict[tuple[str, ...], float] = {}
    while len(found) < n_sentences:
        pattern = rng.choice(_drawn_from(is_plain=rng.random() < _PLAIN_SHARE))
        sign = rng.choice((1, -1))
        key = tuple(words(with_articles(_Speaker(rng, sign).say(pattern.text))))
        if pattern.is_plain and rng.random() < _CUT_SHARE:
            key = key[: rng.randint(1, max(1, len(key)))]
        if key and key not in kept_out():
            found.setdefault(key, 0.5 + 0.5 * pattern.value(sign))
    return [Example(key, target) for key, target in found.items()]


def all_words() -> set[str]:
    """Every word that an everyday sentence can say, whatever the seed."""
    texts = [pattern.text for pattern in patterns()]
    for table in (options(), opinions.adjectives()):
        texts += [one for each in table.values() for one in each]
    return {word for text in texts for word in words(_SLOT.sub(" ", text).replace("/", " "))}
