"""What gradients and paths cost beside torch's own ways to them."""

import numpy as np
import torch
from torch import Tensor, nn
from torch.func import jacrev

from lstm_viz.cli.timing import Report, in_turns
from lstm_viz.core.cell import CellWeights
from lstm_viz.core.gradients import backpropagate
from lstm_viz.core.paths import full_path_norms
from lstm_viz.core.record import record
from lstm_viz.core.trace import Array

_CHUNK = 256  # rows that jacrev takes at once: its fastest of 32 ... 6400; all 6400: 10 x slower


def gradients_ratio(n_steps: int, n_hidden: int, n_rounds: int = 100) -> Report:
    """Measure record + backward by hand against `nn.LSTM`'s forward + autograd.

    Batch of one, E = 50, L a sum over the last h. Ours gives every gradient at every step and
    unit; torch gives dL/dx and the gradient of the weights.

    Args:
        n_steps: T.
        n_hidden: H.
        n_rounds: how often each is run.
    """
    lstm = nn.LSTM(50, n_hidden, batch_first=True).eval()
    x = torch.randn(1, n_steps, 50)
    from_head = np.zeros((n_steps, n_hidden), np.float32)
    from_head[-1] = 1
    wanted = [x.clone().requires_grad_(), *lstm.parameters()]

    def theirs() -> None:
        output, _ = lstm(wanted[0])
        torch.autograd.grad(output[0, -1].sum(), wanted)

    ours_s, theirs_s = in_turns(
        (lambda: backpropagate(lstm, record(lstm, x), from_head), theirs), n_rounds
    )
    return {
        "T": n_steps,
        "B": 1,
        "H": n_hidden,
        "gradients_us": round(ours_s * 1e6, 1),
        "lstm_autograd_us": round(theirs_s * 1e6, 1),
        "ratio": round(ours_s / theirs_s, 2),
    }


def paths_ratio(n_steps: int, n_hidden: int, n_rounds: int = 3) -> Report:
    """Measure the norms of dC_t/dC_s for all pairs against `torch.func.jacrev`, in float64.

    Args:
        n_steps: T.
        n_hidden: H.
        n_rounds: how often each is run.
    """
    lstm = nn.LSTM(50, n_hidden, dtype=torch.float64).requires_grad_(requires_grad=False)
    x = torch.randn(n_steps, 50, dtype=torch.float64)
    (trace,), weights = record(lstm, x), CellWeights.of(lstm, "l0")
    tasks = (lambda: full_path_norms(trace, weights), lambda: by_jacrev(weights, x))
    seconds, bare = in_turns(tasks, n_rounds)
    theirs = by_jacrev(weights, x)
    ours = full_path_norms(trace, weights)
    there = theirs > 0  # s read after t: both say 0
    off = np.abs(ours - theirs)[there] / theirs[there]
    return {
        "T": n_steps,
        "H": n_hidden,
        "pairs": n_steps * (n_steps + 1) // 2,
        "paths_ms": round(seconds * 1e3, 1),
        "jacrev_ms": round(bare * 1e3, 1),
        "ratio": round(bare / seconds, 1),
        "largest_relative_difference": float(f"{off.max():.2g}"),
    }


def by_jacrev(weights: CellWeights, x: Tensor) -> Array:
    """Return the Frobenius norm of dC_t/dC_s for all pairs, (T, T), by torch alone.

    A zero is added to every C_s; the Jacobian of all C with respect to these zeros is
    dC_t/dC_s, (T, H, T, H). `jacrev` goes back once for each of the T * H numbers.

    Args:
        weights: of an LSTM without a projection.
        x: the inputs, (T, E).
    """
    u = torch.from_numpy(weights.u)
    shares = x @ torch.from_numpy(weights.w).T + torch.from_numpy(weights.b)
    n_hidden = u.shape[1]

    def run(nudge: Tensor) -> Tensor:
        h = c = torch.zeros(n_hidden, dtype=x.dtype)
        cells = []
        for share, zero in zip(shares, nudge, strict=True):
            i, f, g, o = (share + u @ h).chunk(4)
            c = f.sigmoid() * c + i.sigmoid() * g.tanh() + zero
            h = o.sigmoid() * c.tanh()
            cells.append(c)
        return torch.stack(cells)

    nothing = torch.zeros(len(x), n_hidden, dtype=x.dtype)
    jacobian: Tensor = jacrev(run, chunk_size=_CHUNK)(nothing)
    norms: Array = jacobian.square().sum((1, 3)).sqrt().numpy()
    return norms
