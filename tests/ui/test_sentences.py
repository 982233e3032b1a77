"""Every sentence made from numbers reads well for twelve texts and both models, and is true."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1.element_tree import Block

from lstm_viz.chapters.gradients.cached import decay_of
from lstm_viz.chapters.lstm_rnn.words import band_text
from lstm_viz.chapters.vanishing.controls import PRESETS
from lstm_viz.figures.cards import verdict_table
from lstm_viz.figures.labels import names
from lstm_viz.figures.quantities import BY_CODE
from lstm_viz.figures.verdict import leaning
from lstm_viz.ui import cache
from lstm_viz.ui.examples import MEANT
from lstm_viz.ui.place import MODELS
from tests.pages.test_pages import opened
from tests.readers import SENTENCES, said, said_of_the_laboratory, said_of_the_model

ROOT = Path(__file__).parents[2]
THINGS = ("word", "token", "unit", "weight", "time", "check", "product", "step")
KINDS = {
    "a number of one thing": rf"(?<![\d.,])1 ({'|'.join(THINGS)})s\b",
    "one thing of several": rf"(?<![\d.,])([02-9]|\d\d+) ({'|'.join(THINGS)})\b",
    "a count out of one": r"\b\d+ of 1\b|\bNone of the 1\b|\b0 of \d",
    "a change that cannot be seen": r"(?:from|says) (\d\.\d\d)(?: \(\w+\))? (?:to|falls to) \1\b",
    "something doubled": r"\b(of it|of the|is|the|left|in) \1\b",
    "a machine's number": r"\de[-+]\d|\bnan\b|\bNone\b(?! of)|\bTrue\b|\bFalse\b|\{|\}\}",
    "a word of ours": r"\bbehind\b|\bnets?\b|\bas long as\b|\blength\b|\bside of\b|\bstand\b",
    "loose punctuation": r"  | [.,;:](?!\w)(?!”)|\.\.(?!\.)|,,|“”|\(\)|;\.|,\.",
    "a minus that is a hyphen": r"(?<![\w⁻])-\d",
}
IN_PLAIN_WORDS = {  # where the numbers are the matter, digits may stand
    "a power of ten": r"10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]",
    "digits that say nothing": r"\b0\.00\d|\d\.\d\d\d",
}
NAMED = re.compile(r"(\d\.\d\d) \((positive|negative|undecided)\)")
BOTH = re.compile(r"both are (\w+): LSTM (\d\.\d\d), RNN (\d\.\d\d)")
SENTENCE = re.compile(r"[“A-Z0-9∂σρ*].*[.”]", re.DOTALL)


@pytest.fixture(autouse=True)
def as_in_the_app() -> None:
    """Run torch on one thread, as the app does: several wait for one another."""
    cache.warm_up()


def faults_of(one: str, kinds: dict[str, str] = KINDS) -> list[str]:
    """Return what an editor would mark in a sentence; what the reader wrote is no fault."""
    ours = re.sub(r"“[^”]*”", "“x”", re.sub(r"\$[^$]*\$", "W", one))
    return [kind for kind, pattern in kinds.items() if re.search(pattern, ours)]


def assert_names_agree(one: str) -> None:
    """Hold every verdict that has a name against the one rule."""
    named = [(float(p), name) for p, name in NAMED.findall(one)]
    for name, *both in BOTH.findall(one):
        named += [(float(p), name) for p in both]
    for p, name in named:
        assert name == leaning(p), one


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("text", SENTENCES, ids=lambda text: ascii(text[:20]))
def test_what_is_said_of_a_text_reads_well(text: str, model: str) -> None:
    spelled = {*names(cache.trace_of(model, text))}
    for page, one in said(model, text):
        assert SENTENCE.fullmatch(one), one
        assert not faults_of(one), one
        assert page == "inside" or not faults_of(one, IN_PLAIN_WORDS), one
        assert set(re.findall(r"“([^”]*)”", one)) <= spelled, one  # as the reader wrote them
        assert_names_agree(one)


@pytest.mark.parametrize("model", MODELS)
def test_what_is_said_of_the_models_reads_well(model: str) -> None:
    for one in said_of_the_model(model):
        assert SENTENCE.fullmatch(one), one
        assert not faults_of(one), one
        assert not faults_of(one, IN_PLAIN_WORDS), one
        assert_names_agree(one)


def test_what_is_said_in_the_laboratory_reads_well() -> None:
    for one in said_of_the_laboratory():
        assert SENTENCE.fullmatch(one), one
        assert not faults_of(one), one


@pytest.mark.parametrize("model", MODELS)
def test_the_table_of_what_it_gets_wrong_goes_by_the_printed_number(model: str) -> None:
    table = verdict_table(MEANT, cache.verdicts_of(model, [text for text, _ in MEANT]))
    for meant, p, judged in zip(
        table["Meant"], table["Verdict"], table["So the model"], strict=True
    ):
        name = leaning(float(p))
        told = {"undecided": "is undecided", meant: "is right"}.get(name, "is wrong")
        assert judged == told


@pytest.mark.parametrize(
    "page", ["memory", "inside", "lstm_rnn", "gradients", "vanishing", "model", "trust"]
)
def test_the_pages_own_words_are_the_fields(page: str) -> None:
    app = opened(f"pages/{page}.py")
    parts = (*app.markdown, *app.caption, *app.header, *app.text)
    for part in parts:
        assert not re.search(KINDS["a word of ours"].replace(r"|\bstand\b", ""), str(part.value))


def told(block: Block) -> Iterator[str]:
    """Yield all that a page says, from top to bottom; not what the player says."""
    for part in block.children.values():
        if isinstance(part, Block):
            yield from told(part)
        elif part.type in {"text", "markdown", "caption", "header", "title"}:
            yield str(part.value)


def introduces_the_belt(text: str) -> bool:
    """Tell whether a text calls the belt by its whole name before it says belt alone."""
    return not re.search(r"\bbelt\b", text.split("conveyor belt")[0])


@pytest.mark.parametrize("page", sorted((ROOT / "pages").glob("*.py")), ids=lambda page: page.stem)
def test_a_page_introduces_the_belt_before_it_says_belt(page: Path) -> None:
    assert introduces_the_belt("\n".join(told(opened(f"pages/{page.name}").main)))


def test_a_text_that_may_come_first_introduces_the_belt_itself() -> None:
    texts = [
        *(quantity.meaning for quantity in BY_CODE.values()),
        *(preset.look_at for preset in PRESETS.values()),
        *said_of_the_laboratory(),
        *(band_text(decay_of(), model) for model in MODELS),
    ]
    assert sum("belt" in text for text in texts) >= 8
    assert [text for text in texts if not introduces_the_belt(text)] == []


@pytest.mark.parametrize(
    ("one", "kind"),
    [
        ("On the way they disagree after 0 of 1 word.", "a count out of one"),
        ("Read as 1 words.", "a number of one thing"),
        ("Read as 2 word.", "one thing of several"),
        ("The verdict falls from 0.67 to 0.67.", "a change that cannot be seen"),
        ("At the end 1% of it of it is left.", "something doubled"),
        ("The gap is 2e-07.", "a machine's number"),
        ("One word behind it.", "a word of ours"),
        ("It ends here , so.", "loose punctuation"),
        ("It is -0.5.", "a minus that is a hyphen"),
    ],
)
def test_each_kind_is_found(one: str, kind: str) -> None:
    assert faults_of(one) == [kind]
