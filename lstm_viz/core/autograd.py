"""The same gradients by torch: the run once more, differentiable, and `torch.autograd.grad`.

The reference for the pass written by hand. Wherever a gradient is wanted a zero is added;
the gradient with respect to that zero is the gradient there. Nothing of the model changes.
"""

from dataclasses import fields

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits

from lstm_viz.core.cell import Matrix
from lstm_viz.core.checkpoint import LoadedModel
from lstm_viz.core.gradient_trace import LstmGradients, RnnGradients, SentenceGradients
from lstm_viz.core.gradients import LAST, Gradients, Traces, check_run, directions
from lstm_viz.core.rerun import Zeros, rerun
from lstm_viz.core.target import Target
from lstm_viz.core.trace import LstmTrace, RnnTrace, SentenceTrace

_LIKE = {"grad_h_from_head": "h", "grad_h_from_next": "h"}
_LIKE |= {"grad_c_from_h": "c", "grad_c_from_next": "c"}


@torch.enable_grad()
def autograd_gradients(module: nn.LSTM | nn.RNN, traces: Traces, from_head: Matrix) -> Gradients:
    """Run the layers again from their recorded input and let autograd go back.

    Args:
        module: the module that was recorded. Read only.
        traces: what `record` returned for it.
        from_head: dL/d(output) of the top layer, (T, D * P).

    Returns:
        As `backpropagate`; all of it, from the forward run to the gradients, is torch's work.

    Raises:
        ValueError: the traces are not of this module, or `from_head` has another shape.
    """
    check_run(module, traces, from_head)
    x, zeros, unread = torch.from_numpy(traces[0].x), list(map(_zeros_for, traces)), iter(traces)
    for layer in range(module.num_layers):
        outputs = []
        for weights, reverse in directions(module, layer):
            here = zeros[layer * (1 + module.bidirectional) + reverse]
            outputs.append(rerun(weights, next(unread), here, x, reverse=reverse))
        x = torch.cat(outputs, dim=1)  # (T, D * P)
    loss = (x * torch.from_numpy(from_head).to(x.dtype)).sum()
    return tuple(_gradients(loss, here) for here in zeros)


def autograd_sentence_gradients(
    loaded: LoadedModel, trace: SentenceTrace, target: Target = LAST
) -> SentenceGradients:
    """Give what `sentence_gradients` gives, by autograd alone.

    Args:
        loaded: the model that read the sentence; not changed.
        trace: its record, T tokens.
        target: what is differentiated.

    Raises:
        ValueError: the sentence has no such token, or the trace is another model's.
    """
    row = target.row(len(trace.tokens))
    from_head = np.zeros_like(trace.layer.h)  # (T, H)
    h = torch.zeros(loaded.model.n_hidden) if row is None else torch.from_numpy(trace.layer.h[row])
    with torch.enable_grad():
        at = h.detach().requires_grad_()
        loss = loaded.model.states_to_logit(at)
        if target.label is not None:
            loss = binary_cross_entropy_with_logits(loss, torch.tensor(float(target.label)))
    if row is not None:
        from_head[row] = torch.autograd.grad(loss, [at])[0].numpy()
    (layer,) = autograd_gradients(loaded.model.recurrent, (trace.layer,), from_head)
    return SentenceGradients(target, loss.item(), layer)


def _zeros_for(trace: LstmTrace | RnnTrace) -> Zeros:
    """Make a zero for every gradient of a record, under its name, (T, .) each."""
    kind = LstmGradients if isinstance(trace, LstmTrace) else RnnGradients
    arrays = trace.arrays()
    like = {f.name: _LIKE.get(f.name, f.name.removeprefix("grad_")) for f in fields(kind)}
    return {
        name: torch.from_numpy(np.zeros_like(arrays[code])).requires_grad_()
        for name, code in like.items()
    }


def _gradients(loss: Tensor, zeros: Zeros) -> LstmGradients | RnnGradients:
    """Ask autograd for the gradient at every zero."""
    if loss.requires_grad:  # else there is no token
        found = torch.autograd.grad(
            loss, list(zeros.values()), retain_graph=True, materialize_grads=True
        )
        zeros = dict(zip(zeros, found, strict=True))
    arrays = {name: part.numpy(force=True) for name, part in zeros.items()}
    return LstmGradients(**arrays) if "grad_c" in arrays else RnnGradients(**arrays)
