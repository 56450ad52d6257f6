"""Documents for tests, in one line of notation."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import dedent
from typing import Any

from msgspec.structs import replace

from model.formats.notation import parse
from model.formats.notation.printing import bare_style, printable_redline
from model.redline import ANCHOR, Clause, Label, Policy, Props, Redline, Side, paragraphs

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
    return [paragraph.text.replace(ANCHOR, "") for paragraph in paragraphs(redline.clauses, side)]


def _label(label: Label | None) -> Label | None:
    return replace(label, style=bare_style(label.style)) if label is not None else None


def _props(props: Props) -> Props:
    return replace(props, other="")


def _clauses(clauses: Sequence[Clause]) -> list[Any]:
    return [
        (
            clause.runs,
            clause.end.status,
            _props(clause.props),
            _props(clause.props_on("base")),
            _label(clause.label),
            _label(clause.own_label),
            clause.cell,
            clause.shape,
            clause.row,
            clause.number,
            clause.own_number,
            clause.mark,
            clause.own_mark,
        )
        for clause in clauses
    ]


def notation_content(redline: Redline) -> Any:
    """The content of a text that the notation can express, for comparison: everything but ids, authors, dates, moves and XML."""
    redline = printable_redline(redline)
    notes = {name: (note.kind, note.mark, _clauses(note.clauses)) for name, note in redline.notes.items()}
    return _clauses(redline.clauses), notes, redline.language, redline.policy
