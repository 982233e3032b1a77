"""The laboratory: real backward passes through networks of random weights.

The networks and the passes are float32, like any training run; only the norms are summed in
float64, so that what over- or underflows is the gradient itself and not its square.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log10

import numpy as np

from lstm_viz.core.gradients.trace import LayerGradients, LstmGradients
from lstm_viz.core.random_nets.networks import draw_direction, draw_inputs, draw_lstm, draw_rnn
from lstm_viz.core.random_nets.passes import (
    clipped,
    lstm_gradients,
    rnn_gradients,
    run_random,
    size,
    weight_gradient,
)
from lstm_viz.core.random_nets.result import Curve, Experiment, Line, Norms
from lstm_viz.core.random_nets.setting import Setting
from lstm_viz.core.record import run_lstm
from lstm_viz.core.trace import LstmTrace, RnnTrace
from lstm_viz.core.weights import Matrix

N_DRAWS = 5  # odd, so that the median is one network's own number


@dataclass(frozen=True, slots=True)
class Run:
    """One network's run and its gradients; `stretch` is the largest singular value of U."""

    trace: LstmTrace | RnnTrace
    gradients: LayerGradients
    stretch: float


def experiment(setting: Setting) -> Experiment:
    """Draw networks, run each forwards and backwards, and measure the gradient's reach.

    Args:
        setting: what the reader chose; network d is drawn from seed `setting.seed` + d.

    Returns:
        The curves ("h" for an RNN; "c", then "h" for an LSTM), the theory beside them, and
        the norms of the weight gradient. Overflow is in them as inf and NaN.
    """
    run = run_one_lstm if setting.network == "lstm" else run_one_rnn
    runs = [run(setting, setting.seed + d) for d in range(N_DRAWS)]
    curves = _curves([one.gradients for one in runs])
    weights = np.array([_weight_norms(one, setting.clip) for one in runs])  # (D, 3)
    return Experiment(
        setting=setting,
        curves=curves,
        theory=_theory(setting, max(one.stretch for one in runs), curves[0]),
        weight_norm=weights[:, 0],
        clipped_norm=weights[:, 1],
        early_share=weights[:, 2],
        state_ends=np.array([_state_end(one.trace.h) for one in runs]),
    )


def run_one_rnn(setting: Setting, seed: int) -> Run:
    """Draw one RNN and pass through it forwards and backwards."""
    rng = np.random.default_rng(seed)
    weights = draw_rnn(setting, rng)
    trace = run_random(weights, draw_inputs(setting, rng), setting.activation)
    gradients = rnn_gradients(trace, weights, draw_direction(setting, rng))
    return Run(trace, gradients, float(np.linalg.norm(weights.u, 2)))


def run_one_lstm(setting: Setting, seed: int) -> Run:
    """Draw one LSTM and pass through it forwards and backwards."""
    rng = np.random.default_rng(seed)
    weights, x = draw_lstm(setting, rng), draw_inputs(setting, rng)
    nothing = np.zeros(setting.n_hidden, np.float32)
    trace = run_lstm(weights, x, (nothing, nothing))
    return Run(trace, lstm_gradients(trace, weights, draw_direction(setting, rng)), 0.0)


def _norms(rows: Matrix) -> Norms:
    """Return the norm of each row, from the last step back: (T,) by distance."""
    return np.asarray(np.linalg.norm(rows[::-1].astype(np.float64), axis=1))


def _curves(gradients: Sequence[LayerGradients]) -> tuple[Curve, ...]:
    """Collect the norms of all draws; the memory's curve first where there is one."""
    curves = [Curve("h", np.array([_norms(one.grad_h) for one in gradients]))]
    memory = [_norms(one.grad_c) for one in gradients if isinstance(one, LstmGradients)]
    return (Curve("c", np.array(memory)), *curves) if memory else tuple(curves)


def _weight_norms(run: Run, clip: float) -> tuple[float, float, float]:
    """Return the weight gradient's norm, the same after clipping, and the early half's share."""
    half = len(run.trace.x) // 2
    with np.errstate(all="ignore"):
        early = weight_gradient(run.trace, run.gradients, slice(0, half))
        whole = early + weight_gradient(run.trace, run.gradients, slice(half, None))
        share = np.divide(size(early), size(whole))
    return size(whole), size(clipped(whole, clip)), float(share)


def _state_end(h: Matrix) -> int:
    """Return the first step, from 1, at which h is not finite; -1 if there is none."""
    bad = np.flatnonzero(~np.isfinite(h).all(axis=1))
    return int(bad[0]) + 1 if bad.size else -1


def _theory(setting: Setting, stretch: float, main: Curve) -> tuple[Line, ...]:
    """Return what theory says of the main curve, as powers of ten.

    RNN: rho to the k, the rate of a linear network in the long run; and the upper bound
    (gamma * sigma_max) to the k of Pascanu, Mikolov & Bengio (2013, section 2.1), gamma = 1 being
    the steepest slope of tanh, identity and relu alike, sigma_max the largest of all draws.
    LSTM: the belt alone, sigma(b) to the k, with the forget gates at their bias (Gers,
    Schmidhuber & Cummins 2000), from where the measured curve starts; nothing if that is 0.
    """
    k = np.arange(setting.n_steps, dtype=np.float64)
    if setting.network == "rnn":
        radius = Line("radius", setting.radius, k * log10(setting.radius))
        return radius, Line("bound", stretch, k * log10(stretch))
    kept = 1.0 if setting.forget_is_one else 1 / (1 + exp(-setting.forget_bias))
    start = float(main.middle()[0])
    return (Line("belt", kept, log10(start) + k * log10(kept)),) if start > 0 else ()
