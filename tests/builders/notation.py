"""Documents for tests, in one line of notation."""

from __future__ import annotations

from textwrap import dedent

from model.formats.notation import parse
from model.redline import ANCHOR, Policy, Redline, Side, paragraphs


def redline(text: str, *, language: str = "en", policy: Policy = "relabel") -> Redline:
    """The redline that a text in the notation says; common indentation is taken off, so that it may stand in code."""
    return parse(dedent(text), language=language, policy=policy)


def texts_of(redline: Redline, side: Side) -> list[str]:
    """What the paragraphs of a side say, without the marks at which comments hang."""
    return [one.text.replace(ANCHOR, "") for one in paragraphs(redline.clauses, side)]
