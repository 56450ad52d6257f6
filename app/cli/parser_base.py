"""The class of the parsers of the command line, and what all of them share."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NoReturn

from app.cli.option_values import UsageError
from model.message import Message

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

PROGRAM = "clausewright"


class Parser(argparse.ArgumentParser):
    """A parser that reports an error in one line and leaves it to the caller to end the program. It takes the language of the
    interface, which is chosen before it is made."""

    def __init__(self, **about: Any) -> None:
        super().__init__(**about)
        self.add_argument("--interface", metavar="CODE", help="the language of messages: en, fr, es, ru, zh, ar")

    def add_text(self, option: str, metavar: str, help: str) -> None:
        """Adds an option with a text; '' if it is not given."""
        self.add_argument(option, default="", metavar=metavar, help=help)

    def add_choice(self, option: str, words: Sequence[str], metavar: str, help: str) -> None:
        """Adds an option with one of some words; the first if it is not given."""
        self.add_argument(option, choices=words, default=words[0], metavar=metavar, help=help)

    def add_list(self, option: str, dest: str, metavar: str, help: str, *, choices: Sequence[str] | None = None) -> None:
        """Adds an option that may be given several times.

        option, dest, metavar, help: as argparse has them
        choices: the values that are accepted; None for any
        """
        self.add_argument(option, dest=dest, action="append", choices=choices, default=[], metavar=metavar, help=help)

    def error(self, message: str) -> NoReturn:
        """Raises UsageError instead of ending the program."""
        raise UsageError(Message.of("{problem}; see `{command} --help`", problem=Message.verbatim(message), command=self.prog))

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        # As argparse does, but a pipe that is gone or a disk that is full is not passed over.
        if message:
            (file or sys.stderr).write(message)


def verb_parser(verb: str, run: Callable[..., int] | None, usage: str, description: str, epilog: str = "") -> Parser:
    """The parser of a verb, without its arguments.

    verb, run: its name, and the function that carries it out; None if that depends on the arguments
    usage, description, epilog: the arguments after the name, and the help before and after the options
    """
    parser = Parser(
        prog=f"{PROGRAM} {verb}",
        usage=f"{PROGRAM} {verb} {usage}",
        description=description,
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.set_defaults(run=run)
    return parser


def add_output(parser: Parser, help: str) -> None:
    """Adds the option with the file that a verb writes, which is required."""
    parser.add_argument("-o", "--output", dest="output", required=True, metavar="OUT", help=help)
