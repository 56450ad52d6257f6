"""Documents for tests, in one line of notation."""

from __future__ import annotations

from textwrap import dedent

from model.formats.notation import parse
from model.redline import Policy, Redline


def redline(text: str, *, language: str = "en", policy: Policy = "relabel") -> Redline:
    """The redline that a text in the notation says; common indentation is taken off, so that it may stand in code."""
    return parse(dedent(text), language=language, policy=policy)
