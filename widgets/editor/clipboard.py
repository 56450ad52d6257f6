"""The exchange with the clipboard: clauses of this program, else paragraphs with the formats that it knows. Foreign HTML is read,
never shown; HTML for others is made here."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QMimeData

from model.errors import EditError, FileError
from model.redline import NOTE, Clause, Note, Props, Run, Style
from model.submission.json_codec import decode, encode
from model.text.lazy_regex import late
from widgets.common.translation import say, translate

if TYPE_CHECKING:
    from model.edits.structure import NewClause
    from model.formats.html.reader import HtmlText
    from model.formats.html.tables import HtmlTable, Loss

T = TypeVar("T")
NO_NOTES: Mapping[str, Note] = MappingProxyType({})
RTF = ("text/rtf", "application/rtf", 'application/x-qt-windows-mime;value="Rich Text Format"')
CLAUSES = "application/x-clausewright-clauses"
"""A JSON list of clauses in the form of `model.submission.json_codec`."""
NOTES = "application/x-clausewright-notes"
"""The notes to which those clauses refer, by their keys there, in the same form."""
_UNWANTED = late("[\x00-\x08\x0b-\x1f\x7f\ufffc\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
_ENDS = late("\r\n|[\r\n\x0b\x0c\u2029\x85]")


def clean_text(text: str) -> str:
    """The text without control characters, placeholders of pictures and code points that are no characters."""
    return _UNWANTED.sub("", text)


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of a plain text, cleaned; a line end at the end of the text adds none."""
    parts = [clean_text(part) for part in _ENDS.split(text)]
    if len(parts) > 1 and not parts[-1]:
        parts.pop()
    return parts


class Foreign(Struct, frozen=True):
    """Contents of the clipboard from another program, as paragraphs of kept runs."""

    paragraphs: list[tuple[Run, ...]]
    formatted: bool
    """Whether the data contain formats; otherwise the characters get those of the text around them."""
    rows: frozenset[int] = frozenset()
    """The indices of the paragraphs that are in rows of a table."""
    tables: tuple[HtmlTable, ...] = ()
    """The tables, whose lines `paragraphs` has too."""
    note: str = ""
    """A sentence about the part that could not be used."""


def plain_foreign(paragraphs: Sequence[str]) -> Foreign:
    """Paragraphs without formats, as if they had been pasted."""
    return Foreign([(Run(text),) if text else () for text in paragraphs], formatted=False)


def readable(data: QMimeData) -> bool:
    """Whether the data contain text; names of files do not count."""
    return not files_in(data) and (data.hasText() or data.hasHtml() or any(map(data.hasFormat, RTF)))


def files_in(data: QMimeData) -> list[str]:
    """The paths of the files that another program dragged or copied."""
    return [url.toLocalFile() for url in data.urls() if url.isLocalFile()] if data.hasUrls() else []


class Raw(Struct, frozen=True):
    """The raw contents of a clipboard, copied from it so that another thread can read them."""

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
    """The text of pasted or dropped data, with its formats, or without them if they cannot be read. Raises EditError with the
    reason if there is no text."""
    rich, unread = _rich(raw)
    if rich.paragraphs:
        runs_of = [tuple(_clean_run(run) for run in runs) for runs in rich.paragraphs]
        note = " ".join(_loss_sentences()[loss] for loss in sorted(rich.losses))
        return Foreign(runs_of, formatted=True, rows=rich.rows, tables=tuple(map(_clean_table, rich.tables)), note=note)
    if _is_rubbish(raw.text):
        raise EditError(translate("Clipboard", "This is not text, so it was not inserted."))
    if unread and not raw.text.strip():
        sentence = translate("Clipboard", "What is pasted cannot be read; copy it as plain text. {why}.")
        raise EditError(sentence.format(why=unread))
    text = plain_foreign(paragraphs_of(raw.text))
    sentence = translate("Clipboard", "The formats of the pasted text could not be read. It was inserted as plain text.")
    return replace(text, note=sentence) if unread else text


def _rich(raw: Raw) -> tuple[HtmlText, str]:
    """The text of the first readable form, and the reason why another form could not be read."""
    from model.formats.html.reader import HtmlText, read_html  # a parser of HTML: nothing of it is needed before a paste
    from model.formats.page.metrics import TEXT_WIDTH
    from model.formats.rtf_reader import is_rtf, paragraphs_of_rtf

    unread = ""
    try:
        if raw.html and (rich := read_html(raw.html, tables_within=TEXT_WIDTH)).paragraphs:
            return rich, ""
    except FileError as error:
        unread = say(error.message)
    try:
        return HtmlText(paragraphs_of_rtf(raw.rtf) if is_rtf(raw.rtf) else []), unread
    except FileError as error:
        return HtmlText([]), unread or say(error.message)


def text_in(data: QMimeData) -> str:
    """The plain text of pasted or dropped data; '' if there is none."""
    if data.hasText() and not files_in(data):
        return data.text()
    paragraphs = foreign_of(raw_in(data)).paragraphs if readable(data) else []
    return "\n".join("".join(run.text for run in runs) for runs in paragraphs)


def _clean_run(run: Run) -> Run:
    return Run(clean_text(run.text), style=run.style)


def _clean_table(table: HtmlTable) -> HtmlTable:
    def clean(paragraphs: Iterable[tuple[Run, ...]]) -> tuple[tuple[Run, ...], ...]:
        return tuple(tuple(map(_clean_run, runs)) for runs in paragraphs)

    rows = (tuple(cell._replace(paragraphs=clean(cell.paragraphs)) for cell in row) for row in table.rows)
    return table._replace(before=clean(table.before), rows=tuple(rows))


def _loss_sentences() -> dict[Loss, str]:
    """A sentence about each part of a pasted table that a table of a text does not have."""
    return {
        "merged rows": translate("Clipboard", "Cells of the pasted table that were merged across rows are separate cells now."),
        "inner table": translate("Clipboard", "A table in a cell of the pasted table was inserted as lines."),
        "pictures": translate("Clipboard", "The pictures in the pasted table were omitted."),
        "too large": translate("Clipboard", "A pasted table was too large for a table of a text. It was inserted as lines."),
    }


def without_tables(text: Foreign) -> Foreign:
    """The same text for a place that cannot contain a table: the rows of tables are lines, and the note says so."""
    if not text.tables:
        return text
    sentence = translate("Clipboard", "A table cannot be inserted here. Its rows were inserted as lines.")
    return replace(text, tables=(), note=sentence)


def _is_rubbish(text: str) -> bool:
    """Whether more than a tenth of a text is characters that no text contains."""
    head = text[:4096]
    return len(_UNWANTED.findall(_ENDS.sub("", head))) + head.count("\ufffd") > max(4, len(head) // 10)


def clauses_in(data: QMimeData) -> tuple[NewClause, ...]:
    """The clauses of a clipboard; none if it contains none of this program, or if another program has changed them."""
    from model.edits.structure import NewClause

    found, notes = _read(data, CLAUSES, tuple[Clause, ...]) or (), notes_in(data)
    return tuple(
        NewClause(
            replace(clause.props, style="", other=""),
            tuple(_pasted_runs(clause, notes)),
        )
        for clause in found
    )


def notes_in(data: QMimeData) -> dict[str, Note]:
    """The notes to which the clauses of a clipboard refer, by their keys there."""
    found = _read(data, NOTES, dict[str, Note]) or {}
    return {
        key: Note(note.kind, tuple(Clause(clause.id, Props(), tuple(_pasted_runs(clause, ()))) for clause in note.clauses))
        for key, note in found.items()
    }


def _read(data: QMimeData, kind: str, type_: type[T]) -> T | None:
    """The value in one of the forms of this program; None if it is missing, or if another program has changed it."""
    if not data.hasFormat(kind):
        return None
    try:
        return decode(json.loads(bytes(data.data(kind).data())), type_)
    except (ValueError, RecursionError, EditError):
        return None


def _pasted_runs(clause: Clause, notes: Container[str]) -> Iterator[Run]:
    for run in clause.runs:
        if run.text == NOTE and run.content in notes:
            yield Run(NOTE, style=_pasted_style(run.style), content=run.content)
        elif not run.content and (text := clean_text(run.text.replace("\n", " ").replace("\u2029", " "))):
            yield Run(text, style=_pasted_style(run.style))


def _pasted_style(style: Style) -> Style:
    return Style(style.italic, style.bold, style.underline, style.vertical)


def as_mime(clauses: Sequence[Clause], language: str = "", notes: Mapping[str, Note] = NO_NOTES) -> QMimeData:
    """The copied text in three forms: as clauses if there are whole ones or marks of notes, as formatted and as plain text, each
    with its labels. Only windows of this program get the notes."""
    data = QMimeData()
    several = len(clauses) > 1 or any(clause.label is not None for clause in clauses)
    bare = [replace(clause, runs=tuple(run for run in clause.runs if not run.content)) for clause in clauses]
    data.setText("\n".join(_label(clause) + clause.text for clause in bare))
    data.setHtml(_html(bare, language))
    if several or notes:
        copied = clauses if several else [replace(clause, props=Props()) for clause in clauses]
        data.setData(CLAUSES, json.dumps(encode(tuple(copied))).encode())
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
    text = "".join(map(_html_of_run, clause.runs))
    if clause.props.kind == "call":
        text = f"<i>{text}</i>"
    label = f'{_escape(clause.label.text)}<span style="mso-tab-count:1">&#9;</span>' if clause.label else ""
    return f'<p{way} style="margin-left:{max(clause.props.level - 1, 0) * 24}pt">{label}{text}</p>'


def _escape(text: str) -> str:
    from html import escape  # its table of names is large

    return escape(text)


def _html_of_run(run: Run) -> str:
    text = _escape(run.text).replace("\u2028", "<br>")
    style = run.style
    tags = (("b", style.bold), ("i", style.italic), ("u", style.underline), ("sup", style.vertical == "superscript"),
            ("sub", style.vertical == "subscript"))  # fmt: skip
    for tag, on in tags:
        text = f"<{tag}>{text}</{tag}>" if on else text
    return text
