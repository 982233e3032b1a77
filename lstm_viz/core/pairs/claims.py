"""The textbook's story of the example sentence, as five claims that can be measured.

The story is told in many introductions to the LSTM: at "not" the forget gate lowers what was
assumed and the input gate marks the word, at "boring" the input gate admits something
crucial, at "enjoyable" the forget gate erases the negative and the input gate writes the
positive. The rules are ours; they were fixed before the models were measured, and ask
of the words only where they stand: `family` applies them to other sentences of the same form.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Literal, NamedTuple, get_args

import numpy as np

from lstm_viz.core.trace import Array, LstmTrace, SentenceTrace
from lstm_viz.errors import InputError

STORY = "The movie was not at all boring and quite enjoyable."
ERASED = 0.5  # at most this share of the negative may be kept to call it erased

ClaimName = Literal[
    "not_forget", "not_input", "boring_input", "enjoyable_forget", "enjoyable_input"
]
NAMES: tuple[ClaimName, ...] = get_args(ClaimName)


class Places(NamedTuple):
    """Where the words stand that the claims are about, from 0: each after the one before it."""

    negation: int
    negative: int
    positive: int


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim, measured.

    Attributes:
        name: which claim, by the story's own word.
        word: the word it is about, in the sentence that was read.
        value: what was measured there.
        bound: what it is held against.
        holds: whether the claim is true of this run.
    """

    name: ClaimName
    word: str
    value: float
    bound: float
    holds: bool


def kept_share(layer: LstmTrace) -> Array:
    """Return how much of the memory before a word its forget gates keep.

    Args:
        layer: the recorded run.

    Returns:
        (T,), sum over units of f |C before| over sum of |C before|, 0...1; 1 where memory
        is empty.
    """
    return _shares(layer.f, np.abs(layer.c_prev))


def kept_negative(layer: LstmTrace, head: Array) -> Array:
    """Return how much the forget gates keep of the memory that speaks for a negative verdict.

    Args:
        layer: the recorded run.
        head: the last layer's weight, (H,): a unit speaks for a negative verdict where its
            cell state and its weight have opposite signs.

    Returns:
        (T,), 0...1; 1 where there is none.
    """
    return _shares(layer.f, np.maximum(-head * layer.c_prev, 0))


def _shares(gate: Array, amount: Array) -> Array:
    """Return the share of an amount that a gate lets pass, over the units."""
    whole = amount.sum(axis=1)  # (T,)
    passed = (gate * amount).sum(axis=1)  # (T,)
    shares: Array = np.divide(passed, whole, out=np.ones_like(whole), where=whole > 0)
    return shares


def written_size(layer: LstmTrace) -> Array:
    """Return how much each word writes: (T,), the mean over units of |i C~|, 0...1."""
    sizes: Array = np.abs(layer.i * layer.g).mean(axis=1)
    return sizes


def written_for(layer: LstmTrace, head: Array) -> Array:
    """Return what each word writes towards a positive verdict: (T,), sum of w i C~."""
    towards: Array = (layer.i * layer.g) @ head
    return towards


def claims_of(trace: SentenceTrace, head: Array) -> tuple[Claim, ...]:
    """Measure the five claims.

    Args:
        trace: an LSTM's reading of `STORY`.
        head: the last layer's weight, (H,).

    Raises:
        InputError: the trace is not an LSTM's, or the sentence has no "not", "boring" or
            "enjoyable".
    """
    places = Places(*(_place(trace, word) for word in ("not", "boring", "enjoyable")))
    return claims_at(trace, head, places)


def claims_at(trace: SentenceTrace, head: Array, places: Places) -> tuple[Claim, ...]:
    """Measure the five claims in a sentence with other words.

    Args:
        trace: an LSTM's reading of a sentence.
        head: the last layer's weight, (H,).
        places: where its negation, its negative and its positive word stand.

    Returns:
        The claims in the order of `NAMES`.

    Raises:
        InputError: the trace is not an LSTM's.
    """
    layer = trace.lstm()
    inputs = layer.i.mean(axis=1)  # (T,)
    above, below, claim = float.__gt__, float.__lt__, partial(_claim, trace)
    t, b, e = places
    kept, size, towards = kept_share(layer), written_size(layer), written_for(layer, head)
    return (
        claim("not_forget", kept, t, _median_beside(kept[1:], t - 1), below),
        claim("not_input", inputs, t, _median_beside(inputs, t), above),
        claim("boring_input", size, b, float(size[:b].max()), above),
        claim("enjoyable_forget", kept_negative(layer, head), e, ERASED, below),
        claim("enjoyable_input", towards, e, max(0.0, float(np.delete(towards, e).max())), above),
    )


def _place(trace: SentenceTrace, word: str) -> int:
    """Return where a word stands, the first time.

    Raises:
        InputError: it does not.
    """
    words = [token.text for token in trace.tokens]
    if word not in words:
        raise InputError(f"the claims are about a sentence with {word!r}", where=trace.text)
    return words.index(word)


def _median_beside(values: Array, t: int) -> float:
    """Return the median over all other words."""
    return float(np.median(np.delete(values, t)))


def _claim(
    trace: SentenceTrace,
    name: ClaimName,
    values: Array,
    t: int,
    bound: float,
    rule: Callable[[float, float], bool],
) -> Claim:
    """Hold what was measured at a word against a bound."""
    value = float(values[t])
    return Claim(name, trace.tokens[t].text, value, bound, rule(value, bound))
