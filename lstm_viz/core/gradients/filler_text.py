"""One sentence with as much filler behind the word that matters as one likes. No torch.

After Bengio, Simard & Frasconi (1994): the same information, further and further from the end.
The fillers are words that say nothing good or bad; what a model makes of them is measured.
"""

from collections.abc import Mapping
from dataclasses import dataclass

MOST = 150  # filler words
DISTANCES = (0, 5, 10, 20, 30, 50, 75, 100, 150)
OPENING = "The movie was enjoyable"
MATTERS = 3  # the token "enjoyable", from 0
_STORY = """
and then we went to the station and took the train to the town near the river where my uncle has
a house with two rooms and a door to the street and from there we walked along the road to the
market and bought bread and milk and a paper and then sat at a table by the window and read the
paper until noon and after that the man from the office came with a letter about the meeting on
tuesday and put it on the chair and he said that the bus to the village leaves at nine and that
it stops at the bridge and at the school and so we took our bags and our coats and waited at the
corner with the other people until the bus came and then we sat in the back and looked at the
fields and at the houses and the trees along the road
"""
FILLERS: Mapping[str, str] = {"story": _STORY, "the": "the " * MOST, "stop": ". " * MOST}


@dataclass(frozen=True, slots=True)
class FillerRun:
    """One run of the stretched sentence.

    Attributes:
        distance: filler words between the word that matters and the end, 0...150.
        norm: |dL/dC| (plain RNN: |dL/dh|) at the word that matters, L the last verdict's
            logit; 0 where float32 cannot hold it.
        p_positive: the verdict at the end, 0...1.
    """

    distance: int
    norm: float
    p_positive: float


def filler_sentence(filler: str, distance: int) -> str:
    """Write the sentence with so many filler words.

    Args:
        filler: one of `FILLERS`.
        distance: 0...150.

    Raises:
        KeyError: there is no such filler.
    """
    return " ".join([OPENING, *FILLERS[filler].split()[:distance]])
