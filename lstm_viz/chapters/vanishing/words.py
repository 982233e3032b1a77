"""Sentences about a laboratory run, made from its numbers."""

import math

import numpy as np

from lstm_viz.core.random_nets.result import Curve, End, Experiment
from lstm_viz.figures.numbers import MILLION, TINY, amount, count, part, share_of
from lstm_viz.figures.quantities import gradient

SAME = 1e-6  # relative; less than float32 can tell after a few steps
HALF, TWICE = 0.5, 2.0


def headline(experiment: Experiment) -> str:
    """Say in one sentence how far the median gradient of the main curve reaches."""
    curve = experiment.curves[0]
    middle, end = curve.middle(), curve.end()
    whose = "gradient of the memory" if curve.code == "c" else "gradient"
    if end is not None and end.kind == "cut":
        return f"Here the {whose} is exactly 0 {_after(end.k)}."
    shown = middle[: end.k] if end is not None else middle
    change = shown / shown[0]
    far = np.flatnonzero((change < 1 / MILLION) | (change > MILLION))
    if far.size:
        k = int(far[0])
        if change[k] > 1:
            return f"Here the {whose} grows more than a millionfold in {_steps(k)}."
        return f"Here the {whose} falls below a millionth after {_steps(k)}."
    return f"Here the {whose} {_slow_change(change)}."


def _slow_change(change: np.ndarray) -> str:
    """Say what becomes of a gradient that changes by less than a million times."""
    last, steps = float(change[-1]), _steps(len(change) - 1)
    if (change == 1).all():
        return f"is exactly the same over all {steps}"
    if np.abs(change - 1).max() <= SAME:
        return f"is the same over all {steps}, but for rounding"
    if last < HALF:
        return f"falls to {_share(last)} of its size after {steps}"
    if last > TWICE:
        return f"grows to {amount(last)} times its size after {steps}"
    return f"is about as large after {steps} as at the end ({amount(last)} times)"


def _share(share: float) -> str:
    """Write a share of a size: in percent, or in millionths; below a millionth is another case."""
    if share >= TINY:
        return part(share)
    millionths = f"{float(f'{MILLION * share:.2g}'):g}"
    return "a millionth" if millionths == "1" else f"{millionths} millionths"


def endings(experiment: Experiment) -> str:
    """Name everything that float32 could not hold.

    Returns:
        Sentences, one for each curve that ends and one if the run forwards overflowed;
        empty if all numbers could be held.
    """
    ends = [(curve, curve.end()) for curve in experiment.curves]
    said = [_ending(experiment, curve, end) for curve, end in ends if end is not None]
    overflowed = experiment.state_ends[experiment.state_ends > 0]
    if overflowed.size:
        said.append(
            f"Reading forwards, the hidden state itself overflows in {overflowed.size} of"
            f" {experiment.state_ends.size} networks, first at step {overflowed.min()}."
        )
    return " ".join(said)


def _ending(experiment: Experiment, curve: Curve, end: End) -> str:
    name = gradient(curve.code).letter
    if end.kind == "inf":
        after = "" if end.nan_from is None else f", and {_after(end.nan_from)} not a number (NaN)"
        return f"{_first(end.k)} {name} is too large for 32-bit numbers and becomes inf{after}."
    if end.kind == "zero":
        return f"{_first(end.k)} {name} is too small for 32-bit numbers and becomes 0."
    return f"{_first(end.k)} {name} is exactly 0, not by rounding: {_why_cut(experiment)}."


def _why_cut(experiment: Experiment) -> str:
    """Say why no way leads back."""
    setting = experiment.setting
    if setting.network == "lstm" and setting.recurrent_scale == 0:
        return (
            "with recurrent weights of 0 no step reads h, so the conveyor belt is the only way back"
        )
    if setting.network == "rnn" and setting.activation == "relu":
        return "no unit is above 0, and there ReLU passes no gradient"
    return "every unit is saturated, and its slope is 0"


def clipping_text(experiment: Experiment) -> str:
    """Say what clipping made of the weight gradient in the network of the median."""
    network = int(np.argsort(experiment.weight_norm)[len(experiment.weight_norm) // 2])
    before = float(experiment.weight_norm[network])
    after = float(experiment.clipped_norm[network])
    clip, share = experiment.setting.clip, float(experiment.early_share[network])
    norm = f"The norm of the weight gradient is **{amount(before)}**"
    if not math.isfinite(before):
        return (
            f"{norm}, because entries overflowed. Clipping cannot repair that: training would have"
            " to skip this step."
        )
    half = f" {_early(share)}" if math.isfinite(share) else ""
    if math.isinf(clip):
        return f"{norm}. Clipping is off.{half}"
    told = f"clipped to **{amount(after)}**"
    if after == before:
        told = f"not above {amount(clip)}, so clipping leaves it as it is"
    return f"{norm}, {told}.{half}"


def _early(share: float) -> str:
    """Say how large the gradient of the first half of the steps is, beside that of all."""
    size = "all of it" if f"{share:.2f}" == "1.00" else share_of(share, "this norm")
    return f"The first half of the steps alone gives {size}, with or without clipping."


def theory_text(experiment: Experiment) -> str:
    """Say what the theory's lines are, with the numbers that went into them."""
    factors = {line.code: amount(line.factor) for line in experiment.theory}
    if "belt" in factors:
        return (
            "σ(b)ᵏ is the conveyor belt alone, with every forget gate at its bias:"
            f" {factors['belt']} per step, starting where the measured curve starts."
        )
    if not factors:
        return "No theory is drawn: the gradient is 0 from the start."
    return (
        f"ρᵏ: the spectral radius, {factors['radius']}, to the power of k; a linear RNN approaches"
        f" this rate in the long run. Upper bound: (γ·σ_max)ᵏ with γ = 1 and σ_max ="
        f" {factors['bound']}, the largest singular value of the networks drawn (Pascanu et al."
        " 2013)."
    )


def _steps(number: int) -> str:
    return count(number, "step")


def _first(k: int) -> str:
    """Write a distance at the beginning of a sentence."""
    return f"{_after(k).capitalize()}{',' if k else ''}"


def _after(k: int) -> str:
    return "from the start" if k == 0 else f"after {_steps(k)}"
