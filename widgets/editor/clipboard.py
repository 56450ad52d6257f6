"""What goes over the clipboard and what is taken from it: our own clauses, else plain text in paragraphs. Foreign HTML is
never shown; what goes out as HTML is made here."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextDocumentFragment

from model.edits.structure import NewClause
from model.errors import EditError
from model.plain import decode_clause, encode_clause
from model.redline import Clause, Props, Run, Style

CLAUSES = "application/x-clausewright-clauses"
"""A JSON list of clauses in the form of `model.plain`."""
_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffc\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
_ENDS = re.compile("\r\n|[\r\n\x0b\x0c\u2029\x85]")


def cleaned(text: str) -> str:
    """Text without control characters, picture placeholders and what is no character."""
    return _UNWANTED.sub("", text)


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of a plain text, cleaned; a closing end of line makes none of its own."""
    parts = [cleaned(part) for part in _ENDS.split(text)]
    if len(parts) > 1 and not parts[-1]:
        parts.pop()
    return parts


def readable(data: QMimeData) -> bool:
    return data.hasText() or data.hasHtml()


def text_in(data: QMimeData) -> str:
    """The text of a clipboard or of what is dropped; '' where it holds none."""
    if data.hasText():
        return data.text()
    return QTextDocumentFragment.fromHtml(data.html()).toPlainText() if data.hasHtml() else ""


def clauses_in(data: QMimeData) -> tuple[NewClause, ...]:
    """The clauses of a clipboard; none where it holds none of ours, or what another program made of them."""
    if not data.hasFormat(CLAUSES):
        return ()
    try:
        listed = json.loads(bytes(data.data(CLAUSES).data()))
        found = [decode_clause(each) for each in listed] if isinstance(listed, list) else []
    except (ValueError, RecursionError, EditError):
        return ()
    return tuple(
        NewClause(
            Props(clause.props.kind, clause.props.level, clause.props.scheme),
            tuple(Run(text, style=_own(run.style)) for run in clause.runs if not run.content and (text := cleaned(_joined(run)))),
        )
        for clause in found
    )


def _joined(run: Run) -> str:
    return run.text.replace("\n", " ").replace("\u2029", " ")


def _own(style: Style) -> Style:
    return Style(style.italic, style.bold, style.underline, style.vertical)


def as_mime(clauses: Sequence[Clause], language: str = "") -> QMimeData:
    """What is copied, as clauses where whole ones are among it, as formatted and as plain text, each with its labels."""
    data = QMimeData()
    several = len(clauses) > 1 or any(clause.label is not None for clause in clauses)
    data.setText("\n".join(_label(clause) + clause.text for clause in clauses))
    data.setHtml(_html(clauses, language))
    if several:
        data.setData(CLAUSES, json.dumps([encode_clause(clause) for clause in clauses]).encode())
    return data


def _label(clause: Clause) -> str:
    return f"{clause.label.text}\t" if clause.label is not None else ""


def _html(clauses: Sequence[Clause], language: str) -> str:
    way = ' dir="rtl"' if language == "ar" else ""
    lines = (_paragraph(clause, way) for clause in clauses)
    return f'<html><head><meta charset="utf-8"></head><body>{"".join(lines)}</body></html>'


def _paragraph(clause: Clause, way: str) -> str:
    text = "".join(map(_formatted, clause.runs))
    if clause.props.kind == "call":
        text = f"<i>{text}</i>"
    label = f'{escape(clause.label.text)}<span style="mso-tab-count:1">&#9;</span>' if clause.label else ""
    return f'<p{way} style="margin-left:{max(clause.props.level - 1, 0) * 24}pt">{label}{text}</p>'


def _formatted(run: Run) -> str:
    text = escape(run.text).replace("\u2028", "<br>")
    style = run.style
    tags = (("b", style.bold), ("i", style.italic), ("u", style.underline), ("sup", style.vertical == "superscript"),
            ("sub", style.vertical == "subscript"))  # fmt: skip
    for tag, on in tags:
        text = f"<{tag}>{text}</{tag}>" if on else text
    return text
