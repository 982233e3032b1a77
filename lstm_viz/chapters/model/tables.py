"""What a trained model consists of, as tables; from its weights and its card.

Tables are columns by heading, for display.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from lstm_viz.core.network import Network
from lstm_viz.figures.cards import (
    fact,
    in_words,
    mistake_table,
    score_table,
    tally,
    verdict_table,
)
from lstm_viz.figures.quantities import BY_CODE, SHOWN_ORDER
from lstm_viz.figures.tables import Table
from lstm_viz.figures.weights import rows_of, sizes

__all__ = (
    "card_table",
    "equation_table",
    "gate_table",
    "mistake_table",
    "score_table",
    "size_table",
    "source_table",
    "tally",
    "verdict_table",
)
_ELSEWHERE = {
    "name",
    "kind",
    "sizes",
    "parameters",
    "path",
    "scores",
    "sha256",
    "sources",
    "tried",
    "wrong",
}
_SOURCE_KEYS = ("what", "source", "licence")


def equation_table() -> Table:
    """List the six equations in the order in which the step is told."""
    vector = r"\cdot[h_{t-1}, x_t]"
    equations = {
        "f": rf"f_t = \sigma(W_f{vector} + b_f)",
        "i": rf"i_t = \sigma(W_i{vector} + b_i)",
        "g": rf"\tilde C_t = \tanh(W_g{vector} + b_g)",
        "c": r"C_t = f_t * C_{t-1} + i_t * \tilde C_t",
        "o": rf"o_t = \sigma(W_o{vector} + b_o)",
        "h": r"h_t = o_t * \tanh(C_t)",
    }
    return {
        "Part": [BY_CODE[code].label for code in equations],
        "Equation": [f"${equation}$" for equation in equations.values()],
        "What it is": [BY_CODE[code].meaning for code in equations],
    }


def gate_table(network: Network) -> Table:
    """List each gate's matrices with their shapes and where torch keeps them.

    Args:
        network: an LSTM.
    """
    size = sizes(network)
    n_hidden, n_inputs = size["units"], size["inputs"]
    table: Table = {
        heading: [] for heading in ("Part", "W (word)", "U (memory)", "b", "PyTorch's rows")
    }
    for gate in SHOWN_ORDER:
        rows = rows_of(gate, n_hidden)
        table["Part"].append(f"{BY_CODE[gate].label} {BY_CODE[gate].symbol}")
        table["W (word)"].append(f"W_{gate}: {n_hidden} × {n_inputs}")
        table["U (memory)"].append(f"U_{gate}: {n_hidden} × {n_hidden}")
        table["b"].append(f"b_{gate}: {n_hidden}")
        table["PyTorch's rows"].append(f"{rows.start} to {rows.stop - 1}")
    return table


def size_table(models: Sequence[Network]) -> Table:
    """Put the sizes of models side by side.

    Args:
        models: networks that read words.
    """
    counted = [sizes(network) for network in models]
    return {
        "Model": [network.name for network in models],
        "Hidden units": [f"{size['units']:,}" for size in counted],
        "Recurrent weights": [f"{size['recurrent']:,}" for size in counted],
        "Output weights": [f"{size['head']:,}" for size in counted],
        "Word vectors": [f"{size['words']:,} × {size['inputs']}" for size in counted],
    }


def card_table(card: Mapping[str, Any]) -> Table:
    """List what a model card tells about its training: data, method, rule of choice.

    Args:
        card: the model card; what other tables show is left out.
    """
    told = {key: value for key, value in card.items() if key not in _ELSEWHERE}
    return {
        "About": [in_words(key) for key in told],
        "In the model card": [fact(value) for value in told.values()],
    }


def tried_table(card: Mapping[str, Any]) -> Table:
    """List the runs from which this one was chosen, a row each; empty where the card tells none."""
    tried = card.get("tried", [])
    keys = list(dict.fromkeys(key for row in tried for key in row))
    return {in_words(key): [fact(row.get(key, "")) for row in tried] for key in keys}


def source_table(card: Mapping[str, Any]) -> Table:
    """List where the training data comes from and under which terms."""
    sources = card.get("sources", [])
    return {in_words(key): [fact(row.get(key, "")) for row in sources] for key in _SOURCE_KEYS}
