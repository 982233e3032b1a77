"""What our code costs beside torch's own, measured in turns so that both meet the same machine."""

import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import PackedSequence, pack_padded_sequence

from lstm_viz.cli.bench_gradients import gradients_ratio, paths_ratio
from lstm_viz.cli.timing import Report, in_turns
from lstm_viz.core import text
from lstm_viz.core.checkpoint import LoadedModel, load_model
from lstm_viz.core.record import record
from lstm_viz.core.scoring import BATCH, score
from lstm_viz.core.threads import one_thread
from lstm_viz.training.curriculum import generate

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
def score_ratio(loaded: LoadedModel, texts: list[str], n_rounds: int = 5) -> Report:
    """Measure `score`, from text to verdict, against the bare layer on prepared batches.

    The layer alone gets its batches packed, looked up and padded beforehand, in the order
    of the texts; `score` starts each round with an empty memory of split words.
    """
    packed = packed_batches(loaded, texts)

    def ours() -> None:
        text.split_once.cache_clear()
        for _ in score(loaded, texts):
            pass

    def theirs() -> None:
        for batch in packed:
            loaded.model.recurrent(batch)

    seconds, bare = in_turns((ours, theirs), n_rounds)
    return {
        "model": loaded.name,
        "texts": len(texts),
        "score_per_second": round(len(texts) / seconds),
        "lstm_per_second": round(len(texts) / bare),
        "ratio": round(bare / seconds, 2),
    }


def packed_batches(loaded: LoadedModel, texts: list[str]) -> list[PackedSequence]:
    """Number, look up and pack the texts, in their order."""
    batches = []
    for start in range(0, len(texts), BATCH):
        ids = [
            torch.tensor(loaded.vocabulary.ids(text.words(one)))
            for one in texts[start : start + BATCH]
        ]
        lengths = torch.tensor([len(row) for row in ids])
        padded: Tensor = nn.utils.rnn.pad_sequence(ids, batch_first=True)
        batches.append(
            pack_padded_sequence(
                loaded.model.embedding(padded), lengths, batch_first=True, enforce_sorted=False
            )
        )
    return batches


def sentences(n_sentences: int) -> list[str]:
    """Write sentences of the curriculum's grammar, the same every time."""
    return [" ".join(example.words) for example in generate(n_sentences, seed=1)]
