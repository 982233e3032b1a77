"""What the tables and the CSV of attribution say is the methods' and the measured file's."""

import csv
import io
import json
from dataclasses import replace

import pytest

from lstm_viz.chapters.attribution.study import REMOVALS, DevResult, dev_result, same_in_both
from lstm_viz.chapters.attribution.tables import NO_PROMISE, deletion_table, scores_csv, sums_table
from lstm_viz.chapters.attribution.view import TITLES
from lstm_viz.core.models.checkpoint import MODEL_FOLDER
from lstm_viz.figures.labels import names
from tests.chapters.attribution.test_charts import view_of
from tests.random_models import SHIPPED_LSTMS


def report() -> dict[str, dict[str, dict[str, object]]]:
    found: dict[str, dict[str, dict[str, object]]] = json.loads(
        (MODEL_FOLDER / "deletion.json").read_text(encoding="utf-8")
    )
    return found


def test_only_a_promise_has_a_gap() -> None:
    view = view_of()
    gaps = dict(zip(TITLES, sums_table(view)["Gap"], strict=True))
    assert {name for name, gap in gaps.items() if gap == NO_PROMISE} == {
        "leave_one_out",
        "replaced_by_unk",
        "gradient_x_input",
    }
    for row in view.methods:
        if row.name in {"lrp", "ledger_split"}:
            assert gaps[row.name] == "none (exact)"
            assert abs(row.adds_up_to - view.should) < 1e-5, row.name
    assert gaps["contextual_decomposition"] == "none for each word’s β + γ (exact)"
    assert max(row.split_gap or 0 for row in view.methods) < 1e-5


@pytest.mark.parametrize("name", ["lrp", "ledger_split", "integrated_gradients"])
def test_scores_that_do_not_add_up_show_it(name: str) -> None:
    view = view_of()
    (row,) = (row for row in view.methods if row.name == name)
    broken = replace(row, scores=row.scores + 1)
    (off,) = sums_table(replace(view, methods=(broken,)))["Gap"]
    assert float(off.split()[0]) == pytest.approx(len(view.trace.tokens), rel=0.5)
    assert ("rough" in off) == (name == "integrated_gradients")
    assert ("though it should be exact" in off) == (name != "integrated_gradients")
    assert "rough" not in sums_table(replace(view, methods=(row,)))["Gap"][0]


@pytest.mark.parametrize("model", SHIPPED_LSTMS)
def test_the_quoted_result_is_the_files_and_was_made_with_these_weights(model: str) -> None:
    dev: DevResult = dev_result(report(), model)
    card = json.loads((MODEL_FOLDER / f"{model}.json").read_text(encoding="utf-8"))
    assert dev.sha256 == card["sha256"]
    view = view_of()
    table = deletion_table(view, dev)
    found = json.loads((MODEL_FOLDER / "deletion.json").read_text(encoding="utf-8"))
    by_title = dict(zip(table["Order by"], table["Dev set, deleted"], strict=True))
    for name, title in TITLES.items():
        median = found["models"][model]["deleted"][name]["median"]
        assert by_title[title] == pytest.approx(median, abs=5e-4 + 1e-9)  # half a digit
    assert table["This sentence"][:-1] == sorted(table["This sentence"][:-1])
    for removal, tied in dev.tied_best.items():
        means = {k: row["mean"] for k, row in found["models"][model][removal].items()}
        assert min(means, key=lambda name: means[name]) in tied
        assert "random" not in tied


@pytest.mark.parametrize("model", SHIPPED_LSTMS)
def test_who_is_ahead_and_who_is_last_is_the_files(model: str) -> None:
    dev = dev_result(report(), model)
    found = json.loads((MODEL_FOLDER / "deletion.json").read_text(encoding="utf-8"))
    means = [
        {name: row["mean"] for name, row in found["models"][model][removal].items()}
        for removal in REMOVALS
    ]
    orders = [sorted(TITLES, key=mean.__getitem__) for mean in means]
    for ranks in (slice(3), slice(-2, None)):
        first, second = (set(order[ranks]) for order in orders)
        assert set(same_in_both(dev, ranks)) == (first if first == second else set())
    for order, mean in zip(orders, means, strict=True):
        assert mean[order[-1]] < mean["random"]
    swapped = replace(dev, ranked={**dev.ranked, "deleted": dev.ranked["deleted"][::-1]})
    assert same_in_both(swapped, slice(3)) == ()


def test_the_csv_holds_every_score_and_sum() -> None:
    view = view_of('say "no, not" , ok')
    rows = list(csv.DictReader(io.StringIO(scores_csv(view).decode(), newline="")))
    words = [row for row in rows if row["row"] == "word"]
    assert [row["token"] for row in words] == list(names(view.trace))
    for row in view.methods:
        assert [float(line[row.name]) for line in words] == row.scores.tolist()
        parts = sum(float(line[row.name] or 0) for line in rows if line["row"] == "part")
        assert row.scores.sum() + parts == pytest.approx(row.adds_up_to)
