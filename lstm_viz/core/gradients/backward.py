"""Gradients at every step and unit: of any layer, and of the sentiment models.

Backpropagation through time, by hand and in NumPy, on a recorded run: Werbos (1990) for the
method, Hochreiter & Schmidhuber (1997) and Gers, Schmidhuber & Cummins (2000) for the cell; the
whole gradient, nothing truncated (the 1997 paper cut it at the gates).

The local derivatives of one step come first; every gradient and every path is made of them. They
follow from the six equations of `cell.py` and sigma' = sigma (1 - sigma), tanh' = 1 - tanh^2.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lstm_viz.core.gradients.target import Target
from lstm_viz.core.gradients.trace import (
    LayerGradients,
    LstmGradients,
    RnnGradients,
    SentenceGradients,
)
from lstm_viz.core.network import Network, RecurrentModule, network_of
from lstm_viz.core.trace import (
    GATES,
    Array,
    GruTrace,
    LayerTrace,
    LstmTrace,
    RnnTrace,
    SentenceTrace,
    kind_of,
)
from lstm_viz.core.weights import CellWeights, Matrix, Vector
from lstm_viz.errors import InputError


def gate_slopes(trace: LstmTrace) -> Array:
    """Return how a gate's pre-activation moves what the gate acts on.

    Args:
        trace: the recorded run, T rows.

    Returns:
        dC/dz of i f g at a fixed C before, and d(o * tanh(C))/dz of o at a fixed C, stacked
        in this order, (T, 4, H).
    """
    i, f, g, o = trace.i, trace.f, trace.g, trace.o
    slopes: Array = np.empty((len(i), 4, i.shape[1]), i.dtype)
    slopes[:, 0] = trace.g * i * (1 - i)
    slopes[:, 1] = trace.c_prev * f * (1 - f)
    slopes[:, 2] = i * (1 - g * g)
    slopes[:, 3] = trace.tanh_c * o * (1 - o)
    return slopes


def exposure(trace: LstmTrace) -> Array:
    """Return d(o * tanh(C))/dC = o * (1 - tanh(C)^2), (T, H), 0...1."""
    exposed: Array = trace.o * (1 - trace.tanh_c * trace.tanh_c)
    return exposed


@dataclass(frozen=True, slots=True)
class _Rows:
    """The record of the backward pass while it is written."""

    grad_h: Matrix  # (T, P); holds what comes from the head until step t
    h_from_next: Matrix  # (T, P)
    grad_c: Matrix  # (T, H)
    c_from_h: Matrix  # (T, H)
    c_from_next: Matrix  # (T, H)
    grad_pre: Matrix  # (T, 4, H); holds the slopes until step t


def lstm_backward(
    trace: LstmTrace, weights: CellWeights, from_head: Matrix, from_cell: Matrix | None = None
) -> LstmGradients:
    """Carry the gradient back through one LSTM layer in one direction.

    At every step, beginning with the one read last, z stacking the pre-activations i f g o:

        dL/dh_t = from the head + U^T dL/dz_next
        dL/dC_t = dL/dh_t * o_t * (1 - tanh(C_t)^2) + f_next * dL/dC_next
        dL/dz_t = dL/dC_t * (g i (1-i), C_prev f (1-f), i (1-g^2)) and dL/dh_t * tanh(C) o (1-o)
        dL/dx_t = W^T dL/dz_t

    A projection R stands between o * tanh(C) and h: lines two and three take R^T dL/dh_t.

    Args:
        trace: the recorded run, T rows.
        weights: the layer's weights.
        from_head: what arrives at each h from outside the layer, (T, P), any range.
        from_cell: what arrives at each C from outside, (T, H); nothing if absent.

    Returns:
        The gradients, T rows each, in the precision of the trace, and those of the states before.
    """
    n_steps, n_hidden = trace.c.shape
    h_from_next = np.empty_like(trace.h)  # (T, P)
    grad_c, c_from_h, c_from_next = np.empty((3, n_steps, n_hidden), trace.c.dtype)
    grad_h, grad_pre = from_head.astype(trace.h.dtype), gate_slopes(trace)  # copies
    rows = _Rows(grad_h, h_from_next, grad_c, c_from_h, c_from_next, grad_pre)
    exposed = exposure(trace)  # (T, H)
    waiting = np.zeros_like(trace.h, shape=trace.h.shape[1]), np.zeros_like(grad_c, shape=n_hidden)
    for t in range(n_steps)[:: -trace.order]:
        if from_cell is not None:
            waiting = waiting[0], waiting[1] + from_cell[t]
        waiting = lstm_step_back(rows, t, waiting, (exposed[t], trace.f[t]), weights)
    return LstmGradients(
        grad_h=grad_h,
        grad_h_from_head=from_head,
        grad_h_from_next=h_from_next,
        grad_c=grad_c,
        grad_c_from_h=c_from_h,
        grad_c_from_next=c_from_next,
        grad_x=grad_pre.reshape(n_steps, 4 * n_hidden) @ weights.w,
        grad_h_start=waiting[0],
        grad_c_start=waiting[1],
        **{f"grad_{gate}_pre": grad_pre[:, row] for row, gate in enumerate(GATES)},
    )


def lstm_step_back(
    rows: _Rows,
    t: int,
    waiting: tuple[Vector, Vector],
    valves: tuple[Vector, Vector],
    weights: CellWeights,
) -> tuple[Vector, Vector]:
    """Go back over token t; the results are written into row t.

    Args:
        rows: the record.
        t: the token, 0...T-1.
        waiting: what the next step sends to h_t and C_t, (P,) and (H,).
        valves: o * (1 - tanh(C)^2) and f of this step, each (H,), 0...1.
        weights: the layer's weights.

    Returns:
        What this step sends to the h and C before it, (P,) and (H,).
    """
    rows.h_from_next[t], rows.c_from_next[t] = waiting
    shown = rows.grad_h[t]
    shown += waiting[0]
    if weights.projection is not None:
        shown = shown @ weights.projection
    from_h = np.multiply(shown, valves[0], out=rows.c_from_h[t])
    grad_c = np.add(from_h, waiting[1], out=rows.grad_c[t])
    grad_pre = rows.grad_pre[t]
    grad_pre[:3] *= grad_c  # i f g make the memory
    grad_pre[3] *= shown  # o shows it
    return grad_pre.reshape(-1) @ weights.u, valves[1] * grad_c


def rnn_backward(trace: RnnTrace, weights: CellWeights, from_head: Matrix) -> RnnGradients:
    """Carry the gradient back through one plain RNN layer (Elman 1990) in one direction.

    dL/dh_t = from the head + U^T dL/dz_next;  dL/dz_t = dL/dh_t * a'(z_t);
    dL/dx_t = W^T dL/dz_t; z is the pre-activation, a tanh as a rule (Werbos 1990).

    Args:
        trace: the recorded run, T rows.
        weights: the layer's weights.
        from_head: what arrives at each h from outside the layer, (T, H), any range.

    Returns:
        The gradients, T rows each, in the precision of the trace.
    """
    from_next, grad_h = np.empty((2, *trace.h.shape), trace.h.dtype)
    grad_pre = rnn_slopes(trace)  # (T, H); the slope until step t
    waiting = np.zeros_like(grad_h, shape=trace.h.shape[1])
    for t in range(len(grad_h))[:: -trace.order]:
        from_next[t] = waiting
        grad_pre[t] *= np.add(from_head[t], waiting, out=grad_h[t])
        waiting = grad_pre[t] @ weights.u
    return RnnGradients(grad_h, from_head, from_next, grad_pre @ weights.w, grad_pre, waiting)


def rnn_slopes(trace: RnnTrace) -> Array:
    """Return the derivative of a plain RNN's activation at every step, (T, H).

    Relu's is 0 at 0 and 1 at NaN, as torch has it.
    """
    if trace.activation == "tanh":
        slopes: Array = 1 - trace.h * trace.h
        return slopes
    if trace.activation == "identity":
        return np.ones_like(trace.pre)
    return (~(trace.pre <= 0)).astype(trace.pre.dtype)


Traces = Sequence[LayerTrace]
Gradients = tuple[LayerGradients, ...]
LAST = Target()


def backpropagate(
    source: Network | RecurrentModule,
    traces: Traces,
    from_head: Matrix,
    from_cells: Sequence[Matrix | None] = (),
) -> Gradients:
    """Carry a gradient back through every layer and direction of a recorded run.

    Args:
        source: the module or network that was recorded, LSTM or plain RNN. Read only.
        traces: what `record` returned for it, with its initial states.
        from_head: dL/d(output) of the top layer, (T, D * P): forwards, then backwards; any range.
        from_cells: of an LSTM, what arrives at the cell states themselves, (T, H) for each layer
            and direction in the order of the traces, None for nothing; nothing at all if absent.

    Returns:
        One record for each layer and direction in the order of the traces and in their
        precision. `grad_x` is what comes through that direction; where there are two, dL/dx
        is their sum.

    Raises:
        InputError: the traces are not of this network, a gradient has another shape, or it is a
            GRU, whose gradients are not worked out here.
    """
    network = network_of(source)
    check_run(network, traces, from_head)
    if not all(_is_of(one, network.cell_of(one)) for one in traces):
        raise InputError(NOT_OF_THIS)
    check_cells(traces, from_cells)
    return _back_through(network, traces, from_head, from_cells)


def check_cells(traces: Traces, from_cells: Sequence[Matrix | None]) -> None:
    """Refuse gradients that cannot arrive at the cell states of a run.

    Raises:
        InputError: with the first of them.
    """
    if from_cells and len(from_cells) != len(traces):
        message = f"There are {len(traces)} layers and directions; these are {len(from_cells)}."
        raise InputError(message)
    for trace, part in zip(traces, from_cells, strict=False):
        expected = trace.c.shape if isinstance(trace, LstmTrace) else None
        if part is not None and part.shape != expected:
            message = f"A gradient of shape {expected} arrives at C; this is {part.shape}."
            raise InputError(message)


def _back_through(
    network: Network,
    traces: Traces,
    from_head: Matrix,
    from_cells: Sequence[Matrix | None] = (),
) -> Gradients:
    """Carry a gradient back, whatever the weights are now: the checks have to see a changed one.

    Args:
        network: what was recorded.
        traces: its record, found by `check_run` to fit.
        from_head: as for `backpropagate`.
        from_cells: as for `backpropagate`.
    """
    from_head = from_head.astype(traces[0].h.dtype, copy=False)
    n_directions = network.n_directions
    cells = from_cells or [None] * len(traces)
    found: list[LayerGradients] = []
    for layer in reversed(range(len(network.layers))):
        here = slice(layer * n_directions, (layer + 1) * n_directions)
        parts = np.split(from_head, n_directions, axis=1)
        both = [
            layer_backward(trace, network.cell_of(trace), part, cell)
            for trace, part, cell in zip(traces[here], parts, cells[here], strict=True)
        ]
        found[:0] = both
        from_head = np.sum([one.grad_x for one in both], axis=0)
    return tuple(found)


NOT_OF_THIS = "These traces are not of this network."


def check_run(network: Network, traces: Traces, from_head: Matrix) -> None:
    """Refuse traces of another network and a gradient of another shape.

    Raises:
        InputError: one of the two.
    """
    places = [(layer, order) for layer, order, _ in network.runs()]
    fits = [(one.layer, one.order) for one in traces] == places and all(
        kind_of(one) == network.kind and one.h.shape[1] == network.n_outputs for one in traces
    )
    if not fits:
        raise InputError(NOT_OF_THIS)
    expected = len(traces[0].h), network.n_directions * network.n_outputs
    if from_head.shape != expected:
        message = f"A gradient of shape {expected} arrives at the top; this is {from_head.shape}."
        raise InputError(message)


def _is_of(trace: LayerTrace, weights: CellWeights) -> bool:
    """Tell whether weights give what a trace recorded: its sums before squashing at one word.

    A word in the middle is worked out once more; other weights, or the same ones trained on since,
    give other sums. A GRU is left to its own refusal.
    """
    if isinstance(trace, GruTrace) or not len(trace.h):
        return True
    t = len(trace.h) // 2
    names = [f"{gate}_pre" for gate in GATES] if isinstance(trace, LstmTrace) else ["pre"]
    recorded = np.concatenate([getattr(trace, name)[t] for name in names])
    again = weights.w @ trace.x[t] + weights.u @ trace.h_prev[t] + weights.b
    tolerance = 1e-2 if recorded.dtype == np.float16 else 1e-4
    return np.allclose(again, recorded, atol=tolerance, rtol=tolerance, equal_nan=True)


def layer_backward(
    trace: LayerTrace, weights: CellWeights, from_head: Matrix, from_cell: Matrix | None = None
) -> LayerGradients:
    """Choose the equations by the kind of the trace.

    Raises:
        InputError: it is a GRU's.
    """
    if isinstance(trace, LstmTrace):
        return lstm_backward(trace, weights, from_head, from_cell)
    if isinstance(trace, RnnTrace):
        return rnn_backward(trace, weights, from_head)
    message = "the gradients of a GRU are not worked out here: take an LSTM or a plain RNN"
    raise InputError(message)


def sentence_gradients(
    network: Network, trace: SentenceTrace, target: Target = LAST
) -> SentenceGradients:
    """Give the gradients of a verdict, or of a loss, at every step and unit.

    Args:
        network: the model that read the sentence; not changed.
        trace: its record, T tokens.
        target: what is differentiated; the last verdict's logit if absent.

    Returns:
        The gradients in float32, T rows each; zeros after the target's token. After no token
        at all, L is that of an empty memory and there are no rows.

    Raises:
        InputError: the sentence has no such token, or the trace is another model's.
    """
    value, from_head = head_gradient(network, trace, target)
    check_run(network, trace.layers, from_head)
    layers = _back_through(network, trace.layers, from_head)
    return SentenceGradients(target, value, layers, trace.shown)


def head_gradient(network: Network, trace: SentenceTrace, target: Target) -> tuple[float, Matrix]:
    """Give L, and dL/dh as it comes from the head: dL/dlogit * w at the target's step, else 0.

    Args:
        network: the model that read the sentence.
        trace: its record, T tokens.
        target: what is differentiated.

    Returns:
        L and the gradient that arrives at the top layer's outputs, (T, P).

    Raises:
        InputError: the sentence has no such token.
    """
    row, head = target.row(len(trace.tokens)), network.verdict_head()
    from_head = np.zeros_like(trace.layers[-1].h)  # (T, P)
    if row is None:  # h = 0: the head's bias alone
        value, _ = target.value_and_slope(head.bias)
        return value, from_head
    value, slope = target.value_and_slope(float(trace.logit[row]))
    from_head[row] = slope * head.weight
    return value, from_head
