"""The page on the model says the numbers of the model that is loaded."""

import pytest

from lstm_viz.chapters.model.words import how_it_reads, lead, used_again
from lstm_viz.ui import cache


@pytest.mark.parametrize(("model", "units"), [("lstm-tiny", 8), ("lstm-small", 64)])
def test_the_way_to_a_verdict_is_told_with_the_models_sizes(model: str, units: int) -> None:
    network = cache.model_of(model)
    said = how_it_reads(network)
    n_words, n_inputs = network.word_vectors().shape
    assert f"{4 * units * (units + n_inputs + 2):,} learned numbers" in lead(network)
    assert said.startswith(f"**{model}** reads")
    assert f"table of {n_words:,} words and becomes {n_inputs} numbers" in said
    assert f"{units} hidden units" in said
    assert f"a memory of {units} numbers" in said


def test_matrices_are_used_once_a_token() -> None:
    assert "has 1 token (words and punctuation), so these matrices are used once," in used_again(1)
    assert "has 12 tokens (" in used_again(12)
    assert "are used 12 times, unchanged" in used_again(12)
