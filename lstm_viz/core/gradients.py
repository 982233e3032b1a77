"""Gradients at every step and unit: of any torch layer, and of the sentiment models."""

from collections.abc import Iterator, Sequence

import numpy as np
from torch import nn

from lstm_viz.core.bptt import lstm_backward, rnn_backward
from lstm_viz.core.cell import CellWeights, Matrix
from lstm_viz.core.checkpoint import LoadedModel
from lstm_viz.core.gradient_trace import LstmGradients, RnnGradients, SentenceGradients
from lstm_viz.core.target import Target
from lstm_viz.core.trace import LstmTrace, RnnTrace, SentenceTrace

Traces = Sequence[LstmTrace | RnnTrace]
Gradients = tuple[LstmGradients | RnnGradients, ...]
LAST = Target()


def backpropagate(module: nn.LSTM | nn.RNN, traces: Traces, from_head: Matrix) -> Gradients:
    """Carry a gradient back through every layer and direction of a recorded run.

    Args:
        module: the module that was recorded. Read only.
        traces: what `record` returned for it, with its initial states.
        from_head: dL/d(output) of the top layer, (T, D * P): forward, then reverse; any range.

    Returns:
        One record for each layer and direction in the order of the traces and in their
        precision. `grad_x` is what comes through that direction; where there are two, dL/dx
        is their sum.

    Raises:
        ValueError: the traces are not of this module, or `from_head` has another shape.
    """
    check_run(module, traces, from_head)
    from_head = from_head.astype(traces[0].h.dtype, copy=False)
    n_directions = 1 + module.bidirectional
    found: list[LstmGradients | RnnGradients] = []
    for layer in reversed(range(module.num_layers)):
        here = slice(layer * n_directions, (layer + 1) * n_directions)
        parts = np.split(from_head, n_directions, axis=1)
        both = [
            _layer_backward(trace, weights, part, reverse=reverse)
            for trace, (weights, reverse), part in zip(
                traces[here], directions(module, layer), parts, strict=True
            )
        ]
        found[:0] = both
        from_head = np.sum([one.grad_x for one in both], axis=0)
    return tuple(found)


def directions(module: nn.RNNBase, layer: int) -> Iterator[tuple[CellWeights, bool]]:
    """Yield the weights of each direction of a layer, and whether it reads right to left."""
    for reverse in (False, True)[: 1 + module.bidirectional]:
        yield CellWeights.of(module, f"l{layer}" + "_reverse" * reverse), reverse


def check_run(module: nn.LSTM | nn.RNN, traces: Traces, from_head: Matrix) -> None:
    """Refuse traces of another module and a gradient of another shape.

    Raises:
        ValueError: one of the two.
    """
    n_directions = 1 + module.bidirectional
    kind = LstmTrace if isinstance(module, nn.LSTM) else RnnTrace
    size = module.proj_size or module.hidden_size
    fits = len(traces) == module.num_layers * n_directions and all(
        isinstance(trace, kind) and trace.h.shape[1] == size for trace in traces
    )
    if not fits:
        message = "These traces are not of this module."
        raise ValueError(message)
    expected = len(traces[0].h), n_directions * size
    if from_head.shape != expected:
        message = f"A gradient of shape {expected} arrives at the top; this is {from_head.shape}."
        raise ValueError(message)


def _layer_backward(
    trace: LstmTrace | RnnTrace, weights: CellWeights, from_head: Matrix, *, reverse: bool
) -> LstmGradients | RnnGradients:
    """Choose the equations by the kind of the trace."""
    if isinstance(trace, LstmTrace):
        return lstm_backward(trace, weights, from_head, reverse=reverse)
    return rnn_backward(trace, weights, from_head, reverse=reverse)


def sentence_gradients(
    loaded: LoadedModel, trace: SentenceTrace, target: Target = LAST
) -> SentenceGradients:
    """Give the gradients of a verdict, or of a loss, at every step and unit.

    Args:
        loaded: the model that read the sentence; not changed.
        trace: its record, T tokens.
        target: what is differentiated; the last verdict's logit if absent.

    Returns:
        The gradients in float32, T rows each; zeros after the target's token. After no token
        at all, L is that of an empty memory and there are no rows.

    Raises:
        ValueError: the sentence has no such token, or the trace is another model's.
    """
    value, from_head = head_gradient(loaded, trace, target)
    (layer,) = backpropagate(loaded.model.recurrent, (trace.layer,), from_head)
    return SentenceGradients(target, value, layer)


def head_gradient(
    loaded: LoadedModel, trace: SentenceTrace, target: Target
) -> tuple[float, Matrix]:
    """Give L, and dL/dh as it comes from the head: dL/dlogit * w at the target's step, else 0.

    Args:
        loaded: the model that read the sentence.
        trace: its record, T tokens.
        target: what is differentiated.

    Returns:
        L and the gradient that arrives at the layer's outputs, (T, H).

    Raises:
        ValueError: the sentence has no such token.
    """
    row = target.row(len(trace.tokens))
    from_head = np.zeros_like(trace.layer.h)  # (T, H)
    if row is None:  # h = 0: the head's bias alone
        value, _ = target.value_and_slope(float(loaded.model.head.bias.detach()[0]))
        return value, from_head
    value, slope = target.value_and_slope(float(trace.logit[row]))
    from_head[row] = slope * loaded.model.head.weight.numpy(force=True)[0]
    return value, from_head
