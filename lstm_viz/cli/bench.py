"""What our code costs beside torch's own, in turns so that both meet the same machine."""

import statistics
import time
from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor, nn
from torch.func import jacrev
from torch.nn.utils.rnn import PackedSequence, pack_padded_sequence

from lstm_viz.core import text
from lstm_viz.core.gradients.backward import backpropagate
from lstm_viz.core.gradients.paths import full_path_norms
from lstm_viz.core.models.checkpoint import load_model
from lstm_viz.core.models.modules import recurrent_of
from lstm_viz.core.models.scoring import BATCH, score
from lstm_viz.core.network import Network, network_of
from lstm_viz.core.record import record
from lstm_viz.core.threads import one_thread
from lstm_viz.core.trace import Array
from lstm_viz.core.weights import CellWeights
from lstm_viz.training.language.curriculum import generate

Report = dict[str, object]


def in_turns(tasks: tuple[Callable[[], object], ...], n_rounds: int) -> list[float]:
    """Run the tasks in turns and return each one's median, in seconds; one round warms up."""
    seconds = np.empty((1 + n_rounds, len(tasks)))
    for row in seconds:
        for column, task in enumerate(tasks):
            begin = time.perf_counter()
            task()
            row[column] = time.perf_counter() - begin
    return [statistics.median(column) for column in seconds[1:].T.tolist()]


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
    (trace,), weights = record(lstm, x), network_of(lstm).cell()
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


RECORD_SIZES = ((20, 64), (200, 128))  # T, H
SCORED = ("lstm-tiny", "lstm-small")
N_SENTENCES = 20_000
PATHS_SIZE = (100, 64)  # T, H


def measure() -> Report:
    """Measure everything on one thread.

    Returns:
        For JSON: "record" with the cost as a ratio to `nn.LSTM`'s forward at each size
        (small is good), "score" with the throughput as a ratio to `nn.LSTM` on packed
        batches (large is good); "gradients" with the cost of record + backward as a ratio to
        `nn.LSTM`'s forward + autograd, "paths" with the speed as a ratio to `jacrev`'s; and
        how it was measured.
    """
    with one_thread():
        return {
            "threads": 1,
            "torch": torch.__version__,
            "record": [record_ratio(n_steps, n_hidden) for n_steps, n_hidden in RECORD_SIZES],
            "score": [score_ratio(load_model(name), sentences(N_SENTENCES)) for name in SCORED],
            "gradients": [gradients_ratio(*size) for size in RECORD_SIZES],
            "paths": paths_ratio(*PATHS_SIZE),
        }


@torch.no_grad()
def record_ratio(n_steps: int, n_hidden: int, n_rounds: int = 200) -> Report:
    """Measure `record` against the forward of the same `nn.LSTM`, batch of one, E = 50."""
    lstm = nn.LSTM(50, n_hidden, batch_first=True).eval()
    x = torch.randn(1, n_steps, 50)
    ours, theirs = in_turns((lambda: record(lstm, x), lambda: lstm(x)), n_rounds)
    return {
        "T": n_steps,
        "B": 1,
        "H": n_hidden,
        "record_us": round(ours * 1e6, 1),
        "lstm_us": round(theirs * 1e6, 1),
        "ratio": round(ours / theirs, 2),
    }


@torch.no_grad()
def score_ratio(network: Network, texts: list[str], n_rounds: int = 5) -> Report:
    """Measure `score`, from text to verdict, against the bare layer on prepared batches.

    The layer alone gets its batches packed, looked up and padded beforehand, in the order
    of the texts; `score` starts each round with an empty memory of split words.
    """
    packed, recurrent = packed_batches(network, texts), recurrent_of(network)

    def ours() -> None:
        text.split_once.cache_clear()
        for _ in score(network, texts):
            pass

    def theirs() -> None:
        for batch in packed:
            recurrent(batch)

    seconds, bare = in_turns((ours, theirs), n_rounds)
    return {
        "model": network.name,
        "texts": len(texts),
        "score_per_second": round(len(texts) / seconds),
        "lstm_per_second": round(len(texts) / bare),
        "ratio": round(bare / seconds, 2),
    }


def packed_batches(network: Network, texts: list[str]) -> list[PackedSequence]:
    """Number, look up and pack the texts, in their order."""
    batches, vectors = [], torch.from_numpy(network.word_vectors())
    for start in range(0, len(texts), BATCH):
        ids = [
            torch.tensor(network.words().ids(text.words(one)))
            for one in texts[start : start + BATCH]
        ]
        lengths = torch.tensor([len(row) for row in ids])
        padded: Tensor = nn.utils.rnn.pad_sequence(ids, batch_first=True)
        batches.append(
            pack_padded_sequence(vectors[padded], lengths, batch_first=True, enforce_sorted=False)
        )
    return batches


def sentences(n_sentences: int) -> list[str]:
    """Write sentences of the curriculum's grammar, the same every time."""
    return [" ".join(example.words) for example in generate(n_sentences, seed=1)]
