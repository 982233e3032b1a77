"""The lines of NumPy and PyTorch that compute what a chapter shows; a test runs every one.

Names that they need: x, h_prev, c_prev and later quantities of one step; W_f ... and b_f ... over
[h, x], as the chapters write them; for whole sentences xs, cell, w, b; in PyTorch lstm, head, xs.
"""

_GATE = "{gate} = {squash}(np.concatenate([h_prev, x]) @ W_{gate} + b_{gate})"
_SIGMA = "def sigmoid(z):\n    return 1 / (1 + np.exp(-z))"


def _gate(gate: str, squash: str = "sigmoid") -> str:
    return _GATE.format(gate=gate, squash=squash)


_TORCH_STEP = "h, c = torch.lstm_cell(x, (h_prev, c_prev), W_ih, W_hh, b_ih, b_hh)"
_TORCH_GATES = "z = x @ W_ih.T + b_ih + h_prev @ W_hh.T + b_hh\ni, f, g, o = z.chunk(4, dim=-1)"

_NUMPY = {
    1: "h, c = np.zeros(H), np.zeros(H)\nfor x in xs:\n    h, c = cell(x, h, c)\n"
    "    p = sigmoid(h @ w + b)",
    2: "h = np.zeros(len(b_h))\nfor x in xs:\n    h = np.tanh(x @ W + h @ U + b_h)",
    3: "c = f * c_prev + i * g",
    4: f"{_SIGMA}\n{_gate('f')}\nkept = f * c_prev",
    5: f"{_SIGMA}\n{_gate('i')}\n{_gate('g', 'np.tanh')}\nwritten = i * g",
    6: "kept = f * c_prev\nwritten = i * g\nc = kept + written",
    7: f"{_SIGMA}\n{_gate('o')}\nh = o * np.tanh(c)",
    8: "hx = np.concatenate([h_prev, x])\nf_pre = hx @ W_f + b_f\nn = 4 * (W_f.size + b_f.size)",
    9: "belt = np.ones(H)\nfor f in reversed(fs[1:]):\n    belt = belt * f",
    10: "h, c = np.zeros(H), np.zeros(H)\nfor x in xs:\n    h, c = cell(x, h, c)\n"
    "p = sigmoid(h @ w + b)",
}
_TORCH = {
    1: "hs, (h, c) = lstm(xs)\np = torch.sigmoid(head(hs))[-1]",
    2: "hs, h = rnn(xs)",
    3: _TORCH_STEP,
    4: f"{_TORCH_GATES}\nf = torch.sigmoid(f)\nkept = f * c_prev",
    5: f"{_TORCH_GATES}\nwritten = torch.sigmoid(i) * torch.tanh(g)",
    6: _TORCH_STEP,
    7: f"{_TORCH_STEP}\no = h / torch.tanh(c)",
    8: "n = sum(\n    p.numel() for p in lstm.parameters()\n) - lstm.bias_hh_l0.numel()",
    9: "belt = torch.prod(fs[1:], dim=0)",
    10: "hs, (h, c) = lstm(xs)\np = torch.sigmoid(head(hs))[-1]",
}


def numpy_code(chapter: int) -> str:
    """Return a chapter's lines of NumPy; needs `import numpy as np`."""
    return _NUMPY[chapter]


def torch_code(chapter: int) -> str:
    """Return a chapter's lines of PyTorch; needs `import torch`."""
    return _TORCH[chapter]
