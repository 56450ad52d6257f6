"""Documents for tests, in one line of notation."""

from __future__ import annotations

from textwrap import dedent

from model.formats.notation import parse
from model.redline import ANCHOR, Policy, Redline, Side, paragraphs

_SIGNS = {"number": "# ", "title": "## ", "opening": "> "}


def written(rows: list[list[str]]) -> str:
    """Rows of kind, label and text as the notation has them."""
    lines = []
    for kind, label, text in rows:
        line = f"*{text}*" if kind == "call" else _SIGNS.get(kind, "") + text
        lines.append(f"{label}\t{line}" if label else line)
    return "\n".join(lines) + "\n"


def redline(text: str, *, language: str = "en", policy: Policy = "relabel") -> Redline:
    """The redline that a text in the notation says; common indentation is taken off, so that it may stand in code."""
    return parse(dedent(text), language=language, policy=policy)


def texts_of(redline: Redline, side: Side) -> list[str]:
    """What the paragraphs of a side say, without the marks at which comments hang."""
    return [one.text.replace(ANCHOR, "") for one in paragraphs(redline.clauses, side)]
