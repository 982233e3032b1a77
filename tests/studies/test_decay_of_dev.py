"""The measurement of decay: on a treebank made up here, and the figures that were kept."""

import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lstm_viz.core.models.checkpoint import MODEL_FOLDER, MODELS, load_model
from lstm_viz.studies.decay import (
    BINS,
    PAIRS,
    accuracy_by_length,
    measure_decay,
    profiles_of,
    ratio,
)
from lstm_viz.studies.treebank import Example

KEPT: dict[str, Any] = json.loads((MODEL_FOLDER / "decay.json").read_text(encoding="utf-8"))
LONG = "(3 " + " ".join(f"(2 {word})" for word in ["the", "film", "is", "good", "and"] * 4) + ")"
SHORT = "(1 (2 A) (2 bore))"


def test_the_kept_figures_are_of_these_weights() -> None:
    assert KEPT["sha256"] == {name: load_model(name).card["sha256"] for name in MODELS}


@pytest.mark.parametrize("name", MODELS)
def test_the_bins_add_up_to_the_card(name: str) -> None:
    rows, stated = KEPT["accuracy_by_length"][name], load_model(name).card["scores"]["dev"]
    assert sum(row["sentences"] for row in rows) == stated["n"] == KEPT["data"]["binary_sentences"]
    right = sum(row["right"] for row in rows)
    assert right / stated["n"] == pytest.approx(stated["accuracy"], abs=6e-4)


def test_the_kept_figures_agree_with_one_another() -> None:
    for pair in KEPT["pairs"]:
        for series in pair["series"].values():
            columns = series["log10_relative"]
            assert columns["k"] == list(range(41))
            assert columns["n"][0] == columns["n"][14] == KEPT["data"]["measured"]
            assert columns["n"] == sorted(columns["n"], reverse=True)
            assert columns["median"][0] == 0
            for name in ("q25", "median", "q75"):  # 10^x keeps the order, so it keeps quartiles
                kept = series["remains_per_word"][name]
                assert kept == pytest.approx(10 ** series["slope"][name], abs=2e-3)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A dev set of two long sentences and a short one."""
    lines = [LONG, SHORT, LONG.replace("good", "awful").replace("(3 ", "(0 ", 1)]
    (tmp_path / "dev.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path


def test_only_long_sentences_are_measured_and_none_is_kept(folder: Path) -> None:
    report = measure_decay(folder)
    assert (report["data"]["sentences"], report["data"]["measured"]) == (3, 2)
    assert report["data"]["binary_sentences"] == 3
    for pair in report["pairs"]:
        for series in pair["series"].values():
            assert series["log10_relative"]["n"] == [2] * 20
    said = json.dumps(report, allow_nan=False)
    assert "film" not in said
    rows = report["accuracy_by_length"]["lstm-tiny"]
    assert [row["sentences"] for row in rows] == [1, 0, 2, 0]
    assert rows[1]["accuracy"] is None


def test_without_a_long_sentence_there_is_nothing_to_measure(tmp_path: Path) -> None:
    (tmp_path / "dev.txt").write_text(SHORT + "\n", encoding="utf-8")
    with pytest.raises(ValueError, match="15 tokens"):
        measure_decay(tmp_path)


def test_the_ratio_goes_sentence_by_sentence() -> None:
    found = ratio(np.array([-0.1, -0.2, -0.3]), np.array([-0.2, -0.1, -0.6]))
    assert found["slower_percent"] == pytest.approx(66.67)
    assert found["median"] == pytest.approx(10**0.1, abs=1e-5)


@pytest.mark.parametrize(("n_words", "place"), [(1, 0), (9, 0), (10, 1), (29, 2), (30, 3), (90, 3)])
def test_a_length_falls_into_one_bin(n_words: int, place: int) -> None:
    rows = accuracy_by_length(load_model("lstm-tiny"), [Example(("great",) * n_words, 1.0)])
    assert [row["sentences"] for row in rows] == [int(at == place) for at in range(len(BINS))]
    assert rows[place]["accuracy"] == 1.0


def treebank() -> Path | None:
    """Find the reader's copy of the treebank, as `scripts/test` does."""
    beside = Path(__file__).parents[3] / "shared" / "data" / "sst"
    path = Path(os.environ.get("LSTM_VIZ_SST", beside))
    return path if path.is_dir() else None


@pytest.mark.skipif(treebank() is None, reason="no treebank here: the decay is not re-measured")
def test_the_kept_figures_are_measured_again() -> None:
    path = treebank()
    assert path is not None
    again = measure_decay(path)
    assert again["data"] == KEPT["data"]
    assert again["accuracy_by_length"] == KEPT["accuracy_by_length"]
    for new, old in zip(again["pairs"], KEPT["pairs"], strict=True):
        for name, series in old["series"].items():
            for quartile, value in series["slope"].items():
                assert new["series"][name]["slope"][quartile] == pytest.approx(value, abs=1e-4)


@pytest.mark.parametrize("pair", PAIRS)
def test_profiles_have_a_row_a_token(pair: tuple[str, str]) -> None:
    lstm, rnn = (profiles_of(load_model(name), ["a good film", "awful"]) for name in pair)
    assert (set(lstm), set(rnn)) == ({"c", "h"}, {"h"})
    assert [len(one) for one in lstm["c"]] == [len(one) for one in rnn["h"]] == [3, 1]
