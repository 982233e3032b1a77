"""The negation laboratory's pairs: written for it, with what a reader expects of each.

None is from the treebank, and none can be said by the grammar of the curriculum the models
were trained on (tested). What is expected was fixed before any model read them; three nouns that no
model knew were replaced afterwards.
"""

from dataclasses import dataclass
from typing import Literal, get_args

Expectation = Literal["+-", "-+", ">", "<", "stronger"]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sentences and what is expected of their last verdicts.

    Attributes:
        phenomenon: the part of the laboratory it belongs to.
        first: the sentence to start from.
        second: the changed sentence.
        expected: "+-" the first positive, the second negative; "-+" the other way round;
            ">" the second lower, "<" the second higher; "stronger" the second further from
            one half on the same side.
    """

    phenomenon: str
    first: str
    second: str
    expected: Expectation


_LINES = """
Negation, near
+- The stew is tasty. | The stew is not tasty.
+- Our landlord is friendly. | Our landlord isn't friendly.
+- The opera was thrilling. | The opera wasn't thrilling.
+- These shoes are comfortable. | These shoes are not comfortable.
+- I trust this mechanic. | I don't trust this mechanic.
+- The new oven works well. | The new oven does not work well.
Negation, far
+- I think that anyone who saw the parade enjoyed it. | I don't think that anyone who saw the parade enjoyed it.
+- I would say, after two weeks of testing, that the blender is useful. | I would not say, after two weeks of testing, that the blender is useful.
+- It is true that the choir in our village sings beautifully. | It is not true that the choir in our village sings beautifully.
+- We found the lake, for all its fame, pretty. | We did not find the lake, for all its fame, pretty.
+- This is, in every respect that counts, a wise choice. | This is not, in any respect that counts, a wise choice.
Negated negative
-+ The stew is bland. | The stew is not bland.
-+ Our landlord is rude. | Our landlord isn't rude.
-+ The opera was dull. | The opera was not dull at all.
-+ I regret the purchase. | I don't regret the purchase.
< The hike was terrible. | The hike was not terrible.
< These shoes are useless. | These shoes are not useless.
Hardly, never, nobody
+- The clerk was helpful. | The clerk was hardly helpful.
+- The choir always sings beautifully. | The choir never sings beautifully.
+- Everybody in the office likes the new printer. | Nobody in the office likes the new printer.
+- The pancakes are always fresh. | The pancakes are rarely fresh.
+- All of the jokes were funny. | None of the jokes were funny.
But, although, however
-+ The view is lovely, but the beds are hard and the walls are dirty. | The beds are hard and the walls are dirty, but the view is lovely.
+- Although the queue was long and boring, the ride was wonderful. | Although the ride was wonderful, the queue was long and boring.
-+ The violinist was brilliant; however, the hall was freezing and ugly. | The hall was freezing and ugly; however, the violinist was brilliant.
> The curtains are pretty and they fall apart. | The curtains are pretty but they fall apart.
+- The jacket is ugly, but it is warm and practical. | The jacket is warm and practical, but it is ugly.
Then and now
+- The bakery used to be awful, and now it is wonderful. | The bakery used to be wonderful, and now it is awful.
+- Ten years ago the park was dirty. Today it is beautiful. | Ten years ago the park was beautiful. Today it is dirty.
+- The band was great once, and still is. | The band was great once, and no longer is.
+- The river is clean again. | The river is no longer clean.
+- Before the repair the radio sounded awful; since then it sounds great. | Before the repair the radio sounded great; since then it sounds awful.
Others' view
+- My neighbours hated the fair. I loved it. | My neighbours loved the fair. I hated it.
+- The brochure calls the beach ugly; we thought it was beautiful. | The brochure calls the beach beautiful; we thought it was ugly.
+- Her colleagues praised the garden, and rightly so. | Her colleagues praised the garden, and they were wrong.
+- Everyone told us the museum was boring. They were mistaken. | Everyone told us the museum was boring. They were right.
+- According to the seller the bike is perfect. It is. | According to the seller the bike is perfect. It is not.
Intensifier
stronger The stew is tasty. | The stew is very tasty.
stronger The opera was dull. | The opera was incredibly dull.
stronger Our landlord is rude. | Our landlord is extremely rude.
stronger The choir sings well. | The choir sings really well.
stronger The hike was nice. | The hike was so nice.
Question
+- Is the stew tasty? Yes. | Is the stew tasty? No.
-+ Was the opera dull? Very. | Was the opera dull? Not really.
+- Would I hire this mechanic again? Absolutely. | Would I hire this mechanic again? Never.
+- Who could dislike these pancakes? Nobody. | Who could like these pancakes? Nobody.
+- Did we enjoy the hike? We did. | Did we enjoy the hike? We did not.
"""  # noqa: E501 - one pair a line, to be read side by side
_MARKS: tuple[Expectation, ...] = get_args(Expectation)


def _read(lines: str) -> tuple[Pair, ...]:
    """Read the list above: a line without a mark names what follows."""
    pairs: list[Pair] = []
    phenomenon = ""
    for line in lines.strip().splitlines():
        mark, _, sentences = line.partition(" ")
        expected = next((known for known in _MARKS if known == mark), None)
        if expected is None:
            phenomenon = line
        else:
            first, second = sentences.split(" | ")
            pairs.append(Pair(phenomenon, first, second, expected))
    return tuple(pairs)


PAIRS = _read(_LINES)
PHENOMENA = tuple(dict.fromkeys(pair.phenomenon for pair in PAIRS))
