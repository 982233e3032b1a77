"""A recorded sentence as a file: JSON, NumPy's npz, or CSV. NumPy only.

All three hold the same float32 numbers under the code names of the trace's table, plus:
`text` and `model`; which `layer` it was, from 0 at the input, and in which `order` it read, 1
forwards, -1 backwards; `tokens` (normal form), `start` and `end` (place in the text), `known`
(T each); `n_cut` tokens left out; `p_before`, the verdict of an empty memory. What was worked
out from the trace (gradients, deposits, attribution) comes as `extras`: arrays by code name, a
row a token, or single numbers. `made_with` is what the file was made with, if that is given:
enough to make it again. Of a network of several layers the plain names are those of the layer
that `layer` and `order` name, as a rule the top one; every other layer's have torch's name for it
behind: "c_l0", "f_l1_reverse" (`by_layer`). The CSV is the long form and holds the rows and `known`
alone; all else stands beside it, in a file of its own (`beside`).
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from lstm_viz.core.network import suffix_of
from lstm_viz.core.trace import Array, LayerTrace, SentenceTrace
from lstm_viz.errors import InputError

Extras = Mapping[str, Array]
Made = Mapping[str, Any]
NOTHING: Extras = {}
UNSAID: Made = {}
MADE = "made_with"
COLUMNS = ("token", "step", "quantity", "unit", "value")


def to_json(trace: SentenceTrace, extras: Extras = NOTHING, made: Made = UNSAID) -> bytes:
    """Return the trace as one JSON object.

    Args:
        trace: the recorded run.
        extras: further arrays by code name, (T, ...) or ().
        made: what it was made with, as JSON has it; nothing is said if absent.

    Raises:
        InputError: a number is infinite or none at all, which JSON cannot hold.
    """
    arrays = _arrays(trace, extras)
    check_finite({**arrays, "p_before": np.array(trace.p_before)})
    numbers = {name: _shortest(array).tolist() for name, array in arrays.items()}
    # Plain ASCII: half a surrogate pair, which a shell can pass on, is then \udc80 and legal.
    return json.dumps({**_facts(trace, made), **numbers}, allow_nan=False).encode() + b"\n"


def to_npz(trace: SentenceTrace, extras: Extras = NOTHING, made: Made = UNSAID) -> bytes:
    """Return the trace as NumPy's npz, readable with `allow_pickle=False`.

    NumPy drops NUL signs at the end of a string: a token that is one is "" here.

    Args:
        trace: the recorded run.
        extras: further arrays by code name, (T, ...) or ().
        made: what it was made with; as JSON in one string.
    """
    types = {"tokens": np.str_, "start": np.int64, "end": np.int64, "known": np.bool_}
    types["p_before"] = np.float32
    facts = {name: np.array(value, types.get(name)) for name, value in _facts(trace).items()}
    if made:
        facts[MADE] = np.array(json.dumps(made))
    file = io.BytesIO()
    arrays: dict[str, Any] = {**facts, **_arrays(trace, extras)}  # else taken for savez's own flag
    np.savez_compressed(file, **arrays)
    return file.getvalue()


def to_csv(trace: SentenceTrace, extras: Extras = NOTHING, made: Made = UNSAID) -> bytes:  # noqa: ARG001 - it stands beside
    """Return the trace as CSV in long form, one number a line.

    Columns: token (normal form), step (row t, from 0), quantity, unit (from 0; empty for
    one number per token), value. A quantity with one row of units for each earlier token s
    is spelled name[s].

    Args:
        trace: the recorded run.
        extras: further arrays by code name, (T, ...); single numbers have no row: `facts_beside`.
        made: as for the other formats; it has no row either.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_long_rows(trace, extras))
    return file.getvalue().encode()


def beside(path: Path) -> Path:
    """Return where that stands which a CSV has no row for: "run.csv.json" beside "run.csv"."""
    return path.with_name(f"{path.name}.json")


def facts_beside(trace: SentenceTrace, extras: Extras = NOTHING, made: Made = UNSAID) -> bytes:
    """Return what a CSV has no row for, as one JSON object.

    Args:
        trace: the recorded run.
        extras: as for `to_csv`; the single numbers among them.
        made: what it was made with.

    Raises:
        InputError: a number is infinite or none at all, which JSON cannot hold.
    """
    single = {name: part for name, part in extras.items() if not part.ndim}
    check_finite({**single, "p_before": np.array(trace.p_before)})
    numbers = {name: _shortest(part).tolist() for name, part in single.items()}
    return json.dumps({**_facts(trace, made), **numbers}, allow_nan=False).encode() + b"\n"


def check_finite(arrays: Mapping[str, Array]) -> None:
    """Refuse what JSON cannot hold.

    Raises:
        InputError: with the first number that is infinite or none at all, and its place.
    """
    for name, array in arrays.items():
        if not np.isfinite(array).all():
            place = np.argwhere(~np.isfinite(array))[0].tolist()
            at = f" at {place}" if place else ""
            message = f"{name} is {array[tuple(place)]}{at}, which JSON cannot hold"
            raise InputError(message, remedy="write an .npz")


class Write(Protocol):
    """One of the three functions above."""

    def __call__(
        self, trace: SentenceTrace, extras: Extras = NOTHING, made: Made = UNSAID
    ) -> bytes:
        """Return the file's content."""


FORMATS: dict[str, Write] = {
    ".json": to_json,
    ".npz": to_npz,
    ".csv": to_csv,
}


def by_layer(traces: Iterable[LayerTrace]) -> dict[str, Array]:
    """Return the quantities of every layer and direction of a run, for `np.savez(file, **found)`.

    Args:
        traces: as `core.record.record` returns them.

    Returns:
        Arrays by code name and torch's name for the layer: "c_l0", "c_l0_reverse", "c_l1", ...
    """
    return {
        f"{name}_{suffix_of(trace.layer, trace.order)}": array
        for trace in traces
        for name, array in trace.arrays().items()
    }


def format_of(path: Path, also: Iterable[str] = ()) -> Write:
    """Return the function that writes the format which a file's name ends in.

    Args:
        path: the file, which need not exist.
        also: endings that the caller knows beside these; only named where there is no format.

    Raises:
        InputError: there is no such format.
    """
    write = FORMATS.get(path.suffix.lower())
    if write is None:
        remedy = f"give a file that ends in {', '.join((*FORMATS, *also))}"
        raise InputError("its name does not say in which format", where=path, remedy=remedy)
    return write


def _arrays(trace: SentenceTrace, extras: Extras) -> dict[str, Array]:
    """Return the recorded quantities, those of the layer looked at first, and what was added."""
    others = by_layer(layer for layer in trace.layers if layer is not trace.layer)
    return {**trace.arrays(), **others, **extras}


def _facts(trace: SentenceTrace, made: Made = UNSAID) -> dict[str, Any]:
    """Return what belongs to the trace beside its quantities."""
    return {
        **({MADE: dict(made)} if made else {}),
        "text": trace.text,
        "model": trace.model,
        "layer": trace.layer.layer,
        "order": trace.layer.order,
        "tokens": [token.text for token in trace.tokens],
        "start": [token.start for token in trace.tokens],
        "end": [token.end for token in trace.tokens],
        "known": trace.known.tolist(),
        "n_cut": trace.n_cut,
        "p_before": float(_shortest(np.array(trace.p_before, np.float32))),
    }


def _shortest(array: Array) -> Array:
    """Return the float64 whose shortest spelling names the same float32 (0.1, not 0.1000000015)."""
    exact: Array = array.astype(np.str_).astype(np.float64)
    return exact


def _long_rows(
    trace: SentenceTrace, extras: Extras
) -> Iterator[tuple[str, int, str, int | str, Any]]:
    """Yield the rows of the long form, token by token."""
    arrays = _arrays(trace, extras)
    quantities = {"known": trace.known.astype(int), **arrays}
    for t, token in enumerate(trace.tokens):
        for name, array in quantities.items():
            if array.ndim:
                for spelled, unit, value in _cells(name, array[t]):
                    yield token.text, t, spelled, unit, value


def _cells(name: str, row: Array) -> Iterator[tuple[str, int | str, Any]]:
    """Yield quantity, unit and value of one token's number, vector or rows of earlier tokens."""
    if row.ndim == 0:
        yield name, "", row
    elif row.ndim == 1:
        yield from ((name, unit, value) for unit, value in enumerate(row))
    else:
        for s, earlier in enumerate(row):
            yield from _cells(f"{name}[{s}]", earlier)
