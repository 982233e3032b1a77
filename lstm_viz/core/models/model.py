"""The sentiment reader: word vectors, one LSTM (or its plain-RNN twin), one logit."""

from typing import Literal

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

Kind = Literal["lstm", "rnn"]


class SentimentModel(nn.Module):
    """Word vectors, one recurrent layer read left to right, one number at the end.

    Args:
        kind: "lstm", or "rnn" for the plain tanh network.
        n_vocabulary: V, words with a vector, the signs <pad> and <unk> included.
        n_embedding: E, numbers in a word vector.
        n_hidden: H, hidden units.
    """

    def __init__(self, kind: Kind, n_vocabulary: int, n_embedding: int, n_hidden: int) -> None:
        super().__init__()
        self.kind: Kind = kind
        self.embedding = nn.Embedding(n_vocabulary, n_embedding)
        layer = nn.LSTM if kind == "lstm" else nn.RNN
        self.add_module(kind, layer(n_embedding, n_hidden, batch_first=True))
        self.head = nn.Linear(n_hidden, 1)

    @property
    def recurrent(self) -> nn.LSTM | nn.RNN:
        """The recurrent layer, whichever of the two it is."""
        layer = self.get_submodule(self.kind)
        if not isinstance(layer, nn.LSTM | nn.RNN):
            message = f"{self.kind} is not a recurrent layer."
            raise TypeError(message)
        return layer

    @property
    def n_hidden(self) -> int:
        """H, the number of hidden units."""
        return self.recurrent.hidden_size

    def states_to_logit(self, h: Tensor) -> Tensor:
        """Give the verdict of hidden states.

        Args:
            h: hidden states, (..., H), -1...1.

        Returns:
            Logits, (...,); above 0 means positive.
        """
        logit: Tensor = self.head(h)
        return logit.squeeze(-1)

    @torch.no_grad()
    def verdicts(
        self, h: NDArray[np.floating]
    ) -> tuple[NDArray[np.floating], NDArray[np.floating]]:
        """Give the verdicts along a recorded run, that of the empty memory first.

        Args:
            h: hidden states after each token, (T, H), -1...1.

        Returns:
            Logits and p_positive, (1 + T,) each; above 0 and above 0.5 means positive.
        """
        states = torch.from_numpy(np.vstack([np.zeros((1, h.shape[1]), h.dtype), h]))
        logit = self.states_to_logit(states)  # (1 + T,)
        return logit.numpy(), torch.sigmoid(logit).numpy()

    def summary(self, x: Tensor, lengths: Tensor) -> Tensor:
        """Read a batch of word vectors.

        Args:
            x: word vectors, padded at the right, (B, T, E).
            lengths: tokens in each sentence, (B,), long; 0 is allowed.

        Returns:
            The hidden state after each sentence's last token, (B, H); after none, zeros.
        """
        h, _ = self.recurrent(x)  # (B, T, H)
        last: Tensor = h[torch.arange(len(h)), (lengths - 1).clamp(min=0)]  # (B, H)
        return last * (lengths > 0)[:, None]

    def forward(self, ids: Tensor, lengths: Tensor) -> Tensor:
        """Read a batch of sentences.

        Args:
            ids: word numbers, padded at the right, (B, T), long, 0...V-1.
            lengths: tokens in each sentence, (B,), long; 0 is allowed.

        Returns:
            The logit after each sentence's last token, (B,); after none, of h = 0.
        """
        return self.states_to_logit(self.summary(self.embedding(ids), lengths))
