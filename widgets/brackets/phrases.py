"""Brackets and options in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from model.redline import Clause, Side
from model.text.shortening import shorten_text
from widgets.common.foreign_text import isolated, on_one_line
from widgets.common.translation import line_of, translate, with_label

if TYPE_CHECKING:
    from model.brackets.values import BracketOption, FaultKind, OpenKind, OpenText, TextSpan

MOST = 160
"""Characters of a wording that a list shows."""


def kind_name(kind: OpenKind) -> str:
    """The kind of an open text."""
    return {
        "text": translate("Brackets", "Bracketed text"),
        "alternatives": translate("Brackets", "Alternatives"),
        "blank": translate("Brackets", "Blank"),
        "clause": translate("Brackets", "Bracketed clause"),
        "noc": translate("Brackets", "No change (NOC)"),
    }[kind]


def fault_sentence(kind: FaultKind, sign: str) -> str:
    """What is wrong with a bracket, and what to do about it."""
    sentence = {
        "unclosed": translate("Brackets", "The bracket {sign} is never closed. Close it or delete it."),
        "unopened": translate("Brackets", "The bracket {sign} was never opened. Open it or delete it."),
        "crossed": translate("Brackets", "The bracket {sign} crosses another pair. Put one pair inside the other."),
        "single": translate("Brackets", "“{sign}” is the only option here. Add another one or delete its heading."),
    }[kind]
    return sentence.format(sign=isolated(sign))


def owners_line(open_text: OpenText) -> str:
    """Who wants the options of an open text."""
    return line_of(isolated(owner) for owner in open_text.owners)


def wording(clauses: Sequence[Clause], order: Mapping[str, int], span: TextSpan, side: Side, most: int = MOST) -> str:
    """The words of a span on one line.

    clauses: the story
    order: the indexes of its clauses by their ids
    span: the characters
    side: the side on which they are read
    most: the number of characters after which the end is omitted
    """
    from model.brackets.span_text import span_lines

    first, last = order.get(span.first), order.get(span.last)
    if first is None or last is None:
        return ""
    text = on_one_line(" ".join(span_lines(clauses[first : min(last + 1, first + MOST)], span, side)))
    return shorten_text(text, most)


def option_words(option: BracketOption, words: str) -> str:
    """An option in words: its owner and its wording, or that it is the text in force."""
    if option.kind == "noc":
        words = translate("Brackets", "No change: the text in force")
    elif not words:
        words = translate("Brackets", "Blank")
    else:
        words = isolated(words)
    return with_label(isolated(option.owner), words) if option.owner else words


def level_name(level: int) -> str:
    """How deep an open text is inside of others."""
    return translate("Brackets", "level {level}").format(level=level)
