"""What the pages that ask why say of any sentence: true, plain, and the numbers agree."""

import re
from collections.abc import Iterator
from functools import cache as kept
from pathlib import Path

import pytest

from lstm_viz.chapters.attribution import cached as attribution_cached
from lstm_viz.chapters.attribution import words
from lstm_viz.chapters.attribution.view import default_phrase
from lstm_viz.chapters.compare import cached as compare_cached
from lstm_viz.chapters.compare import words as compare_words
from lstm_viz.chapters.negation import cached
from lstm_viz.chapters.negation import words as negation_words
from lstm_viz.chapters.surgery import cached as surgery_cached
from lstm_viz.chapters.surgery import words as surgery_words
from lstm_viz.chapters.surgery.view import Operation, experiments
from lstm_viz.core.pairs.minimal_pairs import minimal_pairs
from lstm_viz.figures.quantities import MAPS
from lstm_viz.figures.verdict import leaning
from lstm_viz.ui import cache
from lstm_viz.ui.place import MODELS
from tests.readers import SENTENCES

ROOT = Path(__file__).parents[3]
PAGES = ("attribution", "surgery", "compare", "negation")
FAULTS = {
    "no change is a change": r"(falls|rises) from (\d\.\d\d) to \2",
    "none of one": r"\b0 of 1\b",
    "doubled": r"\bof it\b.*\bof it\b|\b(\w+) \1\b",
    "one, many": r"\b1 (words|units|methods)\b|\b1 are\b",
    "many, one": r"(?<!\()(?<![\d,.])\b([02-9]|\d\d+) (word|unit|method)\b|\b([2-9]|\d\d+) is\b",
    "for machines": r"\de[-−+]?\d|\d\.\d{3}|[0-9]-[0-9]|\s-\d",
    "a signed nothing": r"[+−]0\.00\b",
    "old words": r"\b(behind|anew|one half|changes sides|speaks? (for|of)|chance|carries most|at"
    r" length|ready change)\b",
    "spacing": r"\s[.,;:]|  |\.\.|,,|^[a-z]|[^.…]$",
}
NAMED = (  # a name, the number that it names, and where it is the second of two
    r"weakens the (\w+) verdict most: it \w+ from (\d\.\d\d)",
    r"The verdict is (undecided)\. .* it \w+ from (\d\.\d\d)",
)
TURNED = (  # two numbers and their names, in this order
    r"from (\d\.\d\d) to (\d\.\d\d), from (\w+) to (\w+)\.",
    r"ends at (?P<after>\d\.\d\d) instead of (?P<before>\d\.\d\d)\. .* from (\w+) to (\w+)\.",
)
DIRECTIONS = r"towards (positive|negative)"


def of_attribution(model: str, text: str) -> Iterator[str]:
    view = attribution_cached.attribution_of(model, text)
    yield from (
        words.lead(view),
        words.scale(view),
        words.agreement(view),
        words.dispute(view),
        words.tested(view),
    )
    for span in (default_phrase(view), (1, len(view.trace.tokens))):
        beta, gamma = attribution_cached.phrase_of(model, text, *span)
        yield words.phrase(view, span, beta, gamma)


def of_what_if(model: str, text: str) -> Iterator[str]:
    trace, found = cache.trace_of(model, text), surgery_cached.single_units_of(model, text)
    ready, last = (
        experiments(trace, found.loudest, found.strongest),
        len(trace.tokens),
    )
    chosen = [made.operation for made in ready]
    chosen += [Operation("c", -2.5, (1, 3), 0, last), Operation("o", 0.5, (2,), last - 1, last)]
    chosen += [Operation("h", 0.1, tuple(range(7)), last // 2, last)]
    for operation in chosen:
        view = surgery_cached.surgery_of(model, text, operation)
        yield from (surgery_words.lead(view, ready), surgery_words.held(view))
        yield from (surgery_words.changed(view, code) for code in "ch")
    yield surgery_words.check(view)
    yield surgery_words.carried(found)


def of_comparison(model: str, text: str) -> Iterator[str]:
    others = [change.text for change in minimal_pairs(text)]
    for other in (*others, text.swapcase(), SENTENCES[0], "Good", f"{text} Really?"):
        view = compare_cached.comparison_of(model, text, other)
        yield from (compare_words.lead(view), compare_words.columns_text(view))
        yield from (compare_words.alike(view, code) for code in MAPS)


@kept
def said_of(model: str, text: str) -> tuple[str, ...]:
    pages = (of_attribution, of_what_if, of_comparison)
    return tuple(filter(None, (line for page in pages for line in page(model, text))))


def ours(line: str) -> str:
    """Return a sentence without the reader's words."""
    return re.sub("“[^”]*”", "“w”", line)


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("text", SENTENCES, ids=lambda text: text[:12])
@pytest.mark.parametrize("fault", FAULTS)
def test_no_sentence_has_a_fault(fault: str, text: str, model: str) -> None:
    for line in map(ours, said_of(model, text)):
        assert not re.search(FAULTS[fault], line), line


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("text", SENTENCES, ids=lambda text: text[:12])
def test_a_verdict_is_called_what_its_printed_number_is_called(text: str, model: str) -> None:
    for line in map(ours, said_of(model, text)):
        rest = re.sub(DIRECTIONS, "", line)
        for pattern in NAMED:
            if found := re.search(pattern, line):
                assert found[1] == leaning(float(found[2])), line
                rest = rest.replace(found[1], "")
        for pattern in TURNED:
            if found := re.search(pattern, line):
                first, second, was, now = found.groups()
                if "before" in found.groupdict():
                    first, second = found["before"], found["after"]
                assert (was, now) == (leaning(float(first)), leaning(float(second))), line
                rest = rest.replace(was, "").replace(now, "")
        if found := re.search(r"supports the (\w+) verdict", line):
            assert found[1] == leaning(float(cache.trace_of(model, text).p_positive[-1])), line
            rest = rest.replace(found[1], "")
        assert not re.search("positive|negative|undecided", rest), line


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("text", ["Good", "not", "zzxqv"])
def test_one_word_has_no_most_and_no_order(text: str, model: str) -> None:
    said = " ".join(said_of(model, text))
    assert "disagree most" not in said
    assert "the test needs a longer sentence" in said
    assert "Leaving out" not in said


@pytest.mark.parametrize("text", SENTENCES, ids=lambda text: text[:12])
def test_a_suggested_change_keeps_the_capitals(text: str) -> None:
    for typed in (text, text.upper(), text.capitalize()):
        for change in minimal_pairs(typed):
            if typed.isupper():
                assert change.text.isupper()
            assert change.text[0].isupper() == typed[0].isupper() or not typed[0].isalpha()


@pytest.mark.parametrize("model", MODELS)
def test_the_laboratory_speaks_of_one_half_as_its_rule_does(model: str) -> None:
    for outcome in cached.outcomes_of(model):
        line = ours(negation_words.figures(outcome))
        assert not re.search("positive|negative", line)
        if not re.search("above|below", line):
            continue
        fell = "above 0.5, then below" in line
        sides = outcome.p_first > 0.5 > outcome.p_second, outcome.p_first < 0.5 < outcome.p_second
        assert sides[not fell] or not outcome.holds
    for claim in cached.story_of(model):
        assert re.fullmatch(r"[a-z ]+: .+; [a-z ]+: .+", negation_words.claim_figures(claim))


@pytest.mark.parametrize("page", PAGES)
def test_what_was_written_by_hand_has_no_old_words(page: str) -> None:
    text = (ROOT / "pages" / f"{page}.py").read_text(encoding="utf-8") + negation_words.RULE
    assert not re.search(FAULTS["old words"], text)
