"""How each shipped model is trained: one row a model, every number that was chosen."""

from dataclasses import dataclass, replace
from typing import Literal

from lstm_viz.core.models.model import Kind
from lstm_viz.errors import InputError

Vectors = Literal["glove", "random", "lstm-small"]


@dataclass(frozen=True)
class Recipe:
    """What a training run needs to know beside its data and its seed.

    Attributes:
        kind: "lstm", "rnn", or "both" for one of the teacher's readers, which read both ways.
        n_hidden: H; a twin's E*H + H*H + 2H is as near as can be to the LSTM's 4(E*H + H*H + 2H).
        description: One sentence for the model card.
        epochs: Passes over all texts.
        learning_rate: AdamW's at its highest: it rises for `WARM_UP` steps, then falls on a
            half cosine to zero.
        n_generated: Sentences of the frames beside the treebank's phrases.
        n_everyday: Everyday sentences beside them; with them comes the lexicon, word by word.
        sentence_weight: How much a whole treebank sentence counts; another phrase counts 1.
        generated_weight: How much a sentence of the frames counts.
        everyday_weight: How much an everyday sentence counts.
        plain_weight: How much an everyday sentence counts that judges nothing.
        lexicon_weight: How much a word of the lexicon counts.
        embedding_dropout: Share of word-vector numbers set to 0.
        hidden_dropout: Share of last hidden states set to 0 before the head.
        word_dropout: Share of words read as <unk>.
        averaging: Weights kept are a moving average with this factor a step.
        weight_decay: AdamW's, on all weights but the word vectors.
        batch_size: Texts a step.
        has_teacher: Whether a teacher's verdicts soften the targets of the treebank's phrases
            (Hinton et al., 2015); made sentences have their own value, which needs no softening.
        teacher_share: Weight of the teacher's verdict against the phrase's own target.
        vectors: What the word vectors start from: GloVe's, those of a model trained into the same
            folder, or random ones. With "random" only the words trained on are known, and the card
            says so; a miniature has random ones in any case.
        carried: Whether words that are never read are moved as their nearest neighbours are.
        frozen: Whether the word vectors stay as they are; the run then keeps its path.
    """

    kind: Kind | Literal["both"]
    n_hidden: int
    description: str
    epochs: int = 6
    learning_rate: float = 6e-3
    n_generated: int = 40_000
    n_everyday: int = 80_000
    sentence_weight: float = 3.0
    generated_weight: float = 1.5
    everyday_weight: float = 0.7
    plain_weight: float = 1.4
    lexicon_weight: float = 0.3
    embedding_dropout: float = 0.3
    hidden_dropout: float = 0.0
    word_dropout: float = 0.05
    averaging: float = 0.998
    weight_decay: float = 0.01
    batch_size: int = 256
    has_teacher: bool = True
    teacher_share: float = 0.8
    vectors: Vectors = "glove"
    carried: bool = False
    frozen: bool = False


MINIATURE_BATCH_SIZE = (
    32  # a few thousand sentences in batches of 256 would be too few steps to learn from
)
WARM_UP = 200
CLIP_NORM = 1.0
FORGET_BIAS = 1.0


def _twin(recipe: Recipe, name: str, n_hidden: int) -> Recipe:
    description = f"The plain tanh network with as many recurrent parameters as {name}."
    return replace(recipe, kind="rnn", n_hidden=n_hidden, description=description)


_TINY = Recipe(
    "lstm",
    8,
    "An LSTM so small that every gate value of every step is a readable number.",
    embedding_dropout=0.2,
    generated_weight=1.0,
    plain_weight=2.0,
    vectors="lstm-small",
    frozen=True,
)
_SMALL = Recipe(
    "lstm",
    64,
    "An LSTM nearer to practice: one layer of 64 units.",
    learning_rate=4e-3,
    embedding_dropout=0.4,
    hidden_dropout=0.3,
    weight_decay=0.05,
    sentence_weight=5.0,
    generated_weight=0.6,
    everyday_weight=0.3,
    plain_weight=1.2,
    lexicon_weight=0.5,
    carried=True,
)
TEACHER_RECIPE = Recipe(
    "both",
    64,
    "One of the teacher's readers: 64 units each way.",
    epochs=5,
    learning_rate=4e-3,
    n_everyday=30_000,
    sentence_weight=5.0,
    generated_weight=0.7,
    everyday_weight=0.6,
    embedding_dropout=0.5,
    hidden_dropout=0.5,
    weight_decay=0.05,
    has_teacher=False,
)
RECIPES = {
    "lstm-tiny": _TINY,
    "lstm-small": _SMALL,
    "rnn-tiny": _twin(_TINY, "lstm-tiny", 25),
    "rnn-small": _twin(_SMALL, "lstm-small", 148),
}


def recipe_of(name: str) -> Recipe:
    """The recipe of a shipped model.

    Raises:
        InputError: There is none of that name.
    """
    if name not in RECIPES:
        raise InputError(f"no recipe for {name!r}", remedy=f"choose one of {', '.join(RECIPES)}")
    return RECIPES[name]
