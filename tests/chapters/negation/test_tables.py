"""The family in a table and as CSV: a row a sentence, a line a claim, with the numbers measured."""

import csv
import io

import pytest

from lstm_viz.chapters.negation import cached, controls, tables, words
from lstm_viz.core.pairs.family import FAMILY
from lstm_viz.ui.place import MODELS


@pytest.mark.parametrize("model", MODELS)
def test_the_table_has_a_sign_and_a_number_for_every_claim_in_every_sentence(model: str) -> None:
    family = cached.family_of(model)
    table = tables.family_table(family)
    assert table["Sentence"] == list(FAMILY)
    assert list(table) == ["Sentence", *words.SHORT.values()]
    for place, (name, heading) in enumerate(words.SHORT.items()):
        claims = [one.claims[place] for one in family]
        assert {claim.name for claim in claims} == {name}
        assert [cell[0] == "✓" for cell in table[heading]] == [claim.holds for claim in claims]
        assert all("%" in cell for cell in table[heading]) is name.endswith("forget")
        if name.endswith("input"):
            written = [f"{claim.value:.2f}" for claim in claims]
            assert [cell[2:] for cell in table[heading]] == written


def test_the_claims_csv_has_every_claim_of_every_sentence_for_both_models() -> None:
    families = controls.all_families()
    rows = list(csv.DictReader(io.StringIO(tables.claims_csv(families).decode())))
    assert len(rows) == len(MODELS) * len(FAMILY) * 5
    told = iter(rows)
    for model, family in families.items():
        for one in family:
            for claim, row in zip(one.claims, told, strict=False):
                assert (row["model"], row["sentence"]) == (model, one.text)
                assert (row["claim"], row["word"]) == (claim.name, claim.word)
                assert (float(row["value"]), float(row["bound"])) == pytest.approx(
                    (claim.value, claim.bound), rel=1e-7
                )
                assert row["holds"] == str(int(claim.holds))
