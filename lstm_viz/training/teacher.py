"""Learning from a larger model: its verdicts soften the targets (Hinton, Vinyals, Dean 2015)."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from lstm_viz.core.models.checkpoint import MODEL_FOLDER, load_model
from lstm_viz.core.models.modules import sentiment_model
from lstm_viz.core.network import Network
from lstm_viz.studies.treebank import Example
from lstm_viz.training.batches import number
from lstm_viz.training.measure import probabilities


def find_teacher(name: str, out_dir: Path) -> Network:
    """The teacher trained into the same folder, else the one shipped.

    Raises:
        InputError: There is neither.
    """
    beside = out_dir / f"{name}.safetensors"
    return load_model(str(beside if beside.is_file() else MODEL_FOLDER / beside.name))


def softened(examples: Sequence[Example], teacher: Network, share: float) -> list[Example]:
    """The examples with targets moved towards the teacher's verdict.

    Args:
        examples: What to learn from.
        teacher: A trained model; it reads the words with its own vocabulary.
        share: 0 keeps the targets, 1 takes the teacher's verdicts.
    """
    model = sentiment_model(teacher)
    verdicts = probabilities(model, number(examples, teacher.words())).tolist()
    return [
        replace(example, target=(1 - share) * example.target + share * verdict)
        for example, verdict in zip(examples, verdicts, strict=True)
    ]
