"""The generated grammar: same for a seed, parts kept apart, values as a reader would give them."""

import itertools

import pytest

from lstm_viz.core.text import words
from lstm_viz.training.language import lexicon
from lstm_viz.training.language.curriculum import KEPT_OUT, Frame, all_words, generate, read_frames
from lstm_viz.training.language.frames import FRAMES, Symbol

SYMBOLS: tuple[Symbol, ...] = ("P", "C", "S")


def _words_of(part: lexicon.Part) -> set[str]:
    tables = (lexicon.ADJECTIVES[part], lexicon.VERBS[part], lexicon.NOUNS[part])
    texts = itertools.chain.from_iterable(table.values() for table in tables)
    return {word for text in texts for word in text.replace("/", ",").split(",")}


def test_same_seed_same_sentences() -> None:
    """A seed fixes everything; another gives others."""
    assert generate(300, 3) == generate(300, 3)
    assert generate(300, 3) != generate(300, 4)


def test_parts_share_no_judging_word_and_no_name() -> None:
    """What is measured was not learnt by heart."""
    assert not _words_of("train") & _words_of("heldout")
    names = {
        part: {name for text, _ in themes.values() for name in text.split(",")}
        for part, themes in lexicon.THEMES.items()
    }
    assert not names["train"] & names["heldout"]


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_parts_share_no_frame(symbol: Symbol) -> None:
    """Held-out words stand in held-out frames."""
    pieces = {part: {frame.pieces for frame in read_frames(part, symbol)} for part in FRAMES}
    assert not pieces["train"] & pieces["heldout"]


@pytest.mark.parametrize("part", ["train", "heldout"])
def test_what_is_said(part: lexicon.Part) -> None:
    """No slot is left open, no kept-out sentence comes up, the tokenizer reads it back."""
    examples = generate(2000, 0, part)
    known = all_words(part)
    for example in examples:
        text = " ".join(example.words)
        assert "{" not in text
        assert tuple(words(text)) == example.words
        assert example.words not in KEPT_OUT
        assert 0.0 <= example.target <= 1.0
        assert known.issuperset(example.words)
    share = sum(example.target > 0.5 for example in examples) / len(examples)
    assert 0.35 < share < 0.65


def _value(symbol: Symbol, text: str, lead: float) -> float:
    frames: dict[str, Frame] = {
        " ".join(frame.pieces): frame for frame in read_frames("train", symbol)
    }
    return frames[text].value(lead)


@pytest.mark.parametrize(
    ("symbol", "text", "lead", "sign"),
    [
        ("P", "not {A}", 0.6, -1),
        ("P", "not {A}", -0.6, 1),
        ("P", "not at all {A}", -0.6, 1),
        ("P", "hardly {A}", 0.6, -1),
        ("P", "quite {A}", 0.6, 1),
        ("C", "nobody {V} {np}", 0.6, -1),
        ("S", "i do n't think {C} .", 0.6, -1),
        ("S", "i do n't think , {mind} , that {C} .", -0.6, 1),
        ("S", "{C} , but {!C} .", 0.6, -1),
        ("S", "although {C} , {!C} .", -0.6, 1),
        ("S", "{C} , although {!C} .", 0.6, 1),
        ("S", "{np} used to be {A} , now it is {!P} .", 0.6, -1),
        ("S", "{who} found {np} {A} , but i found it {!A} .", 0.6, -1),
        ("S", "was {np} {A} ? not at all .", -0.6, 1),
        ("S", "i expected {np} to be {A} , but it was not .", 0.6, -1),
    ],
)
def test_values_by_hand(symbol: Symbol, text: str, lead: float, sign: int) -> None:
    """Which way each frame turns what stands in it."""
    assert _value(symbol, text, lead) * sign > 0.1


def test_intensifiers_order() -> None:
    """A little < plain < very; "not bad" praises less than "good"."""
    a_little, plain, very = (_value("P", text, 0.6) for text in ("a little {A}", "{A}", "very {A}"))
    assert a_little < plain < very
    assert 0 < _value("P", "not {A}", -0.6) < plain


def test_negated_plain_words_stay_neutral() -> None:
    """ "Not french" is no reproach."""
    neutral = [frame for frame in read_frames("train", "S") if frame.lead is None]
    assert any("not" in frame.pieces for frame in neutral)
    assert all(frame.if_positive == frame.if_negative == 0 for frame in neutral)


def test_a_wanted_sign_is_met() -> None:
    """The lead's sign is chosen so that the frame comes out as asked."""
    for frame in read_frames("train", "C") + read_frames("heldout", "P"):
        for wanted in (1, -1):
            sign = frame.lead_sign(wanted)
            assert sign is not None
            assert frame.value(0.6 * sign) * wanted > 0
