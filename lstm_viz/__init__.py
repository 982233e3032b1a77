"""LSTM Viz: watch a real, trained LSTM read a sentence, word by word.

What is named here is the public surface: README and users name nothing deeper, since everything
below may move.

    from lstm_viz import load_model, record_sentence

A name is looked up when it is first used. `import lstm_viz` alone brings neither NumPy nor torch
nor Streamlit, so the command line answers at once, and what needs no torch does not load it.
"""

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

_MODULE_OF = {
    # A trained model, and what it reads. The traces are what all the rest begins with.
    "load_model": "lstm_viz.core.models.checkpoint",
    "Network": "lstm_viz.core.network",  # the model as a value: all layers, head, words, card
    "record_sentence": "lstm_viz.core.record",
    "SentenceTrace": "lstm_viz.core.trace",
    "tokenize": "lstm_viz.core.text",  # how a text is split: what row t of a trace belongs to
    "score": "lstm_viz.core.models.scoring",  # the verdict alone, of any number of texts
    # A reader's own torch layers: all of them, both directions.
    "record": "lstm_viz.core.record",
    "LstmTrace": "lstm_viz.core.trace",
    "GruTrace": "lstm_viz.core.trace",
    "RnnTrace": "lstm_viz.core.trace",
    "network_of": "lstm_viz.core.network",  # a torch module as a network: its weights by layer
    "one_thread": "lstm_viz.core.threads",  # on matrices this small a second one slows all this
    # What the command `trace` writes.
    "to_json": "lstm_viz.core.export",
    "to_npz": "lstm_viz.core.export",
    "to_csv": "lstm_viz.core.export",
    "by_layer": "lstm_viz.core.export",  # a record of any layers as named arrays, for `np.savez`
    # What everything here raises where something given cannot be used: what, where, what to do.
    "InputError": "lstm_viz.errors",
    # Who wrote what is in the cell, how long it stays, and the proof that it adds up.
    "split_memory": "lstm_viz.core.memory",
    "MemoryLedger": "lstm_viz.core.memory",
    "word_shares": "lstm_viz.core.memory",
    "half_lives": "lstm_viz.core.memory",
    "largest_gap": "lstm_viz.core.memory",
    # Gradients at every step and unit: of a verdict, and of anything above a reader's own layers.
    "sentence_gradients": "lstm_viz.core.gradients.backward",
    "backpropagate": "lstm_viz.core.gradients.backward",
    "Target": "lstm_viz.core.gradients.target",
    "SentenceGradients": "lstm_viz.core.gradients.trace",
    "LstmGradients": "lstm_viz.core.gradients.trace",
    "RnnGradients": "lstm_viz.core.gradients.trace",
    # The app draws states; who watches a training wants the weights' gradient, step by step.
    "weight_gradients": "lstm_viz.core.gradients.weights",
    "WeightGradient": "lstm_viz.core.gradients.weights",
    # How much of one step's memory moves a later one: of a sentence as the app draws it; of any
    # layer and direction; the Jacobian itself, of which the app shows the norm alone.
    "sentence_paths": "lstm_viz.core.gradients.paths",
    "paths_from": "lstm_viz.core.gradients.paths",
    "direct_path": "lstm_viz.core.gradients.paths",
    "direct_path_norms": "lstm_viz.core.gradients.paths",
    "full_path": "lstm_viz.core.gradients.paths",
    "full_path_norms": "lstm_viz.core.gradients.paths",
    "CellWeights": "lstm_viz.core.weights",  # of one layer and direction: they ask for it
    # Which word did it, any phrase's part, and the test that compares the methods.
    "attribute": "lstm_viz.core.attribution.methods",
    "Attribution": "lstm_viz.core.attribution.scores",
    "contextual_decomposition": "lstm_viz.core.attribution.decomposition",
    "deletion_order": "lstm_viz.core.attribution.deletion",
    "deletion_curves": "lstm_viz.core.attribution.deletion",
    # What if. The four ready interventions are questions of the literature, spelled once; the app
    # lets the reader put together the clamps by hand. `operate_layers` takes any LSTM.
    "operate": "lstm_viz.core.surgery.operate",
    "operate_layers": "lstm_viz.core.surgery.operate",
    "Clamp": "lstm_viz.core.surgery.operate",
    "perfect_memory": "lstm_viz.core.surgery.operate",
    "goldfish": "lstm_viz.core.surgery.operate",
    "deaf_to": "lstm_viz.core.surgery.operate",
    "ablate": "lstm_viz.core.surgery.operate",
    "single_units": "lstm_viz.core.surgery.single_units",
    # Torch as the witness of all of it.
    "checks": "lstm_viz.core.checks.trust",
    "autograd_gradients": "lstm_viz.core.checks.autograd",
    "autograd_sentence_gradients": "lstm_viz.core.checks.autograd",
}
__all__ = list(_MODULE_OF)

if TYPE_CHECKING:  # the same once more, for who cannot run what is below
    from lstm_viz.core.attribution.decomposition import (
        contextual_decomposition as contextual_decomposition,
    )
    from lstm_viz.core.attribution.deletion import deletion_curves as deletion_curves
    from lstm_viz.core.attribution.deletion import deletion_order as deletion_order
    from lstm_viz.core.attribution.methods import attribute as attribute
    from lstm_viz.core.attribution.scores import Attribution as Attribution
    from lstm_viz.core.checks.autograd import autograd_gradients as autograd_gradients
    from lstm_viz.core.checks.autograd import (
        autograd_sentence_gradients as autograd_sentence_gradients,
    )
    from lstm_viz.core.checks.trust import checks as checks
    from lstm_viz.core.export import by_layer as by_layer
    from lstm_viz.core.export import to_csv as to_csv
    from lstm_viz.core.export import to_json as to_json
    from lstm_viz.core.export import to_npz as to_npz
    from lstm_viz.core.gradients.backward import backpropagate as backpropagate
    from lstm_viz.core.gradients.backward import sentence_gradients as sentence_gradients
    from lstm_viz.core.gradients.paths import direct_path as direct_path
    from lstm_viz.core.gradients.paths import direct_path_norms as direct_path_norms
    from lstm_viz.core.gradients.paths import full_path as full_path
    from lstm_viz.core.gradients.paths import full_path_norms as full_path_norms
    from lstm_viz.core.gradients.paths import paths_from as paths_from
    from lstm_viz.core.gradients.paths import sentence_paths as sentence_paths
    from lstm_viz.core.gradients.target import Target as Target
    from lstm_viz.core.gradients.trace import LstmGradients as LstmGradients
    from lstm_viz.core.gradients.trace import RnnGradients as RnnGradients
    from lstm_viz.core.gradients.trace import SentenceGradients as SentenceGradients
    from lstm_viz.core.gradients.weights import WeightGradient as WeightGradient
    from lstm_viz.core.gradients.weights import weight_gradients as weight_gradients
    from lstm_viz.core.memory import MemoryLedger as MemoryLedger
    from lstm_viz.core.memory import half_lives as half_lives
    from lstm_viz.core.memory import largest_gap as largest_gap
    from lstm_viz.core.memory import split_memory as split_memory
    from lstm_viz.core.memory import word_shares as word_shares
    from lstm_viz.core.models.checkpoint import load_model as load_model
    from lstm_viz.core.models.scoring import score as score
    from lstm_viz.core.network import Network as Network
    from lstm_viz.core.network import network_of as network_of
    from lstm_viz.core.record import record as record
    from lstm_viz.core.record import record_sentence as record_sentence
    from lstm_viz.core.surgery.operate import Clamp as Clamp
    from lstm_viz.core.surgery.operate import ablate as ablate
    from lstm_viz.core.surgery.operate import deaf_to as deaf_to
    from lstm_viz.core.surgery.operate import goldfish as goldfish
    from lstm_viz.core.surgery.operate import operate as operate
    from lstm_viz.core.surgery.operate import operate_layers as operate_layers
    from lstm_viz.core.surgery.operate import perfect_memory as perfect_memory
    from lstm_viz.core.surgery.single_units import single_units as single_units
    from lstm_viz.core.text import tokenize as tokenize
    from lstm_viz.core.threads import one_thread as one_thread
    from lstm_viz.core.trace import GruTrace as GruTrace
    from lstm_viz.core.trace import LstmTrace as LstmTrace
    from lstm_viz.core.trace import RnnTrace as RnnTrace
    from lstm_viz.core.trace import SentenceTrace as SentenceTrace
    from lstm_viz.core.weights import CellWeights as CellWeights
    from lstm_viz.errors import InputError as InputError
else:  # unseen by a type checker, to which a name that is not listed is then an error

    def __getattr__(name: str) -> object:
        """Import a public name at its first use, and keep it."""
        if name not in _MODULE_OF:
            message = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(message)
        member = getattr(import_module(_MODULE_OF[name]), name)
        globals()[name] = member
        return member

    def __dir__() -> list[str]:
        """List the public names, those not yet imported too."""
        return sorted({*globals(), *__all__})
