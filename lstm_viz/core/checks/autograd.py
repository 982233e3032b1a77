"""The same gradients by torch: the run once more, differentiable, and `torch.autograd.grad`.

The reference for the pass written by hand. Wherever a gradient is wanted a zero is added;
the gradient with respect to that zero is the gradient there. Nothing of the model changes.

It is a witness: the run is written in torch, apart from `cell.py`, the same equations in the same
order, so that the two can check each other.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits

from lstm_viz.core.gradients.backward import LAST, Gradients, Traces, check_run
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
    Activation,
    LayerTrace,
    LstmTrace,
    Order,
    RnnTrace,
    SentenceTrace,
)
from lstm_viz.core.weights import CellWeights, Matrix
from lstm_viz.errors import InputError

Zeros = dict[str, Tensor]
_SQUASH: Mapping[Activation, Callable[[Tensor], Tensor]] = {
    "tanh": torch.tanh,
    "relu": torch.relu,
    "identity": torch.clone,
}


def rerun(weights: CellWeights, trace: LayerTrace, zero: Zeros, x: Tensor) -> Tensor:
    """Read the inputs once more with one layer in one direction.

    Args:
        weights: the layer's weights; what goes back to them is not followed.
        trace: the record, for the state before the first token and for the kind.
        zero: added where a gradient is wanted, by the gradient's name, (T, .) each.
        x: the inputs, (T, E).

    Returns:
        h after each token, in the order of the tokens, (T, P).

    Raises:
        InputError: the trace is a GRU's.
    """
    if isinstance(trace, LstmTrace):
        output = _rerun_lstm(weights, trace, zero, x)
    elif isinstance(trace, RnnTrace):
        output = _rerun_rnn(weights, trace, zero, x)
    else:
        message = "a GRU is not run again here: take an LSTM or a plain RNN"
        raise InputError(message)
    nothing = torch.tensor(trace.h[:0])
    return torch.cat([nothing, *(output[t][None] for t in sorted(output))])


def _rerun_lstm(
    weights: CellWeights, trace: LstmTrace, zero: Zeros, x: Tensor
) -> dict[int, Tensor]:
    """Read the inputs once more, (T, E), and return h after each token, (P,) each."""
    shares, u, projection = _weights(weights, x + zero["grad_x"])
    h_before = _start(trace.h_prev, trace.order)
    c_before = _start(trace.c_prev, trace.order)
    output = {}
    for t in range(len(x))[:: trace.order]:
        pre = (shares[t] + u @ h_before).chunk(len(GATES))
        z = [part + zero[f"grad_{gate}_pre"][t] for gate, part in zip(GATES, pre, strict=True)]
        i, f, g, o = z[0].sigmoid(), z[1].sigmoid(), z[2].tanh(), z[3].sigmoid()
        c = f * c_before + i * g + zero["grad_c"][t]
        shown = o * (c + zero["grad_c_from_h"][t]).tanh()
        h = (shown if projection is None else projection @ shown) + zero["grad_h"][t]
        output[t] = h + zero["grad_h_from_head"][t]
        h_before, c_before = h + zero["grad_h_from_next"][t], c + zero["grad_c_from_next"][t]
    return output


def _rerun_rnn(weights: CellWeights, trace: RnnTrace, zero: Zeros, x: Tensor) -> dict[int, Tensor]:
    """Read the inputs once more, (T, E), and return h after each token, (H,) each."""
    shares, u, _ = _weights(weights, x + zero["grad_x"])
    squash = _SQUASH[trace.activation]
    h_before, output = _start(trace.h_prev, trace.order), {}
    for t in range(len(x))[:: trace.order]:
        h = squash(shares[t] + u @ h_before + zero["grad_pre"][t]) + zero["grad_h"][t]
        output[t] = h + zero["grad_h_from_head"][t]
        h_before = h + zero["grad_h_from_next"][t]
    return output


def _weights(weights: CellWeights, x: Tensor) -> tuple[Tensor, Tensor, Tensor | None]:
    """Return W x + b of all steps, U and the projection as tensors."""
    w, u, b = map(torch.from_numpy, (weights.w, weights.u, weights.b))
    projection = weights.projection
    return x @ w.T + b, u, None if projection is None else torch.from_numpy(projection)


def _start(states_before: Matrix, order: Order) -> Tensor:
    """Return the state before the token that is read first; nothing where there is none."""
    rows = torch.tensor(states_before)
    return rows[0 if order == 1 else -1] if len(rows) else rows.sum(0)


_LIKE = {"grad_h_from_head": "h", "grad_h_from_next": "h"}
_LIKE |= {"grad_c_from_h": "c", "grad_c_from_next": "c"}


@torch.enable_grad()
def autograd_gradients(
    source: Network | RecurrentModule, traces: Traces, from_head: Matrix
) -> Gradients:
    """Run the layers again from their recorded input and let autograd go back.

    Args:
        source: the module or network that was recorded. Read only.
        traces: what `record` returned for it.
        from_head: dL/d(output) of the top layer, (T, D * P).

    Returns:
        As `backpropagate`; all of it, from the forward run to the gradients, is torch's work.

    Raises:
        InputError: the traces are not of this network, or `from_head` has another shape.
    """
    network = network_of(source)
    check_run(network, traces, from_head)
    x, zeros = torch.tensor(traces[0].x), list(map(_zeros_for, traces))
    for layer in range(len(network.layers)):
        here = [pair for pair in zip(traces, zeros, strict=True) if pair[0].layer == layer]
        outputs = [rerun(network.cell_of(trace), trace, zero, x) for trace, zero in here]
        x = torch.cat(outputs, dim=1)  # (T, D * P)
    loss = (x * torch.tensor(from_head).to(x.dtype)).sum()
    return tuple(_gradients(loss, here) for here in zeros)


def autograd_sentence_gradients(
    network: Network, trace: SentenceTrace, target: Target = LAST
) -> SentenceGradients:
    """Give what `sentence_gradients` gives, by autograd alone.

    Args:
        network: the model that read the sentence; not changed.
        trace: its record, T tokens.
        target: what is differentiated.

    Raises:
        InputError: the sentence has no such token, or the trace is another model's.
    """
    row = target.row(len(trace.tokens))
    head, top = network.verdict_head(), trace.layers[-1]
    from_head = np.zeros_like(top.h)  # (T, P)
    h = np.zeros_like(head.weight) if row is None else top.h[row]
    with torch.enable_grad():
        at = torch.from_numpy(h.copy()).requires_grad_()
        loss = torch.from_numpy(head.weight) @ at + head.bias
        if target.label is not None:
            loss = binary_cross_entropy_with_logits(loss, torch.tensor(float(target.label)))
    if row is not None:
        from_head[row] = torch.autograd.grad(loss, [at])[0].numpy()
    layers = autograd_gradients(network, trace.layers, from_head)
    return SentenceGradients(target, loss.item(), layers, trace.shown)


def _zeros_for(trace: LayerTrace) -> Zeros:
    """Make a zero for every gradient of a record, under its name, (T, .) each."""
    kind = LstmGradients if isinstance(trace, LstmTrace) else RnnGradients
    arrays = trace.arrays()
    names = (field.name for field in fields(kind) if not field.name.endswith("_start"))
    like = {name: _LIKE.get(name, name.removeprefix("grad_")) for name in names}
    return {
        name: torch.from_numpy(np.zeros_like(arrays[code])).requires_grad_()
        for name, code in like.items()
    }


def _gradients(loss: Tensor, zeros: Zeros) -> LayerGradients:
    """Ask autograd for the gradient at every zero."""
    if loss.requires_grad:  # else there is no token
        found = torch.autograd.grad(
            loss, list(zeros.values()), retain_graph=True, materialize_grads=True
        )
        zeros = dict(zip(zeros, found, strict=True))
    arrays = {name: part.numpy(force=True) for name, part in zeros.items()}
    return LstmGradients(**arrays) if "grad_c" in arrays else RnnGradients(**arrays)
