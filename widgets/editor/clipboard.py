"""The exchange with the clipboard: our own clauses, else paragraphs with the formats that there are here. Foreign HTML is read,
never shown; HTML that goes out is made here."""

from __future__ import annotations

import json
from collections.abc import Container, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QMimeData

from model.edits.structure import NewClause
from model.errors import EditError, FileError
from model.redline import NOTE, Clause, Note, Props, Run, Style
from model.submission.json_codec import decode, encode
from model.text.lazy_regex import late
from widgets.common.translation import say, translate

if TYPE_CHECKING:
    from model.formats.html.reader import HtmlText

T = TypeVar("T")
NO_NOTES: Mapping[str, Note] = MappingProxyType({})
RTF = ("text/rtf", "application/rtf", 'application/x-qt-windows-mime;value="Rich Text Format"')
CLAUSES = "application/x-clausewright-clauses"
"""A JSON list of clauses in the form of `model.submission.json_codec`."""
NOTES = "application/x-clausewright-notes"
"""The notes to which those clauses refer, by their keys there, in the same form."""
_UNWANTED = late("[\x00-\x08\x0b-\x1f\x7f\ufffc\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
_ENDS = late("\r\n|[\r\n\x0b\x0c\u2029\x85]")


def cleaned(text: str) -> str:
    """Text without control characters, picture placeholders and what is no character."""
    return _UNWANTED.sub("", text)


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of a plain text, cleaned; a closing end of line makes none of its own."""
    parts = [cleaned(part) for part in _ENDS.split(text)]
    if len(parts) > 1 and not parts[-1]:
        parts.pop()
    return parts


class Foreign(Struct, frozen=True):
    """Contents of the clipboard from another program, as paragraphs of kept runs."""

    paragraphs: list[tuple[Run, ...]]
    formatted: bool
    """Whether it says itself how its characters are set; else they are set as what stands where they are put."""
    rows: frozenset[int] = frozenset()
    """The indices of the paragraphs that stand in rows of a table."""
    note: str = ""
    """What the user must know of what was not taken; a sentence."""


def unformatted(paragraphs: Sequence[str]) -> Foreign:
    """Paragraphs without formats, as if they had been pasted."""
    return Foreign([(Run(text),) if text else () for text in paragraphs], formatted=False)


def readable(data: QMimeData) -> bool:
    """Whether there is text in it; the names of files are none."""
    return not files_in(data) and (data.hasText() or data.hasHtml() or any(map(data.hasFormat, RTF)))


def files_in(data: QMimeData) -> list[str]:
    """The paths of the files that another program dragged or copied."""
    return [url.toLocalFile() for url in data.urls() if url.isLocalFile()] if data.hasUrls() else []


class Raw(Struct, frozen=True):
    """The raw contents of a clipboard, taken off it, so that it can be read elsewhere than where Qt is."""

    html: str
    rtf: bytes
    text: str

    @property
    def size(self) -> int:
        """The characters and bytes of all forms together."""
        return len(self.html) + len(self.rtf) + len(self.text)


def raw_in(data: QMimeData) -> Raw:
    """The HTML, the RTF and the text that data offer."""
    rtf = next((bytes(data.data(kind).data()) for kind in RTF if data.hasFormat(kind)), b"")
    return Raw(data.html() if data.hasHtml() else "", rtf, data.text())


def foreign_of(raw: Raw) -> Foreign:
    """The text of a clipboard or of what is dropped, with the formats that there are here; the text alone where those cannot
    be read. Raises EditError, which says why, where it is none."""
    rich, unread = _rich(raw)
    if rich.paragraphs:
        cleaned_runs = [tuple(_cleaned_run(run) for run in runs) for runs in rich.paragraphs]
        return Foreign(cleaned_runs, formatted=True, rows=rich.rows)
    if _is_rubbish(raw.text):
        raise EditError(translate("Clipboard", "That is not text but data of another kind; it was not put in."))
    if unread and not raw.text.strip():
        told = translate("Clipboard", "What is pasted cannot be read; copy it as plain text. {why}.")
        raise EditError(told.format(why=unread))
    text = unformatted(paragraphs_of(raw.text))
    told = translate("Clipboard", "The formats of what was pasted could not be read; its plain text was put in.")
    return replace(text, note=told) if unread else text


def _rich(raw: Raw) -> tuple[HtmlText, str]:
    """What the first form says that can be read, and why another could not be."""
    from model.formats.html.reader import HtmlText, read_html  # a parser of HTML: nothing of it is needed before a paste
    from model.formats.rtf_reader import is_rtf, paragraphs_of_rtf

    unread = ""
    try:
        if raw.html and (rich := read_html(raw.html)).paragraphs:
            return rich, ""
    except FileError as error:
        unread = say(error.message)
    try:
        return HtmlText(paragraphs_of_rtf(raw.rtf) if is_rtf(raw.rtf) else []), unread
    except FileError as error:
        return HtmlText([]), unread or say(error.message)


def text_in(data: QMimeData) -> str:
    """The text alone of a clipboard or of what is dropped; '' where it holds none."""
    if data.hasText() and not files_in(data):
        return data.text()
    paragraphs = foreign_of(raw_in(data)).paragraphs if readable(data) else []
    return "\n".join("".join(run.text for run in runs) for runs in paragraphs)


def _cleaned_run(run: Run) -> Run:
    return Run(cleaned(run.text), style=run.style)


def _is_rubbish(text: str) -> bool:
    """Whether more than a tenth of it are signs that no text has."""
    head = text[:4096]
    return len(_UNWANTED.findall(_ENDS.sub("", head))) + head.count("\ufffd") > max(4, len(head) // 10)


def clauses_in(data: QMimeData) -> tuple[NewClause, ...]:
    """The clauses of a clipboard; none where it holds none of ours, or what another program made of them."""
    found, notes = _read(data, CLAUSES, tuple[Clause, ...]) or (), notes_in(data)
    return tuple(
        NewClause(Props(clause.props.kind, clause.props.level, clause.props.scheme), tuple(_own_runs(clause, notes)))
        for clause in found
    )


def notes_in(data: QMimeData) -> dict[str, Note]:
    """The notes to which the clauses of a clipboard refer, by their keys there."""
    found = _read(data, NOTES, dict[str, Note]) or {}
    return {
        key: Note(note.kind, tuple(Clause(clause.id, Props(), tuple(_own_runs(clause, ()))) for clause in note.clauses))
        for key, note in found.items()
    }


def _read(data: QMimeData, kind: str, type_: type[T]) -> T | None:
    """What one of our own forms holds; None where there is none of it, or what another program made of it."""
    if not data.hasFormat(kind):
        return None
    try:
        return decode(json.loads(bytes(data.data(kind).data())), type_)
    except (ValueError, RecursionError, EditError):
        return None


def _own_runs(clause: Clause, notes: Container[str]) -> Iterator[Run]:
    for run in clause.runs:
        if run.text == NOTE and run.content in notes:
            yield Run(NOTE, style=_own(run.style), content=run.content)
        elif not run.content and (text := cleaned(_joined(run))):
            yield Run(text, style=_own(run.style))


def _joined(run: Run) -> str:
    return run.text.replace("\n", " ").replace("\u2029", " ")


def _own(style: Style) -> Style:
    return Style(style.italic, style.bold, style.underline, style.vertical)


def as_mime(clauses: Sequence[Clause], language: str = "", notes: Mapping[str, Note] = NO_NOTES) -> QMimeData:
    """The copied text, as clauses where whole ones or marks of notes are among it, as formatted and as plain text, each with its
    labels; the notes go to our own windows alone."""
    data = QMimeData()
    several = len(clauses) > 1 or any(clause.label is not None for clause in clauses)
    bare = [replace(clause, runs=tuple(run for run in clause.runs if not run.content)) for clause in clauses]
    data.setText("\n".join(_label(clause) + clause.text for clause in bare))
    data.setHtml(_html(bare, language))
    if several or notes:
        own = clauses if several else [replace(clause, props=Props()) for clause in clauses]
        data.setData(CLAUSES, json.dumps(encode(tuple(own))).encode())
    if notes:
        data.setData(NOTES, json.dumps(encode(dict(notes))).encode())
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
    label = f'{_escaped(clause.label.text)}<span style="mso-tab-count:1">&#9;</span>' if clause.label else ""
    return f'<p{way} style="margin-left:{max(clause.props.level - 1, 0) * 24}pt">{label}{text}</p>'


def _escaped(text: str) -> str:
    from html import escape  # its table of names is large

    return escape(text)


def _formatted(run: Run) -> str:
    text = _escaped(run.text).replace("\u2028", "<br>")
    style = run.style
    tags = (("b", style.bold), ("i", style.italic), ("u", style.underline), ("sup", style.vertical == "superscript"),
            ("sub", style.vertical == "subscript"))  # fmt: skip
    for tag, on in tags:
        text = f"<{tag}>{text}</{tag}>" if on else text
    return text
