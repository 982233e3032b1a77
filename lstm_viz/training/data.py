"""Everything one training run reads: numbered texts to learn from and to be measured on."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from lstm_viz.core.models.checkpoint import VOCABULARY_FILE
from lstm_viz.core.text import Vocabulary, words
from lstm_viz.errors import InputError
from lstm_viz.studies.treebank import SPLITS, Example, binary_sentences, phrases, read_trees
from lstm_viz.training.batches import Corpus, number
from lstm_viz.training.ensemble import load_ensemble, softened
from lstm_viz.training.language import everyday, lists, opinions
from lstm_viz.training.language.curriculum import all_words, generate
from lstm_viz.training.recipe import Recipe
from lstm_viz.training.vocabulary import WordVectors, build_vocabulary

N_HELDOUT = 1000
_HELDOUT_SEED = 1
_EVEN = 0.5  # the target of what judges nothing
_CLEAR = 0.1  # a held-out sentence is measured where its target is further than this from one half


@dataclass(frozen=True)
class TrainingData:
    """What a run learns from and is measured on.

    Attributes:
        train: Phrases and generated sentences, with targets 0...1.
        heldout: The curriculum's held-out sentences, targets on either side of .5. Without a
            treebank they are new sentences of the same words and frames: words that no vector
            ties to others can only be guessed at.
        dev: The treebank's binary dev sentences; None without a treebank.
        test: Its binary test sentences; None without a treebank.
        everyday: The everyday dev sentences, targets 0, .5 and 1; None without a treebank.
        counts: How many texts of each source `train` has.
    """

    vocabulary: Vocabulary
    train: Corpus
    heldout: Corpus
    heldout_texts: tuple[str, ...]
    dev: Corpus | None
    test: Corpus | None
    everyday: Corpus | None
    counts: Mapping[str, int]

    def n_read(self) -> Tensor:
        """How often each word stands in the texts that are learned from; (V,)."""
        return torch.bincount(self.train.ids.flatten(), minlength=len(self.vocabulary))


def heldout_examples(n_examples: int = N_HELDOUT) -> list[Example]:
    """The curriculum's held-out sentences with a clear value, always the same."""
    generated = generate(2 * n_examples, _HELDOUT_SEED, "heldout")
    return [example for example in generated if abs(example.target - 0.5) > _CLEAR][:n_examples]


def _unseen(seen: list[Example], seed: int) -> list[Example]:
    known = {example.words for example in seen}
    fresh = [example for example in generate(2 * N_HELDOUT, seed + 1) if example.words not in known]
    return [example for example in fresh if abs(example.target - 0.5) > _CLEAR][:N_HELDOUT]


def gather(
    data_dir: Path | None,
    recipe: Recipe,
    seed: int,
    glove: WordVectors | None,
    teacher_dir: Path | None = None,
) -> TrainingData:
    """Read the treebank, generate the curriculum, number everything.

    Args:
        data_dir: The treebank's folder; None trains on the curriculum alone.
        recipe: For the number of generated sentences and the weights.
        seed: The curriculum's seed.
        glove: Word vectors, for the words known beside those trained on.
        teacher_dir: The folder of a teacher, whose verdicts soften the targets of the treebank's
            phrases; None: there is none.

    Raises:
        FileNotFoundError: A split is missing.
        InputError: A line is not a tree, a split has no sentence to measure on, or there is no
            teacher.
    """
    read, weights = ([], []) if data_dir is None else _read_phrases(data_dir, recipe)
    vocabulary = shared_vocabulary(data_dir, read, glove)
    if teacher_dir is not None:
        teacher = load_ensemble(teacher_dir, vocabulary)
        read = softened(read, vocabulary, teacher, recipe.teacher_share)
    # Words that no vector ties to others are not learned from a list.
    made = _made(recipe, seed, is_wide=glove is not None)
    heldout = heldout_examples() if data_dir is not None else _unseen(made[0][0], seed)
    examples = [*read, *(example for found, _ in made for example in found)]
    weights += [weight for _, each in made for weight in each]
    names = ("phrases", "generated_sentences", "everyday_sentences", "lexicon_words")
    return TrainingData(
        vocabulary,
        number(examples, vocabulary, weights),
        number(heldout, vocabulary),
        tuple(" ".join(example.words) for example in heldout),
        None if data_dir is None else _measured(data_dir, "dev", vocabulary),
        None if data_dir is None else _measured(data_dir, "test", vocabulary),
        None if data_dir is None else number(everyday_dev(), vocabulary),
        dict(zip(names, map(len, (read, *(found for found, _ in made))), strict=True)),
    )


def _made(recipe: Recipe, seed: int, *, is_wide: bool) -> list[tuple[list[Example], list[float]]]:
    """The frames' sentences, the everyday ones, the lexicon's words, and how much each counts."""
    generated = generate(recipe.n_generated, seed)
    talk = everyday.everyday(recipe.n_everyday, seed) if is_wide else []
    alone = opinions.single_words() if is_wide else []
    by_kind = recipe.everyday_weight, recipe.plain_weight
    return [
        (generated, [recipe.generated_weight] * len(generated)),
        (talk, [by_kind[example.target == _EVEN] for example in talk]),
        (alone, [recipe.lexicon_weight] * len(alone)),
    ]


def everyday_dev() -> list[Example]:
    """The everyday dev sentences, with targets 0, .5 and 1."""
    return [
        Example(tuple(words(sentence.text)), 0.5 + 0.5 * sentence.sign)
        for sentence in lists.dev_sentences()
    ]


def _read_phrases(data_dir: Path, recipe: Recipe) -> tuple[list[Example], list[float]]:
    """The treebank's phrases and how much each counts."""
    read = [phrase for phrase in phrases(data_dir) if phrase.words not in everyday.kept_out()]
    whole = {nodes[-1].words for nodes in read_trees(data_dir, "train")}
    return read, [recipe.sentence_weight if phrase.words in whole else 1.0 for phrase in read]


def shared_vocabulary(
    data_dir: Path | None, read: list[Example], glove: WordVectors | None
) -> Vocabulary:
    """The vocabulary all four models share: it depends on the data, never on seed or recipe."""
    seen = {word for phrase in read for word in phrase.words} | all_words("train")
    if glove is not None:
        seen |= everyday.all_words() | opinions.valences().keys()
    wanted = all_words("heldout")
    if data_dir is not None:  # bare words of the other splits, never their sentences or labels
        wanted |= {
            word
            for split in SPLITS[1:]
            for nodes in read_trees(data_dir, split)
            for word in nodes[-1].words
        }
    return build_vocabulary(seen, wanted, glove)


def check_splits(data_dir: Path) -> None:
    """Open every split and close it again.

    Raises:
        OSError: one is missing or cannot be read.
    """
    for split in SPLITS:
        (data_dir / f"{split}.txt").open("rb").close()


def _measured(data_dir: Path, split: str, vocabulary: Vocabulary) -> Corpus:
    """Number the sentences that the models are measured on.

    Raises:
        InputError: there are none.
    """
    sentences = binary_sentences(data_dir, split)
    if not sentences:
        msg = "it has no sentence that is positive or negative"
        raise InputError(msg, where=data_dir / f"{split}.txt")
    return number(sentences, vocabulary)


def check_folder(folder: Path, vocabulary: Vocabulary) -> None:
    """Refuse a folder whose models go with another vocabulary: ours would silently ruin them.

    Raises:
        InputError: The folder holds models and a different ``vocabulary.txt``.
    """
    path = folder / VOCABULARY_FILE
    if (
        path.is_file()
        and any(folder.glob("*.safetensors"))
        and Vocabulary.read(path).words != vocabulary.words
    ):
        msg = "it holds models with another vocabulary"
        raise InputError(msg, where=folder, remedy="choose another folder")
