"""What can be asked on the command line, and how it fails: one line, exit code 2.

Exit codes: 0; 1 where a check failed (`again`); 2 after a use that cannot be; 128 + the signal's
number where one ended it: 130 after Ctrl-C, 141 when nobody reads on, 143 after a request to end.
"""

import argparse
import os
import re
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import NoReturn

from lstm_viz import __version__
from lstm_viz.cli import app, commands
from lstm_viz.cli.report import asked_for
from lstm_viz.errors import InputError, explained

DEFAULT_MODEL = "lstm-tiny"
FAILED = 2
METHODS = (  # named here too: to import them takes two seconds; a test holds them alike
    "leave_one_out",
    "replaced_by_unk",
    "gradient_x_input",
    "integrated_gradients",
    "lrp",
    "contextual_decomposition",
    "ledger_split",
)
MOST_EPOCHS, MOST_SEEDS = 10_000, 1_000
LARGEST_SEED = 2**63 - MOST_SEEDS  # so that the last of them is one that torch takes


class _Parser(argparse.ArgumentParser):
    """A parser whose complaint is an error like every other."""

    def error(self, message: str) -> NoReturn:
        """Refuse the arguments.

        Raises:
            InputError: always.
        """
        raise InputError(message, remedy=f"try {self.prog} --help")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the app where there is none.

    Args:
        argv: the arguments; those of the process if absent.

    Returns:
        The exit code.
    """
    _give_errors_a_place()
    argv = sys.argv[1:] if argv is None else argv
    try:
        arguments = _parse(argv)
        with nullcontext() if arguments.run is app.start else _ending_cleanly():
            code: int | None = arguments.run(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        _silence_stdout()
        return 128 + signal.SIGPIPE
    except KeyboardInterrupt:
        _silence_stdout()
        return 128 + signal.SIGINT
    except (OSError, InputError, ImportError, MemoryError) as error:
        _silence_stdout()
        asked_for(argv).error(explained(error))
        return FAILED
    return code or 0


def _give_errors_a_place() -> None:
    """Where standard error is closed, what would be said there goes nowhere."""
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - until the end


ENDS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


@contextmanager
def _ending_cleanly() -> Iterator[None]:
    """Let a request to end be an exception: half a file is taken away on its way out."""

    def end(number: int, _: object) -> NoReturn:
        raise SystemExit(128 + number)

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, end) for number in ENDS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _silence_stdout() -> None:
    """Send what is left in the buffer nowhere, lest the interpreter complains at its end."""
    if sys.stdout is not None and sys.stdout is sys.__stdout__:  # else a test holds it
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.close(nowhere)


def _parse(argv: Sequence[str]) -> argparse.Namespace:
    """Read the arguments into what is to `run`, and with what."""
    options = app.streamlit_options(argv)
    if options is not None:
        return argparse.Namespace(run=app.start, options=options)
    return _parser().parse_args(argv)


def _parser() -> _Parser:
    """Build the parser."""
    by_module = Path(sys.argv[0]).name == "__main__.py"
    parser = _Parser(prog="python -m lstm_viz" if by_module else "lstm-viz", allow_abbrev=False)
    parser.description = (
        "Watch a trained LSTM read: in the browser, or the same runs as data. "
        "Without a command the app starts."
    )
    parser.add_argument("--version", action="version", version=f"lstm-viz {__version__}")
    add = parser.add_subparsers(dest="command", required=True, metavar="COMMAND", title="commands")
    for declare in (_add_app, _add_trace, _add_score, _add_evaluate, _add_train, _add_bench):
        declare(add)
    for declare in (_add_decay, _add_deletion, _add_again):
        declare(add)
    return parser


def _add_app(add: "argparse._SubParsersAction[_Parser]") -> None:
    """Name the command for --help; its arguments are Streamlit's and are not read here."""
    add.add_parser(
        "app",
        help="start the app and open a browser (also without a command); options, such as "
        "--server.port=8600, go to Streamlit",
        add_help=False,
    )


def _command(
    add: "argparse._SubParsersAction[_Parser]", name: str, about: str, epilog: str | None = None
) -> _Parser:
    """Declare a command with the options that every one of ours has."""
    parser = add.add_parser(name, help=about, epilog=epilog, allow_abbrev=False)
    parser.add_argument(
        "--quiet", action="store_true", help="say errors alone: no notices, no progress"
    )
    parser.add_argument(
        "--json",
        action="store_true",
        help="say errors and notices as JSON, one object a line: level, what (where, remedy)",
    )
    return parser


def _add_trace(add: "argparse._SubParsersAction[_Parser]") -> None:
    parser = _command(
        add,
        "trace",
        "record every gate and state of one sentence",
        "A text that starts with '-' goes last, after '--'.",
    )
    parser.add_argument("text", metavar="TEXT", help="the sentence; may be empty")
    _add_model(parser)
    parser.add_argument(
        "-o",
        dest="output",
        metavar="FILE",
        type=Path,
        required=True,
        help="where to; .json, .npz or .csv; or .html, a page with the player",
    )
    _add_more(parser)
    parser.set_defaults(run=commands.trace)


def _add_more(parser: argparse.ArgumentParser) -> None:
    """Declare what is worked out from the record and written beside it."""
    parser.add_argument(
        "--gradients",
        action="store_true",
        help="add dL/dh, dL/dC (with its two parts) and dL/dx after every token",
    )
    parser.add_argument(
        "--target",
        metavar="last|N|loss0|loss1",
        help="L: the verdict's logit after the last token (default) or after token N, counted "
        "from 1; or the loss against a label",
    )
    parser.add_argument(
        "--memory",
        action="store_true",
        help="also write deposits (T, T, H): [t, s] is what word s has in the cell after word t",
    )
    parser.add_argument(
        "--attribution",
        metavar="METHOD",
        help=f"add a score for each token: which word did it; one of {', '.join(METHODS)}",
    )


def _add_score(add: "argparse._SubParsersAction[_Parser]") -> None:
    parser = _command(add, "score", "one text a line in, p_positive<TAB>text out")
    parser.add_argument(
        "input",
        metavar="FILE",
        nargs="?",
        default="-",
        help="UTF-8; '-' or nothing: standard input",
    )
    _add_model(parser)
    parser.add_argument(
        "-o", dest="output", metavar="FILE", type=Path, help="where to; standard output if absent"
    )
    parser.set_defaults(run=commands.score)


def _add_evaluate(add: "argparse._SubParsersAction[_Parser]") -> None:
    parser = _command(add, "evaluate", "accuracy on a file of label<TAB>text lines")
    parser.add_argument(
        "input",
        metavar="FILE.tsv",
        help="label<TAB>text; labels 0/1, or 0..4 where 2 is left out; '-': standard input",
    )
    _add_model(parser)
    parser.set_defaults(run=commands.evaluate)


def _add_train(add: "argparse._SubParsersAction[_Parser]") -> None:
    parser = _command(add, "train", "train a model on your copy of the treebank")
    parser.add_argument(
        "name", metavar="NAME", help="lstm-tiny, lstm-small, rnn-tiny, rnn-small, or teacher"
    )
    parser.add_argument(
        "--data",
        metavar="DIR",
        type=Path,
        required=True,
        help="folder with the treebank's train.txt, dev.txt and test.txt",
    )
    parser.add_argument(
        "--out", metavar="DIR", type=Path, default=Path("models"), help="where to (default: models)"
    )
    _add_start(parser)
    parser.set_defaults(run=commands.train)


def _add_start(parser: argparse.ArgumentParser) -> None:
    """Declare what a training starts from and how long it goes on."""
    parser.add_argument(
        "--seed", metavar="N", type=_number(0, LARGEST_SEED), default=0, help="default: 0"
    )
    parser.add_argument(
        "--seeds",
        metavar="N",
        type=_number(1, MOST_SEEDS),
        default=1,
        help="try N seeds from --seed on and keep the best (default: 1)",
    )
    parser.add_argument(
        "--epochs",
        metavar="N",
        type=_number(1, MOST_EPOCHS),
        help="fewer or more than the recipe's",
    )
    parser.add_argument(
        "--vectors",
        choices=("glove", "random"),
        default="glove",
        help="the word vectors to start from; glove (default) comes with the training extra",
    )


def _number(least: int, most: int) -> Callable[[str], int]:
    """Return a reader of whole numbers between two bounds, for argparse."""

    def read(spelled: str) -> int:
        number = int(spelled) if re.fullmatch(r"[+-]?\d{1,30}", spelled) else None
        if number is None or not least <= number <= most:
            message = f"give a whole number from {least} to {most:,}, not {spelled!r}"
            raise argparse.ArgumentTypeError(message)
        return number

    return read


def _add_decay(add: "argparse._SubParsersAction[_Parser]") -> None:
    parser = _command(
        add, "decay", "how fast the gradients of LSTM and RNN decay on the treebank's dev sentences"
    )
    parser.add_argument(
        "--data", metavar="DIR", type=Path, required=True, help="folder with the treebank's dev.txt"
    )
    parser.add_argument(
        "-o", dest="output", metavar="FILE.json", type=Path, required=True, help="where to"
    )
    parser.set_defaults(run=commands.decay)


def _add_bench(add: "argparse._SubParsersAction[_Parser]") -> None:
    parser = _command(
        add, "bench", "cost of recording, scoring, gradients and paths beside torch, as JSON"
    )
    parser.set_defaults(run=commands.bench)


def _add_deletion(add: "argparse._SubParsersAction[_Parser]") -> None:
    parser = _command(add, "deletion", "test the attributions on the treebank's dev set")
    parser.add_argument(
        "--data", metavar="DIR", type=Path, required=True, help="folder with the treebank's dev.txt"
    )
    parser.add_argument(
        "-o", dest="output", metavar="FILE.json", type=Path, required=True, help="where to"
    )
    parser.set_defaults(run=commands.deletion)


def _add_again(add: "argparse._SubParsersAction[_Parser]") -> None:
    parser = _command(
        add,
        "again",
        "make a file of trace again from what it says of itself, and compare every part",
    )
    parser.add_argument("file", metavar="FILE", type=Path, help="written by trace")
    parser.add_argument(
        "--model", metavar="NAME|PATH", help="instead of the model that the file names"
    )
    parser.set_defaults(run=commands.again)


def _add_model(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--model",
        metavar="NAME|PATH",
        default=DEFAULT_MODEL,
        help=f"a shipped model or a .safetensors file (default: {DEFAULT_MODEL})",
    )
