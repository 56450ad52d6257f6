"""Clauses with their marks in the cells of a table that is read, compared and copied."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFont,
    QGuiApplication,
    QPalette,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)
from PySide6.QtWidgets import QTextEdit

from model.redline import ANCHOR, NOTE, OBJECT, PLAIN, Run, Status
from widgets.common.foreign_text import isolated
from widgets.editor.document.formats import Formats
from widgets.editor.document.projection import CharacterLook

Piece = tuple[str, CharacterLook]
"""Characters that look alike."""


def ruled_table(text: QTextEdit, rows: int, widths: Sequence[int], *, padding: int, heads: int = 0) -> QTextTable:
    """A table over the width of an empty text.

    text: the text
    rows: its rows
    widths: the widths of its columns, in percent
    padding: the room around words, in pixels
    heads: rows that are repeated on each page
    """
    form = QTextTableFormat()
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    form.setColumnWidthConstraints([QTextLength(QTextLength.Type.PercentageLength, width) for width in widths])
    form.setHeaderRowCount(heads)
    form.setCellPadding(padding)
    form.setCellSpacing(0)
    form.setBorder(1)
    form.setBorderCollapse(True)
    form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    form.setBorderBrush(text.palette().color(QPalette.ColorRole.Midlight))
    return QTextCursor(text.document()).insertTable(rows, len(widths), form)


class CellWriter:
    """Writes into cells, from right to left if `rtl`."""

    def __init__(self, formats: Formats, *, rtl: bool) -> None:
        self.rtl = rtl
        self._formats = formats
        self._block = QTextBlockFormat()
        self._block.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)

    def head(self, cursor: QTextCursor, text: str) -> None:
        """Writes text as a heading, bold."""
        form = QTextCharFormat()
        form.setFontWeight(QFont.Weight.Bold)
        form.setForeground(self._formats.colours.text)
        cursor.mergeBlockFormat(self._block)
        cursor.insertText(text, form)

    def quietly(self, cursor: QTextCursor, text: str) -> None:
        """Writes text that is not of the document in the quiet colour; its direction is that of the window."""
        form, block = QTextCharFormat(), QTextBlockFormat()
        form.setForeground(self._formats.colours.quiet)
        block.setLayoutDirection(QGuiApplication.layoutDirection())
        cursor.mergeBlockFormat(block)
        cursor.insertText(text, form)

    def lines(self, cursor: QTextCursor, lines: Iterable[Iterable[Piece]]) -> None:
        """Writes one paragraph for each line."""
        for number, pieces in enumerate(lines):
            if number:
                cursor.insertBlock()
            cursor.setBlockFormat(self._block)
            for text, look in pieces:
                cursor.insertText(text, self._formats.char(look))


def label_pieces(text: str, status: Status) -> tuple[Piece, Piece]:
    """A label and the space after it."""
    return (isolated(text), CharacterLook(status, PLAIN)), ("\u2002", CharacterLook(Status.KEPT, PLAIN))


def is_visible(run: Run) -> bool:
    """Whether a run has a width: anchors have none."""
    return bool(run.text) and not (run.content and run.text == ANCHOR)


def text_of_run(run: Run, mark: str | None) -> str:
    """The characters of a run; `mark` is that of the note which it refers to."""
    if run.content and run.text == NOTE:
        return mark or "*"
    return "▣" if run.content and run.text == OBJECT else run.text.replace("\n", " ")
