"""A PDF of many texts, as Final Acts are printed: a list of contents, parts, page headers and numbers.

`python -m tests.builders.pdf_collection OUT.pdf 17` writes one of six parts of 17 texts, for measurements.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QFont,
    QGuiApplication,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLine,
    QTextOption,
)

WIDTH, HEIGHT = 595.0, 842.0
"""Points of a page."""
LEFT, TOP = 72.0, 90.0
_TEXT = QRectF(0, 0, WIDTH - 2 * LEFT, HEIGHT - 2 * TOP)
_SIZE = 11
OPENING = "The Plenipotentiary Conference of the International Telecommunication Union (Dubai, 2018),"
_WORDS = (
    "development telecommunications islands masts cables people means administrations networks services members sectors reports"
    " studies countries regions budgets plans meetings languages standards spectrum orbits satellites emergencies schools"
).split()
"""Drawn at random: pages of equal lines would be taken for page headers."""


def collection_pdf(
    parts: Sequence[Sequence[int]], *, clauses: int = 30, listed: Sequence[int] | None = None, headers: bool = True
) -> bytes:
    """The bytes of the file.

    parts: the numbers of the resolutions of each part
    clauses: the number of clauses of each text; thirty fill some three pages
    listed: the numbers that the list of contents names, by default all of them; none for no list
    headers: whether each page has a header and a number
    """
    document = QTextDocument()
    document.setDefaultFont(_font())
    document.setDocumentMargin(0)
    document.setPageSize(_TEXT.size())
    cursor = QTextCursor(document)
    _write(cursor, "FINAL ACTS", bold=True, centred=True)
    numbers = [number for part in parts for number in part] if listed is None else listed
    if numbers:
        _write(cursor, "TABLE OF CONTENTS", bold=True, centred=True, breaks=True)
        for place, number in enumerate(numbers):
            title = f"RESOLUTION {number} (REV. DUBAI, 2018)  {title_of(number)} "
            _write(cursor, f"{title}{'.' * max(3, 88 - len(title))} {3 * place + 7}")
    for place, part in enumerate(parts, 1):
        _write(cursor, f"PART {place}", bold=True, centred=True, breaks=True)
        _write(cursor, "RESOLUTIONS", bold=True, centred=True)
        for number in part:
            _write_text(cursor, number, clauses)
    return _printed(document, headers=headers)


def title_of(number: int) -> str:
    return f"Small islands and subject {number}"


def _write_text(cursor: QTextCursor, number: int, clauses: int) -> None:
    _write(cursor, f"RESOLUTION {number} (REV. DUBAI, 2018)", centred=True, breaks=True)
    _write(cursor, title_of(number), bold=True, centred=True)
    _write(cursor, OPENING)
    _write(cursor, "considering", italic=True, indent=36)
    chance = Random(number)
    for place in range(clauses):
        words = " ".join(chance.choices(_WORDS, k=24))
        _write(cursor, f"{chr(97 + place % 26)})\tthat {words} are of interest;")
    _write(cursor, "resolves", italic=True, indent=36)
    _write(cursor, f"1\tto go on with subject {number},")
    _write(cursor, "instructs the Secretary-General", italic=True, indent=36)
    _write(cursor, f"to report on subject {number} to the Council.")


def _write(
    cursor: QTextCursor,
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    centred: bool = False,
    indent: float = 0,
    breaks: bool = False,
) -> None:
    block, signs = QTextBlockFormat(), QTextCharFormat()
    block.setAlignment(Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft)
    block.setTextIndent(indent)
    block.setTopMargin(6)
    option = QTextOption.Tab(36.0, QTextOption.TabType.LeftTab)
    block.setTabPositions([option])
    if breaks:
        block.setPageBreakPolicy(QTextBlockFormat.PageBreakFlag.PageBreak_AlwaysBefore)
    font = _font()
    font.setBold(bold)
    font.setItalic(italic)
    signs.setFont(font)
    if cursor.position():
        cursor.insertBlock(block, signs)
    else:
        cursor.setBlockFormat(block)
        cursor.setBlockCharFormat(signs)
    cursor.insertText(text, signs)


def _font() -> QFont:
    return QFont("Noto Serif", _SIZE)


def _printed(document: QTextDocument, *, headers: bool) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(72)
    writer.setPageSize(QPageSize(QSizeF(WIDTH, HEIGHT), QPageSize.Unit.Point))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter(writer)
    painter.setFont(_font())
    at = -1
    for page, place, line in _lines(document):
        while at < page:
            at += 1
            if at:
                writer.newPage()
            if headers:
                painter.drawText(round(LEFT), 50, "Final Acts of the Plenipotentiary Conference (Dubai, 2018)")
                painter.drawText(round(WIDTH / 2), round(HEIGHT) - 40, f"{at + 1}")
        line.draw(painter, place)
    painter.end()
    buffer.close()
    return bytes(data.data())


def _lines(document: QTextDocument) -> Iterator[tuple[int, QPointF, QTextLine]]:
    """The lines of a document, each with its page from 0 and the place of its block there: Qt draws those at the edges twice."""
    pages, block = document.pageCount(), document.begin()
    assert pages
    while block.isValid():
        corner = document.documentLayout().blockBoundingRect(block).topLeft()
        for number in range(block.layout().lineCount()):
            line = block.layout().lineAt(number)
            page = int((corner.y() + line.y() + 1) // _TEXT.height())
            yield page, QPointF(LEFT, TOP + corner.y() - page * _TEXT.height()), line
        block = block.next()


if __name__ == "__main__":
    program = QGuiApplication([sys.argv[0], "-platform", "offscreen"])
    count = int(sys.argv[2])
    Path(sys.argv[1]).write_bytes(collection_pdf([range(100 * part + 1, 100 * part + 1 + count) for part in range(6)]))
