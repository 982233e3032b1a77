"""What `trace --gradients` adds to the file."""

from lstm_viz.core.checkpoint import LoadedModel
from lstm_viz.core.gradients import sentence_gradients
from lstm_viz.core.target import Target
from lstm_viz.core.trace import Array, SentenceTrace

WRITTEN = ("grad_h", "grad_c", "grad_x", "grad_c_from_h", "grad_c_from_next")


def gradient_arrays(loaded: LoadedModel, recorded: SentenceTrace, spelled: str) -> dict[str, Array]:
    """Return the gradients that a file holds, by code name; those of C for an LSTM alone.

    Args:
        loaded: the model that read the sentence.
        recorded: its record.
        spelled: the target: "last", a token counted from 1, "loss0" or "loss1".

    Raises:
        ValueError: there is no such target.
    """
    found = sentence_gradients(loaded, recorded, Target.parse(spelled)).arrays()
    return {name: found[name] for name in WRITTEN if name in found}
