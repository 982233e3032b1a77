"""The same sentence with one thing changed: minimal pairs made from any sentence.

Minimal pairs are how linguists test one thing at a time (for language models: Warstadt
et al. 2020, BLiMP). Only what stands in the lists below is ever changed.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lstm_viz.core.text import MAX_TOKENS, Token, tokenize

MOST_PAIRS = 6
NEGATIONS = frozenset({"not", "n't", "never"})
COPULAS = frozenset({"am", "is", "are", "was", "were", "seems", "seemed", "felt", "looks"})
SWAPS = {"but": "and", "and": "but"}
WHOLE = {"ca": "can", "wo": "will", "sha": "shall"}  # what is left of can't, won't, shan't
ENDS = frozenset(".!?;:")
AS_IF_CONSONANT = frozenset({"useless"})  # of the words below
_OPPOSITES = (
    "good bad,great terrible,best worst,better worse,excellent awful,wonderful horrible,"
    "boring exciting,dull lively,enjoyable tedious,interesting tiresome,beautiful ugly,"
    "friendly rude,clean dirty,warm cold,love hate,loved hated,liked disliked,like dislike,"
    "happy sad,brilliant stupid,funny unfunny,fresh stale,strong weak,pleasant unpleasant,"
    "tasty bland,perfect dreadful,comfortable uncomfortable,superb pathetic,"
    "everyone nobody,everybody nobody,always never,"
    "nice nasty,charming annoying,clever silly,helpful useless,quiet loud"
)
OPPOSITES = dict(
    pair
    for one, other in (line.split() for line in _OPPOSITES.split(","))
    for pair in ((one, other), (other, one))
)


@dataclass(frozen=True, slots=True)
class MinimalPair:
    """A sentence that differs in one thing.

    Attributes:
        label: what was changed; holds only words of this module's lists.
        text: the whole changed sentence.
    """

    label: str
    text: str


def minimal_pairs(text: str) -> tuple[MinimalPair, ...]:
    """Return the changes that apply to a sentence.

    Args:
        text: any text; only the first `MAX_TOKENS` tokens are looked at.

    Returns:
        At most `MOST_PAIRS`: dropped negations first, then words replaced by an opposite,
        "but" and "and" swapped, "not" inserted after a copula. Where one change applies at
        several words, the first word is taken. The reader's capitals are kept, "a" and "an"
        follow the new word, and a change that leaves no word is none.
    """
    tokens = tokenize(text)[:MAX_TOKENS]
    found: dict[str, str] = {}
    for change in (_dropped, _opposites, _swapped, _inserted):
        for label, changed in change(text, tokens):
            if tokenize(changed):
                found.setdefault(label, changed)
    return tuple(MinimalPair(label, changed) for label, changed in list(found.items())[:MOST_PAIRS])


def _dropped(text: str, tokens: tuple[Token, ...]) -> Iterator[tuple[str, str]]:
    """Yield the sentence without each negation; "not at all" goes as a whole."""
    forms = [token.text for token in tokens]
    for t, token in enumerate(tokens):
        if token.text not in NEGATIONS:
            continue
        is_whole = forms[t : t + 3] == ["not", "at", "all"]
        end = tokens[t + 2].end if is_whole else token.end
        head = text[: token.start]
        if token.text == "n't" and t > 0:
            head = text[: tokens[t - 1].start] + _whole(text, tokens[t - 1])
        tail = text[end:]
        dropped = text[token.start : end]
        yield f"Drop “{'not at all' if is_whole else token.text}”", _joined(head, dropped, tail)


def _whole(text: str, token: Token) -> str:
    """Return the word before n't as it is without: can for ca."""
    typed = text[token.start : token.end]
    return _cased(WHOLE[token.text], typed) if token.text in WHOLE else typed


def _joined(head: str, dropped: str, tail: str) -> str:
    """Join what stood around a word that is gone: no doubled space; its capital goes on."""
    if head and not head[-1].isspace():
        return head + tail
    tail = tail.lstrip()
    is_start = not head.strip() or head.rstrip()[-1] in ENDS
    return head + (tail[:1].upper() + tail[1:] if is_start and dropped[:1].isupper() else tail)


def _opposites(text: str, tokens: tuple[Token, ...]) -> Iterator[tuple[str, str]]:
    """Yield the sentence with each word of the list replaced by its opposite."""
    for t, token in enumerate(tokens):
        other = OPPOSITES.get(token.text)
        if other is None:
            continue
        changed, before = _replaced(text, token, other), tokens[t - 1] if t else token
        article = "an" if _is_vowel(other) else "a"
        if before.text in {"a", "an"} and before.text != article:
            both = f"“{before.text} {token.text}” → “{article} {other}”"
            yield both, _replaced(changed, before, article)
        else:
            yield f"“{token.text}” → “{other}”", changed


def _is_vowel(word: str) -> bool:
    """Tell whether a word of the list takes "an"."""
    return word[0] in "aeiou" and word not in AS_IF_CONSONANT


def _swapped(text: str, tokens: tuple[Token, ...]) -> Iterator[tuple[str, str]]:
    """Yield the sentence with "but" for "and" or the other way round."""
    for token in tokens:
        if other := SWAPS.get(token.text):
            yield f"“{token.text}” → “{other}”", _replaced(text, token, other)


def _inserted(text: str, tokens: tuple[Token, ...]) -> Iterator[tuple[str, str]]:
    """Yield the sentence with "not" after a copula that is not negated and asks no question."""
    forms = [".", *(token.text for token in tokens), "."]
    for t, token in enumerate(tokens):
        before, after = forms[t], forms[t + 2]
        if token.text not in COPULAS or before in ENDS:
            continue
        if after not in NEGATIONS and after.isalpha():
            new = f"{text[: token.end]} {_cased('not', text[token.start : token.end])}"
            yield f"Insert “not” after “{token.text}”", new + text[token.end :]


def _replaced(text: str, token: Token, other: str) -> str:
    """Return the text with one token replaced, its capitals kept."""
    return text[: token.start] + _cased(other, text[token.start : token.end]) + text[token.end :]


def _cased(word: str, like: str) -> str:
    """Write a word with the capitals of the one it stands for: all, the first, or none."""
    if len(like) > 1 and like.isupper():
        return word.upper()
    return word.capitalize() if like[:1].isupper() else word
