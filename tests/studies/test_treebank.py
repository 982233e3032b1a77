"""The tree reader on trees written by hand, and what it shares with the tokenizer."""

from pathlib import Path

import pytest

from lstm_viz.core.text import words
from lstm_viz.studies.treebank import Node, binary_sentences, phrases, plain_leaf, read_tree

GOOD = "(4 (2 It) (3 (2 (2 was) (1 n't)) (3 good)))"
MEH = "(2 (2 A) (2 film))"
BAD = "(1 (2 It) (1 (2 -LRB-) (0 (1 sank) (2 -RRB-))))"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A treebank of three sentences in every split."""
    for split in ("train", "dev", "test"):
        (tmp_path / f"{split}.txt").write_text(f"{GOOD}\n{MEH}\n\n{BAD}\n", encoding="utf-8")
    return tmp_path


def test_every_node_children_first() -> None:
    """Each node has its own label and the words below it; the sentence is last."""
    assert read_tree("(3 (2 It) (4 (1 's) (4 Lovely)))") == [
        Node(2, ("it",)),
        Node(1, ("'s",)),
        Node(4, ("lovely",)),
        Node(4, ("'s", "lovely")),
        Node(3, ("it", "'s", "lovely")),
    ]


@pytest.mark.parametrize("line", ["", "word", "(3 (2 a)", "(5 a)", "(2 a))", "(x a)"])
def test_a_broken_tree_is_an_error(line: str) -> None:
    """Missing or surplus brackets and unknown labels are refused."""
    with pytest.raises(ValueError, match=r"bracket|label"):
        read_tree(line)


def test_the_error_names_file_and_line(folder: Path) -> None:
    """A reader of the message finds the line."""
    (folder / "dev.txt").write_text(f"{GOOD}\n(3 (2 a)\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"dev\.txt, line 2"):
        binary_sentences(folder, "dev")


def test_leaves_are_what_the_tokenizer_gives(folder: Path) -> None:
    """A treebank sentence typed with spaces is read as the very words that were trained on."""
    sentence = binary_sentences(folder, "dev")[1]
    assert sentence.words == ("it", "(", "sank", ")")
    assert tuple(words("It ( sank )")) == sentence.words


@pytest.mark.parametrize(
    ("leaf", "plain"),
    [("-LRB-", "("), ("``", '"'), ("''", '"'), (r"and\/or", "and/or"), ("A", "A")],
)
def test_escapes_are_undone(leaf: str, plain: str) -> None:
    """The treebank's escapes are not what people type."""
    assert plain_leaf(leaf) == plain


def test_phrases_are_distinct_with_soft_targets(folder: Path) -> None:
    """One example a distinct lower-cased phrase; several labels of one phrase are averaged."""
    found = {example.words: example.target for example in phrases(folder)}
    assert len(found) == len(phrases(folder))
    assert found["it", "was", "n't", "good"] == 1.0
    assert found["was", "n't"] == 0.5
    assert found["n't",] == 0.25
    assert found["sank", ")"] == 0.0


def test_neutral_sentences_are_left_out(folder: Path) -> None:
    """Binary means: label 2 is nobody's side."""
    assert [example.target for example in binary_sentences(folder, "test")] == [1.0, 0.0]
