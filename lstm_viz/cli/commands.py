"""The commands. Torch takes two seconds to import, so each command imports it when it runs."""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import tee
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TextIO

from lstm_viz.cli.report import Report
from lstm_viz.cli.streams import lines_of, printed, reading, writing
from lstm_viz.core.files import write_atomic
from lstm_viz.errors import InputError

if TYPE_CHECKING:
    from lstm_viz.core.trace import SentenceTrace

_PAGES = (".html", ".htm")  # names of files that show the run, instead of holding its numbers
NEUTRAL = 2
_SHOWN = 10  # unknown words named in a notice


def trace(arguments: argparse.Namespace) -> None:
    """Record one sentence and write it in the format that the suffix names.

    Raises:
        InputError: no such format, target or method, or the model does not have what was asked for.
        OSError: no such model, or the file cannot be written.
    """
    from lstm_viz.core.export import format_of

    output: Path = arguments.output
    is_page = output.suffix.lower() in _PAGES
    if is_page and (arguments.gradients or arguments.memory or arguments.attribution):
        remedy = "write what is worked out beside it into a .json, .npz or .csv"
        raise InputError("a page shows the run alone", where=output, remedy=remedy)
    if not is_page:
        format_of(output, also=_PAGES[:1])
    if arguments.target is not None and not arguments.gradients:
        raise InputError("--target says what --gradients are of", remedy="give both")
    from lstm_viz.cli.again import how_it_is_made
    from lstm_viz.cli.trace_extras import write_numbers
    from lstm_viz.core.models.checkpoint import load_model
    from lstm_viz.core.record import record_sentence

    network = load_model(arguments.model)
    recorded = record_sentence(network, arguments.text)
    made = how_it_is_made(arguments, network)
    if is_page:
        from lstm_viz.player.replay import replay_html

        write_atomic(output, replay_html(recorded, network, made))
    else:
        write_numbers(arguments, network, recorded, made)
    said_by(arguments).notices(_notices(recorded))


def said_by(arguments: argparse.Namespace) -> Report:
    """Return how a command is to speak."""
    return Report(quiet=arguments.quiet, as_json=arguments.json)


def again(arguments: argparse.Namespace) -> int:
    """Make a file of `trace` again from what it says of itself; 1 if a part of it differs.

    Raises:
        OSError: the file or its model is not there.
        InputError: it is no such file, or does not say how it was made.
    """
    from lstm_viz.cli.again import again as make_again

    out = printed()
    lines, is_equal = make_again(arguments)
    out.writelines(f"{line}\n" for line in lines)
    return 0 if is_equal else 1


def _notices(recorded: "SentenceTrace") -> Iterator[str]:
    """Say what the model did not know and what was left out; repr keeps control signs harmless."""
    pairs = zip(recorded.tokens, recorded.known, strict=True)
    unknown = list(dict.fromkeys(token.text for token, known in pairs if not known))
    if unknown:
        more = f" and {len(unknown) - _SHOWN} more" if len(unknown) > _SHOWN else ""
        yield f"unknown to the model, read as <unk>: {', '.join(map(repr, unknown[:_SHOWN]))}{more}"
    if recorded.n_cut:
        yield f"cut: {len(recorded.tokens)} tokens read, {recorded.n_cut} left out"


def score(arguments: argparse.Namespace) -> None:
    """Score a text a line, in order, in bounded memory.

    Raises:
        OSError: a file cannot be read or written, or there is no such model.
    """
    from lstm_viz.core.models import scoring
    from lstm_viz.core.models.checkpoint import load_model

    network = load_model(arguments.model)
    with reading(arguments.input) as file, writing(arguments.output) as out:
        to_score, to_show = tee(lines_of(file, arguments.input))
        for p_positive, text in zip(scoring.score(network, to_score), to_show, strict=True):
            out.write(f"{p_positive:.6f}\t".encode())
            out.write(text.encode(errors="surrogateescape"))  # alone: a long line is not held twice
            out.write(b"\n")
        out.flush()


@dataclass(frozen=True, slots=True)
class Labelled:
    """A line of an evaluation file."""

    label: int
    text: str


def labelled_lines(file: BinaryIO, name: str) -> Iterator[Labelled]:
    """Yield the lines of a label<TAB>text file; empty lines are passed over.

    Args:
        file: the open file.
        name: its name, for the complaint.

    Raises:
        InputError: a line has no label 0...4 and a tab; the message names the line.
    """
    for number, line in enumerate(lines_of(file, name), start=1):
        if not line:
            continue
        label, tab, text = line.partition("\t")
        if not tab or label.strip() not in {"0", "1", "2", "3", "4"}:
            message, where = "expected a label 0..4, a tab and a text", f"{name}, line {number}"
            raise InputError(message, where=where)
        yield Labelled(int(label), text)


def evaluate(arguments: argparse.Namespace) -> None:
    """Print the accuracy on a labelled file.

    Labels are 0/1 if no other occurs; else five levels, of which 2 is left out.

    Raises:
        OSError: the file cannot be read, or there is no such model.
        InputError: a line is not label<TAB>text, or there is none to count.
    """
    from lstm_viz.core.models import scoring
    from lstm_viz.core.models.checkpoint import load_model

    out, network = printed(), load_model(arguments.model)
    with reading(arguments.input) as file:
        to_score, to_count = tee(labelled_lines(file, arguments.input))
        scores = scoring.score(network, (line.text for line in to_score))
        pairs = [(line.label, p > 0.5) for p, line in zip(scores, to_count, strict=True)]  # noqa: PLR2004
    out.writelines(f"{line}\n" for line in report(network.name, pairs, arguments.input))


def report(model: str, pairs: list[tuple[int, bool]], name: str) -> Iterator[str]:
    """Yield the lines of an evaluation.

    Args:
        model: the model's name.
        pairs: each text's label and whether it was found positive.
        name: the file's name, for the complaint.

    Raises:
        InputError: no text counts.
    """
    binary = all(label <= 1 for label, _ in pairs)
    counted = pairs if binary else [pair for pair in pairs if pair[0] != NEUTRAL]
    if not counted:
        message = "nothing to evaluate: no line with a label other than 2"
        raise InputError(message, where=name)
    positive_from = 1 if binary else NEUTRAL + 1
    by_class: dict[bool, list[bool]] = {False: [], True: []}
    for label, found in counted:
        truth = label >= positive_from
        by_class[truth].append(found == truth)
    right = sum(map(sum, by_class.values()))
    scale = "0/1" if binary else "0..4, 2 left out"
    yield f"model      {model}"
    yield f"accuracy   {100 * right / len(counted):.2f}%"
    yield f"right      {right} of {len(counted)}"
    yield f"negative   {sum(by_class[False])} of {len(by_class[False])}"
    yield f"positive   {sum(by_class[True])} of {len(by_class[True])}"
    yield f"left out   {len(pairs) - len(counted)}"
    yield f"labels     {scale}"


def train(arguments: argparse.Namespace) -> None:
    """Train a model on the reader's own copy of the treebank.

    Raises:
        OSError: the treebank is not there, or the weights cannot be written.
        InputError: no such model, a line of the treebank is damaged, or GloVe's vectors are not
            installed and random ones were not asked for.
    """
    from lstm_viz.core.models.checkpoint import MODELS
    from lstm_viz.training.ensemble import TEACHER

    if arguments.name not in {*MODELS, TEACHER}:
        remedy = f"take one of {', '.join((*MODELS, TEACHER))}"
        raise InputError(f"no model {arguments.name}", remedy=remedy)
    weights = _trained(arguments, sys.stderr if said_by(arguments).draws() else None)
    if sys.stdout is not None:  # the weights are written all the same
        sys.stdout.write(f"{weights}\n")


def _trained(arguments: argparse.Namespace, progress: TextIO | None) -> Path:
    """Train what was asked for; return the path of what was written."""
    from lstm_viz.training.ensemble import TEACHER
    from lstm_viz.training.loop import train as run
    from lstm_viz.training.recipe import TEACHER_RECIPE, recipe_of
    from lstm_viz.training.teacher import train_teacher

    is_teacher = arguments.name == TEACHER
    recipe = TEACHER_RECIPE if is_teacher else recipe_of(arguments.name)
    recipe = replace(recipe, epochs=arguments.epochs or recipe.epochs)
    if arguments.vectors == "random":
        recipe = replace(recipe, vectors="random", has_teacher=False, carried=False, frozen=False)
    where = arguments.data, arguments.out
    if is_teacher:
        return train_teacher(*where, seed=arguments.seed, recipe=recipe, progress=progress)
    seeds = range(arguments.seed, arguments.seed + arguments.seeds)
    return run(arguments.name, *where, seed=seeds, recipe=recipe, progress=progress)


def decay(arguments: argparse.Namespace) -> None:
    """Measure on the reader's own copy of the treebank how fast the gradients decay.

    Raises:
        OSError: the treebank is not there, or the file cannot be written.
        InputError: a line of the treebank is damaged, or no sentence is long enough.
    """
    from lstm_viz.studies.decay import measure_decay

    report = json.dumps(measure_decay(arguments.data), indent=1, allow_nan=False)
    write_atomic(arguments.output, f"{report}\n".encode())


def bench(_: argparse.Namespace) -> None:
    """Print what recording, scoring, gradients and paths cost beside torch, as one JSON object.

    Raises:
        InputError: the shipped models are not there, or standard output is closed.
    """
    from lstm_viz.cli.bench import measure

    out = printed()
    out.write(json.dumps(measure(), indent=2) + "\n")


def deletion(arguments: argparse.Namespace) -> None:
    """Delete words in the order of each attribution and write how fast the verdict goes.

    Raises:
        OSError: the treebank is not there, or the file cannot be written.
        InputError: a line of the treebank is damaged, or no sentence has the right length.
    """
    from lstm_viz.studies.deletion import measure

    found = json.dumps(measure(arguments.data), indent=2) + "\n"
    write_atomic(arguments.output, found.encode())
