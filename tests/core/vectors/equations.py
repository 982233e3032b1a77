"""The equations in torch's documentation of nn.LSTM, nn.GRU and nn.RNN, one number at a time.

Nothing but Python's own floats and loops, and the documentation's names: weight_ih_l[k] holds
W_ii, W_if, W_ig, W_io one below the other, and so on. Of a module only its options and its weights
are read.
"""

from collections.abc import Mapping, Sequence
from math import exp, tanh

from torch import nn

Row = list[float]
Step = dict[str, Row]  # what one step gives, by the letters of the equations

GATES = {"LSTM": "ifgo", "GRU": "rzn", "RNN": "h"}


def sigmoid(z: float) -> float:
    return 1 / (1 + exp(-z))


def relu(z: float) -> float:
    return z if z > 0 else 0.0


def dot(row: Sequence[float], vector: Sequence[float]) -> float:
    return sum((a * b for a, b in zip(row, vector, strict=True)), 0.0)


class Cell:
    """The weights of one layer in one direction, cut into gates."""

    def __init__(self, module: nn.RNNBase, suffix: str) -> None:
        self.name = type(module).__name__
        self.n_hidden = module.hidden_size
        self.squash = relu if getattr(module, "nonlinearity", "tanh") == "relu" else tanh
        weights = module.state_dict()
        self.w = weights[f"weight_ih_{suffix}"].tolist()
        self.u = weights[f"weight_hh_{suffix}"].tolist()
        none = [0.0] * len(self.w)
        self.b_w = weights[f"bias_ih_{suffix}"].tolist() if module.bias else none
        self.b_u = weights[f"bias_hh_{suffix}"].tolist() if module.bias else none
        self.w_hr = weights[f"weight_hr_{suffix}"].tolist() if module.proj_size else None

    def from_x(self, gate: str, x: Row) -> Row:
        """Return W_i. x + b_i. of one gate."""
        return [dot(self.w[row], x) + self.b_w[row] for row in self._rows(gate)]

    def from_h(self, gate: str, h: Row) -> Row:
        """Return W_h. h + b_h. of one gate."""
        return [dot(self.u[row], h) + self.b_u[row] for row in self._rows(gate)]

    def sums(self, gate: str, x: Row, h: Row) -> Row:
        """Return the sum of the two."""
        return [a + b for a, b in zip(self.from_x(gate, x), self.from_h(gate, h), strict=True)]

    def _rows(self, gate: str) -> range:
        first = GATES[self.name].index(gate) * self.n_hidden
        return range(first, first + self.n_hidden)

    def step(self, x: Row, before: Mapping[str, Row]) -> Step:
        """Read one token from the state before it."""
        return {"LSTM": self._lstm, "GRU": self._gru, "RNN": self._rnn}[self.name](x, before)

    def _lstm(self, x: Row, before: Mapping[str, Row]) -> Step:
        z = {gate: self.sums(gate, x, before["h"]) for gate in "ifgo"}
        i, f, o = ([sigmoid(number) for number in z[gate]] for gate in "ifo")
        g = [tanh(number) for number in z["g"]]
        units = range(self.n_hidden)
        c = [f[j] * before["c"][j] + i[j] * g[j] for j in units]
        h = [o[j] * tanh(c[j]) for j in units]
        if self.w_hr is not None:
            h = [dot(row, h) for row in self.w_hr]
        return {"i": i, "f": f, "g": g, "o": o, "c": c, "h": h}

    def _gru(self, x: Row, before: Mapping[str, Row]) -> Step:
        of_x = {gate: self.from_x(gate, x) for gate in "rzn"}
        of_h = {gate: self.from_h(gate, before["h"]) for gate in "rzn"}
        units = range(self.n_hidden)
        r = [sigmoid(of_x["r"][j] + of_h["r"][j]) for j in units]
        z = [sigmoid(of_x["z"][j] + of_h["z"][j]) for j in units]
        n = [tanh(of_x["n"][j] + r[j] * of_h["n"][j]) for j in units]
        h = [(1 - z[j]) * n[j] + z[j] * before["h"][j] for j in units]
        return {"r": r, "z": z, "n": n, "h": h}

    def _rnn(self, x: Row, before: Mapping[str, Row]) -> Step:
        return {"h": [self.squash(number) for number in self.sums("h", x, before["h"])]}


def evaluated(
    module: nn.RNNBase, x: list[Row], starts: Sequence[Mapping[str, Row]]
) -> list[list[Step]]:
    """Read one sequence.

    Args:
        module: for its options and weights; dropout does not act, as in `eval`.
        x: the sequence.
        starts: h and, of an LSTM, c before the first step, for each layer and direction.

    Returns:
        For each layer and direction, in torch's order, the steps in the order of the tokens.
    """
    suffixes = ("", "_reverse") if module.bidirectional else ("",)
    found: list[list[Step]] = []
    for layer in range(module.num_layers):
        for suffix in suffixes:
            cell, steps = Cell(module, f"l{layer}{suffix}"), dict[int, Step]()
            state = starts[len(found)]
            for t in reversed(range(len(x))) if suffix else range(len(x)):
                steps[t] = state = cell.step(x[t], state)
            found.append([steps[t] for t in range(len(x))])
        here = found[-len(suffixes) :]
        x = [[number for one in here for number in one[t]["h"]] for t in range(len(x))]
    return found
