"""Networks with random weights of a chosen size, and noise for them to read; float32."""

import numpy as np
from numpy.random import Generator

from lstm_viz.core.random_nets.setting import Setting
from lstm_viz.core.weights import CellWeights, Matrix

N_INPUTS = 16  # E
WIDE_OPEN = 100.0  # sigma of it is exactly 1 in float32


def draw_rnn(setting: Setting, rng: Generator) -> CellWeights:
    """Draw a plain RNN whose recurrent matrix has exactly the chosen spectral radius.

    Its entries are normal; the matrix is then divided by its largest absolute eigenvalue,
    so that the radius holds for this draw and not only on average. The bias is 0.

    Args:
        setting: `n_hidden` and `radius` are used.
        rng: where the randomness comes from.

    Returns:
        u (H, H), w (H, E) with standard deviation 1 over the root of E, b (H,), float32.
    """
    n_hidden = setting.n_hidden
    u = rng.standard_normal((n_hidden, n_hidden))
    u *= setting.radius / np.abs(np.linalg.eigvals(u)).max()
    w = rng.standard_normal((n_hidden, N_INPUTS)) / np.sqrt(N_INPUTS)
    none = np.zeros(n_hidden, np.float32)
    return CellWeights(w.astype(np.float32), u.astype(np.float32), none, none)


def draw_lstm(setting: Setting, rng: Generator) -> CellWeights:
    """Draw an LSTM with the chosen forget bias and scale of its recurrent weights.

    The forget bias is Gers, Schmidhuber & Cummins (2000) and Jozefowicz et al. (2015). With
    `forget_is_one` the forget gate reads nothing and stays at exactly 1, which is the
    constant error carousel of Hochreiter & Schmidhuber (1997).

    Args:
        setting: `n_hidden`, `forget_bias`, `forget_is_one`, `recurrent_scale` are used.
        rng: where the randomness comes from.

    Returns:
        u (4H, H), w (4H, E), b (4H,), stacked i f g o, float32.
    """
    n_hidden = setting.n_hidden
    u = rng.standard_normal((4 * n_hidden, n_hidden)) * setting.recurrent_scale / np.sqrt(n_hidden)
    w = rng.standard_normal((4 * n_hidden, N_INPUTS)) / np.sqrt(N_INPUTS)
    b = np.zeros(4 * n_hidden)
    forget = slice(n_hidden, 2 * n_hidden)  # torch's order: i f g o
    b[forget] = setting.forget_bias
    if setting.forget_is_one:
        u[forget], w[forget], b[forget] = 0, 0, WIDE_OPEN
    none = np.zeros(4 * n_hidden, np.float32)
    return CellWeights(w.astype(np.float32), u.astype(np.float32), b.astype(np.float32), none)


def draw_inputs(setting: Setting, rng: Generator) -> Matrix:
    """Draw what the network reads: (T, E) normal noise of the chosen size, float32."""
    noise = setting.noise * rng.standard_normal((setting.n_steps, N_INPUTS))
    return noise.astype(np.float32)


def draw_direction(setting: Setting, rng: Generator) -> Matrix:
    """Draw the loss: a direction of unit norm in the last hidden state, (H,), float32."""
    direction = rng.standard_normal(setting.n_hidden)
    return (direction / np.linalg.norm(direction)).astype(np.float32)
