"""Everyday sentences: the same for a seed, slots filled, values as a reader would give them."""

from collections.abc import Iterator

import pytest

from lstm_viz.core.models.checkpoint import MODEL_FOLDER
from lstm_viz.core.pairs.negation_pairs import PAIRS
from lstm_viz.core.text import Vocabulary, words
from lstm_viz.errors import InputError
from lstm_viz.training.language import curriculum, everyday, lexicon, lists, opinions
from lstm_viz.training.vocabulary import WordVectors

CACHED = (opinions.valences, opinions.adjectives, opinions.plain_nouns, everyday.options)


@pytest.fixture(autouse=True)
def _frequent_words(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Stand in for GloVe's list, of 80 MB, with the words that the models know."""
    found = Vocabulary.read(MODEL_FOLDER / "vocabulary.txt").words
    monkeypatch.setattr(opinions, "read_glove", lambda: WordVectors(found, None))  # type: ignore[arg-type]
    for each in CACHED:
        each.cache_clear()
    yield
    for each in CACHED:
        each.cache_clear()


def test_same_seed_same_sentences() -> None:
    assert everyday.everyday(300, 3) == everyday.everyday(300, 3)
    assert everyday.everyday(300, 3) != everyday.everyday(300, 4)


def test_what_is_said() -> None:
    """No slot is left open, nothing kept out comes up, every word is announced."""
    examples = everyday.everyday(6000, 0)
    known = everyday.all_words()
    kept_out = {tuple(words(pair.first)) for pair in PAIRS}
    kept_out |= {tuple(words(one.text)) for one in lists.dev_sentences()}
    assert len({example.words for example in examples}) == len(examples)
    for example in examples:
        assert not any(sign in word for word in example.words for sign in "{}~^|")
        assert example.words not in kept_out
        assert 0.0 <= example.target <= 1.0
        assert known.issuperset(example.words)
    plain = sum(example.target == 0.5 for example in examples) / len(examples)
    assert 0.3 < plain < 0.5
    positive = sum(example.target > 0.5 for example in examples) / len(examples)
    assert 0.2 < positive < 0.4


def test_every_slot_has_options_and_every_pattern_a_value() -> None:
    """Of either sign where a judgement is asked for; forms where one is."""
    options = everyday.options()
    texts = [pattern.text for pattern in everyday.patterns()]
    texts += [one for each in options.values() for one in each]
    slots = {slot for text in texts for slot in everyday._SLOT.findall(text)}
    for slot in slots:
        name, _, form = slot.partition(".")
        names = [name[:-1] + sign for sign in "+-"] if name[-1] in "~^" else [name]
        for each in names:
            assert options[each], each
            if form:
                n_forms = {one.count("/") + 1 for one in options[each]}
                assert len(n_forms) == 1, each
                assert int(form) <= min(n_forms), each
    for pattern in everyday.patterns():
        assert -1 <= pattern.value(1) <= 1
        signed = not pattern.is_plain and ("~" in pattern.text or "^" in pattern.text)
        assert signed == (pattern.value(1) * pattern.value(-1) < 0), pattern.text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("{thing} {be} {adj~} {end}", 0.8),
        ("{sing} {be} {adj~} but {it1} {be} {adj^} {end}", -0.72),
        ("did {who2} {dislike} {thing} ? yes {end}", -0.72),
        ("{sing} {be} {adj0} {end0}", 0.0),
    ],
)
def test_the_value_follows_the_leading_judgement(text: str, wanted: float) -> None:
    (pattern,) = {one for one in everyday.patterns() if one.text == text}
    assert pattern.value(1) == pytest.approx(wanted)


def test_no_word_with_which_the_held_out_part_judges_is_said() -> None:
    """What is measured with it stays new; "a treat" stands in the frames' own words too."""
    judging = curriculum.judging_words("heldout")
    shared = judging & curriculum.judging_words("train") | {"a", "an"}
    assert judging & everyday.all_words() <= shared
    assert not judging & opinions.valences().keys()
    assert "stunning" in judging
    assert any("stunning" in text for text in lexicon.ADJECTIVES["heldout"].values())


def test_a_subject_carries_no_judgement() -> None:
    """Nouns are none of the judging words, singular ones are no plurals."""
    singular, plural = opinions.plain_nouns()
    judging = lists.judging_words() | opinions.valences().keys()
    assert not judging & {*singular, *plural}
    assert {"banker", "diary"} <= set(singular)
    assert {"clinics", "surgeons"} <= set(plural)
    assert {"arm", "bike"} <= set(singular)  # that idioms and mishaps use too
    assert len(singular) > 1000


def test_the_dev_sentences() -> None:
    """300 of them, as many on either side, each once."""
    found = lists.dev_sentences()
    signs = [one.sign for one in found]
    assert (signs.count(1), signs.count(-1), signs.count(0)) == (120, 120, 60)
    assert len({one.text for one in found}) == 300


def test_without_the_word_lists_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(InputError, match=r"requirements-train\.txt"):
        opinions.valences()
