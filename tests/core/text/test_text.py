"""The tokenizer follows the treebank and never loses its place in what was typed."""

import random
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lstm_viz.core import text as text_module
from lstm_viz.core.text import LONGEST_PIECE, Vocabulary, tokenize, whole_characters, words

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=200)
_LEAVES = (
    "the a film it 's was n't ca n't wo n't did n't can not they 're i 've we 'll he 'd i 'm "
    ". , ! ? ; : ( ) -- ... \" ' well-made too-tepid 90-minute 3.5 1,000 1970s mr. dr. u.s. "
    "and/or $ % & café naïve 2002 10 # *"
)
LEAVES = _LEAVES.split(" ")

TREEBANK = {
    "The movie wasn't boring.": "the movie was n't boring .",
    "it’s a film I can’t, won’t and didn’t like": (
        "it 's a film i ca n't , wo n't and did n't like"
    ),
    "I cannot say.": "i can not say .",
    "they're, we've, she'll, he'd, I'm": "they 're , we 've , she 'll , he 'd , i 'm",
    "“Great” — truly…": '" great " -- truly ...',
    "well-made (and short)": "well-made ( and short )",
    "DON'T!": "do n't !",
    "a 90-minute, 3.5-star film": "a 90-minute , 3.5-star film",
    "Mr. Smith's": "mr. smith 's",
}


@pytest.mark.parametrize(("typed", "expected"), TREEBANK.items())
def test_treebank_conventions(typed: str, expected: str) -> None:
    assert words(typed) == expected.split(" ")


def test_spans_show_what_was_typed() -> None:
    typed = "Wasn’t  THAT\tgreat… 🙂?"
    spelled = [typed[token.start : token.end] for token in tokenize(typed)]
    assert spelled == ["Was", "n’t", "THAT", "great", "…", "🙂", "?"]


@given(st.lists(st.sampled_from(LEAVES), max_size=30))
def test_treebank_leaves_come_back_as_they_were(leaves: list[str]) -> None:
    assert words(" ".join(leaves)) == leaves


@given(ANY_TEXT)
def test_any_text_has_tokens_in_order_that_cover_all_but_white_space(typed: str) -> None:
    end = 0
    covered: set[int] = set()
    for token in tokenize(typed):
        assert end <= token.start < token.end <= len(typed)
        assert token.text
        covered.update(range(token.start, token.end))
        end = token.end
    assert covered == {place for place, sign in enumerate(typed) if not sign.isspace()}


@given(ANY_TEXT)
def test_words_are_the_tokens_and_can_be_written_as_utf8(typed: str) -> None:
    forms = [token.text for token in tokenize(typed)]
    assert words(typed) == forms
    assert words(typed, at_most=3) == forms[:3]
    assert [form.encode().decode() for form in forms] == forms


@given(ANY_TEXT, ANY_TEXT)
def test_a_token_never_spans_white_space(left: str, right: str) -> None:
    assert words(f"{left} {right}") == words(left) + words(right)


@pytest.mark.parametrize(
    "piece", ["a", "n't", "-", ".", "can", "a-", "1.", "http://x", "\u0301", "'"]
)
def test_work_grows_linearly_with_the_length(piece: str) -> None:
    """Counted in executed lines, not seconds: four times the text, about four times the work."""
    short, long = (_n_lines(piece * (n // len(piece))) for n in (20_000, 80_000))
    assert long <= 5 * short
    assert all(token.end - token.start <= LONGEST_PIECE for token in tokenize(piece * 5000))


def _n_lines(typed: str) -> int:
    """Count the lines of our tokenizer that run for a text."""
    n_lines = 0

    def count(frame: object, event: str, _: object) -> object:
        nonlocal n_lines
        n_lines += event == "line"
        return count if getattr(frame, "f_code").co_filename == text_module.__file__ else None  # noqa: B009

    before = sys.gettrace()
    sys.settrace(count)  # type: ignore[arg-type]
    try:
        tokenize(typed)
    finally:
        sys.settrace(before)
    return n_lines


def test_a_megabyte_of_anything() -> None:
    draw = random.Random(1)  # noqa: S311
    typed = "".join(chr(draw.randrange(1, 0x11000)) for _ in range(1_000_000))
    assert tokenize(typed)[-1].end <= len(typed)
    assert len(tokenize("n't" * 333_333)) > 1


def test_a_vocabulary_numbers_words_by_line(tmp_path: Path) -> None:
    path = tmp_path / "vocabulary.txt"
    path.write_text("<pad>\n<unk>\nfilm\ncafé\n", encoding="utf-8")
    vocabulary = Vocabulary.read(path)
    assert len(vocabulary) == 4
    assert vocabulary.ids(["film", "café", "qwzzt", "<pad>", "<unk>"]) == [2, 3, 1, 1, 1]
    assert [vocabulary.knows(word) for word in ("film", "qwzzt", "<unk>", "<pad>")] == [
        True,
        False,
        False,
        False,
    ]


def test_a_vocabulary_starts_with_its_two_signs() -> None:
    with pytest.raises(ValueError, match="<pad>"):
        Vocabulary(("the", "film"))


@given(ANY_TEXT)
@example("a \ud83d\ude00 \ud800b")
def test_halves_of_characters_give_way_and_nothing_else_moves(text: str) -> None:
    whole = whole_characters(text)
    assert whole.encode().decode() == whole
    assert len(whole) == len(text)
    assert all(a == b or "\ud800" <= b <= "\udfff" for a, b in zip(whole, text, strict=True))
