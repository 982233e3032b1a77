"""`trace --memory` writes the deposits beside the record, and refuses a model without a cell."""

import json
from pathlib import Path

import numpy as np
import pytest

from lstm_viz.cli.main import main

TYPED = "not at all boring"


def test_the_deposits_add_up_to_the_cell_state_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "x.npz"
    assert main(["trace", TYPED, "--memory", "-o", str(path)]) == 0
    arrays = np.load(path)
    deposits = arrays["deposits"]
    assert deposits.shape == (4, 4, 8)
    assert deposits.dtype == np.float32
    np.testing.assert_allclose(deposits.sum(axis=1), arrays["c"], rtol=0, atol=1e-6)
    np.testing.assert_array_equal(deposits[2, 2], arrays["i"][2] * arrays["g"][2])
    later = np.arange(4)[:, None] < np.arange(4)
    assert not deposits[later].any()


@pytest.mark.parametrize("suffix", [".json", ".npz", ".csv"])
def test_the_record_itself_stays_as_it_is(tmp_path: Path, suffix: str) -> None:
    plain, more = tmp_path / f"plain{suffix}", tmp_path / f"more{suffix}"
    assert main(["trace", TYPED, "-o", str(plain)]) == 0
    assert main(["trace", TYPED, "--memory", "-o", str(more)]) == 0
    if suffix == ".json":
        added = json.loads(more.read_text())
        assert np.shape(added.pop("deposits")) == (4, 4, 8)
        assert added.pop("made_with")["memory"] is True
        kept = json.loads(plain.read_text())
        assert kept.pop("made_with")["memory"] is False
        assert added == kept
    elif suffix == ".csv":
        lines = [line for line in more.read_text().splitlines() if ",deposits[" not in line]
        assert lines == plain.read_text().splitlines()
    else:
        assert set(np.load(more)) - set(np.load(plain)) == {"deposits"}


def test_an_empty_text_has_no_deposits(tmp_path: Path) -> None:
    path = tmp_path / "x.npz"
    assert main(["trace", "", "--memory", "-o", str(path)]) == 0
    assert np.load(path)["deposits"].shape == (0, 0, 8)


def test_a_plain_rnn_is_refused_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.npz"
    assert main(["trace", TYPED, "--memory", "--model", "rnn-tiny", "-o", str(path)]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "rnn-tiny is a plain RNN" in said
    assert not path.exists()
