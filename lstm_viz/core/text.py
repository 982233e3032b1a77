"""A sentence, its tokens and their numbers: the only code that splits text.

The tokens follow the conventions of the Penn Treebank as the Stanford Sentiment
Treebank uses them (Marcus et al. 1993; Socher et al. 2013): punctuation stands alone,
"wasn't" is "was n't", "cannot" is "can not". A token never spans white space, so each
stretch between spaces is split once and remembered.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path

from lstm_viz.errors import InputError

MAX_TOKENS = 200
PAD_ID, UNK_ID = 0, 1
LONGEST_KEPT = 40  # a longer stretch hardly returns: it is not remembered
LONGEST_PIECE = 200  # a longer stretch without a space is cut: no word is that long

_PLAIN = str.maketrans("\u2018\u2019\u02bc\uff07\u201c\u201d\u00ab\u00bb\u201e", '\'\'\'\'"""""')
_SURROGATES = re.compile("[\ud800-\udfff]")
_PIECE = re.compile(
    r"""
      (?:https?://|www\.)[^\s<>"]*[^\s<>"'.,;:!?)\]}]       # a link is one token
    | [^\W\d_]\.(?:[^\W\d_]\.)+                             # u.s., e.g.
    | (?:mr|mrs|ms|dr|st|jr|sr|vs|prof)\.(?=.)              # titles keep their point
    | (?:mr|mrs|ms|dr|prof)\.                               #   (at the end of a stretch too)
    | \.{2,} | …                                            # an ellipsis
    | -{2,} | [–—―]                                         # a dash
    | \d+(?:[.,:/]\d+)*(?:st|nd|rd|th|s)?(?:-\w+)*          # 3.5, 1,000, 1970s, 90-minute
    | (?:can)(?=not\b)                                      # can not
    | \w+?(?=n't(?:\b|_))                                   # was | n't
    | n't(?!\w)
    | '(?:s|re|ve|ll|d|m|em|n|til|tis|twas)(?!\w)           # 's, 're, 've, ...
    | \w+(?:[-/&.]\w+)*?(?=(?:-\w+)*n't(?!\w))
    | \w+(?:[-/&]\w+)*                                      # too-tepid, and/or
    | [\U0001F1E6-\U0001F1FF]{2}                            # a flag
    | .[\u0300-\u036f\ufe0e\ufe0f\u20e3\U0001F3FB-\U0001F3FF]*
      (?:\u200d.[\ufe0f\U0001F3FB-\U0001F3FF]*)*            # one sign, an emoji whole
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_SAME = {"…": "...", "–": "--", "—": "--", "―": "--", "''": '"', "``": '"'}


def whole_characters(text: str) -> str:
    """Replace halves of characters by "?": no page, no file and no address can hold them."""
    return text.encode("utf-8", "replace").decode("utf-8")


@dataclass(frozen=True, slots=True)
class Token:
    """One token and where it stands in what the reader typed.

    Attributes:
        text: the normal form: lower case, plain quotes; what the vocabulary knows.
        start: first character of the token in the typed text, counted from 0.
        end: one past its last character; `typed[start:end]` is the reader's own spelling.
    """

    text: str
    start: int
    end: int


def _split(stretch: str) -> tuple[tuple[str, int, int], ...]:
    """Split one stretch without white space into (normal form, start, end)."""
    return split_once(stretch) if len(stretch) <= LONGEST_KEPT else split_once.__wrapped__(stretch)


@lru_cache(maxsize=65536)
def split_once(stretch: str) -> tuple[tuple[str, int, int], ...]:
    """Split a stretch, or remember how it was split."""
    plain = _SURROGATES.sub("\ufffd", stretch.translate(_PLAIN))
    found = []
    for match in _PIECE.finditer(plain):
        for start in range(match.start(), match.end(), LONGEST_PIECE):
            end = min(start + LONGEST_PIECE, match.end())
            found.append((_normal(plain[start:end]), start, end))
    return tuple(found)


def _normal(piece: str) -> str:
    """Lower-case a piece and give the many dashes and ellipses one form."""
    if piece.startswith("..") and not piece.strip("."):
        return "..."
    if piece.startswith("--") and not piece.strip("-"):
        return "--"
    return _SAME.get(piece, piece.lower())


def _stretches(text: str) -> Iterator[tuple[int, str]]:
    """Yield each stretch between white space with its position, long ones in blocks."""
    for match in re.finditer(r"\S+", text):
        for start in range(match.start(), match.end(), 4096):
            yield start, text[start : min(start + 4096, match.end())]


def tokenize(text: str) -> tuple[Token, ...]:
    """Split a text into tokens, each with its place in the text.

    Args:
        text: anything a person can type; any Unicode, any length.

    Returns:
        All tokens in order, uncut; empty where the text is empty or white space.
    """
    return tuple(
        Token(form, offset + start, offset + end)
        for offset, stretch in _stretches(text)
        for form, start, end in _split(stretch)
    )


def words(text: str, at_most: int | None = None) -> list[str]:
    """Return the normal forms alone; after `at_most` the text is not looked at further."""
    return list(islice(each_word(text), at_most))


def each_word(text: str) -> Iterator[str]:
    """Yield the normal forms one by one."""
    return (form for _, stretch in _stretches(text) for form, _, _ in _split(stretch))


class Vocabulary:
    """The words a model knows; a word's line is its number.

    Args:
        words: all words; the first two are "<pad>" and "<unk>".

    Raises:
        InputError: the first two words are not the two signs.
    """

    def __init__(self, words: tuple[str, ...]) -> None:
        if words[:2] != ("<pad>", "<unk>"):
            message = "a vocabulary starts with the lines <pad> and <unk>"
            raise InputError(message)
        self.words = words
        self._id_of = {word: number for number, word in enumerate(words)}

    @classmethod
    def read(cls, path: Path) -> "Vocabulary":
        """Read a vocabulary, one word a line; the last line may lack its end.

        Raises:
            OSError: the file cannot be read.
            InputError: it is not UTF-8, or no vocabulary.
        """
        try:
            lines = path.read_bytes().decode("utf-8-sig").split("\n")
            return cls(tuple(lines[:-1] if lines[-1] == "" else lines))
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            where, remedy = f"{path}, line {line}", "save it as UTF-8"
            raise InputError("it is not UTF-8", where=where, remedy=remedy) from error
        except InputError as error:
            raise error.at(path) from error

    def content(self) -> bytes:
        """Return the vocabulary as its file holds it: one word a line, UTF-8."""
        return ("\n".join(self.words) + "\n").encode()

    def sha256(self) -> str:
        """Return the hash of its file, which a model's card holds."""
        return hashlib.sha256(self.content()).hexdigest()

    def __len__(self) -> int:
        """Return the number of words, the two signs included."""
        return len(self.words)

    def knows(self, word: str) -> bool:
        """Tell whether a word has a vector of its own."""
        return self._id_of.get(word, UNK_ID) > UNK_ID

    def ids(self, words: Iterable[str]) -> list[int]:
        """Number the words; one that is not known gets `UNK_ID`."""
        return list(self.ids_one_by_one(words))

    def ids_one_by_one(self, words: Iterable[str]) -> Iterator[int]:
        """Yield the words' numbers."""
        return (max(self._id_of.get(word, UNK_ID), UNK_ID) for word in words)
