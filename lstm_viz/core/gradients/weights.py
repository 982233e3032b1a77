"""The gradient of the weights: the same weights used T times, so a sum of T contributions.

dL/dW = sum over t of dL/dz_t x_t^T and dL/dU = sum over t of dL/dz_t h_(t-1)^T, z the stacked
pre-activations (Werbos 1990). One contribution is an outer product of two vectors: its
Frobenius norm is the product of their norms and needs no matrix.
"""

from dataclasses import dataclass

import numpy as np

from lstm_viz.core.gradients.trace import LayerGradients, RnnGradients
from lstm_viz.core.trace import GATES, LayerTrace, LstmTrace
from lstm_viz.core.weights import Matrix, Vector

EVERY = slice(None)


@dataclass(frozen=True, slots=True)
class WeightGradient:
    """The gradient of one weight, kept as what it is made of.

    Attributes:
        arrived: the gradient that arrives at the weight's output, (T, R).
        read: what the weight was multiplied with, (T, K); for a bias ones, (T, 1).
        is_bias: whether the weight is a vector, (R,), instead of a matrix, (R, K).
    """

    arrived: Matrix
    read: Matrix
    is_bias: bool

    def sum(self, steps: slice = EVERY) -> Matrix:
        """Return dL/dweight, the sum over time, in torch's shape: (R, K), or (R,).

        Args:
            steps: which tokens count; all if absent.
        """
        total: Matrix = self.arrived[steps].T @ self.read[steps]
        return total[:, 0] if self.is_bias else total

    def norms(self) -> Vector:
        """Return the Frobenius norm of every step's contribution, (T,), 0 or more."""
        norms: Vector = np.linalg.norm(self.arrived, axis=1) * np.linalg.norm(self.read, axis=1)
        return norms

    def step(self, t: int) -> Matrix:
        """Return the contribution of token t, 0...T-1, in the weight's shape."""
        part: Matrix = np.outer(self.arrived[t], self.read[t])
        return part[:, 0] if self.is_bias else part

    def steps(self) -> Matrix:
        """Return all contributions, (T, R, K) or (T, R): large; T = 200, H = 128: 52 MB."""
        parts: Matrix = self.arrived[:, :, None] * self.read[:, None]
        return parts[..., 0] if self.is_bias else parts


def weight_gradients(trace: LayerTrace, gradients: LayerGradients) -> dict[str, WeightGradient]:
    """Take the gradients of one layer's weights from its record and its backward pass.

    Args:
        trace: the recorded run of the layer in one direction, T rows.
        gradients: its backward pass.

    Returns:
        By torch's names without the layer's suffix: weight_ih (4H, E), weight_hh (4H, P),
        bias_ih and bias_hh (4H,), weight_hr (P, H) where there is a projection; for a plain
        RNN H in place of 4H. The gates are stacked i f g o. Both biases are there even
        where the layer has none: it is then the gradient that one would have.
    """
    at_pre = _at_pre(gradients)  # (T, 4H)
    bias = WeightGradient(at_pre, np.ones_like(at_pre, shape=(len(at_pre), 1)), is_bias=True)
    found = {
        "weight_ih": WeightGradient(at_pre, trace.x, is_bias=False),
        "weight_hh": WeightGradient(at_pre, trace.h_prev, is_bias=False),
        "bias_ih": bias,
        "bias_hh": bias,
    }
    if isinstance(trace, LstmTrace) and trace.h.shape != trace.c.shape:
        shown = trace.o * trace.tanh_c  # (T, H)
        found["weight_hr"] = WeightGradient(gradients.grad_h, shown, is_bias=False)
    return found


def _at_pre(gradients: LayerGradients) -> Matrix:
    """Stack the gradients at the pre-activations as torch stacks the gates, (T, 4H) or (T, H)."""
    if isinstance(gradients, RnnGradients):
        return gradients.grad_pre
    return np.hstack([gradients.arrays()[f"grad_{gate}_pre"] for gate in GATES])
