"""The teacher's readers: larger than the models that are shipped, and both ways.

Their mean verdict softens the targets that the shipped models learn from (Hinton, Vinyals, Dean
2015). They are written into the folder of the training, never shipped.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save
from torch import Tensor, nn

from lstm_viz.core.files import write_together
from lstm_viz.core.text import Vocabulary
from lstm_viz.errors import InputError
from lstm_viz.studies.treebank import Example
from lstm_viz.training.batches import Corpus, number

TEACHER = "teacher"
FILE = f"{TEACHER}.safetensors"
_ABOUT, _WORDS = "about", "sha256_vocabulary"  # one fact: of several the order is not fixed
_LOWEST = -2.0  # below any hidden state, so that padding never is the highest
_ANOTHER = f"train it anew: lstm-viz train {TEACHER}, into the same folder"


class BothWays(nn.Module):
    """Word vectors, an LSTM that reads both ways, the highest state of every unit, one number.

    Args:
        n_vocabulary: V.
        n_embedding: E.
        n_hidden: H, units of each direction.
    """

    def __init__(self, n_vocabulary: int, n_embedding: int, n_hidden: int) -> None:
        super().__init__()
        self.n_hidden = n_hidden
        self.embedding = nn.Embedding(n_vocabulary, n_embedding)
        self.recurrent = nn.LSTM(n_embedding, n_hidden, batch_first=True, bidirectional=True)
        self.head = nn.Linear(2 * n_hidden, 1)

    def summary(self, x: Tensor, lengths: Tensor) -> Tensor:
        """Every unit's highest state over a text: x (B, T, E), lengths (B,) from 1, to (B, 2H)."""
        packed = nn.utils.rnn.pack_padded_sequence(
            x, lengths, batch_first=True, enforce_sorted=False
        )
        h, _ = nn.utils.rnn.pad_packed_sequence(self.recurrent(packed)[0], batch_first=True)
        outside = torch.arange(h.shape[1])[None] >= lengths[:, None]  # (B, T)
        return h.masked_fill(outside[..., None], _LOWEST).amax(1)

    def states_to_logit(self, h: Tensor) -> Tensor:
        """Give the verdicts of summaries, (B, 2H): logits, (B,)."""
        logit: Tensor = self.head(h)
        return logit.squeeze(-1)

    def forward(self, ids: Tensor, lengths: Tensor) -> Tensor:
        """Read texts, ids (B, T) and lengths (B,) from 1: logits, (B,)."""
        return self.states_to_logit(self.summary(self.embedding(ids), lengths))


@dataclass(frozen=True)
class Ensemble:
    """The teacher.

    Attributes:
        readers: their verdicts count alike.
        scale: what the mean logit is multiplied by, fitted on the dev set.
    """

    readers: Sequence[BothWays]
    scale: float

    def save(self, folder: Path, vocabulary: Vocabulary) -> Path:
        """Write the teacher, word vectors as float16.

        Raises:
            OSError: the file cannot be written.
        """
        arrays = {
            f"{number}.{name}": (value.half() if "embedding" in name else value).contiguous()
            for number, reader in enumerate(self.readers)
            for name, value in reader.state_dict().items()
        }
        facts = json.dumps({_WORDS: vocabulary.sha256(), "scale": self.scale})
        write_together({folder / FILE: save(arrays, {_ABOUT: facts})})
        return folder / FILE


def load_ensemble(folder: Path, vocabulary: Vocabulary) -> Ensemble:
    """Read the teacher that was trained into a folder.

    Raises:
        InputError: There is none, it is damaged, or it was trained with other words.
    """
    path = folder / FILE
    if not path.is_file():
        raise InputError("there is no teacher to learn from", where=path, remedy=_ANOTHER)
    try:
        with safe_open(path, "pt") as file:
            facts = json.loads((file.metadata() or {}).get(_ABOUT, "{}"))
            names = list(file.keys())
            arrays = {name: file.get_tensor(name).float() for name in names}
        ensemble = _made_of(arrays, float(facts.get("scale", "nan")))
    except (SafetensorError, RuntimeError, KeyError, ValueError) as error:
        raise InputError(f"it holds no teacher: {error}", where=path, remedy=_ANOTHER) from error
    if facts.get(_WORDS) != vocabulary.sha256():
        raise InputError("it was trained with other words", where=path, remedy=_ANOTHER)
    return ensemble


def _made_of(arrays: dict[str, Tensor], scale: float) -> Ensemble:
    """Put the readers together from their arrays, named NUMBER.NAME."""
    readers: list[BothWays] = []
    for which in range(1 + max(int(name.partition(".")[0]) for name in arrays)):
        own = {
            name.removeprefix(f"{which}."): value
            for name, value in arrays.items()
            if name.startswith(f"{which}.")
        }
        n_hidden = own["head.weight"].shape[1] // 2
        n_vocabulary, n_embedding = own["embedding.weight"].shape
        reader = BothWays(n_vocabulary, n_embedding, n_hidden)
        reader.load_state_dict(own)
        readers.append(reader.eval())
    return Ensemble(readers, scale)


@torch.no_grad()
def mean_logits(readers: Sequence[BothWays], corpus: Corpus) -> Tensor:
    """The readers' mean logit of every text, in the corpus's order; (N,)."""
    total = torch.zeros(len(corpus))
    for reader in readers:
        for rows, batch in corpus.in_order():
            total[rows] += reader(batch.ids, batch.lengths)
    return total / len(readers)


def softened(
    examples: Sequence[Example], vocabulary: Vocabulary, teacher: Ensemble, share: float
) -> list[Example]:
    """The examples with targets moved towards the teacher's verdict.

    Args:
        examples: What to learn from, none without a word.
        vocabulary: That of the teacher.
        teacher: Its mean logit, scaled, makes its verdict.
        share: 0 keeps the targets, 1 takes the teacher's verdicts.
    """
    logits = mean_logits(teacher.readers, number(examples, vocabulary))
    verdicts = torch.sigmoid(logits * teacher.scale).tolist()
    return [
        replace(example, target=(1 - share) * example.target + share * verdict)
        for example, verdict in zip(examples, verdicts, strict=True)
    ]
