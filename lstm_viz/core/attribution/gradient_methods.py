"""Which word did it, from the gradient of the final logit on the word vectors."""

import numpy as np
import torch
from torch import Tensor

from lstm_viz.core.attribution.scores import Attribution, final_logit
from lstm_viz.core.models.modules import recurrent_of
from lstm_viz.core.network import Network
from lstm_viz.core.trace import SentenceTrace

REFINED = (128, 512, 1024)  # points of the quadrature, the next only if the last do not do
NEAR = 1e-3  # of a logit
N_STEPS = 128  # points of the quadrature along the path


def gradient_x_input(network: Network, trace: SentenceTrace) -> Attribution:
    """Score each word by the gradient on its vector, times the vector.

    Source: Denil, Demiraj & de Freitas (2014), "Extraction of Salient Sentences from
    Labelled Documents": dL/dx . x, L the final logit.

    Args:
        network: the model that made the trace.
        trace: its reading of a sentence.

    Returns:
        Scores (T,) in units of the logit; they promise no sum.
    """
    x = torch.tensor(trace.layers[0].x)[None]  # (1, T, E)
    _, gradient = _logits_and_gradients(network, x)
    return Attribution(
        name="gradient_x_input",
        scores=(gradient * x).sum(-1)[0].double().numpy(),
        parts={},
        should=final_logit(network, trace),
        promise="none",
        description="The slope of the logit along the word's vector, times the vector: what a "
        "small change would do, drawn on to zero (Denil, Demiraj & de Freitas 2014).",
    )


def integrated_gradients(
    network: Network, trace: SentenceTrace, n_steps: int = N_STEPS
) -> Attribution:
    """Score each word by the gradient averaged on the way from zero vectors to the sentence.

    Source: Sundararajan, Taly & Yan (2017), "Axiomatic Attribution for Deep Networks",
    equation 1, with a Gauss-Legendre quadrature. Baseline: the zero vector for each word.

    Args:
        network: the model that made the trace.
        trace: its reading of a sentence.
        n_steps: points of the quadrature.

    Returns:
        Scores (T,) in units of the logit and the part "baseline", the logit of T zero
        vectors. Their sum misses the logit by the error of the quadrature.
    """
    x = torch.tensor(trace.layers[0].x)  # (T, E)
    places, shares = np.polynomial.legendre.leggauss(n_steps)  # on -1...1
    alpha = torch.from_numpy((1 + places) / 2).float()[:, None, None]
    _, gradients = _logits_and_gradients(network, alpha * x)  # (n_steps, T, E)
    mean = torch.einsum("n,nte->te", torch.from_numpy(shares / 2), gradients.double())
    baseline, _ = _logits_and_gradients(network, torch.zeros_like(x)[None])
    return Attribution(
        name="integrated_gradients",
        scores=(mean * x).sum(-1).numpy(),
        parts={"baseline": float(baseline[0])},
        should=final_logit(network, trace),
        promise="approximate",
        description="The slope along the word's vector, averaged while all vectors grow from zero, "
        "times the vector (Sundararajan, Taly & Yan 2017); the rest is the logit of zero vectors.",
    )


def refined_integrated_gradients(network: Network, trace: SentenceTrace) -> Attribution:
    """Take more points where the sum misses the logit by more than `NEAR`, up to a thousand.

    Where the verdict jumps on the way from zero vectors to the sentence, which long sentences
    do, no number of points of this kind helps: the gap stays and is to be shown.

    Args:
        network: the model that made the trace.
        trace: its reading of a sentence.
    """
    for n_steps in REFINED:
        found = integrated_gradients(network, trace, n_steps)
        if abs(found.adds_up_to - found.should) <= NEAR:
            break
    return found


@torch.enable_grad()
def _logits_and_gradients(network: Network, x: Tensor) -> tuple[Tensor, Tensor]:
    """Return the final logits of sentences of vectors, and their gradients on the vectors.

    Args:
        network: the model; its weights take no gradient.
        x: B sentences of one length, (B, T, E).

    Returns:
        Logits (B,) and gradients (B, T, E).
    """
    head = network.verdict_head()
    if x.shape[1] == 0:
        return torch.full(x.shape[:1], head.bias), torch.zeros_like(x)
    leaf = x.detach().requires_grad_()
    h, _ = recurrent_of(network)(leaf)  # (B, T, P)
    logits = h[:, -1] @ torch.from_numpy(head.weight) + head.bias
    (gradients,) = torch.autograd.grad(logits.sum(), leaf)
    return logits.detach(), gradients
