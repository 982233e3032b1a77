"""A small grammar that generates sentences with their value.

The treebank alone teaches "not = bad". Here a negation turns what it governs, near and far, a
clause after "but" outweighs the one before, others' opinions yield to one's own, and a negated
plain word stays neutral. Values are -1...1, targets 0...1.
"""

import random
from dataclasses import dataclass, field
from functools import lru_cache

from lstm_viz.core.pairs.family import FAMILY
from lstm_viz.core.text import words
from lstm_viz.studies.treebank import Example
from lstm_viz.training.language import frames, lexicon
from lstm_viz.training.language.frames import Symbol
from lstm_viz.training.language.lexicon import Part

_UNIT = 0.3  # value of one step of strength: "good" .6 once raised below, "great" .8
_VOWELS = tuple("aeiou")
_KINDS: dict[Part, str] = {
    "train": "film,movie,book,hotel,story,place,trip,game,meal,idea,plan,show,song",
    "heldout": "novel,restaurant,camera,holiday,series",
}
# Sentences by which the shipped models are judged or shown: never generated, never trained on.
KEPT_OUT = frozenset(
    tuple(words(text))
    for text in (
        "The movie was not at all boring and quite enjoyable.",
        "The movie was boring.",
        "The film was not bad.",
        "I don't think this is a good film.",
        *FAMILY,
    )
)


@dataclass(frozen=True)
class Frame:
    """One line of `frames.FRAMES`: its words and slots, and what it does to a value."""

    pieces: tuple[str, ...]
    if_positive: float
    if_negative: float

    @property
    def lead(self) -> str | None:
        """The first judging slot, whose value the frame turns; None in a neutral frame."""
        return next((piece for piece in self.pieces if _is_judging(piece)), None)

    def value(self, lead_value: float) -> float:
        """What the frame makes of its lead's value, -1...1."""
        weight = self.if_positive if lead_value > 0 else self.if_negative
        return max(-1.0, min(1.0, weight * lead_value))

    def lead_sign(self, wanted: int) -> int | None:
        """The sign (1 or -1) of the lead that gives the frame the wanted one; None: none does."""
        for sign in (1, -1):
            if self.value(sign) * wanted > 0:
                return sign
        return None


def _is_judging(piece: str) -> bool:
    return piece.strip("{=!}") in {"A", "V", "VB", "E", "P", "C"} and piece.startswith("{")


@lru_cache
def read_frames(part: Part, symbol: Symbol) -> tuple[Frame, ...]:
    """The frames of one part for a predicate (P), a clause (C) or a sentence (S)."""
    return tuple(_frame(line) for line in frames.FRAMES[part][symbol].strip().splitlines())


def _frame(line: str) -> Frame:
    text, if_positive, if_negative = line.split("|")
    return Frame(tuple(text.split()), float(if_positive), float(if_negative))


@lru_cache
def _options(text: str) -> tuple[str, ...]:
    return tuple(text.split(","))


@dataclass
class _Speaker:
    """Says one sentence: the theme stays the same from slot to slot."""

    rng: random.Random
    part: Part
    theme: tuple[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.theme = self.rng.choice(list(lexicon.THEMES[self.part].values()))

    def say(self, symbol: Symbol, sign: int | None = None) -> tuple[str, float]:
        """Choose a frame and fill it; `sign` asks for a positive (1) or negative (-1) value."""
        candidates = read_frames(self.part, symbol)
        if sign is not None:
            candidates = tuple(
                frame for frame in candidates if frame.lead and frame.lead_sign(sign)
            )
        frame = self.rng.choice(candidates)
        lead_sign = frame.lead_sign(sign) if sign is not None else None
        return self._fill(frame, lead_sign or self.rng.choice((1, -1)))

    def _fill(self, frame: Frame, sign: int) -> tuple[str, float]:
        said: list[str] = []
        lead_value: float | None = None
        for piece in frame.pieces:
            if not piece.startswith("{"):
                said.append(piece)
            elif not _is_judging(piece):
                said.append(self._plain(piece[1:-1]))
            else:
                text, value = self._judge(piece.strip("{=!}"), -sign if "!" in piece else sign)
                said.append(text)
                lead_value = value if lead_value is None else lead_value
        return " ".join(said), 0.0 if lead_value is None else frame.value(lead_value)

    def _judge(self, slot: str, sign: int) -> tuple[str, float]:
        match slot:
            case "P" | "C":
                return self.say("P" if slot == "P" else "C", sign)
            case "A":
                return self._word(lexicon.ADJECTIVES[self.part], sign)
            case "E":
                return self._word(lexicon.NOUNS[self.part], sign)
        verb, value = self._word(lexicon.VERBS[self.part], sign)
        past, plain = verb.split("/")
        return (past if slot == "V" else plain), value

    def _word(self, table: dict[int, str], sign: int) -> tuple[str, float]:
        strength = sign * self.rng.choice((1, 1, 2))
        return self.rng.choice(_options(table[strength])), _UNIT * (strength + sign)

    def _plain(self, slot: str) -> str:
        names, descriptions = self.theme
        tables = {
            "np": names,
            "N": descriptions,
            "was": frames.COPULAS[self.part],
            "mind": frames.ASIDES[self.part],
            "who": frames.WHO[self.part],
            "kind": _KINDS[self.part],
            "it": "it",
        }
        return self.rng.choice(_options(tables[slot]))


def generate(n_sentences: int, seed: int, part: Part = "train") -> list[Example]:
    """Distinct generated sentences with their targets, the same for the same seed.

    Args:
        n_sentences: How many.
        seed: Seed of the generator.
        part: "train", or "heldout": other words in other frames, to be measured on.

    Returns:
        Examples with targets 0...1, .5 neutral; none of them is in `KEPT_OUT`.
    """
    rng = random.Random(f"{part} {seed}")  # noqa: S311  (a grammar, not a secret)
    found: dict[tuple[str, ...], float] = {}
    while len(found) < n_sentences:
        text, value = _Speaker(rng, part).say("S")
        key = tuple(words(with_articles(text)))
        if key not in KEPT_OUT:
            found.setdefault(key, 0.5 + 0.5 * value)
    return [Example(key, target) for key, target in found.items()]


def with_articles(text: str) -> str:
    """Make "a" an "an" before a vowel."""
    pieces = text.split()
    following = [*pieces[1:], ""]
    return " ".join(
        "an" if piece == "a" and after.startswith(_VOWELS) else piece
        for piece, after in zip(pieces, following, strict=True)
    )


def all_words(part: Part) -> set[str]:
    """Every word a part of the curriculum can say, whatever the seed."""
    tables = (lexicon.ADJECTIVES[part], lexicon.VERBS[part], lexicon.NOUNS[part])
    texts = [text for table in tables for text in table.values()]
    texts += [text for theme in lexicon.THEMES[part].values() for text in theme]
    texts += [frames.COPULAS[part], frames.ASIDES[part], frames.WHO[part], _KINDS[part], "an it"]
    spoken = {word for text in texts for word in words(text.replace(",", " ").replace("/", " "))}
    symbols: tuple[Symbol, ...] = ("P", "C", "S")
    pieces = {
        piece for symbol in symbols for frame in read_frames(part, symbol) for piece in frame.pieces
    }
    return spoken | {piece for piece in pieces if not piece.startswith("{")}


def judging_words(part: Part) -> set[str]:
    """Every word with which a part of the curriculum judges."""
    tables = (lexicon.ADJECTIVES[part], lexicon.VERBS[part], lexicon.NOUNS[part])
    texts = [text for table in tables for text in table.values()]
    return {word for text in texts for word in words(text.replace(",", " ").replace("/", " "))}
