"""The laboratory's picture: gradient norm against distance, measured and in theory."""

from typing import Any, cast

import numpy as np
import plotly.graph_objects as go

from lstm_viz.chapters.vanishing.labels import Label, placed
from lstm_viz.core.random_nets.result import LARGEST, SMALLEST, Curve, End, Experiment, Line
from lstm_viz.figures.numbers import amount, count, true_minus
from lstm_viz.figures.quantities import THEORY, gradient

HEIGHT, INNER = 356, 298  # px, of the picture and of its y axis
MARGIN = {"l": 64, "r": 12, "t": 10, "b": 48, "autoexpand": False}
LEAST_RANGE = (-9, 3)  # powers of ten that the axis shows at any rate
BEYOND = 13  # powers of ten shown beyond float32, where something went there
STEPS = (1, 3, 5, 10, 20)  # powers of ten from tick to tick
MOST_TICKS = 8
THEORIES = {"radius": "ρᵏ", "bound": "upper bound", "belt": "σ(b)ᵏ"}
DASHES = {"radius": "dash", "bound": "dot", "belt": "dash"}
AT_END, LIFT = 0.99, 14  # of the width, where a name at the right edge ends; px
MARKS = {"inf": "triangle-up", "zero": "triangle-down", "cut": "x"}
ENDS = {"inf": "inf after", "zero": "0 after", "cut": "exactly 0 after"}

Limits = tuple[int, int]
Drawn = dict[str, Any]


def decay_figure(experiment: Experiment) -> go.Figure:
    """Draw every curve on one logarithmic axis; nothing is divided by its own size.

    Args:
        experiment: what was measured.

    Returns:
        Solid lines are medians over the networks drawn, bands their whole range, dashed
        and grey lines theory, each named where it ends. Where the median leaves float32, a
        named mark stands in a grey zone beyond the largest or the smallest number.
    """
    limits = axis_range(experiment)
    curves = experiment.curves[::-1]  # the first on top
    bands = [_band(curve, limits) for curve in curves]
    theory = [_theory(line, limits) for line in experiment.theory]
    medians = [_median(curve) for curve in curves]
    marks = [_mark(curve, limits) for curve in curves if curve.end()]
    labels = [_label(curve, limits) for curve in curves]
    labels += [_theory_label(line, limits) for line in experiment.theory]
    layout = _layout(limits, experiment.setting.n_steps - 1)
    layout["annotations"] += placed(labels, INNER)
    # at once: a figure that grows part by part is checked whole at every part
    return go.Figure({"data": [*bands, *theory, *medians, *marks], "layout": layout})


def axis_range(experiment: Experiment) -> Limits:
    """Return the ends of the axis as powers of ten.

    Args:
        experiment: what was measured. The axis has at least `LEAST_RANGE` and all that
            was measured; a zone beyond float32 where an overflow or underflow stands in it.
    """
    lowest, highest = LEAST_RANGE
    largest, smallest = (int(np.log10(limit)) for limit in (LARGEST, SMALLEST))
    for curve in experiment.curves:
        norms = curve.norms[np.isfinite(curve.norms) & (curve.norms > 0)]
        powers = np.log10(np.append(norms, 1.0))
        lowest, highest = min(lowest, int(powers.min()) - 1), max(highest, int(powers.max()) + 1)
        if not np.isfinite(curve.norms).all():
            highest = largest + BEYOND
        if not curve.norms.all() and powers.min() < smallest / 2:
            lowest = smallest - BEYOND
    return lowest, highest


def _height(power: float, limits: Limits) -> float:
    """Return the height of a power of ten on the axis, in px."""
    return INNER * (power - limits[0]) / (limits[1] - limits[0])


def _band(curve: Curve, limits: Limits) -> Drawn:
    """Draw the range over all networks, as far as one of them has a number."""
    k = np.flatnonzero((np.isfinite(curve.norms) & (curve.norms > 0)).any(axis=0))
    bottom, top = (10.0**power for power in limits)
    bottom, top = max(bottom, SMALLEST), min(top, LARGEST)
    low, high = (np.clip(part[k], bottom, top) for part in (curve.lowest(), curve.highest()))
    return {
        "type": "scatter",
        "x": np.concatenate([k, k[::-1]]),
        "y": np.concatenate([high, low[::-1]]),
        "fill": "toself",
        "fillcolor": f"{gradient(curve.code).still}33",
        "line": {"width": 0},
        "mode": "lines",
        "hoverinfo": "skip",
        "showlegend": False,
        "name": f"{gradient(curve.code).letter}, range",
    }


def _way(line: Line, limits: Limits) -> tuple[float, float]:
    """Return where a theory's straight line leaves the axis: k, and its power of ten there."""
    start, last = float(line.log10[0]), len(line.log10) - 1
    slope = float(np.log10(line.factor))
    room = (limits[1] if slope > 0 else limits[0]) - start
    end = last if slope == 0 else min(last, room / slope)
    return end, start + slope * end


def _theory(line: Line, limits: Limits) -> Drawn:
    """Draw a straight line from k = 0 to where it leaves the axis."""
    end, power = _way(line, limits)
    return {
        "type": "scatter",
        "x": np.array([0.0, end]),
        "y": 10.0 ** np.array([line.log10[0], power]),
        "mode": "lines",
        "line": {"color": THEORY, "dash": DASHES[line.code], "width": 2},
        "hoverinfo": "skip",
        "name": f"{THEORIES[line.code]}, theory",
        "meta": {
            "said": f"{THEORIES[line.code]}, theory: times {amount(line.factor)} at each step."
        },
    }


def _median(curve: Curve) -> Drawn:
    """Draw the median as far as float32 holds it."""
    end = curve.end()
    n_shown = curve.norms.shape[1] if end is None else end.k
    return {
        "type": "scatter",
        "x": np.arange(n_shown),
        "y": curve.middle()[:n_shown],
        "mode": "lines",
        "line": {"color": gradient(curve.code).still, "width": 3},
        "customdata": np.stack([curve.lowest(), curve.highest()], axis=1)[:n_shown],
        "hovertemplate": "%{x} steps back: %{y:.2e}<br>of all networks drawn:"
        " %{customdata[0]:.2e} to %{customdata[1]:.2e}<extra></extra>",
        "name": f"{gradient(curve.code).letter}, measured",
    }


def _mark_at(curve: Curve, end: End, limits: Limits) -> tuple[int, float]:
    """Return where an end's mark stands: k and power of ten, in its zone or on a number."""
    if end.kind == "inf":
        return end.k, limits[1] - BEYOND / 2
    if end.kind == "zero":
        return end.k, limits[0] + BEYOND / 2
    return max(end.k - 1, 0), float(np.log10(curve.middle()[end.k - 1])) if end.k else 0.0


def _mark(curve: Curve, limits: Limits) -> Drawn:
    """Mark where the median leaves float32."""
    end = cast("End", curve.end())
    k, power = _mark_at(curve, end, limits)
    return {
        "type": "scatter",
        "x": [k],
        "y": [10.0**power],
        "mode": "markers",
        "marker": {"symbol": MARKS[end.kind], "size": 11, "color": gradient(curve.code).still},
        "hoverinfo": "skip",
        "showlegend": False,
        "name": end.kind,
    }


def _label(curve: Curve, limits: Limits) -> Label:
    """Name a curve where it ends: at the last step, or where float32 ends it."""
    name, last = f"<b>{gradient(curve.code).letter}</b>", curve.norms.shape[1] - 1
    swatch = _swatch("━", gradient(curve.code).still)
    end = curve.end()
    if end is None:
        middle = np.log10(curve.middle())
        height = _height(float(middle[-1]), limits)
        return Label(name, "measured", swatch, AT_END, height + _lift(middle[-1] - middle[0]))
    k, power = _mark_at(curve, end, limits)
    kind = f"{ENDS[end.kind]} {count(end.k, 'step')}"
    lift = INNER / 20 if end.kind == "cut" else 0  # clear of the line at 1
    return Label(name, kind, swatch, min(k / last, AT_END), _height(power, limits) + lift)


def _theory_label(line: Line, limits: Limits) -> Label:
    """Name a theory's line where it leaves the axis."""
    k, power = _way(line, limits)
    last = len(line.log10) - 1
    swatch = _swatch("┅" if DASHES[line.code] == "dot" else "╌", THEORY)
    height = _height(power, limits) + (_lift(np.log10(line.factor)) if k == last else 0)
    return Label(THEORIES[line.code], "theory", swatch, min(k / last, AT_END), height)


def _lift(rise: float) -> float:
    """Return by how many px a name at the right edge clears the line that comes to it."""
    return LIFT if rise > 0 else -LIFT


def _swatch(sign: str, colour: str) -> str:
    return f'<span style="color:{colour}">{sign}</span>'


def _layout(limits: Limits, last: int) -> Drawn:
    """Give the picture its axes, the line at 1 and the zones beyond float32."""
    return {
        "height": HEIGHT,
        "margin": MARGIN,
        "showlegend": False,
        "hovermode": "closest",
        "xaxis": {
            "title": {"text": "k, steps back from the end"},
            "range": [0, last],
            "zeroline": False,
            "tickfont": {"size": 12},
        },
        "yaxis": _axis(limits),
        "annotations": [],
        "shapes": _shapes(limits),
    }


def _axis(limits: Limits) -> Drawn:
    """Return the y axis; ticks stand at powers of ten that float32 can hold."""
    held = (max(limits[0], -45), min(limits[1], 38))
    step = next((step for step in STEPS if (held[1] - held[0]) / step <= MOST_TICKS), STEPS[-1])
    ticks = [power for power in range(held[0], held[1] + 1) if power % step == 0]
    return {
        "type": "log",
        "title": {"text": "norm of the gradient"},
        "range": list(limits),
        "zeroline": False,
        "tickfont": {"size": 12},
        "tickvals": [10.0**power for power in ticks],
        "ticktext": [f"10<sup>{true_minus(str(power))}</sup>" if power else "1" for power in ticks],
    }


def _shapes(limits: Limits) -> list[Drawn]:
    """Return the line at 1 and a grey zone for each end of float32 that is in sight."""
    across = {"xref": "paper", "x0": 0, "x1": 1, "yref": "y"}
    one = {"type": "line", "y0": 1, "y1": 1, "line": {"color": THEORY, "width": 1}}
    zones = [
        {"type": "rect", "y0": inner, "y1": 10.0**outer, "fillcolor": f"{THEORY}2e"}
        for outer, inner in ((limits[0], SMALLEST), (limits[1], LARGEST))
        if abs(outer) > abs(np.log10(inner))
    ]
    return [across | one, *(across | zone | {"line": {"width": 0}} for zone in zones)]
