"""Read the Stanford Sentiment Treebank (Socher et al., 2013): labelled phrases, sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from lstm_viz.core.text import words
from lstm_viz.errors import InputError

SPLITS = ("train", "dev", "test")
_LEVELS = 4  # labels run from 0 (very negative) to 4 (very positive)
_NEUTRAL = 2
_PIECE = re.compile(r"\(|\)|[^() \r\n\t]+")  # a leaf may hold a no-break space
# The treebank escapes brackets, quotes and slashes; a reader of the app types the plain sign.
_ESCAPES = {"-LRB-": "(", "-RRB-": ")", "``": '"', "''": '"'}


@dataclass(frozen=True)
class Example:
    """One text to learn from or to be measured on.

    Attributes:
        words: The tokens in the tokenizer's normal form.
        target: How positive it is, 0...1; the five levels are 0, .25, .5, .75, 1.
    """

    words: tuple[str, ...]
    target: float


@dataclass(frozen=True)
class Node:
    """One node of a tree: its label 0...4 and the words below it, left to right."""

    label: int
    words: tuple[str, ...]


def read_tree(line: str) -> list[Node]:
    """Read one tree in Penn-Treebank brackets.

    Args:
        line: For example ``(3 (2 It) (4 (3 's) (4 lovely)))``.

    Returns:
        Every node, children before their parent, so the whole sentence is the last one.

    Raises:
        InputError: The brackets do not match, or a label is not 0...4.
    """
    nodes: list[Node] = []
    open_nodes: list[tuple[int, list[str]]] = []
    pieces = iter(_PIECE.findall(line))
    for piece in pieces:
        if piece == "(":
            open_nodes.append((_label(next(pieces, "")), []))
        elif not open_nodes:
            msg = f"tree is not bracketed: {line[:60]!r}"
            raise InputError(msg)
        elif piece == ")":
            nodes.append(_close(open_nodes))
        else:
            open_nodes[-1][1].extend(normal_form(piece))
    if open_nodes or not nodes:
        msg = f"brackets do not match: {line[:60]!r}"
        raise InputError(msg)
    return nodes


def _label(piece: str) -> int:
    if piece not in {"0", "1", "2", "3", "4"}:
        msg = f"a label must be 0...4, not {piece!r}"
        raise InputError(msg)
    return int(piece)


def _close(open_nodes: list[tuple[int, list[str]]]) -> Node:
    label, leaves = open_nodes.pop()
    if open_nodes:
        open_nodes[-1][1].extend(leaves)
    return Node(label, tuple(leaves))


def plain_leaf(leaf: str) -> str:
    r"""Undo the treebank's escapes: ``-LRB-`` is "(", ``\/`` is "/"; case is kept."""
    return _ESCAPES.get(leaf, leaf).replace("\\/", "/").replace("\\*", "*")


@lru_cache(maxsize=65536)
def normal_form(leaf: str) -> tuple[str, ...]:
    """The tokens that the app's own tokenizer makes of a leaf (nearly always one).

    Training on these, not on the raw leaves, a typed sentence meets the very words trained on.
    """
    return tuple(words(plain_leaf(leaf)))


def read_trees(data_dir: Path, split: str) -> Iterator[list[Node]]:
    """The trees of one split of a treebank folder, one list of nodes a tree.

    Args:
        data_dir: Folder with ``train.txt``, ``dev.txt`` and ``test.txt``, one tree a line.
        split: One of `SPLITS`.

    Raises:
        FileNotFoundError: The split's file is missing.
        InputError: A line is not a tree; the message names file and line.
    """
    path = data_dir / f"{split}.txt"
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                try:
                    yield read_tree(line.decode("utf-8-sig" if number == 1 else "utf-8"))
                except UnicodeDecodeError as error:
                    where, remedy = f"{path}, line {number}", "save it as UTF-8"
                    raise InputError("it is not UTF-8", where=where, remedy=remedy) from error
                except InputError as error:
                    raise error.at(f"{path}, line {number}") from error


def phrases(data_dir: Path, split: str = "train") -> list[Example]:
    """Every distinct phrase of a split, sentences included; target = mean label / 4, 0...1."""
    labels: dict[tuple[str, ...], list[int]] = {}
    for nodes in read_trees(data_dir, split):
        for node in nodes:
            if node.words:
                labels.setdefault(node.words, []).append(node.label)
    return [Example(key, sum(found) / len(found) / _LEVELS) for key, found in labels.items()]


def binary_sentences(data_dir: Path, split: str) -> list[Example]:
    """Sentences of a split that are not neutral (6,920 / 872 / 1,821); target 0 or 1."""
    roots = [nodes[-1] for nodes in read_trees(data_dir, split)]
    return [
        Example(root.words, float(root.label > _NEUTRAL))
        for root in roots
        if root.label != _NEUTRAL
    ]
