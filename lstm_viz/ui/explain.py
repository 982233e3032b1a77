"""What the core finds out, as the views that the figures take; caches nothing."""

from collections.abc import Sequence

import numpy as np

from lstm_viz.core.carriers import carriers
from lstm_viz.core.checkpoint import LoadedModel
from lstm_viz.core.deletion import DeletionCurve, deletion_curves, deletion_order
from lstm_viz.core.occlusion import leave_one_out
from lstm_viz.core.surgery import Clamp, operate
from lstm_viz.core.trace import SentenceTrace
from lstm_viz.core.word_scores import Attribution, final_logit
from lstm_viz.figures.attribution_view import AttributionView, MethodScores
from lstm_viz.figures.operation import Operation
from lstm_viz.figures.surgery_view import CarrierView, SurgeryView, layer_of

N_RANDOM = 10


def attribution_view(
    loaded: LoadedModel, trace: SentenceTrace, found: Sequence[Attribution]
) -> AttributionView:
    """Put the methods beside each other, and delete words in each one's order.

    Args:
        loaded: the LSTM that made the trace.
        trace: its reading; may be empty.
        found: what each method says of it.
    """
    n_tokens, should = len(trace.tokens), final_logit(loaded, trace)
    rng = np.random.default_rng(0)
    by_chance = [rng.permutation(n_tokens) for _ in range(N_RANDOM)]
    orders = [deletion_order(row.scores, should) for row in found]
    curves = deletion_curves(loaded, trace, [*orders, *by_chance])
    random = curves[len(found) :]
    return AttributionView(
        trace=trace,
        methods=tuple(map(_row, found, curves)),
        should=should,
        random=np.mean([curve.p_verdict for curve in random], axis=0),
        random_area=float(np.mean([curve.area for curve in random])),
    )


def _row(found: Attribution, curve: DeletionCurve) -> MethodScores:
    """Put a method's scores beside its curve."""
    return MethodScores(
        name=found.name,
        scores=found.scores,
        parts=found.parts,
        promise=found.promise,
        description=found.description,
        split_gap=found.split_gap,
        order=curve.order,
        p_verdict=curve.p_verdict,
        area=curve.area,
    )


def carrier_view(loaded: LoadedModel, trace: SentenceTrace) -> CarrierView:
    """Try every single unit and gate, and every word.

    Args:
        loaded: the LSTM that made the trace.
        trace: its reading; may be empty.
    """
    found, scores = carriers(loaded, trace), leave_one_out(loaded, trace).scores
    return CarrierView(
        logit=final_logit(loaded, trace),
        units=found.units,
        gates=found.gates,
        neutral=found.neutral,
        loudest=int(np.abs(scores).argmax()) if len(scores) else 0,
    )


def surgery_view(loaded: LoadedModel, trace: SentenceTrace, operation: Operation) -> SurgeryView:
    """Read a sentence again with something held, and once more with it held at what it was.

    Args:
        loaded: the LSTM that made the trace.
        trace: its reading.
        operation: what is held.

    Raises:
        ValueError: no such quantity, unit or word.
    """
    words = range(operation.start, operation.end)
    units = operation.units or tuple(range(loaded.model.n_hidden))
    recorded = getattr(layer_of(trace), operation.quantity)[np.ix_(words, units)]
    after, again = (
        operate(loaded, trace, [Clamp(operation.quantity, value, units, words)])
        for value in (operation.value, recorded)
    )
    before, now = trace.arrays(), again.arrays()
    return SurgeryView(
        before=trace,
        after=after,
        operation=operation,
        n_checked=sum(array.size for array in before.values()),
        n_same=sum(int(np.sum(array == now[name])) for name, array in before.items()),
    )
