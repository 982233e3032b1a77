"""Which word did it: the methods by name."""

from collections.abc import Callable, Mapping

from lstm_viz.core.attribution.decomposition import word_decompositions
from lstm_viz.core.attribution.gradient_methods import (
    gradient_x_input,
    refined_integrated_gradients,
)
from lstm_viz.core.attribution.ledger import ledger_split
from lstm_viz.core.attribution.lrp import lrp
from lstm_viz.core.attribution.occlusion import leave_one_out, replaced_by_unk
from lstm_viz.core.attribution.scores import Attribution
from lstm_viz.core.network import Network
from lstm_viz.core.trace import SentenceTrace, no_lstm
from lstm_viz.errors import InputError

Method = Callable[[Network, SentenceTrace], Attribution]

FOR_ANY: Mapping[str, Method] = {
    "leave_one_out": leave_one_out,
    "replaced_by_unk": replaced_by_unk,
    "gradient_x_input": gradient_x_input,
    "integrated_gradients": refined_integrated_gradients,
}
FOR_LSTM: Mapping[str, Method] = {
    "lrp": lrp,
    "contextual_decomposition": word_decompositions,
    "ledger_split": ledger_split,
}
METHODS: Mapping[str, Method] = {**FOR_ANY, **FOR_LSTM}


def attribute(network: Network, trace: SentenceTrace, method: str) -> Attribution:
    """Score the words of a sentence by one method.

    Args:
        network: the model that made the trace.
        trace: its reading of a sentence; may be empty.
        method: one of `METHODS`; for a plain RNN one of `FOR_ANY`.

    Returns:
        Scores (T,) with what they should and do sum to.

    Raises:
        InputError: no such method, or it does not apply to this model; the message lists
            those that do.
    """
    check_method(method, network)
    return METHODS[method](network, trace)


def check_method(method: str, network: Network) -> None:
    """Complain of a method that does not exist or does not apply to the model.

    Raises:
        InputError: with the methods to choose from.
    """
    if method not in METHODS:
        remedy = f"take one of {', '.join(METHODS)}"
        raise InputError(f"no attribution method {method!r}", remedy=remedy)
    if network.kind != "lstm" and method not in FOR_ANY:
        why, remedy = no_lstm(network.name, network.kind), f"take {' or '.join(FOR_ANY)}"
        raise InputError(why, where=method, remedy=remedy)
