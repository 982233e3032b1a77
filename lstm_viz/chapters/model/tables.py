"""What a trained model consists of, as tables; from its weights and its card.

Tables are columns by heading, for display.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lstm_viz.core.network import Network
from lstm_viz.figures.numbers import rate
from lstm_viz.figures.quantities import BY_CODE, SHOWN_ORDER
from lstm_viz.figures.tables import Table
from lstm_viz.figures.verdict import leaning
from lstm_viz.figures.weights import rows_of, sizes

N_MISTAKES = 6
_ELSEWHERE = {"name", "kind", "sizes", "parameters", "scores", "sha256", "sources", "wrong"}
_HEADINGS = {
    "dev": "Treebank, dev",
    "test": "Treebank, test",
    "curriculum_heldout": "Generated, held out",
    "choice": "Rule of choice",
    "what": "Used for",
    "n_generated": "Generated sentences",
    "seconds": "Training time, seconds",
    "sha256_vocabulary": "SHA-256 of the vocabulary",
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


def score_table(cards: Iterable[Mapping[str, Any]]) -> Table:
    """Put the models' accuracies side by side, each with the number of sentences.

    Args:
        cards: model cards; "scores" holds, by part, "accuracy" 0...1 and "n".
    """
    read = [(str(card.get("name", "")), card.get("scores", {})) for card in cards]
    parts = list(dict.fromkeys(part for _, scores in read for part in scores))
    table: Table = {"Model": [name for name, _ in read]}
    for part in parts:
        table[_in_words(part)] = [_score(scores.get(part)) for _, scores in read]
    return table


def card_table(card: Mapping[str, Any]) -> Table:
    """List what a model card tells about its training: data, method, rule of choice.

    Args:
        card: the model card; what other tables show is left out.
    """
    told = {key: value for key, value in card.items() if key not in _ELSEWHERE}
    return {
        "About": [_in_words(key) for key in told],
        "In the model card": [_fact(value) for value in told.values()],
    }


def source_table(card: Mapping[str, Any]) -> Table:
    """List where the training data comes from and under which terms."""
    sources = card.get("sources", [])
    return {_in_words(key): [_fact(row.get(key, "")) for row in sources] for key in _SOURCE_KEYS}


def mistake_table(card: Mapping[str, Any]) -> Table:
    """List the generated sentences that the model's card counts as its worst mistakes."""
    worst = card.get("wrong", [])[:N_MISTAKES]
    return {
        "Sentence": [_fact(row["text"]) for row in worst],
        "Meant": [f"{row['target']:.2f}" for row in worst],
        "Verdict": [f"{row['p_positive']:.2f}" for row in worst],
    }


def _fact(value: object) -> str:
    """Write a fact of a card in one line, so that Markdown in it means nothing."""
    if isinstance(value, Mapping):
        return "; ".join(f"{_in_words(str(key))}: {_fact(part)}" for key, part in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(_fact(part) for part in value)
    shown = f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]<>$:#|~" else sign for sign in shown)


def _in_words(name: str) -> str:
    """Write a card's key as a heading."""
    return _HEADINGS.get(name, name.replace("_", " ").capitalize())


def _score(score: Mapping[str, Any] | None) -> str:
    """Write an accuracy with the number of sentences behind it."""
    if not score:
        return "–"
    return f"{rate(score['accuracy'])} of {score['n']:,}"


def verdict_table(cases: Sequence[tuple[str, str]], verdicts: Sequence[float]) -> Table:
    """Put what sentences mean beside what the model says.

    Args:
        cases: sentences with their meaning, "positive" or "negative".
        verdicts: the model's last verdict of each, 0...1.
    """
    return {
        "Sentence": [sentence for sentence, _ in cases],
        "Meant": [meaning for _, meaning in cases],
        "Verdict": [f"{verdict:.2f}" for verdict in verdicts],
        "So the model": [
            _judged(meaning, leaning(verdict))
            for (_, meaning), verdict in zip(cases, verdicts, strict=True)
        ],
    }


def _judged(meaning: str, said: str) -> str:
    """Say whether a verdict is what was meant; an undecided one is neither right nor wrong."""
    if said == "undecided":
        return "is undecided"
    return "is right" if said == meaning else "is wrong"


def tally(table: Table) -> str:
    """Count the outcomes in a table of `verdict_table`: "It is right about 6 of 10, ..."."""
    said = table["So the model"]
    found = [(word, said.count(f"is {word}")) for word in ("right", "wrong", "undecided")]
    counted = [f"{word} about {n}" for word, n in found[1:] if n]
    first = f"It is right about {found[0][1] or 'none'} of {len(said)}"
    return f"{' and '.join([', '.join([first, *counted[:-1]]), *counted[-1:]])}."
