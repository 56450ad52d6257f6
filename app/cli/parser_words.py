"""The words of the parsers in a language: our help, and what argparse says itself.

Argparse asks gettext for its words under two names of its module; while a parser is made and used, they lead to ours.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from model.message import Message

_ARGPARSE_WORDS = (
    Message.of("usage: "),
    Message.of("positional arguments"),
    Message.of("options"),
    Message.of("show this help message and exit"),
    Message.of("the following arguments are required: %s"),
    Message.of("unrecognized arguments: %s"),
    Message.of("argument %(argument_name)s: %(message)s"),
    Message.of("not allowed with argument %s"),
    Message.of("invalid choice: %(value)r (choose from %(choices)s)"),
    Message.of("expected one argument"),
    Message.of("expected at most one argument"),
    Message.of("expected at least one argument"),
    Message.of("ignored explicit argument %r"),
)
"""What argparse says that a parser of ours can meet, as it is written there."""
P = TypeVar("P", bound=argparse.ArgumentParser)


@contextmanager
def argparse_says(words: Callable[[str], str]) -> Iterator[None]:
    """Lets argparse speak a language, whose words for English ones are given."""
    kept = argparse.__dict__["_"]
    setattr(argparse, "_", words)  # noqa: B010 - a name that it does not export
    try:
        yield
    finally:
        setattr(argparse, "_", kept)  # noqa: B010


def translate_parser(parser: P, words: Callable[[str], str]) -> P:
    """A parser with its help in a language."""
    parser.description = parser.description and words(parser.description)
    parser.epilog = parser.epilog and words(parser.epilog)
    for action in parser._actions:
        if not isinstance(action, argparse._HelpAction):  # argparse asked for its words when the parser was made
            action.help = action.help and words(action.help)
    return parser
