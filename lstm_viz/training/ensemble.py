"""The teacher: a few larger readers, both ways, whose mean verdict softens the students' targets.

It is trained on the same texts and never shipped: a run writes it into its own folder, and the
four models are trained from there (Hinton, Vinyals, Dean 2015; ensembles of them: section 3).
"""

import torch
from torch import Tensor, nn

FILE = "teacher.safetensors"
_LOWEST = -2.0  # below any hidden state: padding never is the highest


class BothWays(nn.Module):
    """Word vectors, an LSTM that reads both ways, the highest of every unit, one number."""

    def __init__(self, n_vocabulary: int, n_embedding: int, n_hidden: int) -> None:
        super().__init__()
        self.n_hidden = n_hidden
        self.embedding = nn.Embedding(n_vocabulary, n_embedding)
        self.recurrent = nn.LSTM(n_embedding, n_hidden, batch_first=True, bidirectional=True)
        self.head = nn.Linear(2 * n_hidden, 1)

    def summary(self, x: Tensor, lengths: Tensor) -> Tensor:
        """What the head reads of vectors x (B, T, E): every unit's highest state, (B, 2H)."""
        packed = nn.utils.rnn.pack_padded_sequence(
            x, lengths, batch_first=True, enforce_sorted=False
        )
        h, _ = nn.utils.rnn.pad_packed_sequence(self.recurrent(packed)[0], batch_first=True)
        outside = torch.arange(h.shape[1])[None] >= lengths[:, None]  # (B, T)
        return h.masked_fill(outside[..., None], _LOWEST).amax(1)

    def states_to_logit(self, h: Tensor) -> Tensor:
        """Give the verdict of a summary, (B, 2H) -> (B,)."""
        logit: Tensor = self.head(h)
        return logit.squeeze(-1)

    def forward(self, ids: Tensor, lengths: Tensor) -> Tensor:
        """The logit of each text: ids (B, T), lengths (B,), at least 1."""
        return self.states_to_logit(self.summary(self.embedding(ids), lengths))
