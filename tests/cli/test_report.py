"""What is said beside the result: for people, for scripts, or not at all."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from lstm_viz.cli import bench
from lstm_viz.cli.main import main
from lstm_viz.training import loop
from lstm_viz.training.loop import train
from lstm_viz.training.recipe import recipe_of

PARTS = {"level", "what", "where", "remedy"}
UNKNOWN = "a qwzzt film"


def test_an_error_is_one_json_object_for_a_script(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = str(tmp_path / "no.txt")
    assert main(["score", missing, "--json"]) == 2
    assert json.loads(capsys.readouterr().err) == {
        "level": "error",
        "what": "No such file or directory",
        "where": missing,
        "remedy": "check the name",
    }


@pytest.mark.parametrize(
    "arguments", [["sing", "--json"], ["score", "--json", "--he"], ["trace", "--json"]]
)
def test_an_error_in_the_arguments_is_one_too(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    said = json.loads(capsys.readouterr().err)
    assert said.keys() == PARTS
    assert said["level"] == "error"
    assert said["remedy"].endswith("--help")


def test_a_text_that_looks_like_the_option_is_a_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["trace", "-o", str(tmp_path / "out.txt"), "--", "--json"]) == 2
    assert capsys.readouterr().err.startswith("lstm-viz: ")


def test_a_notice_is_said_as_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["trace", UNKNOWN, "-o", str(tmp_path / "out.json")]
    assert main(asked) == 0
    told = capsys.readouterr().err
    assert told == "unknown to the model, read as <unk>: 'qwzzt'\n"
    assert main([*asked, "--json"]) == 0
    said = json.loads(capsys.readouterr().err)
    assert said == {"level": "notice", "what": told.strip()}
    assert main([*asked, "--quiet"]) == 0
    assert capsys.readouterr().err == ""


def test_no_progress_is_drawn_where_none_is_wanted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    recipe = replace(recipe_of("lstm-tiny"), epochs=1, n_generated=150)
    train("lstm-tiny", None, tmp_path, recipe=recipe, progress=None)
    assert capsys.readouterr() == ("", "")


def test_without_an_output_a_model_is_trained_and_nothing_is_measured_in_vain(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    trained: list[str] = []
    measured: list[str] = []
    monkeypatch.setattr(loop, "train", lambda name, *_, **__: trained.append(name))
    monkeypatch.setattr(bench, "measure", lambda: measured.append("all"))
    monkeypatch.setattr("sys.stdout", None)
    assert main(["train", "lstm-tiny", "--data", str(tmp_path)]) == 0
    assert main(["bench"]) == 2
    assert (trained, measured) == (["lstm-tiny"], [])
    assert capsys.readouterr().err == (
        "lstm-viz: standard output: it is closed; print to somewhere\n"
    )


def test_quiet_still_says_why_it_failed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", "no.txt", "--quiet"]) == 2
    assert capsys.readouterr().err.startswith("lstm-viz: no.txt: ")


def test_every_command_of_ours_takes_both(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("trace", "score", "evaluate", "train", "bench", "decay", "deletion", "again"):
        with pytest.raises(SystemExit) as ended:
            main([name, "--help"])
        assert ended.value.code == 0
        help_text = capsys.readouterr().out
        assert "--quiet" in help_text
        assert "--json" in help_text
